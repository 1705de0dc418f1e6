"""Signed edge lists: `source, target, sign`, perhaps `weight` and `date`. An edge is a standing relation, a STANCE.

Nodes that no list of ours knows are actors under their own names, so that any signed network can be analysed.
"""

from __future__ import annotations

from tashabuk.exchange.incoming.codes import UNKNOWN, Coded, typed
from tashabuk.exchange.incoming.format import AUTO, Format, selected
from tashabuk.exchange.incoming.parties import Parties, who
from tashabuk.model import EventType, Sign

FIELDS = {
    "source": ("source", "from", "a", "actor"),
    "target": ("target", "to", "b", "recipient"),
    "sign": ("sign", "value"),
    "weight": ("weight",),
    "date": ("date", "day"),
}
_SIGNS = {
    Sign.POSITIVE: ("1", "+1", "+", "1.0", "pos", "positive", "friend", "ally"),
    Sign.NEGATIVE: ("-1", "-", "-1.0", "neg", "negative", "enemy", "rival"),
    Sign.NEUTRAL: ("0", "0.0", "neutral"),
}


def edges(parties: Parties) -> Format:
    """The format of signed edge lists."""
    return Format(
        name="edges",
        separator=AUTO,
        fields=FIELDS,
        optional=frozenset({"weight", "date"}),
        nulls=("",),
        named_by_file=True,
        select=selected(
            day="day_of(date)",
            day_given="date",
            actor_key="source",
            recipient_key="target",
            actor_given="source",
            recipient_given="target",
            code="sign || coalesce(' weight ' || weight, '')",
        ),
        code=edge_sign,
        actors=lambda key: who((edge_actor(parties, key), key)),
    )


def edge_actor(parties: Parties, node: str) -> str:
    """The actor of an id of ours or of a name, or of a code where the user says of which list; else the node itself."""
    known = parties.any(node) if parties.codes else parties.id(node) or parties.named(node)
    return known or node


def edge_sign(code: str) -> Coded:
    """The meaning of a sign. A weight stays in the code: its scale is not that of the scores, ±4 for every stance.

    >>> edge_sign("-1 weight 3").score, edge_sign("+").score
    (-4.0, 4.0)
    """
    word = code.split(" ")[0].lower()
    return next((typed(EventType.STANCE, None, sign) for sign, words in _SIGNS.items() if word in words), UNKNOWN)
