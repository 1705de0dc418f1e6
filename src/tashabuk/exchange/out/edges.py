"""A plain signed edge list: what `tashabuk balance --edges` and most network programs read.

It is the signed graph that balance is about: ties that are not faint, with their sign and the weight |C − K|; an
entangled tie is two edges, one of each sign with the weight of its channel, because it is friendly and hostile at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tashabuk.exchange.cells import csv_cell, csv_lines
from tashabuk.exchange.columns import Column, Kind
from tashabuk.exchange.content import Content
from tashabuk.model import Tie, TieLabel


@dataclass(frozen=True, slots=True)
class Edge:
    """One sign of one tie, its weight, and what that rests on."""

    tie: Tie
    sign: int
    weight: float
    statements: tuple[str, ...]


EDGES: tuple[Column[Edge], ...] = (
    Column("source", Kind.TEXT, "actor id", value=lambda e: e.tie.a),
    Column("target", Kind.TEXT, "actor id", value=lambda e: e.tie.b),
    Column("sign", Kind.INTEGER, "1 friendly, -1 hostile", ("-1", "1"), value=lambda e: e.sign),
    Column(
        "weight",
        Kind.NUMBER,
        "weight of this sign: cooperation less conflict, or one of both in an entangled tie",
        value=lambda e: e.weight,
    ),
    Column("label", Kind.TEXT, "the tie in one word", tuple(TieLabel), value=lambda e: str(e.tie.label)),
    Column(
        "statements",
        Kind.LIST,
        "what the weight rests on: statement ids, `dataset:id` of imported events",
        value=lambda e: list(e.statements),
    ),
)


def lines(content: Content) -> Iterator[str]:
    """One edge a line."""
    rows = ([csv_cell(c.value(e)) for c in EDGES] for t in content.ties() for e in edges_of(t))
    return csv_lines([c.name for c in EDGES], rows)


def edges_of(tie: Tie) -> tuple[Edge, ...]:
    """The edges of a tie: none of a faint one, two of an entangled one."""
    good, bad = tie.cooperation, tie.conflict
    if tie.label is TieLabel.FAINT:
        return ()
    if tie.label is TieLabel.ENTANGLED:
        return (
            Edge(tie, 1, good.weight, tuple(good.statements)),
            Edge(tie, -1, bad.weight, tuple(bad.statements)),
        )
    sign = 1 if good.weight > bad.weight else -1
    return (Edge(tie, sign, abs(good.weight - bad.weight), (*good.statements, *bad.statements)),)
