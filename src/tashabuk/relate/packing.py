"""Negative cycles that share no weight: a quick bound below the line index, and the first rows of its program.

Each of them has to be broken, and none helps another, so their least weights add up to a lower bound.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tashabuk.relate.binding import Binding, Ints
from tashabuk.relate.budget import Budget
from tashabuk.relate.cover import Cycle
from tashabuk.relate.negative_cycles import negative_part

VISITS = 400
"""Copies of actors visited from either end in search of a cycle; longer ones are given up."""
Copy = tuple[int, int]
"""An actor and its layer in the doubled graph."""
Steps = dict[Copy, Copy | None]
Near = list[list[tuple[int, int, int]]]
"""For each actor its neighbours, whether the tie crosses layers, and the tie's place."""


@dataclass(slots=True)
class Packing:
    """Cycles found, and the sum of their weights: no split costs less than `bound`."""

    cycles: list[Cycle] = field(default_factory=list)
    bound: float = 0.0


def packed(ties: Binding, sides: Ints, budget: Budget) -> Packing:
    """Short cycles through the ties that a split violates, until the budget is spent."""
    switched = ties.switched(sides)
    pairs = list(zip(ties.a.tolist(), ties.b.tolist(), strict=True))
    place = {pair: n for n, pair in enumerate(pairs)}
    left = ties.weight.tolist()
    near: Near = [[] for _ in range(ties.size)]
    for tie, ((a, b), sign) in enumerate(zip(pairs, switched.sign.tolist(), strict=True)):
        cross = int(sign < 0)
        near[a].append((b, cross, tie))
        near[b].append((a, cross, tie))
    result = Packing()
    for tie in np.flatnonzero(switched.sign < 0).tolist():
        a, b = sorted(pairs[tie], key=lambda actor: len(near[actor]))
        while left[tie] > 0 and not budget.spent:
            walk = _walk(near, left, a, b)
            if walk is None:
                break
            cycle = negative_part(walk, place, switched.sign)
            least = min(left[t] for t in cycle)
            for t in cycle:
                left[t] -= least
            result.cycles.append(cycle)
            result.bound += least
    return result


def _walk(near: Near, left: list[float], a: int, b: int) -> list[int] | None:
    """Actors of a short walk from `a` to `b` with an even number of crossings along ties with weight left."""
    back = _reach(near, left, b, {})
    if (a, 0) in back:
        return _trace(back, (a, 0))[::-1]
    forth = _reach(near, left, a, back)
    met = next(reversed(forth))
    if met not in back:
        return None
    return _trace(forth, met) + _trace(back, met)[-2::-1]


def _reach(near: Near, left: list[float], start: int, goal: Steps) -> Steps:
    """Copies of actors reached from `start`, each with the one before it; the first that is in `goal` comes last."""
    before: Steps = {(start, 0): None}
    queue = [(start, 0)]
    for at in queue:
        if len(queue) > VISITS:
            break
        for n, cross, tie in near[at[0]]:
            to = (n, at[1] ^ cross)
            if to not in before and left[tie] > 0:
                before[to] = at
                if to in goal:
                    return before
                queue.append(to)
    return before


def _trace(before: Steps, end: Copy) -> list[int]:
    """Actors on the way from the start to `end`."""
    way: list[int] = []
    step: Copy | None = end
    while step is not None:
        way.append(step[0])
        step = before[step]
    return way[::-1]
