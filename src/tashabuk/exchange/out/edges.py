"""A plain signed edge list: what `tashabuk balance --edges` and most network programs read.

A tie is one edge with the sign of its stronger channel and that channel's weight; an entangled tie is two edges, one of
each sign, because it is friendly and hostile at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tashabuk.exchange.cells import csv_cell, csv_lines
from tashabuk.exchange.columns import Column, Kind
from tashabuk.exchange.content import Content
from tashabuk.model import Channel, Tie, TieLabel


@dataclass(frozen=True, slots=True)
class Edge:
    """One sign of one tie."""

    tie: Tie
    sign: int
    channel: Channel


EDGES: tuple[Column[Edge], ...] = (
    Column("source", Kind.TEXT, "actor id", value=lambda e: e.tie.a),
    Column("target", Kind.TEXT, "actor id", value=lambda e: e.tie.b),
    Column("sign", Kind.INTEGER, "1 friendly, -1 hostile", ("-1", "1"), value=lambda e: e.sign),
    Column("weight", Kind.NUMBER, "weight of the channel of this sign", value=lambda e: e.channel.weight),
    Column("label", Kind.TEXT, "the tie in one word", tuple(TieLabel), value=lambda e: str(e.tie.label)),
    Column(
        "statements",
        Kind.LIST,
        "what the weight rests on: statement ids, `dataset:id` of imported events",
        value=lambda e: list(e.channel.statements),
    ),
)


def lines(content: Content) -> Iterator[str]:
    """One edge a line."""
    rows = ([csv_cell(c.value(e)) for c in EDGES] for t in content.ties() for e in edges_of(t))
    return csv_lines([c.name for c in EDGES], rows)


def edges_of(tie: Tie) -> tuple[Edge, ...]:
    """The edges of a tie: two of an entangled one."""
    good, bad = Edge(tie, 1, tie.cooperation), Edge(tie, -1, tie.conflict)
    if tie.label is TieLabel.ENTANGLED:
        return good, bad
    return (good,) if tie.cooperation.weight >= tie.conflict.weight else (bad,)
