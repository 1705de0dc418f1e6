"""How good stated probabilities were: Brier score, log score, and how often what was said p happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CLIPPED = 0.01
"""For the log score, probabilities are held between this and 1 minus this: a wrong "never" must not cost infinity."""


@dataclass(frozen=True, slots=True)
class ProbabilityScore:
    """Means over `forecasts`: Brier Σ(p − y)²/n and log score −Σ ln p(what happened)/n; smaller is better."""

    brier: float
    log: float
    forecasts: int


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Forecasts with probabilities near each other: their mean, the share that happened, and how many."""

    said: float
    happened: float
    forecasts: int


def probability_score(said: NDArray[np.float64], happened: NDArray[np.bool_]) -> ProbabilityScore:
    """The scores of probabilities; NaN where there are none.

    >>> probability_score(np.array([0.8, 0.4]), np.array([True, False]))
    ProbabilityScore(brier=0.1, log=0.367, forecasts=2)
    """
    if not len(said):
        return ProbabilityScore(float("nan"), float("nan"), 0)
    held = np.clip(said, CLIPPED, 1 - CLIPPED)
    log = -np.log(np.where(happened, held, 1 - held)).mean()
    return ProbabilityScore(round(float(((said - happened) ** 2).mean()), 6), round(float(log), 4), len(said))


def reliability(said: NDArray[np.float64], happened: NDArray[np.bool_], bins: int = 10) -> Sequence[ReliabilityBin]:
    """Bins of equal width over 0..1, empty ones left out."""
    number = np.minimum((said * bins).astype(np.int64), bins - 1)
    return [
        ReliabilityBin(float(said[own].mean()), float(happened[own].mean()), int(own.sum()))
        for b in range(bins)
        if (own := number == b).any()
    ]
