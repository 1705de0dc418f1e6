"""Negative cycles of a signed graph: those with an odd number of negative ties, which no split satisfies.

In the doubled graph each actor has two copies; a positive tie joins copies of the same layer, a negative one crosses.
A path from one copy of an actor to the other is a closed walk with an odd number of negative ties, and holds a negative
cycle. Every negative cycle has a tie that a given split violates, so searching from those is enough.
"""

from __future__ import annotations

import itertools

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from tashabuk.relate.binding import Binding, Floats, Ints, Mask
from tashabuk.relate.budget import Budget
from tashabuk.relate.cover import Cycle
from tashabuk.relate.splits import improved, tree_split

STEP = 1e-7
"""Length of a tie of value 0: among equals the shortest cycle is found."""
BATCH = 64
"""Sources searched at once at most; memory is BATCH × 4 × size numbers."""
WORK = 100_000
"""Sources × ties between two looks at the budget."""


class NegativeCycles:
    """The oracle of the line index: bad are the negative cycles, covers are what splits violate."""

    def __init__(self, ties: Binding, sides: Ints) -> None:
        """`sides` is any split; the better, the fewer searches."""
        self._ties = ties
        self._switched = ties.switched(sides)
        self._place = {pair: n for n, pair in enumerate(zip(ties.a.tolist(), ties.b.tolist(), strict=True))}

    def rounded(self, values: Floats) -> Mask:
        """What the split along ties of least value violates, improved one actor at a time."""
        return self._ties.violated(improved(self._ties, tree_split(self._ties, values)))

    def violated(self, values: Floats, budget: Budget) -> list[Cycle]:
        """For each tie that the split violates, the shortest negative cycle through it if shorter than 1."""
        found: list[Cycle] = []
        ties = self._switched
        bad = np.flatnonzero(ties.sign < 0)
        doubled = self._doubled(values)
        sources, where = np.unique(ties.a[bad], return_inverse=True)
        size = min(max(WORK // max(len(ties.a), 1), 1), BATCH)
        for first in range(0, len(sources), size):
            if budget.spent:
                break
            batch = sources[first : first + size]
            length, before = dijkstra(doubled, indices=batch, limit=1.0, return_predecessors=True)
            for tie in bad[(where >= first) & (where < first + len(batch))]:
                row = int(np.searchsorted(batch, ties.a[tie]))
                end = int(ties.b[tie])
                if length[row, end] + values[tie] < 1 - 1e-6:
                    cycle = self._simple(int(batch[row]), end, before[row])
                    if values[list(cycle)].sum() < 1 - 1e-6:
                        found.append(cycle)
        return found

    def _doubled(self, values: Floats) -> csr_array:
        """The doubled graph with values as lengths, shape (2·size, 2·size)."""
        ties, n = self._switched, self._ties.size
        cross = np.where(ties.sign < 0, n, 0)
        a = np.concatenate([ties.a, ties.a + n])
        b = np.concatenate([ties.b + cross, ties.b + n - cross])
        length = np.tile(values + STEP, 2)
        ends = (np.concatenate([a, b]), np.concatenate([b, a]))
        return coo_array((np.tile(length, 2), ends), shape=(2 * n, 2 * n)).tocsr()

    def _simple(self, start: int, end: int, before: Ints) -> Cycle:
        """The negative cycle within the walk start → … → end → start, by the predecessors of `end` in layer 0."""
        n = self._ties.size
        walk, at = [start, end], int(before[end])
        while at >= 0:
            walk.append(at % n)
            at = int(before[at])
        walk.reverse()
        return negative_part(walk[:-1], self._place, self._switched.sign)


def negative_part(walk: list[int], place: dict[tuple[int, int], int], sign: Ints) -> Cycle:
    """A simple negative cycle, as places of ties, within a closed negative walk v0, v1, …, vk (vk is tied to v0)."""
    path: list[int] = []
    seen: dict[int, int] = {}
    for actor in [*walk, walk[0]]:
        if actor not in seen:
            seen[actor] = len(path)
            path.append(actor)
            continue
        loop = [*path[seen[actor] :], actor]
        ties = tuple(place[min(p), max(p)] for p in itertools.pairwise(loop))
        if np.prod(sign[list(ties)]) < 0:
            return ties
        for gone in path[seen[actor] + 1 :]:
            del seen[gone]
        del path[seen[actor] + 1 :]
    raise ValueError("the walk is not negative")
