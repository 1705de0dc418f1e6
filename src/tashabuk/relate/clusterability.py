"""Clusterability: the least weight of ties violated by a split into any number of blocs, or into at most k.

Davis (1967): a signed graph splits into blocs without violation, friends within and enemies between, exactly when no
cycle has just one negative tie. So the least violation is the cheapest cover of those cycles. A limit of k ≥ 3 blocs
on top of that is a colouring problem: one integer program more, tried while actors × k is small.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, dijkstra

from tashabuk.model import Bloc
from tashabuk.relate.binding import Binding, Floats, Ints, Mask, binding
from tashabuk.relate.budget import Budget
from tashabuk.relate.cover import Cover, CoverProgram, Cycle, Progress, quiet_highs
from tashabuk.relate.frustration import SECONDS, solved
from tashabuk.relate.graph import SignedGraph
from tashabuk.relate.partition import best_groups, broken, moved, price

SMALL = 240
"""Actors × blocs up to which a limit of blocs is proved by the integer program."""


@dataclass(frozen=True, slots=True)
class Clustering:
    """The best split found into at most `limit` blocs (None: any number); no such split violates less than `bound`,
    which is the index where that is `exact`.

    `index` includes `entangled`, what entangled ties lose whichever way. Blocs are told greatest first.
    """

    limit: int | None
    index: float
    bound: float
    exact: bool
    entangled: float
    blocs: tuple[Bloc, ...]


def clusterability(
    graph: SignedGraph,
    limit: int | None = None,
    *,
    weighted: bool = False,
    seconds: float = SECONDS,
    progress: Progress | None = None,
) -> Clustering:
    """The best split into at most `limit` blocs, proved where that is possible within `seconds`.

    Raises ValueError for a limit below 1.
    """
    if limit is not None and limit < 1:
        raise ValueError(f"no split has {limit} blocs")
    ties = binding(graph, weighted=weighted)
    budget = Budget(seconds)
    if limit == 2:
        found = solved(ties, budget, progress)
        groups, bound = (found.sides < 0).astype(np.int64), found.best.bound
    else:
        groups, bound = _best(ties, ties.size if limit is None else min(limit, ties.size), budget, progress)
    parts: dict[int, list[str]] = {}
    for name, group in zip(graph.nodes, groups.tolist(), strict=True):
        parts.setdefault(group, []).append(name)
    told = tuple(Bloc(tuple(p)) for p in sorted(parts.values(), key=lambda p: (-len(p), p)))
    least = price(ties, groups)
    exact = Cover(None, least, bound).proved
    index, below = (cost * ties.unit + ties.constant for cost in (least, least if exact else min(bound, least)))
    return Clustering(limit, index, below, exact, ties.constant, told)


def _best(ties: Binding, limit: int, budget: Budget, progress: Progress | None) -> tuple[Ints, float]:
    """Groups, at most `limit`, and a bound below the violation of any such partition."""
    if limit <= 1:
        groups = np.zeros(ties.size, dtype=np.int64)
        return groups, price(ties, groups)
    free = best_groups(ties, ties.size)
    program = CoverProgram(ties.weight, _OneNegative(ties))
    cover = program.solve(Cover(broken(ties, free), price(ties, free), 0.0), budget, progress)
    if cover.chosen is not None:
        free = _groups_of(ties, cover.chosen)
    if np.unique(free).size <= limit:
        return free, cover.bound
    groups = best_groups(ties, limit, [free])
    found = Cover(None, price(ties, groups), cover.bound)
    if found.proved or ties.size * limit > SMALL:
        return groups, found.bound
    better, bound = _coloured(ties, limit, program.cycles, budget)
    if ties.whole:
        bound = float(np.ceil(bound - 1e-5))
    return (groups if better is None or price(ties, better) >= found.cost else better), max(bound, found.bound)


def _groups_of(ties: Binding, cover: Mask) -> Ints:
    """The groups that hang together by positive ties outside a cover."""
    kept = (ties.sign > 0) & ~cover
    shape = (ties.size, ties.size)
    joined = coo_array((np.ones(int(kept.sum())), (ties.a[kept], ties.b[kept])), shape=shape)
    label: Ints = connected_components(joined, directed=False)[1].astype(np.int64)
    return label


class _OneNegative:
    """The oracle: bad are cycles with exactly one negative tie, covers are what partitions violate."""

    def __init__(self, ties: Binding) -> None:
        self._ties = ties
        self._place = {pair: n for n, pair in enumerate(zip(ties.a.tolist(), ties.b.tolist(), strict=True))}

    def rounded(self, values: Floats) -> Mask:
        """What the groups along positive ties of low value violate, improved by single moves."""
        ties = self._ties
        return broken(ties, moved(ties, _groups_of(ties, values >= 0.5), ties.size))

    def violated(self, values: Floats, budget: Budget) -> list[Cycle]:
        """For each negative tie the shortest way between its ends along positive ties, if both are shorter than 1."""
        ties, found = self._ties, list[Cycle]()
        good = ties.sign > 0
        lengths = values[good] + 1e-7
        shape = (ties.size, ties.size)
        friends = coo_array((lengths, (ties.a[good], ties.b[good])), shape=shape).tocsr()
        bad = np.flatnonzero(~good & (values < 1 - 1e-6))
        for source in np.unique(ties.a[bad]).tolist():
            if budget.spent:
                break
            length, before = dijkstra(friends, directed=False, indices=source, limit=1.0, return_predecessors=True)
            for tie in bad[ties.a[bad] == source].tolist():
                if length[ties.b[tie]] + values[tie] < 1 - 1e-6:
                    cycle = [tie]
                    at = int(ties.b[tie])
                    while at != source:
                        last = int(before[at])
                        cycle.append(self._place[min(at, last), max(at, last)])
                        at = last
                    found.append(tuple(cycle))
        return found


def _coloured(ties: Binding, limit: int, cycles: set[Cycle], budget: Budget) -> tuple[Ints | None, float]:
    """The best partition into at most `limit` groups by integer programming, and its bound.

    x[i, c] says that actor i is in group c; a positive tie costs y ≥ x[a, c] − x[b, c], a negative one
    y ≥ x[a, c] + x[b, c] − 1, for each c. The n-th actor may only be in the first n groups, as groups have no order.
    """
    highs, m, n, infinite = quiet_highs(), len(ties.a), ties.size, highspy.kHighsInf
    highs.setOptionValue("time_limit", max(budget.on_the_wall(), 0.01))
    rank = np.argsort(np.argsort(-np.bincount(np.r_[ties.a, ties.b], minlength=n), kind="stable"))
    cost = np.concatenate([ties.weight, np.zeros(n * limit)])
    top = np.concatenate([np.ones(m), (np.arange(limit) <= rank[:, None]).astype(np.float64).ravel()])
    none = np.empty(0, dtype=np.int64)
    highs.addCols(len(cost), cost, np.zeros(len(cost)), top, 0, none, none, np.empty(0))
    highs.changeColsIntegrality(n * limit, np.arange(m, len(cost)), np.ones(n * limit, dtype=np.int64))
    for actor in range(n):
        places = np.arange(m + actor * limit, m + (actor + 1) * limit)
        highs.addRow(1.0, 1.0, limit, places, np.ones(limit))
    for tie, (a, b, sign) in enumerate(zip(ties.a.tolist(), ties.b.tolist(), ties.sign.tolist(), strict=True)):
        for c in range(limit):
            places = np.array([tie, m + a * limit + c, m + b * limit + c])
            highs.addRow(0.0 if sign > 0 else -1.0, infinite, 3, places, np.array([1.0, -1.0, float(sign)]))
    for cycle in cycles:
        highs.addRow(1.0, infinite, len(cycle), np.array(cycle), np.ones(len(cycle)))
    highs.run()
    bound = float(highs.getInfo().mip_dual_bound)
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None, bound
    chosen = np.array(highs.getSolution().col_value)[m:].reshape(n, limit)
    return chosen.argmax(axis=1).astype(np.int64), bound
