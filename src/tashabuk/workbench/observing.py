"""Use case: what a store holds as the rows that measures rest on, with the way back to the words."""

from __future__ import annotations

from collections.abc import Sequence

from tashabuk.model import CodedEvent, PartialDate
from tashabuk.relate.observations import CodedIds
from tashabuk.store import Store


def coded_events(store: Store, ids: Sequence[str], limit: int) -> list[CodedEvent]:
    """The coded events among the ids of a tie, at most `limit` of them."""
    rows = [row for i in ids if (row := CodedIds.row_of(i)) is not None]
    return list(store.coded_by_row(rows[:limit]).values()) if rows else []


def coded_days(store: Store, ids: Sequence[str]) -> dict[str, PartialDate | None]:
    """The day of each coded event, by the id that it has in ties."""
    rows = {row: i for i in ids if (row := CodedIds.row_of(i)) is not None}
    return {rows[row]: PartialDate.of(event.day) for row, event in store.coded_by_row(list(rows)).items()}
