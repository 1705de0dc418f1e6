"""What to take from a store: conditions and order over the statements as judged, in SQL."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

FIRST_DAY = (
    "coalesce(CASE length(s.date) WHEN 4 THEN CAST(s.date || '-01-01' AS DATE) "
    "WHEN 7 THEN CAST(s.date || '-01' AS DATE) ELSE CAST(s.date AS DATE) END, d.published)"
)
"""The first day that a statement's date can mean; without a date of its own it has its document's."""


class Order(StrEnum):
    """How statements are sorted; within equals by document and place."""

    OLDEST = "oldest"
    NEWEST = "newest"
    SUREST = "surest"
    PLACE = "place"


_ORDERS = {
    Order.OLDEST: f"{FIRST_DAY} NULLS LAST, ",
    Order.NEWEST: f"{FIRST_DAY} DESC NULLS LAST, ",
    Order.SUREST: "s.confidence DESC, ",
    Order.PLACE: "",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that must all hold; empty ones hold always. `start` is inclusive, `end` exclusive.

    `actor` and `recipient` are roles; `anyone` may hold either role; `pair` wants both, in different or the same role.
    `document` is a content hash, `ids` are those of statements. `unjudged` wants what nobody judged yet.
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
    publisher: str = ""
    document: str = ""
    order: Order = Order.OLDEST
    ids: tuple[str, ...] | None = None
    unjudged: bool = False

    def condition(self) -> tuple[str, list[Any]]:
        """The condition over `s` (statements as judged) and `d` (their documents), and its values."""
        parts = ["TRUE"]
        values: list[Any] = []

        def also(sql: str, *given: Any) -> None:
            parts.append(sql)
            values.extend(given)

        if self.actor:
            also("list_contains(s.actor, ?)", self.actor)
        if self.recipient:
            mutual = "(len(s.recipient) = 0 AND len(s.actor) > 1 AND list_contains(s.actor, ?))"
            also(f"(list_contains(s.recipient, ?) OR {mutual})", self.recipient, self.recipient)
        for name in (self.anyone, *(self.pair or ())):
            if name:
                also("(list_contains(s.actor, ?) OR list_contains(s.recipient, ?))", name, name)
        for column, value in self._equal():
            also(f"{column} = ?", value)
        if self.ids is not None:
            also("s.id IN (SELECT unnest(?::VARCHAR[]))", list(self.ids))
        if self.unjudged:
            also("s.id NOT IN (SELECT subject FROM judgements WHERE NOT undone)")
        if self.start is not None:
            also(f"{FIRST_DAY} >= ?", self.start)
        if self.end is not None:
            also(f"{FIRST_DAY} < ?", self.end)
        return " AND ".join(parts), values

    def _equal(self) -> list[tuple[str, Any]]:
        pairs: list[tuple[str, Any]] = [
            ("s.event", self.event),
            ("s.certainty", self.certainty),
            ("s.openness", self.openness),
            ("s.holder", self.holder),
            ("d.publisher", self.publisher),
            ("s.document", self.document),
        ]
        return [(c, v) for c, v in pairs if v] + ([("s.sign", self.sign)] if self.sign is not None else [])

    def ordering(self) -> str:
        """The ORDER BY, LIMIT and OFFSET."""
        limit = "" if self.limit is None else f" LIMIT {int(self.limit)}"
        return f"ORDER BY {_ORDERS[self.order]}d.id, s.trigger_start, s.id{limit} OFFSET {int(self.offset)}"
