"""What counts and how much: the window, the moment, the certainty and the thresholds of ties (see `relate.ties`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from tashabuk.model import Certainty, TieLabel
from tashabuk.relate.observations import CERTAINTY_WEIGHTS, UNDATED, Floats, Observations

ROUNDING = 1e-9
"""Difference, relative to a threshold, that adding up weights in another order can make."""


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


def window_weights(observations: Observations, options: TieOptions) -> Floats:
    """The weight of each row in the window and at the moment asked for; 0 where it does not count."""
    day = observations.day
    wanted = observations.weight > 0
    if options.start is not None:
        wanted &= day >= options.start.toordinal()
    if options.end is not None:
        wanted &= (day < options.end.toordinal()) & (day != UNDATED)
    if options.at is None:
        return observations.weight if wanted.all() else np.where(wanted, observations.weight, 0.0)
    wanted &= (day <= options.at.toordinal()) & (day != UNDATED)
    age = np.where(wanted, options.at.toordinal() - day, 0)
    return np.where(wanted, observations.weight * np.exp2(-age / options.half_life_days), 0.0)


def in_window(observations: Observations, options: TieOptions) -> Observations:
    """The rows that count, their weights decayed where a moment is asked for."""
    weight = window_weights(observations, options)
    if weight is observations.weight:
        return observations
    found = weight > 0
    return observations.where(found).weighing(weight[found])


def label(cooperation: float, conflict: float, thresholds: Thresholds) -> TieLabel:
    """The tie in one word.

    Faint below `faint` in all; entangled where 1 − |net| reaches `entangled`; else ally or partner, enemy or rival,
    the first of each from `strong` on. What misses a threshold by a rounding error reaches it: the order in which
    weights were added up must not decide.
    """
    total = cooperation + conflict
    if _misses(total, thresholds.faint):
        return TieLabel.FAINT
    net = (cooperation - conflict) / total
    if not _misses(1 - abs(net), thresholds.entangled):
        return TieLabel.ENTANGLED
    strong = not _misses(total, thresholds.strong)
    if net > 0:
        return TieLabel.ALLY if strong else TieLabel.PARTNER
    return TieLabel.ENEMY if strong else TieLabel.RIVAL


def _misses(value: float, threshold: float) -> bool:
    return value < threshold - ROUNDING * max(1.0, threshold)
