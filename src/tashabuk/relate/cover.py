"""Cheapest set of ties that meets every bad cycle: a set-covering program whose rows are found as they are needed.

Minimise Σ w·y over y ∈ {0, 1} with Σ y ≥ 1 on each bad cycle. What makes a cycle bad (an odd number of negative ties;
exactly one) is the oracle's business, and so is turning a solution into a split of the actors. The linear relaxation is
solved with rows added until no bad cycle is left out; only where its bound leaves a gap are integers asked for.
HiGHS solves both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import highspy
import numpy as np

from tashabuk.relate.binding import Binding, Floats, Mask
from tashabuk.relate.budget import Budget

Cycle = tuple[int, ...]
Progress = Callable[[float, float], None]
"""Told the least cost found so far and the bound below which none can be."""
_CONTINUOUS = highspy.HighsVarType.kContinuous.value
_INTEGER = highspy.HighsVarType.kInteger.value
TOLERANCE = 1e-6
"""Difference, relative to the cost and to the greatest weight, below which two costs count as equal."""


class Oracle(Protocol):
    """What a covering problem is about."""

    def violated(self, values: Floats, budget: Budget) -> list[Cycle]:
        """Bad cycles, as places of ties, whose values sum to less than 1; none only if there is none.

        The search may stop when the budget is spent.
        """

    def rounded(self, values: Floats) -> Mask:
        """A cover near these values."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The best cover found, None if none is cheaper than `cost`; no cover costs less than `bound`."""

    chosen: Mask | None
    cost: float
    bound: float

    @property
    def proved(self) -> bool:
        """Whether nothing is cheaper than `cost`."""
        return self.bound >= self.cost - slack(self.cost)


def slack(cost: float) -> float:
    """The difference from this cost, in units of the greatest weight, that counts as none."""
    return TOLERANCE * max(1.0, cost)


class _QuietHighs(highspy.Highs):
    """HiGHS without the line that it prints when it is made."""

    def enableCallbacks(self) -> None:  # noqa: N802
        """Silence comes first."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def quiet_highs() -> highspy.Highs:
    """A solver on one thread that prints nothing and looks for exact optima."""
    solver = _QuietHighs()  # type: ignore[no-untyped-call]
    for option, value in (("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 1e-7)):
        solver.setOptionValue(option, value)
    return solver


class CoverProgram:
    """The program with the rows found so far; it can be solved again with further demands."""

    def __init__(self, weights: Floats, oracle: Oracle, split: Binding | None = None) -> None:
        """`weights` > 0, shape (m,). `split` is given where covers are what splits of these ties violate."""
        self._weights = weights
        self._oracle = oracle
        self._split = split
        self._known: set[Cycle] = set()
        self._banned: Mask | None = None
        self._forced = np.zeros(len(weights), dtype=np.bool_)
        self._whole = bool(np.all(weights == np.round(weights)))
        self._integers = False
        self._highs = quiet_highs()
        none, count = np.empty(0, dtype=np.int64), len(weights)
        self._highs.addCols(count, weights, np.zeros(count), np.ones(count), 0, none, none, np.empty(0))

    def add(self, cycles: Iterable[Cycle]) -> int:
        """Demand that these bad cycles are met; returns how many were new."""
        new = [c for c in dict.fromkeys(tuple(sorted(c)) for c in cycles) if c not in self._known]
        self._known.update(new)
        if new:
            lengths = np.array([len(c) for c in new])
            places = np.concatenate([np.array(c) for c in new])
            starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
            lower, upper = np.ones(len(new)), np.full(len(new), highspy.kHighsInf)
            self._highs.addRows(len(new), lower, upper, len(places), starts, places, np.ones(len(places)))
        return len(new)

    @property
    def cycles(self) -> set[Cycle]:
        """The bad cycles found so far."""
        return self._known

    def ban(self, chosen: Mask) -> None:
        """From now on only covers that leave out one tie of `chosen` at least."""
        places = np.flatnonzero(chosen)
        self._highs.addRow(-highspy.kHighsInf, len(places) - 1.0, len(places), places, np.ones(len(places)))
        self._banned = chosen

    def force(self, tie: int, *, chosen: bool) -> None:
        """From now on only covers with this tie, or (`chosen` False) any again."""
        self._highs.changeColBounds(tie, float(chosen), 1.0)
        self._forced[tie] = chosen

    def solve(self, start: Cover, budget: Budget, progress: Progress | None = None) -> Cover:
        """The cheapest cover under `start.cost`, or the best found within the budget.

        `start.bound` is trusted. Without a cheaper one, the result has the start's cover and cost.
        """
        best = start
        for kind in (_CONTINUOUS, _INTEGER):
            if not best.proved and not budget.spent:
                self._ask_for(kind)
            while not best.proved and not budget.spent:
                if progress is not None:
                    progress(best.cost, best.bound)
                values, bound = self._run(budget)
                if values is None:
                    return Cover(best.chosen, best.cost, min(max(best.bound, bound), best.cost))
                best = self._better(best, self._oracle.rounded(values), bound)
                if best.proved or self.add(self._oracle.violated(values, budget)) or budget.spent:
                    continue
                if np.all(np.abs(values - np.round(values)) < 1e-6):
                    best = self._better(best, values > 0.5, bound)
                break
        return best

    def floors(self, budget: Budget) -> Floats:
        """For each tie a cost below which no cover has it, shape (m,): by the reduced costs of the relaxation."""
        self._ask_for(_CONTINUOUS)
        values, _ = self._run(budget)
        if values is None:
            return np.zeros(len(self._weights))
        duals = np.array(self._highs.getSolution().col_dual)[: len(self._weights)]
        floors: Floats = self._up(self._highs.getInfo().objective_function_value + np.maximum(duals, 0.0))
        return floors

    def _better(self, best: Cover, candidate: Mask, bound: float) -> Cover:
        """The better of two covers; `candidate` must meet all bad cycles and need not meet further demands."""
        chosen, cost = best.chosen, best.cost
        candidate = candidate | self._forced
        price = float(self._weights[candidate].sum())
        banned = self._banned is not None and bool(candidate[self._banned].all())
        if price < cost and not banned:
            chosen, cost = candidate, price
        return Cover(chosen, cost, min(max(best.bound, bound), cost))

    def _ask_for(self, kind: int) -> None:
        """Whole or any values: of the actors' sides where a split is sought, which makes those of its ties whole."""
        count = len(self._weights)
        self._integers = kind == _INTEGER
        first, number = (0, count) if self._split is None else (count, self._split.size)
        if self._split is not None and self._integers and self._highs.getNumCol() == count:
            self._add_sides(self._split)
        if self._highs.getNumCol() >= first + number:
            self._highs.changeColsIntegrality(number, np.arange(first, first + number), np.full(number, kind))

    def _add_sides(self, ties: Binding) -> None:
        """A side x of 0 or 1 for each actor, tied to the values y of its ties; the busiest actor is on side 0."""
        highs, count, none = self._highs, len(self._weights), np.empty(0, dtype=np.int64)
        highs.addCols(
            ties.size, np.zeros(ties.size), np.zeros(ties.size), np.ones(ties.size), 0, none, none, np.empty(0)
        )
        highs.changeColBounds(count + int(np.bincount(np.r_[ties.a, ties.b]).argmax()), 0.0, 0.0)
        # y ≥ |x_a − x_b| on a positive tie, y ≥ |1 − x_a − x_b| on a negative one: two rows each.
        sign, rows = ties.sign.astype(np.float64), 2 * len(ties.a)
        low = np.where(sign > 0, 0.0, 1.0)
        one = np.ones_like(sign)
        places = np.stack([np.arange(len(sign)), ties.a + count, ties.b + count], axis=1)
        values = np.stack([one, one, -sign, one, -one, sign], axis=1)
        highs.addRows(
            rows,
            np.stack([low, -low], axis=1).ravel(),
            np.full(rows, highspy.kHighsInf),
            3 * rows,
            np.arange(0, 3 * rows, 3),
            np.repeat(places, 2, axis=0).ravel(),
            values.ravel(),
        )

    def _run(self, budget: Budget) -> tuple[Floats | None, float]:
        """Values, None if there are none to be had (in time), and a bound."""
        highs = self._highs
        # HiGHS holds the limit against the sum of all its runs.
        highs.setOptionValue("time_limit", highs.getRunTime() + max(budget.on_the_wall(), 0.01))
        highs.run()
        status = highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None, np.inf
        info = highs.getInfo()
        if status != highspy.HighsModelStatus.kOptimal:
            return None, float(self._up(info.mip_dual_bound)) if self._integers else 0.0
        bound = info.mip_dual_bound if self._integers else info.objective_function_value
        return np.array(highs.getSolution().col_value)[: len(self._weights)], float(self._up(bound))

    def _up(self, bounds: Floats | float) -> Any:
        """The least costs that these bounds leave possible."""
        return np.ceil(bounds - 1e-5) if self._whole else bounds
