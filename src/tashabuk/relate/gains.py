"""Ties that would gain by turning: those whose change of sign lowers the line index of balance.

If tie e of weight w turns, the index L becomes the least cost of a split that violates e, less w, where that is lower;
so the gain is L + w − (cost of the cheapest cover that has e), never below 0. A tie that the found split violates gains
w at once; others are forced into the program one after another.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from tashabuk.model import Sign
from tashabuk.relate.binding import binding
from tashabuk.relate.cover import Cover, Progress, slack
from tashabuk.relate.frustration import SECONDS, solved
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
    until = time.monotonic() + seconds
    sides, best, program = solved(ties, until, progress)
    if not best.proved:
        return Turnings((), False)
    gains = np.where(ties.violated(sides), ties.weight, 0.0)
    nothing = best.cost + ties.weight
    doubtful = (gains == 0) & (program.floors(until) < nothing - slack(best.cost))
    complete = True
    for tie in np.flatnonzero(doubtful).tolist():
        program.force(tie, chosen=True)
        with_it = program.solve(Cover(None, float(nothing[tie]), best.cost), until)
        program.force(tie, chosen=False)
        gains[tie] = nothing[tie] - with_it.cost
        complete &= with_it.proved
    found = []
    for tie in np.flatnonzero(gains > slack(best.cost)).tolist():
        edge = graph.edges[ties.edge[tie]]
        found.append(Turning(edge.a, edge.b, edge.sign, float(gains[tie] * ties.unit)))
    return Turnings(tuple(sorted(found, key=lambda t: (-t.gain, t.a, t.b))), complete)
