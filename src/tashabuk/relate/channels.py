"""The two channels over time: all pairs by period, and the history of one pair.

For the rows i of a pair (see `observations`), with PLOVER score g_i and weight w_i:

    of a period     C = Σ w·max(g, 0)     K = Σ w·max(−g, 0)      over its rows, without decay
    level at t      the same sums over all rows up to t, each times 2^(−age / half-life)

Rows without a date belong to no period.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tashabuk.relate.observations import COVERT, Floats, Ids, Ints, Observations, stable_order, undated_last
from tashabuk.relate.periods import Step, period_numbers, period_start

ROOM = 1_000_000
"""Pairs of actors for which a table is made, however few the rows."""


@dataclass(frozen=True, slots=True, eq=False)
class PairPeriods:
    """One row a pair and period with anything in it, ordered by pair, then period.

    `period` counts as `periods.period_start` reads it. Undirected pairs have `a` < `b`.
    """

    names: tuple[str, ...]
    step: Step
    a: Ints
    b: Ints
    period: NDArray[np.int64]
    cooperation: Floats
    conflict: Floats
    rows: Ints

    def __len__(self) -> int:
        return len(self.a)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """The different pairs `a`, `b` of some rows, in the order of their actors' numbers.

    A row may speak of two directed pairs: entry i is about the pair `number[i]` and comes from row `index[i]`.
    """

    a: Ints
    b: Ints
    number: NDArray[np.int64]
    index: NDArray[np.int64]

    def sums(self, values: Floats) -> Floats:
        """For each pair the sum of the values of its rows, added in their order."""
        sums: Floats = np.bincount(self.number, values[self.index], len(self.a)).astype(np.float64, copy=False)
        return sums


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """A period of one pair: weights of the period, their covert parts, and decayed levels at its last day.

    `cooperation_ids` and `conflict_ids` are what the weights rest on, oldest first.
    """

    start: str
    cooperation: float
    conflict: float
    covert_cooperation: float
    covert_conflict: float
    cooperation_level: float
    conflict_level: float
    cooperation_ids: Sequence[str]
    conflict_ids: Sequence[str]


def pair_periods(observations: Observations, step: Step = Step.MONTH, *, directed: bool = True) -> PairPeriods:
    """Both channels of every pair in every period. Cost: linear in rows."""
    dated = observations.dated()
    first, second, index = pair_columns(dated, directed=directed)
    period = period_numbers(dated.day, step)[index]
    size = max(len(dated.names), 1)
    if not len(index):
        nothing = np.zeros(0, np.float64)
        return PairPeriods(dated.names, step, first, second, period, nothing, nothing, first)
    lowest, span = int(period.min()), int(period.max() - period.min()) + 1
    key = (first.astype(np.int64) * size + second) * span + (period - lowest)
    order = stable_order(key)
    key, value = key[order], (dated.score * dated.weight)[index[order]]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    found = key[starts]
    good = np.add.reduceat(np.maximum(value, 0), starts)
    bad = np.add.reduceat(np.maximum(-value, 0), starts)
    count = np.diff(np.append(starts, len(key)))
    pair = found // span
    return PairPeriods(
        dated.names,
        step,
        (pair // size).astype(np.int32),
        (pair % size).astype(np.int32),
        found % span + lowest,
        good,
        bad,
        count.astype(np.int32),
    )


def pair_columns(observations: Observations, *, directed: bool) -> tuple[Ints, Ints, NDArray[np.int64]]:
    """First and second actor of each pair that the rows speak of, and the row of each.

    Undirected: one a row, smaller number first. Directed: mutual rows come twice.
    """
    rows = np.arange(len(observations))
    if not directed:
        return np.minimum(observations.a, observations.b), np.maximum(observations.a, observations.b), rows
    again = np.flatnonzero(observations.mutual)
    if not len(again):
        return observations.a, observations.b, rows
    first = np.concatenate([observations.a, observations.b[again]])
    second = np.concatenate([observations.b, observations.a[again]])
    return first, second, np.concatenate([rows, again])


def pairs_of(observations: Observations, *, directed: bool) -> Pairs:
    """The pairs that the rows speak of. Cost: linear in rows; sorting them where actors are many and rows few."""
    first, second, index = pair_columns(observations, directed=directed)
    size = max(len(observations.names), 1)
    key = first.astype(np.int64) * size + second
    if size * size <= 4 * len(key) + ROOM:
        known = np.bincount(key, minlength=size * size) > 0
        found, number = np.flatnonzero(known), (np.cumsum(known) - 1)[key]
    else:
        found, number = np.unique(key, return_inverse=True)
    return Pairs((found // size).astype(np.int32), (found % size).astype(np.int32), number, index)


def rows_between(observations: Observations, a: str, b: str, *, directed: bool = False) -> Observations:
    """The rows of one pair, oldest first, undated ones last."""
    x, y = observations.index(a), observations.index(b)
    there = (observations.a == x) & (observations.b == y)
    back = (observations.a == y) & (observations.b == x)
    wanted = np.flatnonzero(there | (back & observations.mutual if directed else back))
    found = observations.where(wanted)
    return found.where(stable_order(undated_last(found)))


def history(rows: Observations, step: Step = Step.MONTH, half_life_days: float = 365.0) -> list[HistoryStep]:
    """Every period from the first to the last dated row of one pair (`rows_between`); empty ones in between too."""
    dated = rows.dated()
    if not len(dated):
        return []
    period = period_numbers(dated.day, step)
    first, size = int(period[0]), int(period[-1] - period[0]) + 1
    starts = [period_start(first + n, step) for n in range(size + 1)]
    ends = np.array([s.toordinal() for s in starts[1:]]) - 1
    place = period - first
    value = dated.score * dated.weight
    fresh = np.exp2((dated.day - ends[place]) / half_life_days)
    hidden = dated.openness == COVERT

    def sums(of: Floats) -> list[float]:
        return [float(x) for x in np.bincount(place, of, size)]

    parts = [(np.maximum(sign * value, 0), _ids(dated, sign, place, size)) for sign in (1, -1)]
    fades = [2.0 ** (-(end - start.toordinal()) / half_life_days) for start, end in zip(starts, ends + 1, strict=False)]
    columns = [(sums(part), sums(part * hidden), _levels(sums(part * fresh), fades), ids) for part, ids in parts]
    (good, hidden_good, good_level, good_ids), (bad, hidden_bad, bad_level, bad_ids) = columns
    names = (s.isoformat() for s in starts[:-1])
    return list(map(HistoryStep, names, good, bad, hidden_good, hidden_bad, good_level, bad_level, good_ids, bad_ids))


def _levels(fresh: Sequence[float], fades: Sequence[float]) -> list[float]:
    """What a channel comes to at the end of each period: what is new of it, and what is left of before."""
    level, found = 0.0, []
    for new, fade in zip(fresh, fades, strict=True):
        level = level * fade + new
        found.append(level)
    return found


def _ids(rows: Observations, sign: int, place: NDArray[np.int64], size: int) -> list[Sequence[str]]:
    """The ids of the rows of a sign, in each period."""
    own = np.sign(rows.score) == sign
    source, bounds = rows.source[own], np.searchsorted(place[own], np.arange(size + 1))
    return [Ids(rows.ids, source[start:end]) for start, end in itertools.pairwise(bounds)]
