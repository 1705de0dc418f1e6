"""What the measures rest on, in columns: one row for each pair of actors that a statement or a coded event speaks of.

A mutual act is one row, marked; it counts for both directions of a directed tie and once for an undirected one.
Columns of numbers make millions of imported events as easy to measure as one article.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from tashabuk.model import Certainty, Openness, PartialDate, Statement
from tashabuk.model.scores import plover_score

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
UNDATED = 0
"""The day of a row without a date; days are proleptic Gregorian ordinals (`date.toordinal`)."""
UNSAID, COVERT, OVERT = 0, 1, 2
CERTAINTY_WEIGHTS: Mapping[Certainty, float] = {Certainty.ASSERTED: 1.0, Certainty.HEDGED: 0.5}
_OPENNESS = {None: UNSAID, Openness.COVERT: COVERT, Openness.OVERT: OVERT}


@dataclass(frozen=True, slots=True)
class Dated:
    """A statement with the id that it has in its store and the day of publication of its document."""

    statement: Statement
    id: str
    published: dt.date | None = None

    @property
    def date(self) -> PartialDate | None:
        """When it happened, as far as we know."""
        if self.statement.date is not None:
            return self.statement.date
        return PartialDate.of(self.published) if self.published is not None else None

    @property
    def day(self) -> dt.date | None:
        """The first day that its date can mean."""
        date = self.date
        return date.first() if date is not None else None


class Ids(Sequence[str]):
    """Some of a sequence of ids, by number; made into text only where it is looked at.

    >>> Ids(["s1", "s2", "s3"], np.array([2, 0], np.int32))
    ('s3', 's1')
    """

    __slots__ = ("_all", "_numbers")

    def __init__(self, all_ids: Sequence[str], numbers: Ints) -> None:
        self._all = all_ids
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, wanted: int) -> str: ...
    @overload
    def __getitem__(self, wanted: slice) -> Ids: ...
    def __getitem__(self, wanted: int | slice) -> str | Ids:
        if isinstance(wanted, slice):
            return Ids(self._all, self._numbers[wanted])
        return self._all[int(self._numbers[wanted])]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class CodedIds(Sequence[str]):
    """The ids of coded events in ties: `coded:` and the row in the store; `row_of` reads it back."""

    PREFIX = "coded:"

    def __init__(self, rows: NDArray[np.int64]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, wanted: int) -> str: ...
    @overload
    def __getitem__(self, wanted: slice) -> CodedIds: ...
    def __getitem__(self, wanted: int | slice) -> str | CodedIds:
        if isinstance(wanted, slice):
            return CodedIds(self._rows[wanted])
        return f"{self.PREFIX}{self._rows[wanted]}"

    @classmethod
    def row_of(cls, coded_id: str) -> int | None:
        """The row of an id made here; None for the id of a statement."""
        return int(coded_id[len(cls.PREFIX) :]) if coded_id.startswith(cls.PREFIX) else None


@dataclass(frozen=True, slots=True, eq=False)
class Observations:
    """Rows in columns of equal length n.

    `names` is sorted; `names[a[i]]` acts towards `names[b[i]]` on `day[i]` with PLOVER score `score[i]`, never 0;
    `weight[i]` ≥ 0 is certainty weight × evidence weight. `ids[source[i]]` is the id of what the row was made of.
    """

    names: tuple[str, ...]
    a: Ints
    b: Ints
    mutual: NDArray[np.bool_]
    day: Ints
    score: Floats
    weight: Floats
    openness: NDArray[np.int8]
    source: Ints
    ids: Sequence[str]

    def __len__(self) -> int:
        return len(self.a)

    def where(self, wanted: NDArray[np.bool_] | NDArray[np.int64] | slice) -> Observations:
        """The rows of a mask, of an array of row numbers or of a slice; names and ids stay."""
        return Observations(
            self.names,
            self.a[wanted],
            self.b[wanted],
            self.mutual[wanted],
            self.day[wanted],
            self.score[wanted],
            self.weight[wanted],
            self.openness[wanted],
            self.source[wanted],
            self.ids,
        )

    def dated(self) -> Observations:
        """The rows that have a day."""
        known = self.day != UNDATED
        return self if known.all() else self.where(known)

    def weighing(self, weight: Floats) -> Observations:
        """The same rows with other weights."""
        return replace(self, weight=weight)

    def index(self, actor: str) -> int:
        """The number of an actor in the columns; -1 for one that does not occur."""
        try:
            return self.names.index(actor)
        except ValueError:
            return -1


def pairs_of(statement: Statement) -> list[tuple[str, str]]:
    """The directed pairs that a statement speaks of; a mutual one gives both directions."""
    others = statement.recipient or statement.actor
    return list(dict.fromkeys((a, b) for a in statement.actor for b in others if a != b))


def from_statements(
    items: Iterable[Dated],
    certainty_weights: Mapping[Certainty, float] = CERTAINTY_WEIGHTS,
    evidence: Mapping[str, float] | None = None,
) -> Observations:
    """The rows of statements; `evidence` gives the evidence weight by statement id, 1 where it is silent.

    Statements without a sign or without a weight make no row.
    """
    evidence = evidence or {}
    numbers: dict[str, int] = {}
    ids: list[str] = []
    rows: list[tuple[int, int, bool, int, float, float, int, int]] = []
    for item in items:
        statement = item.statement
        score = plover_score(statement.event, statement.mode, statement.sign)
        weight = certainty_weights.get(statement.certainty, 0.0) * evidence.get(item.id, 1.0)
        if not score or not weight:
            continue
        day = item.day.toordinal() if item.day is not None else UNDATED
        pairs = pairs_of(statement)
        for a, b in pairs:
            mutual = (b, a) in pairs
            if mutual and a > b:
                continue
            first, second = numbers.setdefault(a, len(numbers)), numbers.setdefault(b, len(numbers))
            rows.append((first, second, mutual, day, score, weight, _OPENNESS[statement.openness], len(ids)))
        ids.append(item.id)
    a_, b_, mutual_, day_, score_, weight_, openness_, source_ = zip(*rows, strict=True) if rows else ((),) * 8
    names, (ones, others) = _sorted_names(tuple(numbers), np.array(a_, np.int32), np.array(b_, np.int32))
    return Observations(
        names,
        ones,
        others,
        np.array(mutual_, np.bool_),
        np.array(day_, np.int32),
        np.array(score_, np.float64),
        np.array(weight_, np.float64),
        np.array(openness_, np.int8),
        np.array(source_, np.int32),
        ids,
    )


def from_columns(
    names: tuple[str, ...],
    a: Ints,
    b: Ints,
    day: Ints,
    score: Floats,
    sources: Ints,
    rows: NDArray[np.int64],
) -> Observations:
    """The rows of coded events, each event's together; an event of n sources has evidence weight 1 + log2 n.

    What one event has in both directions is a mutual act. Data sets that publish two events, one in each direction,
    have two.
    """
    mutual = _both_ways(len(names), a, b, rows)
    kept = ~(mutual & (a > b))
    return Observations(
        names,
        a[kept],
        b[kept],
        mutual[kept],
        day[kept],
        score[kept],
        1 + np.log2(np.maximum(sources[kept], 1)),
        np.zeros(int(kept.sum()), np.int8),
        np.arange(int(kept.sum()), dtype=np.int32),
        CodedIds(rows[kept]),
    )


def _both_ways(size: int, a: Ints, b: Ints, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which pairs their event has the other way round too."""
    several = np.zeros(len(rows), np.bool_)
    several[1:] = rows[1:] == rows[:-1]
    several[:-1] |= several[1:]
    there = (rows[several] * size + a[several]) * size + b[several]
    back = (rows[several] * size + b[several]) * size + a[several]
    mutual = np.zeros(len(rows), np.bool_)
    mutual[several] = np.isin(back, there)
    return mutual


def joined(first: Observations, second: Observations) -> Observations:
    """Both sets of rows as one, `first` before `second`."""
    if not len(first) or not len(second):
        return first if len(first) else second
    names = tuple(sorted({*first.names, *second.names}))
    place = {name: number for number, name in enumerate(names)}
    to_first, to_second = (np.array([place[n] for n in o.names], np.int32) for o in (first, second))
    return Observations(
        names,
        np.concatenate([to_first[first.a], to_second[second.a]]),
        np.concatenate([to_first[first.b], to_second[second.b]]),
        np.concatenate([first.mutual, second.mutual]),
        np.concatenate([first.day, second.day]),
        np.concatenate([first.score, second.score]),
        np.concatenate([first.weight, second.weight]),
        np.concatenate([first.openness, second.openness]),
        np.concatenate([first.source, second.source + np.int32(len(first.ids))]),
        _Chain(first.ids, second.ids),
    )


class _Chain(Sequence[str]):
    """Two sequences as one, without a copy."""

    def __init__(self, first: Sequence[str], second: Sequence[str]) -> None:
        self._first = first
        self._second = second

    def __len__(self) -> int:
        return len(self._first) + len(self._second)

    @overload
    def __getitem__(self, wanted: int) -> str: ...
    @overload
    def __getitem__(self, wanted: slice) -> Sequence[str]: ...
    def __getitem__(self, wanted: int | slice) -> str | Sequence[str]:
        if isinstance(wanted, slice):
            return [self[n] for n in range(*wanted.indices(len(self)))]
        beyond = wanted - len(self._first)
        return self._first[wanted] if beyond < 0 else self._second[beyond]


def undated_last(observations: Observations) -> Ints:
    """The days as a key to sort by: rows without a date come after all others."""
    last = observations.day.max(initial=UNDATED) + np.int32(1)
    return np.where(observations.day == UNDATED, last, observations.day).astype(np.int32)


def stable_order(*keys: NDArray[np.signedinteger[Any]]) -> NDArray[np.int64]:
    """The order by the last key, then the one before it, and so on; rows equal in all keep their order.

    A radix sort by 16 bits at a time, linear in rows: `numpy.lexsort` gives the same, several times slower.
    """
    order = np.arange(len(keys[0]))
    for key in keys:
        rest = key.astype(np.int64) - (key.min() if len(key) else 0)
        highest = int(rest.max()) if len(rest) else 0
        while highest:
            digit = (rest & 0xFFFF).astype(np.uint16)
            order = order[np.argsort(digit[order], kind="stable")]
            rest >>= 16
            highest >>= 16
    return order


def _sorted_names(names: tuple[str, ...], *columns: Ints) -> tuple[tuple[str, ...], tuple[Ints, ...]]:
    """Names in order, and columns that count in that order."""
    order = sorted(range(len(names)), key=names.__getitem__)
    place = np.zeros(len(names), np.int32)
    place[order] = np.arange(len(names))
    return tuple(names[n] for n in order), tuple(place[c] if len(c) else c for c in columns)
