"""What writers are given: statements with their sources, ties, and what happened between a pair in a period.

These are plain values. Who joins store, measures and catalogue fills a `Content`; a writer asks it for what its format
holds. Nothing is computed before it is asked for, and statements are never held all at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tashabuk.model import Actor, PartialDate, Statement, Tie


@dataclass(frozen=True, slots=True)
class Sourced:
    """A statement with its PLOVER score, the id it is stored under, and what is known of its document.

    `document` is the document's own id; `statement.document` is its content hash. `sentence` is the text at
    `statement.sentence`.
    """

    id: str
    statement: Statement
    score: float
    document: str
    title: str
    published: dt.date | None
    publisher: str
    url: str
    sentence: str

    @property
    def date(self) -> PartialDate | None:
        """When it happened: the statement's own date, else the document's day of publication."""
        if self.statement.date is not None:
            return self.statement.date
        return PartialDate.of(self.published) if self.published is not None else None

    @property
    def day(self) -> dt.date | None:
        """The first day that its date can mean."""
        return self.date.first() if self.date is not None else None

    @property
    def others(self) -> tuple[str, ...]:
        """Towards whom: the recipients, or the actors of a mutual act."""
        statement = self.statement
        return statement.actor if statement.reciprocal else statement.recipient


@dataclass(frozen=True, slots=True)
class PairPeriod:
    """What `a` did towards `b` in one period: weight of both channels, rows they rest on, and these rows' ids.

    `start` is the first day, `end` the day after the last.
    """

    a: str
    b: str
    start: dt.date
    end: dt.date
    cooperation: float
    conflict: float
    events: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """All that can be given out. Each part may be asked for again, and is the same then."""

    statements: Callable[[], Iterator[Sourced]]
    ties: Callable[[], Sequence[Tie]]
    periods: Callable[[], Iterator[PairPeriod]]
    actor: Callable[[str], Actor]

    def name(self, actor: str, language: str = "en") -> str:
        """The usual name of an actor."""
        return self.actor(actor).name(language)
