"""Event types, modes, signs and scores of the PLOVER 2021 codebook, the happening that statements share,
and events that others coded."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from tashabuk.model.date import PartialDate


class Sign(IntEnum):
    """Friendly, hostile or neither."""

    NEGATIVE = -1
    NEUTRAL = 0
    POSITIVE = 1


class Quad(StrEnum):
    """The four classes that event data distinguishes; STANCE stands outside them."""

    VERBAL_COOPERATION = "verbal cooperation"
    MATERIAL_COOPERATION = "material cooperation"
    VERBAL_CONFLICT = "verbal conflict"
    MATERIAL_CONFLICT = "material conflict"
    STANCE = "stance"


class EventType(StrEnum):
    """The 16 PLOVER types, and STANCE for a standing relation or attitude."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    STANCE = "STANCE"

    @property
    def quad(self) -> Quad:
        """The quad class of this type."""
        return _QUAD[self]

    @property
    def usual_sign(self) -> Sign:
        """The sign that the quad class implies (REQUEST is neutral; STANCE is set by its words)."""
        return _USUAL_SIGN[self]


_TYPES_BY_QUAD = {
    Quad.VERBAL_COOPERATION: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    Quad.MATERIAL_COOPERATION: ("COOPERATE", "AID", "RETREAT"),
    Quad.VERBAL_CONFLICT: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    Quad.MATERIAL_CONFLICT: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    Quad.STANCE: ("STANCE",),
}
_QUAD = {EventType(name): quad for quad, names in _TYPES_BY_QUAD.items() for name in names}
_FRIENDLY = (Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION, Quad.STANCE)
_USUAL_SIGN = {
    kind: Sign.NEUTRAL if kind is EventType.REQUEST else Sign.POSITIVE if quad in _FRIENDLY else Sign.NEGATIVE
    for kind, quad in _QUAD.items()
}


class Claim(StrEnum):
    """What an event's statements say of the happening: that it was, that it was not, that it will be, or what if."""

    TOLD = "told"
    DENIED = "denied"
    PLANNED = "planned"
    SUPPOSED = "supposed"


@dataclass(frozen=True, slots=True)
class Event:
    """Statements, from one or more documents, that report the same happening and claim the same of it.

    `actor` and `recipient` are as in a statement. `date` is the most exact date that was given, `stated` whether a
    report tells it: else it is a day of publication. `witnesses` is the number of independent reports, at least 1.
    `first` and `last` are the days of publication of the first and the last report, None where no document tells its
    own. `contradicts` names events that say the opposite. `grade` is the credibility of the information, 1 (confirmed)
    to 5 (improbable), or 6 (cannot be judged).
    """

    id: str
    type: EventType
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    sign: Sign = Sign.NEUTRAL
    claim: Claim = Claim.TOLD
    date: PartialDate | None = None
    stated: bool = True
    publishers: tuple[str, ...] = ()
    witnesses: int = 1
    first: dt.date | None = None
    last: dt.date | None = None
    contradicts: tuple[str, ...] = ()
    grade: int = 6


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """An event as another data set coded it (ICEWS, GDELT, POLECAT …), its codes kept beside what they map to.

    `actor` and `recipient` hold our actor ids and are empty where the code is not known to us; `actor_given` and
    `recipient_given` are the words or codes of the data set. `event` is None for a code that PLOVER drops or that we
    do not know; such an event has `score` 0 and `sign` NEUTRAL. It is None too where only the quad class is known; the
    score is then the mean of the class's types. `sources` is the number of independent reports, at
    least 1. `id` is unique within `dataset`.
    """

    id: str
    dataset: str
    day: dt.date
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    actor_given: str
    recipient_given: str
    code: str
    event: EventType | None
    mode: str | None
    sign: Sign
    score: float
    sources: int = 1
    place: str = ""
    text: str = ""
    url: str = ""


CODED_COLUMNS = {
    "dataset": "VARCHAR",
    "id": "VARCHAR",
    "day": "DATE",
    "actor": "VARCHAR[]",
    "recipient": "VARCHAR[]",
    "actor_given": "VARCHAR",
    "recipient_given": "VARCHAR",
    "code": "VARCHAR",
    "event": "VARCHAR",
    "mode": "VARCHAR",
    "sign": "TINYINT",
    "score": "DOUBLE",
    "sources": "INTEGER",
    "place": "VARCHAR",
    "text": "VARCHAR",
    "url": "VARCHAR",
}
"""Column → SQL type of the fields of `CodedEvent`: the table `coded_events` of the store, and the Parquet files that
importers write."""
