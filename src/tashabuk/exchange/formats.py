"""All formats that we give out, by name: how each is written, and what its columns or fields mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tashabuk.errors import UsageError
from tashabuk.exchange.codebook import codebook
from tashabuk.exchange.columns import PERIODS, STATEMENTS, TIES, Field
from tashabuk.exchange.content import Content
from tashabuk.exchange.out import (
    edges,
    ftm,
    gexf,
    graphml,
    neo4j,
    parquet,
    plover,
    polecat,
    rdf,
    stix,
    stix_fields,
    tables,
)
from tashabuk.exchange.out.actors import ACTORS

Text = Callable[[Content], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: `text` gives a stream of text, `files` a folder of such streams, `binary` writes to a path.

    Exactly one of the three is set. `fields` maps the parts of the format to what they hold.
    """

    name: str
    about: str
    fields: Mapping[str, Sequence[Field]]
    text: Text | None = None
    files: Mapping[str, Text] = field(default_factory=dict)
    binary: Callable[[Content, Path], None] | None = None

    def codebook(self) -> str:
        """The data dictionary, as Markdown."""
        return codebook(self.name, self.about, self.fields)


FORMATS: tuple[Format, ...] = (
    Format("csv", "Statements, one a line.", {"": STATEMENTS}, text=tables.statements_csv),
    Format("jsonl", "Statements, one JSON object a line.", {"": STATEMENTS}, text=tables.statements_jsonl),
    Format("parquet", "Statements, one a row.", {"": STATEMENTS}, binary=parquet.write),
    Format("plover", "Statements as PLOVER JSON lines (2021 codebook).", plover.FIELDS, text=plover.lines),
    Format(
        "polecat",
        "Statements with the 40 columns of POLECAT, and their sources in more.",
        {"": polecat.COLUMNS},
        text=polecat.lines,
    ),
    Format("ftm", "Statements as FollowTheMoney entities.", ftm.FIELDS, text=ftm.lines),
    Format("stix", "Statements as a STIX 2.1 bundle.", stix_fields.FIELDS, text=stix.lines),
    Format("rdf", "Statements as RDF (Turtle, PROV-O).", rdf.FIELDS, text=rdf.lines),
    Format(
        "neo4j",
        "Actors, statements, documents and ties for neo4j-admin.",
        {"nodes.csv": neo4j.NODES, "relationships.csv": neo4j.RELATIONSHIPS},
        files={"nodes.csv": neo4j.nodes, "relationships.csv": neo4j.relationships},
    ),
    Format(
        "graphml",
        "Ties as a graph.",
        {"node": ACTORS, "edge": (*TIES[:2], *graphml.EDGES)},
        text=graphml.lines,
    ),
    Format(
        "gexf",
        "Ties over time as a dynamic graph.",
        {"node": ACTORS, "edge": gexf.EDGES},
        text=gexf.lines,
    ),
    Format("edges", "Ties as a signed edge list.", {"": edges.EDGES}, text=edges.lines),
    Format("panel", "Directed pairs by period, as a dyad panel.", {"": PERIODS}, text=tables.panel_csv),
)


def format_of(name: str) -> Format:
    """The format of a name; UsageError lists all names."""
    for one in FORMATS:
        if one.name == name:
            return one
    raise UsageError(f"There is no format {name!r}. Use one of {', '.join(f.name for f in FORMATS)}.")
