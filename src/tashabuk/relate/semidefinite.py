"""Bounds of the line index by semidefinite programming: close within a fraction of a second where ties are dense.

With sides s in ±1, A the symmetric matrix of sign × weight and W the sum of weights, a split violates (W − s'As/2)/2.
For any numbers y, one an actor, and λ the least eigenvalue of Diag(y) − A,

    s'As ≤ Σ y + n·max(0, −λ)      as      s'(Diag(y) − A)s ≥ n·λ

so every y gives a bound (Delorme & Poljak 1993). The best y is the dual of max Σ A(ij)·v(i)·v(j) over unit vectors v
(Goemans & Williamson 1995), which the mixing method approaches one actor at a time (Wang, Chang & Kolter 2017).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigvalsh

from tashabuk.relate.binding import Binding, Floats, Ints
from tashabuk.relate.budget import Budget
from tashabuk.relate.cover import slack

LARGEST = 1000
"""Actors beyond which nothing is bounded here: matrices are dense, and eigenvalues cost their cube."""
SWEEPS = 5
"""Rounds over all actors between two looks at the bound."""
ROUNDS = 30
CLOSE = 1e-3
"""Share of the relaxed cost to which a bound is brought that cannot prove the split."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What eigenvalues prove of one split: no split costs less than `bound`, and where that is its own cost, every
    split that violates other ties costs at least `apart` more.
    """

    bound: float = 0.0
    apart: float = 0.0


def certificate(ties: Binding, sides: Ints) -> Certificate:
    """What the choice y = s·(As) proves of the split s: two camps with some noise are mostly proved best by it.

    Diag(y) − A maps s to 0, in each connected component for itself. Any other split differs from s in a component of k
    actors by a vector whose part orthogonal to s has the squared length 4(k − 1)/k at least, and there the least
    eigenvalue beside those zeros holds.
    """
    if not 0 < ties.size <= LARGEST:
        return Certificate()
    matrix, cost = ties.matrix(), ties.cost(sides)
    values = eigvalsh(_dual(matrix.toarray(), sides * (matrix @ sides)))
    lost = ties.size * max(0.0, -float(values[0])) / 4
    sizes = np.bincount(ties.components())
    if lost > slack(cost):
        return Certificate(max(cost - lost, 0.0))
    if len(sizes) == ties.size:
        return Certificate(cost, np.inf)
    smallest = int(sizes[sizes > 1].min())
    return Certificate(cost, max(float(values[len(sizes)]), 0.0) * (smallest - 1) / smallest)


def relaxed_bound(ties: Binding, cost: float, known: float, budget: Budget) -> float:
    """A cost below which no split is, brought up until it proves `cost`, hardly rises, or cannot pass what is `known`.

    The search stops when the budget is spent.
    """
    if not 0 < ties.size <= LARGEST:
        return 0.0
    matrix, total, best = ties.matrix().toarray(), float(ties.weight.sum()), 0.0
    vectors = _unit_vectors(ties.size)
    enough = cost - 1 + 1e-4 if ties.whole else cost - slack(cost)
    for _ in range(ROUNDS):
        _mix(matrix, vectors)
        pull = np.einsum("ij,ij->i", matrix @ vectors, vectors)
        relaxed = (total - float(pull.sum()) / 2) / 2
        least = float(eigvalsh(_dual(matrix, pull), subset_by_index=[0, 0])[0])
        best = max(best, relaxed + ties.size * min(0.0, least) / 4)
        near = CLOSE * relaxed if relaxed < enough else slack(cost) / 2
        if best >= enough or _up(ties, relaxed) <= known or relaxed - best <= near or budget.spent:
            break
    return _up(ties, best)


def _up(ties: Binding, bound: float) -> float:
    """The least cost that a bound leaves possible."""
    return float(np.ceil(bound - 1e-5)) if ties.whole else bound


def _dual(matrix: Floats, y: Floats) -> Floats:
    """Diag(y) − A."""
    return np.diag(y) - matrix


def _unit_vectors(size: int) -> Floats:
    """A random unit vector an actor, shape (size, r): with r > √(2·size) the method meets no false optimum."""
    vectors: Floats = np.random.default_rng(0).normal(size=(size, int(np.sqrt(2 * size)) + 1))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def _mix(matrix: Floats, vectors: Floats) -> None:
    """Turn the vector of each actor, one after another and `SWEEPS` times, to where its ties pull it; in place."""
    for actor in np.tile(np.flatnonzero(matrix.any(axis=1)), SWEEPS):
        pull = matrix[actor] @ vectors
        length = np.sqrt(pull @ pull)
        if length > 0:
            vectors[actor] = pull / length
