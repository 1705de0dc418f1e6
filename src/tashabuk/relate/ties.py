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

from tashabuk.model import Certainty, Channel, Surfacing, Tie, TieLabel
from tashabuk.relate.channels import Pairs, pairs_of
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


def ties(observations: Observations, options: TieOptions | None = None) -> list[Tie]:
    """All ties with any weight, the most entangled first, then by volume and names.

    The order is by min(C, K), the weight that stands against itself: it equals entanglement × (C + K) / 2, so that a
    pair with little evidence does not come first.
    """
    chosen = options or TieOptions()
    rows = in_window(observations, chosen)
    if not len(rows):
        return []
    pairs = pairs_of(rows, directed=chosen.directed)
    order = stable_order(undated_last(rows)[pairs.index], pairs.number)
    ordered, sums = rows.where(pairs.index[order]), _sums(rows, pairs)
    ends = np.cumsum(np.bincount(pairs.number, minlength=len(pairs.a))).tolist()
    found = [
        _tie(ordered, start, end, pair, sums[n], chosen)
        for n, (start, end, pair) in enumerate(
            zip([0, *ends], ends, zip(pairs.a.tolist(), pairs.b.tolist(), strict=True), strict=False)
        )
    ]
    return sorted(found, key=_most_entangled_first)


def _most_entangled_first(tie: Tie) -> tuple[float, float, str, str]:
    good, bad = tie.cooperation.weight, tie.conflict.weight
    return -min(good, bad), -(good + bad), tie.a, tie.b


def _sums(rows: Observations, pairs: Pairs) -> list[list[float]]:
    """For each pair and each channel: weight, weight whose openness is known, covert weight."""
    value, known, covert = rows.score * rows.weight, rows.openness != UNSAID, rows.openness == COVERT
    channels = [np.maximum(sign * value, 0) for sign in (1, -1)]
    columns = [pairs.sums(weight * part) for weight in channels for part in (np.ones(len(value)), known, covert)]
    table: list[list[float]] = np.array(columns).T.tolist()
    return table


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
