"""Good splits of a signed graph into two sides: quickly found, not proved best. Deterministic."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order, minimum_spanning_tree
from scipy.sparse.linalg import eigsh

from tashabuk.relate.binding import Binding, Floats, Ints
from tashabuk.relate.budget import Budget

RANDOM_STARTS = 6
SMALL = 40
"""Up to this many actors eigenvectors are computed densely."""


def good_split(ties: Binding, budget: Budget) -> Ints:
    """The best of several starts, each improved by tabu search; sides ±1, shape (size,).

    When the budget is spent, no further start is tried.
    """
    if not len(ties.a):
        return np.ones(ties.size, dtype=np.int64)
    best: Ints | None = None
    for start in _starts(ties):
        found = improved(ties, start)
        if best is None or ties.cost(found) < ties.cost(best):
            best = found
        if budget.spent:
            break
    assert best is not None
    return best


def _starts(ties: Binding) -> Iterator[Ints]:
    chance = np.random.default_rng(0)
    yield tree_split(ties, np.zeros(len(ties.a)))
    yield spectral_split(ties)
    for _ in range(RANDOM_STARTS):
        yield chance.choice(np.array([-1, 1]), ties.size)


def tree_split(ties: Binding, values: Floats) -> Ints:
    """The split that satisfies a spanning tree of least total value, shape (size,)."""
    n = ties.size
    _, firsts = np.unique(ties.components(), return_index=True)
    a = np.concatenate([ties.a, firsts])
    b = np.concatenate([ties.b, np.full(len(firsts), n)])
    signs = coo_array(
        (np.tile(np.concatenate([ties.sign, np.ones(len(firsts), dtype=np.int64)]), 2), (np.r_[a, b], np.r_[b, a])),
        shape=(n + 1, n + 1),
    ).tocsr()
    lengths = np.concatenate([values, np.zeros(len(firsts))]) + 1.0
    tree = minimum_spanning_tree(coo_array((lengths, (a, b)), shape=(n + 1, n + 1)).tocsr())
    order, before = breadth_first_order(tree, n, directed=False)
    steps = np.asarray(signs[before[order[1:]], order[1:]]).ravel()
    sides = np.ones(n + 1, dtype=np.int64)
    for actor, step in zip(order[1:].tolist(), steps.tolist(), strict=True):
        sides[actor] = sides[before[actor]] * step
    return sides[:n]


def spectral_split(ties: Binding) -> Ints:
    """The signs of the eigenvector of the greatest eigenvalue of the matrix of signed weights, shape (size,)."""
    matrix = ties.matrix()
    if ties.size <= SMALL:
        vector = np.linalg.eigh(matrix.toarray())[1][:, -1]
    else:
        vector = eigsh(matrix, k=1, which="LA", v0=np.ones(ties.size), tol=1e-3)[1][:, 0]
    return np.where(vector < 0, -1, 1)


def improved(ties: Binding, sides: Ints, *, patience: int | None = None) -> Ints:
    """The best split met by tabu search from `sides`: the actor whose move costs least moves, and then stays a while.

    The search ends after `patience` moves without a better split (default: the number of actors, at most 400).
    """
    matrix = ties.matrix()
    starts, near, weights = matrix.indptr, matrix.indices, matrix.data
    now = sides.astype(np.float64)
    gain = now * (matrix @ now)  # satisfied − violated weight at each actor: what its move would cost
    free = np.zeros(ties.size, dtype=np.int64)
    patience = min(ties.size, 400) if patience is None else patience
    tenure = min(10, ties.size // 4)
    cost, least, best, since, turn = 0.0, 0.0, now.copy(), 0, 0
    while since < patience and ties.size:
        turn += 1
        allowed = np.where(free < turn, gain, np.inf)
        actor = int(allowed.argmin())
        if not np.isfinite(allowed[actor]):
            break
        cost += gain[actor]
        now[actor] = -now[actor]
        gain[actor] = -gain[actor]
        row = slice(starts[actor], starts[actor + 1])
        others = near[row]
        gain[others] += 2.0 * weights[row] * now[others] * now[actor]
        free[actor] = turn + tenure
        since += 1
        if cost < least - 1e-9:
            least, best, since = cost, now.copy(), 0
    return best.astype(np.int64)
