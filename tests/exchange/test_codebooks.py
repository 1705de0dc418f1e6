"""Every format's codebook names exactly what the format writes."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import rdflib

from tashabuk.actors.catalogue import Catalogue
from tashabuk.exchange.formats import FORMATS, format_of
from tashabuk.exchange.out.rdf import PREFIXES
from tashabuk.workbench.exporting import export
from tashabuk.workbench.giving import Selection

from .conftest import Give

Names = dict[str, set[str]]


def table(text: str, separator: str = ",") -> Names:
    return {"": set(next(csv.reader(io.StringIO(text, newline=""), delimiter=separator)))}


def keys_of_lines(text: str) -> Names:
    return {"": {key for line in text.split("\n")[:-1] for key in json.loads(line)}}


def plover(text: str) -> Names:
    lines = [json.loads(line) for line in text.split("\n")[:-1]]
    found = keys_of_lines(text)
    found["source, recipient"] = {k for x in lines for a in (*x["source"], *x["recipient"]) for k in a}
    for part in ("text_info", "cite_info"):
        found[part] = {k for x in lines for k in x[part]}
    return found


def ftm(text: str) -> Names:
    found: Names = {}
    actors = "LegalEntity, Organization, Person, PublicBody"
    for line in text.split("\n")[:-1]:
        one = json.loads(line)
        part = actors if one["schema"] in actors else one["schema"]
        found.setdefault(part, set()).update(one["properties"])
    return found


def stix(text: str) -> Names:
    found: Names = {}
    for one in json.loads(text)["objects"]:
        found.setdefault(one["type"], set()).update(one)
    return found


def rdf(text: str) -> Names:
    graph = rdflib.Graph().parse(data=text, format="turtle")
    parts = {
        "Statement": "t:Statement",
        "Document": "t:Document",
        "Actor": "t:Actor, t:Publisher",
        "Publisher": "t:Actor, t:Publisher",
        "Activity": "prov:Activity",
    }
    found: Names = {}
    for subject, kind in graph.subject_objects(rdflib.RDF.type):
        part = parts.get(str(kind).replace("#", ":").split(":")[-1])
        if part:
            used = {short(str(p)) for p in graph.predicates(subject) if p != rdflib.RDF.type}
            found.setdefault(part, set()).update(used)
    return found


def short(name: str) -> str:
    prefix, start = next((p, n) for p, n in PREFIXES.items() if name.startswith(n))
    return f"{prefix}:{name.removeprefix(start)}"


def graphml(text: str) -> Names:
    root = ET.fromstring(text)
    keys = [(k.get("for"), k.get("attr.name")) for k in root if k.tag.endswith("key")]
    found = {part: {name for target, name in keys if target == part} for part in ("node", "edge")}
    return {"node": found["node"] | {"id"}, "edge": found["edge"] | {"a", "b"}}


def gexf(text: str) -> Names:
    groups = [g for g in ET.fromstring(text).iter() if g.tag.endswith("attributes")]
    found = {g.get("class"): {a.get("title") for a in g} for g in groups}
    return {"node": found["node"] | {"id", "label"}, "edge": found["edge"]}


WRITTEN: dict[str, Callable[[str], Names]] = {
    "csv": table,
    "edges": table,
    "panel": table,
    "polecat": lambda text: table(text, "\t"),
    "jsonl": keys_of_lines,
    "plover": plover,
    "ftm": ftm,
    "stix": stix,
    "rdf": rdf,
    "graphml": graphml,
    "gexf": gexf,
}


@pytest.mark.parametrize("name", [f.name for f in FORMATS if f.text is not None])
def test_the_codebook_names_what_is_written(give: Give, name: str) -> None:
    form = format_of(name)
    described = {part: {f.name for f in fields} for part, fields in form.fields.items()}
    written = WRITTEN[name](give(name))
    if name == "stix":
        described["report"].discard("labels") if "labels" not in written["report"] else None
    assert written == described


def test_the_codebook_of_parquet_and_neo4j(store: Path, tmp_path: Path) -> None:
    for name, target in (("parquet", tmp_path / "s.parquet"), ("neo4j", tmp_path / "neo")):
        export(store, name, target, Selection(), Catalogue.load(), codebook=True, stdout=io.BytesIO())
    types = duckdb.sql(f"SELECT * FROM '{tmp_path}/s.parquet'").columns
    assert types == [f.name for f in format_of("parquet").fields[""]]
    for part, fields in format_of("neo4j").fields.items():
        header = (tmp_path / "neo" / part).read_text(encoding="utf-8").splitlines()[0]
        assert header.split(",") == [f.name for f in fields]
    assert (tmp_path / "neo" / "codebook.md").read_text(encoding="utf-8") == format_of("neo4j").codebook()
    assert (tmp_path / "s.parquet.codebook.md").read_text(encoding="utf-8") == format_of("parquet").codebook()


def test_a_codebook_says_what_a_column_means() -> None:
    lines = format_of("csv").codebook().splitlines()
    assert lines[0] == "# Codebook: csv"
    sign = "| `sign` | integer | 1 friendly, -1 hostile, 0 neither | `-1`, `0`, `1` | no |"
    assert sign in lines


@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.name)
def test_each_format_is_written_in_one_way_and_described(form) -> None:
    assert [form.text is not None, bool(form.files), form.binary is not None].count(True) == 1
    for fields in form.fields.values():
        assert all(f.meaning for f in fields)
        assert len({f.name for f in fields}) == len(fields)


def test_values_are_of_those_that_the_codebook_lists(give: Give) -> None:
    fields = {f.name: f for f in format_of("jsonl").fields[""]}
    for line in give("jsonl").split("\n")[:-1]:
        for name, value in json.loads(line).items():
            if fields[name].values and value is not None:
                assert str(value) in fields[name].values
            assert value is not None or fields[name].optional
