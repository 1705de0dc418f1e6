"""The events of a store in columns: which of them meet a filter, and in what order, in some milliseconds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from tashabuk.model import EventType
from tashabuk.store.columns import UNDATED, StatementColumns, column
from tashabuk.store.index import StatementIndex

TYPES = tuple(EventType)


class EventOrder(StrEnum):
    """How events are sorted; undated ones come last, within equals by id."""

    OLDEST = "oldest"
    NEWEST = "newest"
    WITNESSES = "witnesses"


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Conditions that must all hold; empty ones hold always. `start` is inclusive, `end` exclusive.

    Each of `names` must have a part.
    """

    names: tuple[str, ...] = ()
    kind: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    witnesses: int = 1
    contradicted: bool = False
    order: EventOrder = EventOrder.OLDEST


@dataclass(frozen=True, slots=True, eq=False)
class EventIndex:
    """Columns of equal length, by day and id; `of_statement[i]` is the event of statement i of the columns, or -1."""

    number: NDArray[np.int32]
    day: NDArray[np.int32]
    kind: NDArray[np.int8]
    witnesses: NDArray[np.int32]
    contradicted: NDArray[np.bool_]
    of_statement: NDArray[np.int32]

    def numbers(self, wanted: EventFilter, statements: StatementIndex) -> NDArray[np.int32]:
        """The numbers of the events that meet a filter, in its order, for `KeptEvents.at`."""
        mask = np.ones(len(self.number), np.bool_)
        for name in wanted.names:
            mask &= self._with(statements.with_actor(name))
        if wanted.kind:
            mask &= self.kind == (TYPES.index(EventType(wanted.kind)))
        if wanted.start is not None:
            mask &= self.day >= wanted.start.toordinal()
        if wanted.end is not None:
            mask &= (self.day < wanted.end.toordinal()) & (self.day != UNDATED)
        if wanted.witnesses > 1:
            mask &= self.witnesses >= wanted.witnesses
        if wanted.contradicted:
            mask &= self.contradicted
        found = np.flatnonzero(mask)
        if wanted.order is EventOrder.NEWEST:
            found = found[np.argsort(-self.day[found], kind="stable")]
        elif wanted.order is EventOrder.WITNESSES:
            found = found[np.argsort(-self.witnesses[found], kind="stable")]
        return self.number[found]

    def _with(self, statements: Sequence[int] | NDArray[np.int32]) -> NDArray[np.bool_]:
        mask = np.zeros(len(self.number) + 1, np.bool_)
        mask[self.of_statement[statements]] = True
        return mask[:-1]


def load_event_index(connection: DuckDBPyConnection, columns: StatementColumns) -> EventIndex:
    """The index of all events. Cost: about a second for those of a million statements."""
    found = connection.execute(
        "SELECT number, coalesce(date_diff('day', DATE '0001-01-01', day) + 1, $none)::INTEGER AS day, "
        "(list_position($types::VARCHAR[], type) - 1)::TINYINT AS kind, witnesses, "
        "len(contradicts) > 0 AS contradicted FROM events ORDER BY events.day NULLS LAST, id",
        {"none": UNDATED, "types": [str(t) for t in TYPES]},
    ).fetchnumpy()
    number = column(found["number"], "int32")
    members = connection.execute("SELECT number, ('0x' || unnest(statements))::UBIGINT AS id FROM events").fetchnumpy()
    place = np.zeros(int(number.max(initial=-1)) + 1, np.int32)
    place[number] = np.arange(len(number), dtype=np.int32)
    of_statement = np.full(len(columns), -1, np.int32)
    statement, event = columns.numbers(column(members["id"], "uint64")), column(members["number"], "int32")
    of_statement[statement[statement >= 0]] = place[event[statement >= 0]]
    return EventIndex(
        number,
        column(found["day"], "int32"),
        column(found["kind"], "int8"),
        column(found["witnesses"], "int32"),
        column(found["contradicted"], "bool"),
        of_statement,
    )
