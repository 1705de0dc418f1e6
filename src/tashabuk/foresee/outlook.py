"""How a tie goes on: the chance that a pair cooperates, or clashes, in the next months.

Counts of a channel are seen as coming from a rate that drifts. At the start of month m, from months m′ < m only,

    S_δ = Σ δ^(m − 1 − m′) · y(m′),   W_δ = Σ δ^(m − 1 − m′),   λ_δ | y ~ Gamma(μ + S_δ, 1 + W_δ)

with μ the mean monthly count over all pairs. The fast (δ = 0.5) and the long-run (δ = 1) rate of the channel, the
long-run rate of the other channel, the months a since the channel was last active and its share q of active months
are weighed by

    P(at least one event in h months) = 1 − exp(−exp(η))
    η = β₀ + β₁ ln λ_½ + β₂ ln λ_1 + β₃ ln λ_1,other + β₄ ln(1 + a) + β₅ ln(−ln(1 − q)) + β₆ ln h

(complementary log-log regression, the form that a Poisson count gives, with a ridge). β is fitted over all pairs and
all windows that were over before the forecast. The interval carries the 5th and 95th percentile of the two gamma
distributions through the same formula: what the past of this pair leaves open, if the model is right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

Counts = NDArray[np.float64]
Values = NDArray[np.float64]

HORIZONS = (1, 3, 6)
"""Months ahead."""
FAST, LONG_RUN = 0.5, 1.0
RIDGE = 1e-3
INTERVAL = (0.05, 0.95)
USUAL = np.array([-0.1, 0.2, 0.25, 0.05, -0.1, 0.4, 0.85])
"""β, set by hand: where there is too little to fit on, and what the ridge draws towards."""
ENOUGH = 200
"""Windows of the past below which β is not fitted."""
LEAST_PACE = 2.0
"""Events a month, up to the forecast, below which a pair is not fitted on: most pairs hardly ever meet."""


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance of at least one event, and its 90 % interval."""

    chance: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class OutlookModel:
    """`beta` of the formula above, from `windows` past windows; `fitted` is False for the usual ones."""

    beta: Values
    windows: int
    fitted: bool


def features(own: Counts, other: Counts, month: int, quantile: float | None = None) -> Values:
    """The features of all pairs at the start of `month`, without the horizon; shape (pairs, 6).

    `own` and `other` are counts of shape (pairs, months). A `quantile` puts that of the own rates for their means.
    """
    fast, long_run = (_rate(own, month, decay, quantile) for decay in (FAST, LONG_RUN))
    active = own[:, :month] > 0
    since = np.where(active.any(1), np.argmax(active[:, ::-1], axis=1) if month else 0, month)
    share = (active.sum(1) + 0.5) / (month + 1)
    columns = (
        np.ones(len(own)),
        np.log(fast),
        np.log(long_run),
        np.log(_rate(other, month, LONG_RUN)),
        np.log1p(since),
        np.log(-np.log1p(-share)),
    )
    return np.stack(columns, axis=1)


def _rate(counts: Counts, month: int, decay: float, quantile: float | None = None) -> Values:
    weight = decay ** np.arange(month - 1, -1, -1.0)
    mean = max(float(counts[:, :month].mean()) if month and len(counts) else 0.0, 0.01)
    shape, rate = mean + counts[:, :month] @ weight, 1 + weight.sum()
    if quantile is None:
        return np.asarray(shape / rate, np.float64)
    return np.maximum(np.asarray(special.gammaincinv(shape, quantile) / rate, np.float64), 1e-6)


def fit_outlook(own: Counts, other: Counts, month: int) -> OutlookModel:
    """β from all windows of 1, 3 and 6 months that were over at the start of `month`."""
    x, y = [], []
    busy = own[:, :month].sum(1) + other[:, :month].sum(1) >= LEAST_PACE * month
    for start in range(1, month):
        base = features(own, other, start)
        for horizon in HORIZONS:
            if start + horizon <= month:
                x.append(_with_horizon(base[busy], horizon))
                y.append(own[busy, start : start + horizon].sum(1) > 0)
    windows = sum(len(part) for part in y)
    if windows < ENOUGH:
        return OutlookModel(USUAL, windows, fitted=False)
    return OutlookModel(_regress(np.concatenate(x), np.concatenate(y)), windows, fitted=True)


def _with_horizon(base: Values, horizon: int) -> Values:
    return np.column_stack([base, np.full(len(base), np.log(horizon))])


def _regress(x: Values, y: NDArray[np.bool_]) -> Values:
    def loss(beta: Values) -> tuple[float, Values]:
        expected = np.exp(np.clip(x @ beta, -30, 5))
        happens = -np.expm1(-expected) + 1e-12
        value = -(np.log(happens[y]).sum() - expected[~y].sum())
        slope = np.where(y, -expected * np.exp(-expected) / happens, expected)
        off = beta - USUAL
        return value / len(y) + RIDGE * float(off @ off), x.T @ slope / len(y) + 2 * RIDGE * off

    found = optimize.minimize(loss, USUAL, jac=True, method="L-BFGS-B")
    return np.asarray(found.x, np.float64)


def outlook(model: OutlookModel, own: Counts, other: Counts, month: int, horizon: int) -> tuple[Values, Values, Values]:
    """Chance, low and high end of the interval for every pair: at least one event in `horizon` months from `month`."""
    middle, low, high = (
        _chance(model, _with_horizon(features(own, other, month, quantile), horizon)) for quantile in (None, *INTERVAL)
    )
    return middle, np.minimum(low, middle), np.maximum(high, middle)


def _chance(model: OutlookModel, x: Values) -> Values:
    return np.asarray(-np.expm1(-np.exp(np.clip(x @ model.beta, -30, 5))), np.float64)


def same_as_last(own: Counts, month: int, horizon: int) -> Values:
    """The first baseline: what happened in the last `horizon` months happens again. 0 or 1."""
    return np.asarray(own[:, max(0, month - horizon) : month].sum(1) > 0, np.float64)


def long_run_rate(own: Counts, month: int, horizon: int) -> Values:
    """The second baseline: 1 − (1 − q)^h with q = (active months + ½) / (months + 1)."""
    share = ((own[:, :month] > 0).sum(1) + 0.5) / (month + 1)
    return np.asarray(1 - (1 - share) ** horizon, np.float64)
