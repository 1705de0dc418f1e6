"""What a store comes to in its present state, worked out once and shared by all who ask while that state lasts.

A state is what the store's stamps say. In a state of a million statements the columns, the evidence and the ties take
some seconds to work out and some 200 MB; every page after that takes them as they are. A judgement makes a new state,
for which the columns are not read again; threads that ask for the same thing wait for one of them to make it.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np

from tashabuk.model import Certainty
from tashabuk.relate.channels import rows_between
from tashabuk.relate.observations import UNDATED, Floats, Observations, from_columns, joined
from tashabuk.relate.pairing import observations_of
from tashabuk.relate.ties import Paired, TieOptions, Ties, ties
from tashabuk.store import Store
from tashabuk.store.columns import StatementColumns
from tashabuk.store.connection import kept_open
from tashabuk.store.event_index import EventIndex
from tashabuk.store.index import StatementIndex
from tashabuk.store.kept_events import KeptEvents
from tashabuk.store.stamps import Stamps
from tashabuk.store.store import Columns
from tashabuk.workbench.forming import up_to_date
from tashabuk.workbench.once import Once
from tashabuk.workbench.repeats import Progress

BASE, LARGE, SMALL = 16, 4, 200
"""How many things of each size are kept: what pages rest on, tables of all ties in one window (up to 40 MB for a
million statements), and views."""
STORES = 2
"""Stores whose present state a process keeps in mind."""
T = TypeVar("T")
_lasting: set[Path] = set()
_latest: dict[Path, Current] = {}
_lock = threading.Lock()
_making: dict[Path, threading.Lock] = {}


class Current:
    """One state of a store. Whatever it gives must not be changed."""

    def __init__(self, store: Store, columns: Columns, before: Current | None = None) -> None:
        self.store = store
        same = before is not None and before.read is columns.read
        self._before = before.index if same and before is not None else None
        self._columns = columns
        self._large, self._small = Once(LARGE), Once(SMALL)
        self._base = Once(BASE)

    @property
    def stamps(self) -> Stamps:
        """Which state it is."""
        return self._columns.stamps

    @property
    def columns(self) -> StatementColumns:
        """The statements as judged."""
        return self._columns.judged

    @property
    def read(self) -> StatementColumns:
        """The statements as they were read."""
        return self._columns.read

    @property
    def index(self) -> StatementIndex:
        """The statements by filter."""
        return self._base.get("index", lambda: StatementIndex(self.columns, self._before))

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """A view that is made once for this state, if it is asked for again soon enough."""
        return self._small.get(key, make)

    def evidence(self, on_progress: Progress | None = None) -> Floats:
        """The evidence weight of each statement."""
        return self._base.get("evidence", lambda: self._evidence(on_progress))

    @property
    def events(self) -> EventIndex:
        """The events in columns; they must have been brought up to date, as `evidence` does."""
        return self._base.get("events", lambda: KeptEvents(self.store).index(self.columns))

    def rows(self, options: TieOptions, anyone: Sequence[str] = ()) -> Observations:
        """What measures with these options rest on.

        Statements are all there. Of coded events a process that will be asked again reads all, any other those of the
        options' window and of `anyone`: there may be millions.
        """
        told = self._told(options.certainty_weights, options.min_confidence)
        if self._lasting:
            return self._base.get(("rows", _key(options)), lambda: joined(told, self._coded()))
        window = options.start, options.end, tuple(anyone)
        return self._base.get(("rows", _key(options), window), lambda: joined(told, self._coded(*window)))

    def ties(self, options: TieOptions, anyone: Sequence[str] = ()) -> Ties:
        """All ties in a window and at a moment; at least those of `anyone` where it names actors."""
        if not self._lasting:
            return ties(self.rows(options, anyone), options)
        return self._large.get(tie_key(options), lambda: self._paired(options).ties(options))

    def between(self, a: str, b: str, options: TieOptions) -> Observations:
        """The rows of a pair, oldest first, not cut to the window."""
        if not self._lasting:
            return rows_between(self.rows(options, (a, b)), a, b)
        return self._paired(options).between(a, b)

    def _paired(self, options: TieOptions) -> Paired:
        key = ("paired", _key(options), options.directed)
        return self._base.get(key, lambda: Paired.of(self.rows(options), directed=options.directed))

    @property
    def _lasting(self) -> bool:
        return self.store.path.resolve() in _lasting

    def days(self, options: TieOptions) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last day of which anything is known."""
        return self._base.get(("days", _key(options)), lambda: _first_and_last(self.rows(options)))

    @property
    def has_coded(self) -> bool:
        """Whether there are coded events."""
        return self._base.get("coded", lambda: self.store.counts()["coded_events"] > 0)

    def document_of(self, row_id: str) -> str:
        """The document of a statement, as a word; a coded event is a witness of its own."""
        number = self.columns.number(row_id)
        return str(self.columns.document[number]) if number >= 0 else row_id

    def _told(self, weights: Mapping[Certainty, float], least: float) -> Observations:
        return observations_of(self.columns, self.evidence(), weights, least)

    def _coded(
        self, start: dt.date | None = None, end: dt.date | None = None, anyone: Sequence[str] = ()
    ) -> Observations:
        found = self.store.coded_columns(start, end, anyone)
        return from_columns(found.names, found.a, found.b, found.day, found.score, found.sources, found.row)

    def _evidence(self, on_progress: Progress | None) -> Floats:
        columns = self.columns
        weights = np.ones(len(columns), np.float64)
        ids, unusual = up_to_date(self.store, on_progress).weights()
        numbers = columns.numbers(ids)
        weights[numbers[numbers >= 0]] = unusual[numbers >= 0]
        return weights


def _first_and_last(rows: Observations) -> tuple[dt.date | None, dt.date | None]:
    days = rows.day[rows.day != UNDATED]
    return (dt.date.fromordinal(int(days.min())), dt.date.fromordinal(int(days.max()))) if len(days) else (None, None)


def tie_key(options: TieOptions) -> Hashable:
    """What tells options from others."""
    window = options.start, options.end, options.at, options.half_life_days
    return _key(options), window, options.thresholds, options.directed


def _key(options: TieOptions) -> Hashable:
    return tuple(sorted(options.certainty_weights.items())), options.min_confidence


def current(store: Store) -> Current:
    """The present state of a store."""
    place = store.path.resolve()
    with _lock:
        making = _making.setdefault(place, threading.Lock())
    found = _latest.get(place)
    if found is not None and found.stamps == store.stamps():
        return found
    with making:
        found = _latest.get(place)
        if found is not None and found.stamps == store.stamps():
            return found
        columns = store.columns(found.read, found.stamps.content) if found is not None else store.columns()
        with _lock:
            for old in list(_latest)[: max(len(_latest) + 1 - STORES, 0)]:
                del _latest[old]
            _latest[place] = made = Current(store, columns, found)
        return made


@contextmanager
def lasting(path: Path) -> Iterator[None]:
    """Inside, the process is taken to be asked again and again: the store stays open, coded events are all read."""
    place = path.resolve()
    _lasting.add(place)
    try:
        with kept_open(path):
            yield
    finally:
        _lasting.discard(place)
        _latest.pop(place, None)
