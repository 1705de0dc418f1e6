"""Good partitions of a signed graph into groups: quickly found, not proved best. Deterministic."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tashabuk.relate.binding import Binding, Floats, Ints, Mask

RANDOM_STARTS = 4
SWEEPS = 50


def broken(ties: Binding, groups: Ints) -> Mask:
    """The ties that a partition violates: friends in two groups, enemies in one; `groups` ≥ 0 has shape (n,)."""
    violated: Mask = (ties.sign > 0) != (groups[ties.a] == groups[ties.b])
    return violated


def price(ties: Binding, groups: Ints) -> float:
    """The weight that a partition violates."""
    return float(ties.weight[broken(ties, groups)].sum())


def best_groups(ties: Binding, limit: int, starts: Iterable[Ints] = ()) -> Ints:
    """The best of several starts with at most `limit` groups, each improved by moving single actors."""
    chance = np.random.default_rng(0)
    few = min(limit, ties.size, 8)
    tries = [*starts, np.arange(ties.size, dtype=np.int64)]
    tries += [chance.integers(0, max(few, 1), ties.size) for _ in range(RANDOM_STARTS)]
    return min((moved(ties, merged(ties, start, limit), limit) for start in tries), key=lambda g: price(ties, g))


def merged(ties: Binding, groups: Ints, limit: int) -> Ints:
    """The partition with groups joined, those that pull together most first, until there are at most `limit`."""
    groups = np.unique(groups, return_inverse=True)[1].astype(np.int64)
    count = int(groups.max(initial=-1)) + 1
    pull: Floats = np.zeros((count, count))
    np.add.at(pull, (groups[ties.a], groups[ties.b]), ties.sign * ties.weight)
    pull = pull + pull.T
    np.fill_diagonal(pull, -np.inf)
    alive = count
    while alive > 1:
        kept, gone = sorted(divmod(int(pull.argmax()), count))
        if alive <= limit and pull[kept, gone] <= 0:
            break
        groups[groups == gone] = kept
        pull[kept] += pull[gone]
        pull[:, kept] = pull[kept]
        pull[gone] = pull[:, gone] = -np.inf
        pull[kept, kept] = -np.inf
        alive -= 1
    return np.unique(groups, return_inverse=True)[1].astype(np.int64)


def moved(ties: Binding, groups: Ints, limit: int) -> Ints:
    """The partition after moves of single actors to where they violate least, until none gains."""
    matrix = ties.matrix()
    starts, near, weights = matrix.indptr, matrix.indices, matrix.data
    groups = groups.copy()
    room = min(limit, ties.size)
    for _ in range(SWEEPS):
        changed = False
        for actor in range(ties.size):
            row = slice(starts[actor], starts[actor + 1])
            pull = np.bincount(groups[near[row]], weights=weights[row], minlength=room)
            goal = int(pull.argmax())
            if pull[goal] > pull[groups[actor]] + 1e-9:
                groups[actor] = goal
                changed = True
        if not changed:
            break
    return groups
