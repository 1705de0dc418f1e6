"""Two CSV files for `neo4j-admin database import`: actors, statements and documents, and how they hang together.

    (:Actor)-[:ACTS]->(:Statement)-[:TOWARDS]->(:Actor)      (:Statement)-[:STATED_IN]->(:Document)
    (:Statement)-[:HELD_BY]->(:Actor)                        (:Actor)-[:TIE]->(:Actor)

Everybody in a mutual act ACTS. Sentences can hold line breaks: import with `--multiline-fields=true`. Lists are arrays,
joined by `;`. Cells are not guarded against spreadsheets, as the importer would keep the guard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from tashabuk.exchange.cells import csv_lines
from tashabuk.exchange.columns import STATEMENTS, TIES, Column, Field, Kind, row
from tashabuk.exchange.content import Content, Sourced
from tashabuk.exchange.out.actors import ACTORS
from tashabuk.model import AUTHOR, UNNAMED, Actor

_TYPES = {
    Kind.LIST: "string[]",
    Kind.INTEGER: "int",
    Kind.NUMBER: "double",
    Kind.BOOLEAN: "boolean",
    Kind.DAY: "date",
}
_ENDS = ("id", "actor", "recipient", "document", "document_hash", "title", "publisher", "url", "published")
_DOCUMENT = ("document", "title", "publisher", "url", "published")
_STATEMENT: tuple[Column[Sourced], ...] = tuple(c for c in STATEMENTS if c.name not in _ENDS)
_DOCUMENTS: tuple[Column[Sourced], ...] = tuple(c for c in STATEMENTS if c.name in _DOCUMENT)
_PROPERTIES: tuple[Column[Any], ...] = (*ACTORS[1:], *_STATEMENT, *_DOCUMENTS)
_TIE = TIES[2:]

NODES: tuple[Field, ...] = (
    Field(":ID", Kind.TEXT, "`actor:`, `statement:` or `document:` and the actor id, statement id or document hash"),
    *(Field(f"{c.name}:{_TYPES.get(c.kind, 'string')}", c.kind, c.meaning, c.values, True) for c in _PROPERTIES),
    Field(":LABEL", Kind.TEXT, "what the node is", ("Actor", "Statement", "Document")),
)
RELATIONSHIPS: tuple[Field, ...] = (
    Field(":START_ID", Kind.TEXT, "the `:ID` where it starts"),
    Field(":END_ID", Kind.TEXT, "the `:ID` where it ends"),
    *(Field(f"{c.name}:{_TYPES.get(c.kind, 'string')}", c.kind, c.meaning, c.values, True) for c in _TIE),
    Field(":TYPE", Kind.TEXT, "what holds between the two", ("ACTS", "TOWARDS", "STATED_IN", "HELD_BY", "TIE")),
)


def nodes(content: Content) -> Iterator[str]:
    """The file `nodes.csv`."""
    return csv_lines([f.name for f in NODES], _nodes(content))


def relationships(content: Content) -> Iterator[str]:
    """The file `relationships.csv`."""
    return csv_lines([f.name for f in RELATIONSHIPS], chain(_parts(content), _ties(content)))


def _nodes(content: Content) -> Iterator[list[Any]]:
    actors: dict[str, None] = dict.fromkeys(name for tie in content.ties() for name in (tie.a, tie.b))
    documents: set[str] = set()
    for one in content.statements():
        statement = one.statement
        actors.update(dict.fromkeys((*statement.actor, *statement.recipient, *_holder(one))))
        yield _node(f"statement:{one.id}", row(_STATEMENT, one), "Statement")
        if statement.document not in documents:
            documents.add(statement.document)
            yield _node(f"document:{statement.document}", row(_DOCUMENTS, one), "Document")
    for name in actors:
        found: Actor = content.actor(name)
        yield _node(f"actor:{name}", row(ACTORS[1:], found), "Actor")


def _node(key: str, cells: dict[str, Any], label: str) -> list[Any]:
    return [key, *(_cell(cells.get(c.name)) for c in _PROPERTIES), label]


def _parts(content: Content) -> Iterator[list[Any]]:
    nothing = [""] * len(_TIE)
    for one in content.statements():
        key = f"statement:{one.id}"
        for start, end, kind in _ends(one, key):
            yield [start, end, *nothing, kind]


def _ends(one: Sourced, key: str) -> Iterable[tuple[str, str, str]]:
    for name in one.statement.actor:
        yield f"actor:{name}", key, "ACTS"
    for name in one.statement.recipient:
        yield key, f"actor:{name}", "TOWARDS"
    for name in _holder(one):
        yield key, f"actor:{name}", "HELD_BY"
    yield key, f"document:{one.statement.document}", "STATED_IN"


def _holder(one: Sourced) -> tuple[str, ...]:
    holder = one.statement.holder
    return () if holder in (AUTHOR, UNNAMED) else (holder,)


def _ties(content: Content) -> Iterator[list[Any]]:
    for tie in content.ties():
        yield [f"actor:{tie.a}", f"actor:{tie.b}", *(_cell(c.value(tie)) for c in _TIE), "TIE"]


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(str(v).replace(";", ",") for v in value)
    return "" if value is None else value
