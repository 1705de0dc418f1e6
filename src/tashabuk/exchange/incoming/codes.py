"""What a code of another data set means in PLOVER: CAMEO codes, PLOVER types, and signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from tashabuk.actors.tables import split, table
from tashabuk.model import Certainty, EventType, Quad, Sign
from tashabuk.model.scores import BY_TYPE, plover_score

PACKAGE = "tashabuk.exchange.incoming"
DROPPED_ROOTS = ("01", "02")
"""CAMEO's statements and appeals, which PLOVER has no type for."""
CAMEO_QUADS = {
    Quad.VERBAL_COOPERATION: range(1, 6),
    Quad.MATERIAL_COOPERATION: range(6, 9),
    Quad.VERBAL_CONFLICT: range(9, 14),
    Quad.MATERIAL_CONFLICT: range(14, 21),
}
"""The quad class of a CAMEO root code, as ICEWS and GDELT count it."""
_OLDER_TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}


class Reason(StrEnum):
    """Why an event is kept without being mapped; the first that holds counts."""

    DROPPED = "dropped by PLOVER"
    UNKNOWN_CODE = "code not known"
    NOT_ASSERTED = "not asserted"
    NO_PARTY = "a party is missing"
    UNKNOWN_ACTOR = "actor not known"


@dataclass(frozen=True, slots=True)
class Coded:
    """The meaning of one code; `reason` is None where it has one."""

    event: EventType | None = None
    mode: str | None = None
    sign: Sign = Sign.NEUTRAL
    score: float = 0.0
    reason: Reason | None = None


UNKNOWN = Coded(reason=Reason.UNKNOWN_CODE)
DROPPED = Coded(reason=Reason.DROPPED)


def typed(event: EventType, mode: str | None = None, sign: Sign | None = None) -> Coded:
    """A PLOVER type with its score; the sign is the type's usual one unless given."""
    chosen = event.usual_sign if sign is None else sign
    return Coded(event, mode or None, chosen, plover_score(event, mode, chosen))


@cache
def cameo_table() -> Mapping[str, Coded]:
    """CAMEO code → meaning, for every code that has one."""
    return {
        code: typed(EventType(cells["event"]), cells["mode"])
        for cells in table("cameo.tsv", PACKAGE)
        for code in split(cells["codes"])
    }


def cameo(code: str) -> Coded:
    """The meaning of a CAMEO code; a zero that a spreadsheet took from its front is put back.

    >>> cameo("190").event, cameo("0871").mode, cameo("36").event, cameo("010").reason
    (<EventType.ASSAULT: 'ASSAULT'>, 'ceasefire', <EventType.AGREE: 'AGREE'>, <Reason.DROPPED: 'dropped by PLOVER'>)
    """
    known = cameo_table()
    for written in (code, f"0{code}"):
        if written in known:
            return known[written]
        if written.isdecimal() and written.startswith(DROPPED_ROOTS) and 2 <= len(written) <= 4:
            return DROPPED
    return UNKNOWN


def plover(event: str, mode: str = "") -> Coded:
    """The meaning of a PLOVER type as a data set writes it, names of 2016 included; modes in any case.

    >>> plover("fight", "Heavy Weapons").mode
    'heavy-weapons'
    """
    name = event.strip().upper()
    name = _OLDER_TYPES.get(name, name)
    if name not in EventType.__members__:
        return UNKNOWN
    return typed(EventType(name), "-".join(mode.strip().lower().split()))


def signed(coded: Coded, sign: str, certainty: str) -> Coded:
    """A meaning with the sign and the certainty that a statement of ours has.

    As in the measures, a hedged one counts half; one that is denied, planned, supposed or asked does not count.
    """
    if coded.event is None:
        return coded
    if sign:
        coded = typed(coded.event, coded.mode, Sign(int(sign)))
    if certainty in ("", Certainty.ASSERTED):
        return coded
    if certainty == Certainty.HEDGED:
        return replace(coded, score=coded.score / 2)
    return replace(coded, score=0.0, reason=Reason.NOT_ASSERTED)


def quad(kind: Quad) -> Coded:
    """An event of which only the quad class is known: its score is the mean of the class's types."""
    scores = [score for event, score in BY_TYPE.items() if event.quad is kind]
    mean = sum(scores) / len(scores)
    return Coded(sign=Sign.POSITIVE if mean > 0 else Sign.NEGATIVE, score=mean)
