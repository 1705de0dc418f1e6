"""Counts of events by directed pair, month and quad class, as replications share them: one event for each counted.

Columns: `source, target, month`, then `verbal_coop, material_coop, verbal_conf, material_conf` and perhaps
`plover_dropped`. Of such an event only the quad class is known: it has no type, and the mean score of its class.
"""

from __future__ import annotations

from tashabuk.exchange.incoming.codes import DROPPED, UNKNOWN, Coded, quad
from tashabuk.exchange.incoming.format import AUTO, Format, selected
from tashabuk.exchange.incoming.parties import Parties, who
from tashabuk.model import Quad

COUNTS = {
    "verbalcoop": Quad.VERBAL_COOPERATION,
    "materialcoop": Quad.MATERIAL_COOPERATION,
    "verbalconf": Quad.VERBAL_CONFLICT,
    "materialconf": Quad.MATERIAL_CONFLICT,
}
_DROPPED = "ploverdropped"
_MOST = 1_000_000
"""The largest count that is believed."""


def dyads(parties: Parties) -> Format:
    """The format of dyad-month tables."""
    cells = [*COUNTS, _DROPPED]
    kinds = ", ".join(f"'{kind}'" for kind in cells)
    number = f"try_cast(given AS INTEGER) BETWEEN 0 AND {_MOST}"
    return Format(
        name="dyads",
        separator=AUTO,
        fields={name: (name,) for name in ("source", "target", "month", *cells)},
        optional=frozenset({_DROPPED}),
        nulls=("",),
        named_by_file=True,
        source="(SELECT *, unnest(range(CASE WHEN sound THEN coalesce(given::INTEGER, 0) ELSE 1 END)) AS nth FROM "
        f"(SELECT *, given IS NULL OR coalesce({number}, false) AS sound FROM "
        f"(SELECT *, unnest([{kinds}]) AS kind, unnest([{', '.join(cells)}]) AS given FROM raw)))",
        select=selected(
            id="concat_ws(':', source, target, month, kind, nth)",
            day="day_of(month)",
            day_given="month",
            problem="CASE WHEN NOT sound THEN given || ' is no count' END",
            actor_key="source",
            recipient_key="target",
            actor_given="source",
            recipient_given="target",
            code="kind",
        ),
        code=dyad_code,
        actors=lambda key: who((parties.any(key), key)),
    )


def dyad_code(kind: str) -> Coded:
    """The meaning of a column of counts."""
    if kind == _DROPPED:
        return DROPPED
    return quad(COUNTS[kind]) if kind in COUNTS else UNKNOWN
