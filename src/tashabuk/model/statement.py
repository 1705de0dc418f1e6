"""What one clause of a text says about how one actor acts or stands towards another."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from tashabuk.model.date import PartialDate
from tashabuk.model.event import EventType, Sign
from tashabuk.model.span import Span

AUTHOR = "author"
UNNAMED = "unnamed"


class Certainty(StrEnum):
    """How sure the holder is."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    NEGATED = "negated"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    QUESTION = "question"


class Openness(StrEnum):
    """Whether the act is hidden or public; None where the text does not say."""

    COVERT = "covert"
    OVERT = "overt"


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim with its place in the text.

    `actor` and `recipient` are tuples of actor ids; an empty `recipient` means that the event is mutual among
    the actors or that the text names nobody. `holder` is `author`, `unnamed` or an actor id: whose word it is.
    `trigger` equals the document's text at `span`; `sentence` is the span of the sentence around it.
    `confidence` is a probability in 0..1. `rules` names what made the statement, in order.
    """

    document: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    event: EventType
    sign: Sign
    span: Span
    trigger: str
    sentence: Span
    mode: str | None = None
    date: PartialDate | None = None
    holder: str = AUTHOR
    certainty: Certainty = Certainty.ASSERTED
    openness: Openness | None = None
    confidence: float = 1.0
    rules: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """A hash of what is said and where: equal for equal statements (16 hex digits).

        `document` is a document's content hash in the store and its id elsewhere; the id follows it.
        """
        parts = (
            self.document,
            str(self.span.start),
            str(self.span.end),
            self.event,
            str(int(self.sign)),
            "+".join(self.actor),
            "+".join(self.recipient),
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    @property
    def reciprocal(self) -> bool:
        """Whether the actors do it to each other."""
        return not self.recipient and len(self.actor) > 1
