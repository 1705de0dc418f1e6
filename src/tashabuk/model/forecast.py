"""A forecast that was made, kept so that it can be scored when its day has come."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Question(StrEnum):
    """What was asked: to whom somebody will act, who will act towards somebody, or how a tie goes on."""

    RECIPIENTS = "recipients"
    ACTORS = "actors"
    TIE = "tie"


@dataclass(frozen=True, slots=True)
class Prediction:
    """One thing that a forecast says: `what` happens before `until` (exclusive) with `chance` in 0..1.

    For a tie `what` is a channel; else it is an actor id, `event` the kind of act, and the chances of a forecast's
    predictions are shares of the next act, in falling order.
    """

    what: str
    event: str
    chance: float
    until: dt.date


@dataclass(frozen=True, slots=True)
class Forecast:
    """Predictions about `about` (one actor, or the two of a tie), from what was known before `at`.

    `event` is the kind of act asked for, "" for any. `last_known` is the last day of which the store knew anything at
    all when the forecast was made: the forecast was made ahead if that is before `at`.
    """

    question: Question
    about: tuple[str, ...]
    event: str
    at: dt.date
    last_known: dt.date
    made: dt.datetime
    predictions: tuple[Prediction, ...]

    @property
    def ahead(self) -> bool:
        """Whether nothing of the time forecast was known yet."""
        return self.last_known < self.at

    @property
    def id(self) -> str:
        """A hash of question and answer (16 hex digits): asking again with the same result changes nothing."""
        said = [f"{c.what}|{c.event}|{c.chance:.6f}|{c.until}" for c in self.predictions]
        parts = (self.question, *self.about, self.event, str(self.at), *said)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
