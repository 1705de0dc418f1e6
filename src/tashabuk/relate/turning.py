"""Turning points: where a channel of a tie changed its level, by PELT (Killick, Fearnhead & Eckley 2012; `ruptures`).

For one channel, x_t = √(weight of period t), t = 1…n from the first to the last dated row of the tie. The square root
makes the spread of a sum of events nearly independent of its size: with single contributions s_i = w_i·|g_i|,

    σ² = Σ s_i² / (4 Σ s_i),    or, where it is larger, (median |x_t − x_{t−1}| / 0.954)²

PELT minimises Σ_segments Σ_t (x_t − mean of its segment)² + β·σ²·ln n per change, β = 3 unless set, no segment shorter
than `MIN_PERIODS`. A channel with fewer than `MIN_ROWS` rows has no turning point, whatever its figures: that is said
(`thin`), not hidden. Nor has a change whose two sides together rest on fewer than `MIN_BESIDE` rows, or whose higher
side rests on one witness alone: one long article about a pair is no change of the pair.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tashabuk.model import TurningPoint
from tashabuk.relate.channels import HistoryStep
from tashabuk.relate.observations import Floats

MIN_ROWS = 8
MIN_BESIDE = 5
MIN_PERIODS = 2
CHANNELS = ("cooperation", "conflict")
_NORMAL_DIFFERENCE = 0.954
"""Median |difference| of two independent standard normal values."""


@dataclass(frozen=True, slots=True)
class TurningPoints:
    """The turning points of both channels, oldest first; `thin` names the channels with too few rows to tell."""

    points: tuple[TurningPoint, ...]
    thin: tuple[str, ...]


def turning_points(
    steps: Sequence[HistoryStep], witness: Callable[[str], str] = str, penalty: float = 3.0
) -> TurningPoints:
    """The turning points of a history (`channels.history`); `penalty` is β above.

    `witness` gives the document of a row's id; unless told, every row is a witness of its own.
    """
    points: list[TurningPoint] = []
    thin = []
    for channel in CHANNELS:
        ids = [step.cooperation_ids if channel == "cooperation" else step.conflict_ids for step in steps]
        if sum(map(len, ids)) < MIN_ROWS or len(steps) < 2 * MIN_PERIODS:
            thin.append(channel)
            continue
        weights = np.array([step.cooperation if channel == "cooperation" else step.conflict for step in steps])
        points += [p for p in _of_channel(channel, steps, weights, ids, penalty) if _witnessed(p, witness)]
    return TurningPoints(tuple(sorted(points, key=lambda p: (p.on, p.channel))), tuple(thin))


def _of_channel(
    channel: str, steps: Sequence[HistoryStep], weights: Floats, ids: Sequence[Sequence[str]], penalty: float
) -> list[TurningPoint]:
    bounds = [0, *_changes(np.sqrt(weights), _spread(weights, ids), penalty), len(steps)]
    found = []
    for before, here, after in zip(bounds, bounds[1:], bounds[2:], strict=False):
        left = tuple(itertools.chain.from_iterable(ids[before:here]))
        right = tuple(itertools.chain.from_iterable(ids[here:after]))
        if len(left) + len(right) >= MIN_BESIDE:
            on = dt.date.fromisoformat(steps[here].start)
            means = float(weights[before:here].mean()), float(weights[here:after].mean())
            found.append(TurningPoint(on, channel, *means, left, right))
    return found


def _witnessed(point: TurningPoint, witness: Callable[[str], str]) -> bool:
    higher = point.statements_after if point.after > point.before else point.statements_before
    return len({witness(i) for i in higher}) > 1


def _spread(weights: Floats, ids: Sequence[Sequence[str]]) -> float:
    """σ² of the roots; contributions within a period are taken as equal."""
    counts = np.array([len(i) for i in ids])
    squares = float((weights[counts > 0] ** 2 / counts[counts > 0]).sum())
    poisson = squares / (4 * float(weights.sum()))
    differences = np.abs(np.diff(np.sqrt(weights)))
    return max(poisson, float(np.median(differences) / _NORMAL_DIFFERENCE) ** 2)


def _changes(series: Floats, spread: float, penalty: float) -> list[int]:
    """Where a new level begins."""
    from ruptures import KernelCPD

    found = KernelCPD(kernel="linear", min_size=MIN_PERIODS).fit(series.reshape(-1, 1))
    return [int(n) for n in found.predict(pen=penalty * spread * float(np.log(len(series))))[:-1]]
