"""Ties as GraphML: actors are nodes, a tie is an edge with both channels and the ids of the statements behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tashabuk.exchange.cells import joined, xml
from tashabuk.exchange.columns import TIES, Column, Kind
from tashabuk.exchange.content import Content
from tashabuk.exchange.out.actors import ACTORS, parties

NODES: tuple[Column[Any], ...] = ACTORS[1:]
EDGES: tuple[Column[Any], ...] = TIES[3:]
"""All columns of a tie but its ends and its direction, which are the edge itself."""
_TYPES = {Kind.NUMBER: "double", Kind.INTEGER: "int"}


def lines(content: Content) -> Iterator[str]:
    """The file, line by line; attributes that are not known are left out."""
    ties = content.ties()
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for target, columns in (("node", NODES), ("edge", EDGES)):
        for c in columns:
            kind = _TYPES.get(c.kind, "string")
            yield f'<key id="{target}_{c.name}" for="{target}" attr.name="{c.name}" attr.type="{kind}"/>\n'
    directed = bool(ties) and ties[0].directed
    yield f'<graph edgedefault="{"directed" if directed else "undirected"}">\n'
    for name in parties((t.a, t.b) for t in ties):
        yield f'<node id="{xml(name)}">{_data("node", NODES, content.actor(name))}</node>\n'
    for tie in ties:
        yield f'<edge source="{xml(tie.a)}" target="{xml(tie.b)}">{_data("edge", EDGES, tie)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _data(target: str, columns: tuple[Column[Any], ...], thing: Any) -> str:
    cells = ((c.name, c.value(thing)) for c in columns)
    return "".join(f'<data key="{target}_{n}">{xml(_text(v))}</data>' for n, v in cells if v is not None)


def _text(value: Any) -> str:
    return joined(value) if isinstance(value, list) else str(value)
