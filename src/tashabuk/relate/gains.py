"""Ties that would gain by turning: those whose change of sign lowers the line index of balance.

If tie e of weight w turns, the index L becomes the least cost of a split that violates e, less w, where that is lower;
so the gain is L + w − (cost of the cheapest cover that has e), never below 0. A tie that the found split violates gains
w at once; others are forced into the program one after another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tashabuk.model import Sign
from tashabuk.relate.binding import Binding, Floats, Mask, binding
from tashabuk.relate.budget import Budget
from tashabuk.relate.cover import Cover, Progress, slack
from tashabuk.relate.frustration import SECONDS, Solution, covering, solved
from tashabuk.relate.graph import SignedGraph


@dataclass(frozen=True, slots=True)
class Turning:
    """A tie with its sign (NEUTRAL if entangled), and by how much the index falls if its signs change places."""

    a: str
    b: str
    sign: Sign
    gain: float


@dataclass(frozen=True, slots=True)
class Turnings:
    """Ties that gain, the greatest gain first. `complete` says that no other tie gains, and no gain is greater."""

    ties: tuple[Turning, ...]
    complete: bool


def turnings(
    graph: SignedGraph, *, weighted: bool = False, seconds: float = SECONDS, progress: Progress | None = None
) -> Turnings:
    """The ties of a graph that would gain by turning; none, incomplete, where the index is not proved in time."""
    ties = binding(graph, weighted=weighted)
    budget = Budget(seconds)
    solution = solved(ties, budget, progress)
    best = solution.best
    if not best.proved:
        return Turnings((), False)
    gains = np.where(ties.violated(solution.sides), ties.weight, 0.0)
    complete = True
    doubtful = (gains == 0) & (ties.weight > solution.apart + slack(best.cost))
    if doubtful.any():
        gains, complete = _weighed(ties, solution, gains, doubtful, budget)
    found = []
    for tie in np.flatnonzero(gains > slack(best.cost)).tolist():
        edge = graph.edges[ties.edge[tie]]
        found.append(Turning(edge.a, edge.b, edge.sign, float(gains[tie] * ties.unit)))
    return Turnings(tuple(sorted(found, key=lambda t: (-t.gain, t.a, t.b))), complete)


def _weighed(ties: Binding, solution: Solution, gains: Floats, doubtful: Mask, budget: Budget) -> tuple[Floats, bool]:
    """The gains with those of the doubtful ties, and whether each of them is proved."""
    best, gains, complete = solution.best, gains.copy(), True
    program = solution.program or covering(ties, solution.sides, budget)[0]
    nothing = best.cost + ties.weight
    for tie in np.flatnonzero(doubtful & (program.floors(budget) < nothing - slack(best.cost))).tolist():
        if budget.spent:
            return gains, False
        program.force(tie, chosen=True)
        with_it = program.solve(Cover(None, float(nothing[tie]), best.cost), budget)
        program.force(tie, chosen=False)
        gains[tie] = nothing[tie] - with_it.cost
        complete &= with_it.proved
    return gains, complete
