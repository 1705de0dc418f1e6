"""Statements by filter out of columns in memory: how many there are, and any page of them, in some milliseconds.

The same answers as `Store.count` and `Store.statements` give in SQL, for who asks again and again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tashabuk.store.columns import ACTOR, CERTAINTIES, OPENNESSES, RECIPIENT, UNDATED, StatementColumns
from tashabuk.store.query import Filter, Order

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]


class StatementIndex:
    """Columns with what finding needs beside them: some 40 MB for a million statements, made where it is needed.

    `before` is the index of other columns of the same statements: what rests on columns that both share is taken over.
    """

    def __init__(self, columns: StatementColumns, before: StatementIndex | None = None) -> None:
        self.columns = columns
        self._orders: dict[Order, Numbers] = {}
        if before is None:
            return
        if columns.day is before.columns.day:
            self._orders |= before._orders
        elif Order.SUREST in before._orders:
            self._orders[Order.SUREST] = before._orders[Order.SUREST]
        if columns.actor is before.columns.actor:
            for name in ("mutual", "_by_actor", "_bounds"):
                if name in before.__dict__:
                    self.__dict__[name] = before.__dict__[name]

    def numbers(self, wanted: Filter) -> Numbers:
        """The numbers of the statements that meet a filter, in its order; its limit and offset are left aside."""
        mask = self._mask(wanted)
        order = self._order(wanted.order)
        return order[mask[order]]

    def between(self, a: str, b: str, wanted: Filter) -> Numbers:
        """As `numbers`, those in which one of two actors acts towards the other, or both towards each other."""
        acts, suffers = ([self._marked(self.with_actor(n, role)) for n in (a, b)] for role in (ACTOR, RECIPIENT))
        found = (acts[0] & suffers[1]) | (acts[1] & suffers[0]) | (acts[0] & acts[1] & self.mutual)
        numbers = self.numbers(wanted)
        return numbers[found[numbers]]

    def newest_documents(self) -> Numbers:
        """All documents by number, the newest first; undated ones last, within equals by id and hash."""
        published = self.columns.published
        key = np.where(published == UNDATED, np.iinfo(np.int32).max, -published)
        return np.lexsort((self.columns.hashes, self.columns.rank, key)).astype(np.int32)

    def with_actor(self, name: str, role: int | None = None) -> Numbers:
        """The numbers of the statements in which an actor has a part (or that role), some perhaps twice."""
        at = bisect_left(self.columns.names, name)
        if at == len(self.columns.names) or self.columns.names[at] != name:
            return np.zeros(0, np.int32)
        parts = self._by_actor[self._bounds[at] : self._bounds[at + 1]]
        found = self.columns.statement[parts]
        return found if role is None else found[self.columns.role[parts] == role]

    def _mask(self, wanted: Filter) -> Mask:
        mask = self.columns.live.copy()
        for part in (self._of_parties(wanted), self._of_kind(wanted), self._of_words(wanted), self._of_time(wanted)):
            for condition in part:
                mask &= condition
        if wanted.unjudged:
            mask &= ~self.columns.judged
        if wanted.ids is not None:
            mask &= self._marked([n for i in wanted.ids if (n := self.columns.number(i)) >= 0])
        return mask

    def _of_parties(self, wanted: Filter) -> list[Mask]:
        found = []
        if wanted.actor:
            found.append(self._marked(self.with_actor(wanted.actor, ACTOR)))
        if wanted.recipient:
            among = self._marked(self.with_actor(wanted.recipient, ACTOR)) & self.mutual
            found.append(self._marked(self.with_actor(wanted.recipient, RECIPIENT)) | among)
        found += [self._marked(self.with_actor(n)) for n in (wanted.anyone, *(wanted.pair or ())) if n]
        return found

    def _of_kind(self, wanted: Filter) -> list[Mask]:
        if not wanted.event and wanted.sign is None:
            return []
        good = [
            (not wanted.event or k.event == wanted.event) and (wanted.sign is None or k.sign == wanted.sign)
            for k in self.columns.kinds
        ]
        return [np.array(good, np.bool_)[self.columns.kind]] if good else []

    def _of_words(self, wanted: Filter) -> list[Mask]:
        columns = self.columns
        found = []
        if wanted.certainty:
            found.append(columns.certainty == _place(CERTAINTIES, wanted.certainty))
        if wanted.openness:
            found.append(columns.openness == _place(OPENNESSES, wanted.openness))
        if wanted.holder:
            found.append(columns.holder == _place(columns.holders, wanted.holder))
        if wanted.document:
            found.append((columns.hashes == wanted.document.encode())[columns.document])
        if wanted.publisher:
            found.append((columns.publisher == _place(columns.publishers, wanted.publisher))[columns.document])
        return found

    def _of_time(self, wanted: Filter) -> list[Mask]:
        day = self.columns.day
        found = []
        if wanted.start is not None:
            found.append(day >= wanted.start.toordinal())
        if wanted.end is not None:
            found.append((day < wanted.end.toordinal()) & (day != UNDATED))
        return found

    def _marked(self, numbers: Sequence[int] | Numbers) -> Mask:
        mask = np.zeros(len(self.columns), np.bool_)
        mask[numbers] = True
        return mask

    @cached_property
    def mutual(self) -> Mask:
        """Which statements have several actors and no recipient."""
        size = len(self.columns)
        actors, recipients = (
            np.bincount(self.columns.statement[self.columns.role == role], minlength=size)
            for role in (ACTOR, RECIPIENT)
        )
        several: Mask = (recipients == 0) & (actors > 1)
        return several

    @cached_property
    def _by_actor(self) -> Numbers:
        return _order(self.columns.actor)

    @cached_property
    def _bounds(self) -> NDArray[np.int64]:
        return np.searchsorted(self.columns.actor[self._by_actor], np.arange(len(self.columns.names) + 1))

    def _order(self, wanted: Order) -> Numbers:
        if wanted not in self._orders:
            self._orders[wanted] = _order(self._key(wanted))
        return self._orders[wanted]

    def _key(self, wanted: Order) -> NDArray[Any]:
        """What to sort by; statements stand in the order of places."""
        if wanted is Order.PLACE:
            return np.zeros(len(self.columns), np.int8)
        if wanted is Order.SUREST:
            return -self.columns.confidence
        day = self.columns.day if wanted is Order.OLDEST else -self.columns.day
        return np.where(self.columns.day == UNDATED, np.iinfo(np.int32).max, day)


def _order(key: NDArray[Any]) -> Numbers:
    return np.argsort(key, kind="stable").astype(np.int32)


def _place(values: Sequence[object], wanted: str) -> int:
    return values.index(wanted) if wanted in values else -1
