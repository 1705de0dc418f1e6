"""What to take from a store: a filter over statements, as SQL where that is exact, and in Python after judgements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tashabuk.model import Statement


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that must all hold; empty ones hold always. `start` is inclusive, `end` exclusive.

    `actor` and `recipient` are roles; `anyone` may hold either role; `pair` wants both, in different or the same role.
    `ids` are those of statements.
    """

    actor: str = ""
    recipient: str = ""
    anyone: str = ""
    pair: tuple[str, str] | None = None
    event: str = ""
    sign: int | None = None
    certainty: str = ""
    openness: str = ""
    holder: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    limit: int | None = None
    offset: int = 0
    ids: tuple[str, ...] | None = None

    def sql(self, merged: Mapping[str, str]) -> tuple[str, list[Any]]:
        """A condition that every wanted statement meets, and its values.

        Judgements can change any field, so SQL narrows by actors only, and only where no actors are merged;
        `accepts` decides.
        """
        if self.ids is not None:
            return "WHERE s.id IN (SELECT unnest(?))", [list(self.ids)]
        names = sorted({n for n in (self.actor, self.recipient, self.anyone, *(self.pair or ())) if n})
        if not names or merged:
            return "", []
        condition = "(list_contains(s.actor, ?) OR list_contains(s.recipient, ?))"
        changed = "s.id IN (SELECT subject FROM judgements WHERE verdict = 'correct' AND NOT undone)"
        return (
            f"WHERE {changed} OR ({' AND '.join([condition] * len(names))})",
            [value for name in names for value in (name, name)],
        )

    def accepts(self, statement: Statement, published: dt.date | None) -> bool:
        """Whether a statement, as judged, is wanted; without a date of its own it has its document's."""
        parties = (*statement.actor, *statement.recipient)
        return (
            (not self.actor or self.actor in statement.actor)
            and (not self.recipient or self.recipient in statement.recipient or self._mutual(statement))
            and (not self.anyone or self.anyone in parties)
            and (self.pair is None or all(p in parties for p in self.pair))
            and (not self.event or statement.event == self.event)
            and (self.sign is None or statement.sign == self.sign)
            and (not self.certainty or statement.certainty == self.certainty)
            and (not self.openness or statement.openness == self.openness)
            and (not self.holder or statement.holder == self.holder)
            and self._in_window(statement.date.first() if statement.date is not None else published)
        )

    def _mutual(self, statement: Statement) -> bool:
        return statement.reciprocal and self.recipient in statement.actor

    def _in_window(self, day: dt.date | None) -> bool:
        if self.start is None and self.end is None:
            return True
        return day is not None and (self.start is None or day >= self.start) and (self.end is None or day < self.end)

    def window(self) -> slice:
        """The part of the result that is wanted."""
        return slice(self.offset, None if self.limit is None else self.offset + self.limit)
