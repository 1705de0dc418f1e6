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
from collections.abc import Mapping
from dataclasses import dataclass, field

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
    Observations,
    stable_order,
    undated_last,
)


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


def in_window(observations: Observations, options: TieOptions) -> Observations:
    """The rows that count, their weights decayed where a moment is asked for."""
    day = observations.day
    wanted = observations.weight > 0
    if options.start is not None:
        wanted &= day >= options.start.toordinal()
    if options.end is not None:
        wanted &= (day < options.end.toordinal()) & (day != UNDATED)
    if options.at is not None:
        wanted &= (day <= options.at.toordinal()) & (day != UNDATED)
    found = observations if wanted.all() else observations.where(wanted)
    if options.at is None:
        return found
    return found.weighing(found.weight * np.exp2((found.day - options.at.toordinal()) / options.half_life_days))


def ties(observations: Observations, options: TieOptions | None = None) -> list[Tie]:
    """All ties with any weight, the most entangled first, then by volume and names.

    The order is by min(C, K), the weight that stands against itself: it equals entanglement × (C + K) / 2, so that a
    pair with little evidence does not come first.
    """
    chosen = options or TieOptions()
    rows = in_window(observations, chosen)
    if not len(rows):
        return []
    first, second, index = pair_columns(rows, directed=chosen.directed)
    key = first.astype(np.int64) * len(rows.names) + second
    order = stable_order(undated_last(rows)[index], key)
    key, ordered = key[order], rows.where(index[order])
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    sums = _Sums.of(ordered, starts)
    ends = np.append(starts[1:], len(key))
    found = [
        _tie(ordered, int(start), int(end), divmod(int(key[start]), len(rows.names)), sums.row(n), chosen)
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    return sorted(found, key=_most_entangled_first)


def _most_entangled_first(tie: Tie) -> tuple[float, float, str, str]:
    good, bad = tie.cooperation.weight, tie.conflict.weight
    return -min(good, bad), -(good + bad), tie.a, tie.b


@dataclass(frozen=True, slots=True)
class _Sums:
    """For each tie and each channel: weight, weight whose openness is known, covert weight. Shape (6, ties)."""

    table: Floats

    @classmethod
    def of(cls, rows: Observations, starts: NDArray[np.int64]) -> _Sums:
        value = rows.score * rows.weight
        known, covert = rows.openness != UNSAID, rows.openness == COVERT
        columns = [
            np.add.reduceat(np.maximum(sign * value, 0) * part, starts)
            for sign in (1, -1)
            for part in (np.ones(len(value), np.bool_), known, covert)
        ]
        return cls(np.array(columns))

    def row(self, number: int) -> list[float]:
        """The six sums of one tie."""
        return [float(v) for v in self.table[:, number]]


def _tie(
    rows: Observations, start: int, end: int, pair: tuple[int, int], sums: list[float], options: TieOptions
) -> Tie:
    good, good_known, good_covert, bad, bad_known, bad_covert = sums
    positive = rows.score[start:end] > 0
    source = rows.source[start:end]
    net = (good - bad) / (good + bad)
    return Tie(
        a=rows.names[pair[0]],
        b=rows.names[pair[1]],
        directed=options.directed,
        cooperation=Channel(good, Ids(rows.ids, source[positive]), good_covert / good_known if good_known else None),
        conflict=Channel(bad, Ids(rows.ids, source[~positive]), bad_covert / bad_known if bad_known else None),
        net=net,
        ambivalence=(good + bad) / 2 - abs(good - bad),
        entanglement=1 - abs(net),
        label=label(good, bad, options.thresholds),
        surfacing=_surfacing(rows, start, end) if good_covert else None,
    )


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
