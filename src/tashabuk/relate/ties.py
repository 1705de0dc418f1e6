"""Ties: how two actors stand, as two channels that are never averaged.

For the rows i of a pair (see `observations`), with PLOVER score g_i and weight w_i:

    cooperation  C = Σ w·max(g, 0)          conflict  K = Σ w·max(−g, 0)
    weight       certainty × evidence × decay
    decay        2^(−age / half-life), age in days at the moment asked for; none where no moment is asked for
    net          (C − K) / (C + K), None where both are 0
    ambivalence  (C + K)/2 − |C − K|         (Griffin's measure: Thompson, Zanna & Griffin 1995)
    entanglement 1 − |net|                   (scale-free, 0 to 1)

A statement's date is its own, else its document's day of publication; where a window or a moment is asked for, rows
without any date are left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, overload

import numpy as np
from numpy.typing import NDArray

from tashabuk.model import Certainty, Channel, Surfacing, Tie, TieLabel
from tashabuk.relate.channels import pair_columns
from tashabuk.relate.observations import (
    CERTAINTY_WEIGHTS,
    COVERT,
    OVERT,
    UNDATED,
    UNSAID,
    Floats,
    Ids,
    Ints,
    Observations,
    stable_order,
    undated_last,
)

_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where one label ends and the next begins; see `label`."""

    faint: float = 4.0
    entangled: float = 0.4
    strong: float = 20.0


@dataclass(frozen=True, slots=True)
class TieOptions:
    """What counts and how much. `start` is inclusive, `end` exclusive; `at` turns decay on.

    Statements of less confidence than `min_confidence` (0..1) are left out.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    at: dt.date | None = None
    half_life_days: float = 365.0
    directed: bool = False
    min_confidence: float = 0.0
    certainty_weights: Mapping[Certainty, float] = field(default_factory=lambda: CERTAINTY_WEIGHTS)
    thresholds: Thresholds = field(default_factory=Thresholds)


def weights_in_window(observations: Observations, options: TieOptions) -> Floats:
    """What each row weighs, decayed where a moment is asked for; 0 for the rows that do not count."""
    day, weight = observations.day, observations.weight
    if options.at is not None:
        weight = weight * np.exp2((day - options.at.toordinal()) / options.half_life_days)
        weight[(day > options.at.toordinal()) | (day == UNDATED)] = 0
    if options.start is not None:
        weight = np.where(day >= options.start.toordinal(), weight, 0)
    if options.end is not None:
        weight = np.where((day < options.end.toordinal()) & (day != UNDATED), weight, 0)
    return weight


def in_window(observations: Observations, options: TieOptions) -> Observations:
    """The rows that count, with their weights."""
    found = observations.weighing(weights_in_window(observations, options))
    wanted = found.weight > 0
    return found if wanted.all() else found.where(wanted)


@dataclass(frozen=True, slots=True, eq=False)
class Paired:
    """Rows in the order of their pairs, each pair's oldest first: sorted once, measured at many moments."""

    rows: Observations
    first: Ints
    second: Ints
    directed: bool

    @classmethod
    def of(cls, observations: Observations, *, directed: bool = False) -> Paired:
        """The rows of all pairs; where pairs are directed, a mutual row comes once in each direction."""
        first, second, index = pair_columns(observations, directed=directed)
        key = first.astype(np.int64) * len(observations.names) + second
        order = stable_order(undated_last(observations)[index], key)
        return cls(observations.where(index[order]), first[order], second[order], directed)

    def between(self, a: str, b: str) -> Observations:
        """The rows of one pair, oldest first, undated ones last; as `channels.rows_between`, without a search."""
        x, y = self.rows.index(a), self.rows.index(b)
        if not self.directed and x > y:
            x, y = y, x
        start, end = (int(np.searchsorted(self.first, x, side)) for side in _SIDES)
        low, high = (start + int(np.searchsorted(self.second[start:end], y, side)) for side in _SIDES)
        return self.rows.where(slice(low, high))

    def ties(self, options: TieOptions) -> Ties:
        """The ties in a window and at a moment. Cost: linear in rows, some 50 ms for a million."""
        number = np.arange(len(self.rows), dtype=np.int32)
        rows = in_window(replace(self.rows, source=number), options)
        kept, rows = rows.source, replace(rows, source=self.rows.source[rows.source])
        return Ties.of(rows, self.first[kept], self.second[kept], options, directed=self.directed)


def ties(observations: Observations, options: TieOptions | None = None) -> Ties:
    """All ties with any weight, the most entangled first, then by volume and names.

    The order is by min(C, K), the weight that stands against itself: it equals entanglement × (C + K) / 2, so that a
    pair with little evidence does not come first.
    """
    chosen = options or TieOptions()
    return Paired.of(observations, directed=chosen.directed).ties(chosen)


class Ties(Sequence[Tie]):
    """Ties in columns, the most entangled first; each is made into a `Tie` where it is looked at."""

    def __init__(
        self, rows: Observations, bounds: NDArray[np.int64], ends: tuple[Ints, Ints], sums: Floats, order: Ints,
        options: TieOptions, *, directed: bool,
    ) -> None:  # fmt: skip
        self._rows = rows
        self._bounds = bounds
        self._first, self._second = ends
        self._sums = sums
        self._order = order
        self._options = options
        self._directed = directed

    @classmethod
    def of(cls, rows: Observations, first: Ints, second: Ints, options: TieOptions, *, directed: bool) -> Ties:
        """The ties of rows that stand in the order of `first` and `second`."""
        new = np.ones(len(rows), np.bool_)
        new[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
        starts = np.flatnonzero(new)
        sums = _sums(rows, starts)
        ends = first[starts], second[starts]
        order = np.lexsort((ends[1], ends[0], -(sums[0] + sums[3]), -np.minimum(sums[0], sums[3])))
        bounds = np.append(starts, len(rows))
        return cls(rows, bounds, ends, sums, order.astype(np.int32), options, directed=directed)

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, wanted: int) -> Tie: ...
    @overload
    def __getitem__(self, wanted: slice) -> Ties: ...
    def __getitem__(self, wanted: int | slice) -> Tie | Ties:
        if isinstance(wanted, slice):
            return self._with(self._order[wanted])
        return self._tie(int(self._order[wanted]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def of_actors(self, *actors: str, within: bool = False) -> Ties:
        """The ties in which one of these actors has a part; `within`: those between two of them."""
        marked = np.zeros(len(self._rows.names), np.bool_)
        marked[[n for a in actors if (n := self._rows.index(a)) >= 0]] = True
        first, second = marked[self._first[self._order]], marked[self._second[self._order]]
        return self._with(self._order[first & second if within else first | second])

    def neighbours(self, actor: str) -> tuple[str, ...]:
        """Whom an actor has ties with, itself included, by name."""
        own = self.of_actors(actor)
        numbers = np.union1d(own._first[own._order], own._second[own._order])
        return tuple(self._rows.names[n] for n in numbers)

    def links(self, actor: str) -> tuple[Ints, Floats, Floats]:
        """Whom an undirected actor has ties with, by number (see `name`), and the weight of both channels with each."""
        me = self._rows.index(actor)
        first, second = self._first[self._order], self._second[self._order]
        own = np.flatnonzero((first == me) | (second == me))
        other = np.where(first[own] == me, second[own], first[own])
        number = self._order[own]
        return other, self._sums[0][number], self._sums[3][number]

    def name(self, number: int) -> str:
        """An actor of `links`."""
        return self._rows.names[number]

    def between(self, a: str, b: str) -> Tie | None:
        """The tie of two actors; of directed ones what `a` does to `b`."""
        for tie in self.of_actors(a, b, within=True):
            if (tie.a, tie.b) == (a, b) or (not self._directed and (tie.a, tie.b) == (b, a)):
                return tie
        return None

    def heaviest(self, number: int) -> Ties:
        """The ties of most weight in both channels together, the heaviest first."""
        volume = (self._sums[0] + self._sums[3])[self._order]
        return self._with(self._order[np.argsort(-volume, kind="stable")[:number]])

    def _with(self, order: Ints) -> Ties:
        ends = self._first, self._second
        return Ties(self._rows, self._bounds, ends, self._sums, order, self._options, directed=self._directed)

    def _tie(self, number: int) -> Tie:
        start, end = int(self._bounds[number]), int(self._bounds[number + 1])
        good, good_known, good_covert, bad, bad_known, bad_covert = (float(v) for v in self._sums[:, number])
        positive = self._rows.score[start:end] > 0
        source = self._rows.source[start:end]
        net = (good - bad) / (good + bad)
        ids = self._rows.ids
        return Tie(
            a=self._rows.names[self._first[number]],
            b=self._rows.names[self._second[number]],
            directed=self._directed,
            cooperation=Channel(good, Ids(ids, source[positive]), good_covert / good_known if good_known else None),
            conflict=Channel(bad, Ids(ids, source[~positive]), bad_covert / bad_known if bad_known else None),
            net=net,
            ambivalence=(good + bad) / 2 - abs(good - bad),
            entanglement=1 - abs(net),
            label=label(good, bad, self._options.thresholds),
            surfacing=_surfacing(self._rows, start, end) if good_covert else None,
        )


def _sums(rows: Observations, starts: NDArray[np.int64]) -> Floats:
    """For each tie and each channel: weight, weight whose openness is known, covert weight. Shape (6, ties)."""
    if not len(starts):
        return np.zeros((6, 0), np.float64)
    value = rows.score * rows.weight
    known, covert = rows.openness != UNSAID, rows.openness == COVERT
    columns = [
        np.add.reduceat(np.maximum(sign * value, 0) * part, starts)
        for sign in (1, -1)
        for part in (np.ones(len(value), np.bool_), known, covert)
    ]
    return np.array(columns)


def label(cooperation: float, conflict: float, thresholds: Thresholds) -> TieLabel:
    """The tie in one word.

    Faint below `faint` in all; entangled where 1 − |net| reaches `entangled`; else ally or partner, enemy or rival,
    the first of each from `strong` on.
    """
    total = cooperation + conflict
    if total < thresholds.faint:
        return TieLabel.FAINT
    net = (cooperation - conflict) / total
    if 1 - abs(net) >= thresholds.entangled:
        return TieLabel.ENTANGLED
    strong = total >= thresholds.strong
    if net > 0:
        return TieLabel.ALLY if strong else TieLabel.PARTNER
    return TieLabel.ENEMY if strong else TieLabel.RIVAL


def _surfacing(rows: Observations, start: int, end: int) -> Surfacing | None:
    """The first overt cooperative row after the first covert one; None where nothing hidden came to light."""
    dated = (rows.score[start:end] > 0) & (rows.day[start:end] != UNDATED)
    covert = np.flatnonzero(dated & (rows.openness[start:end] == COVERT))
    if not len(covert):
        return None
    hidden = start + int(covert[0])
    later = rows.day[start:end] > rows.day[hidden]
    overt = np.flatnonzero(dated & later & (rows.openness[start:end] == OVERT))
    if not len(overt):
        return None
    shown = start + int(overt[0])
    return Surfacing(
        dt.date.fromordinal(int(rows.day[hidden])),
        dt.date.fromordinal(int(rows.day[shown])),
        rows.ids[int(rows.source[hidden])],
        rows.ids[int(rows.source[shown])],
    )
