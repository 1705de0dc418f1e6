"""Ties over time as dynamic GEXF 1.3, for Gephi's timeline.

An edge is a directed pair; it has a spell for each period in which anything happened, and for each of these the weights
of both channels and the ids of the statements behind them as dynamic attributes. Spells include their last day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from tashabuk.exchange.cells import joined, xml
from tashabuk.exchange.columns import Column, Field, Kind
from tashabuk.exchange.content import Content, PairPeriod
from tashabuk.exchange.out.actors import ACTORS, parties

NAMESPACE = "http://gexf.net/1.3"
NODES = ACTORS[2:]
EDGES: tuple[Column[PairPeriod], ...] = (
    Column("cooperation", Kind.NUMBER, "weight of the period's cooperation", value=lambda p: p.cooperation),
    Column("conflict", Kind.NUMBER, "weight of the period's conflict", value=lambda p: p.conflict),
    Column("events", Kind.INTEGER, "statements and imported events of the period", value=lambda p: p.events),
    Column("statements", Kind.TEXT, "their ids, joined by `+`", value=lambda p: joined(p.ids)),
)
_TYPES = {Kind.NUMBER: "double", Kind.INTEGER: "integer"}


def lines(content: Content) -> Iterator[str]:
    """The file, line by line."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<gexf xmlns="{NAMESPACE}" version="1.3">\n'
    yield '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">\n'
    yield from _declared("node", "static", NODES)
    yield from _declared("edge", "dynamic", EDGES)
    yield "<nodes>\n"
    for name in parties((p.a, p.b) for p in content.periods()):
        actor = content.actor(name)
        values = ((n, c.value(actor)) for n, c in enumerate(NODES))
        cells = "".join(f'<attvalue for="{n}" value="{xml(str(v))}"/>' for n, v in values if v is not None)
        yield (
            f'<node id="{xml(name)}" label="{xml(actor.name("en"))}">{"<attvalues>" + cells + "</attvalues>"}</node>\n'
        )
    yield "</nodes>\n<edges>\n"
    for number, (pair, periods) in enumerate(groupby(content.periods(), lambda p: (p.a, p.b))):
        yield from _edge(number, pair, list(periods))
    yield "</edges>\n</graph>\n</gexf>\n"


def _declared(target: str, mode: str, fields: Iterable[Field]) -> Iterator[str]:
    yield f'<attributes class="{target}" mode="{mode}">\n'
    for number, f in enumerate(fields):
        yield f'<attribute id="{number}" title="{f.name}" type="{_TYPES.get(f.kind, "string")}"/>\n'
    yield "</attributes>\n"


def _edge(number: int, pair: tuple[str, str], periods: list[PairPeriod]) -> Iterator[str]:
    yield f'<edge id="{number}" source="{xml(pair[0])}" target="{xml(pair[1])}">\n<attvalues>\n'
    for period in periods:
        for n, c in enumerate(EDGES):
            yield f'<attvalue for="{n}" value="{xml(str(c.value(period)))}" {_spell(period)}/>\n'
    yield "</attvalues>\n<spells>\n"
    for period in periods:
        yield f"<spell {_spell(period)}/>\n"
    yield "</spells>\n</edge>\n"


def _spell(period: PairPeriod) -> str:
    last = period.end - dt.timedelta(days=1)
    return f'start="{period.start.isoformat()}" end="{last.isoformat()}"'
