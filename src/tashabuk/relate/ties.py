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
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, overload

import numpy as np
from numpy.typing import NDArray

from tashabuk.model import Channel, Surfacing, Tie
from tashabuk.relate.channels import pair_columns
from tashabuk.relate.observations import (
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
from tashabuk.relate.windows import Thresholds, TieOptions, in_window, label, window_weights

__all__ = ["Paired", "Thresholds", "TieOptions", "Ties", "in_window", "label", "ties"]
_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


@dataclass(frozen=True, slots=True, eq=False)
class Paired:
    """Rows in the order of their pairs, each pair's oldest first: sorted once, measured at many moments.

    Pair k is that of `first[k]` and `second[k]`, its rows are those from `bounds[k]` to `bounds[k + 1]`.
    """

    rows: Observations
    first: Ints
    second: Ints
    bounds: NDArray[np.int64]
    directed: bool

    @classmethod
    def of(cls, observations: Observations, *, directed: bool = False) -> Paired:
        """The rows of all pairs; where pairs are directed, a mutual row comes once in each direction."""
        first, second, index = pair_columns(observations, directed=directed)
        key = first.astype(np.int64) * len(observations.names) + second
        order = stable_order(undated_last(observations)[index], key)
        key, first, second = key[order], first[order], second[order]
        starts = np.flatnonzero(np.diff(key, prepend=-1))
        return cls(
            observations.where(index[order]), first[starts], second[starts], np.append(starts, len(key)), directed
        )

    def between(self, a: str, b: str) -> Observations:
        """The rows of one pair, oldest first, undated ones last; as `channels.rows_between`, without a search."""
        x, y = self.rows.index(a), self.rows.index(b)
        if not self.directed and x > y:
            x, y = y, x
        start, end = (int(np.searchsorted(self.first, x, side)) for side in _SIDES)
        low, high = (start + int(np.searchsorted(self.second[start:end], y, side)) for side in _SIDES)
        return self.rows.where(slice(int(self.bounds[low]), int(self.bounds[high])))

    def ties(self, options: TieOptions) -> Ties:
        """The ties in a window and at a moment. Cost: linear in rows, some 50 ms for a million."""
        weight = window_weights(self.rows, options)
        sums = _sums(self.rows, weight, self.bounds[:-1])
        good, bad = sums[0], sums[3]
        some = np.flatnonzero(good + bad > 0)
        order = np.lexsort((self.second[some], self.first[some], -(good + bad)[some], -np.minimum(good, bad)[some]))
        return Ties(self, weight, sums, some[order].astype(np.int32), options)


def ties(observations: Observations, options: TieOptions | None = None) -> Ties:
    """All ties with any weight, the most entangled first, then by volume and names.

    The order is by min(C, K), the weight that stands against itself: it equals entanglement × (C + K) / 2, so that a
    pair with little evidence does not come first.
    """
    chosen = options or TieOptions()
    return Paired.of(observations, directed=chosen.directed).ties(chosen)


class Ties(Sequence[Tie]):
    """Ties in columns, the most entangled first; each is made into a `Tie` where it is looked at."""

    def __init__(self, pairs: Paired, weight: Floats, sums: Floats, order: Ints, options: TieOptions) -> None:
        self._pairs = pairs
        self._weight = weight
        self._sums = sums
        self._order = order
        self._options = options

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
        marked = np.zeros(len(self._pairs.rows.names), np.bool_)
        marked[[n for a in actors if (n := self._pairs.rows.index(a)) >= 0]] = True
        first, second = marked[self._pairs.first[self._order]], marked[self._pairs.second[self._order]]
        return self._with(self._order[first & second if within else first | second])

    def neighbours(self, actor: str) -> tuple[str, ...]:
        """Whom an actor has ties with, itself included, by name."""
        own = self.of_actors(actor)._order
        return tuple(self.name(int(n)) for n in np.union1d(self._pairs.first[own], self._pairs.second[own]))

    def links(self, actor: str) -> tuple[Ints, Floats, Floats]:
        """Whom an undirected actor has ties with, by number (see `name`), and the weight of both channels with each."""
        own, me = self.of_actors(actor)._order, self._pairs.rows.index(actor)
        first, second = self._pairs.first[own], self._pairs.second[own]
        return np.where(first == me, second, first), self._sums[0][own], self._sums[3][own]

    def name(self, number: int) -> str:
        """An actor of `links`."""
        return self._pairs.rows.names[number]

    def between(self, a: str, b: str) -> Tie | None:
        """The tie of two actors; of directed ones what `a` does to `b`."""
        for tie in self.of_actors(a, b, within=True):
            if (tie.a, tie.b) == (a, b) or (not tie.directed and (tie.a, tie.b) == (b, a)):
                return tie
        return None

    def heaviest(self, number: int) -> Ties:
        """The ties of most weight in both channels together, the heaviest first."""
        volume = (self._sums[0] + self._sums[3])[self._order]
        return self._with(self._order[np.argsort(-volume, kind="stable")[:number]])

    def _with(self, order: Ints) -> Ties:
        return Ties(self._pairs, self._weight, self._sums, order, self._options)

    def _tie(self, number: int) -> Tie:
        pairs = self._pairs
        start, end = int(pairs.bounds[number]), int(pairs.bounds[number + 1])
        rows = pairs.rows.where(start + np.flatnonzero(self._weight[start:end] > 0))
        good, good_known, good_covert, bad, bad_known, bad_covert = (float(v) for v in self._sums[:, number])
        positive = rows.score > 0
        net = (good - bad) / (good + bad)
        cooperation, conflict = (Ids(rows.ids, rows.source[sign]) for sign in (positive, ~positive))
        return Tie(
            a=self.name(pairs.first[number]),
            b=self.name(pairs.second[number]),
            directed=pairs.directed,
            cooperation=Channel(good, cooperation, good_covert / good_known if good_known else None),
            conflict=Channel(bad, conflict, bad_covert / bad_known if bad_known else None),
            net=net,
            ambivalence=(good + bad) / 2 - abs(good - bad),
            entanglement=1 - abs(net),
            label=label(good, bad, self._options.thresholds),
            surfacing=_surfacing(rows) if good_covert else None,
        )


def _sums(rows: Observations, weight: Floats, starts: NDArray[np.int64]) -> Floats:
    """For each pair and each channel: weight, weight whose openness is known, covert weight. Shape (6, pairs)."""
    if not len(starts):
        return np.zeros((6, 0), np.float64)
    value = rows.score * weight
    parts = (None, rows.openness != UNSAID, rows.openness == COVERT)
    return np.array(
        [
            np.add.reduceat(channel if part is None else channel * part, starts)
            for channel in (np.maximum(value, 0), np.maximum(-value, 0))
            for part in parts
        ]
    )


def _surfacing(rows: Observations) -> Surfacing | None:
    """The first overt cooperative row after the first covert one; None where nothing hidden came to light."""
    dated = (rows.score > 0) & (rows.day != UNDATED)
    covert = np.flatnonzero(dated & (rows.openness == COVERT))
    if not len(covert):
        return None
    hidden = int(covert[0])
    overt = np.flatnonzero(dated & (rows.day > rows.day[hidden]) & (rows.openness == OVERT))
    if not len(overt):
        return None
    shown = int(overt[0])
    return Surfacing(
        dt.date.fromordinal(int(rows.day[hidden])),
        dt.date.fromordinal(int(rows.day[shown])),
        rows.ids[int(rows.source[hidden])],
        rows.ids[int(rows.source[shown])],
    )
