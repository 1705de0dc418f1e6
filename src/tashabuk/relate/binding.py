"""The part of a signed graph that a split into two blocs can satisfy, as arrays.

A tie of weights (p, n) costs n where its actors share a bloc and p where they do not. So min(p, n) is lost whichever
way, and what is left is a plain tie of the greater sign and weight |p − n|. Unweighted, every plain tie counts 1, and
an entangled tie loses 1 and binds nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from tashabuk.relate.graph import SignedGraph

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
WHOLE = 1000
"""Whole weights up to this are counted as they are."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Plain ties of `size` actors: ends `a` and `b`, `sign` ±1, `weight` > 0, each of length m.

    `weight` is in units of `unit`: 1 where weights are small whole numbers, else the greatest. `constant`, what is lost
    whichever way, is not. `edge` holds each tie's place in the edges of the graph.
    """

    size: int
    a: Ints
    b: Ints
    sign: Ints
    weight: Floats
    edge: Ints
    unit: float
    constant: float

    @property
    def whole(self) -> bool:
        """Whether all weights, and so all costs, are whole numbers."""
        return bool(np.all(self.weight == np.round(self.weight)))

    def violated(self, sides: Ints) -> Mask:
        """Which ties a split violates; `sides` are ±1, one an actor."""
        return self.sign * sides[self.a] * sides[self.b] < 0

    def cost(self, sides: Ints) -> float:
        """The weight that a split violates, in units, without the constant."""
        return float(self.weight[self.violated(sides)].sum())

    def matrix(self) -> csr_array:
        """The symmetric matrix of sign × weight, shape (size, size)."""
        values = self.sign * self.weight
        ends = (np.concatenate([self.a, self.b]), np.concatenate([self.b, self.a]))
        return coo_array((np.concatenate([values, values]), ends), shape=(self.size, self.size)).tocsr()

    def components(self) -> Ints:
        """The number of each actor's connected component, shape (size,)."""
        joined = coo_array((np.ones(len(self.a)), (self.a, self.b)), shape=(self.size, self.size))
        label: Ints = connected_components(joined, directed=False)[1].astype(np.int64)
        return label

    def switched(self, sides: Ints) -> Binding:
        """The same ties with all signs across the split turned: those that it violates are the negative ones."""
        sign = self.sign * sides[self.a] * sides[self.b]
        return replace(self, sign=sign)


def binding(graph: SignedGraph, *, weighted: bool) -> Binding:
    """What binds the actors of a graph."""
    ends, weights = graph.columns()
    if not weighted:
        weights = (weights > 0).astype(np.float64)
    net = weights[:, 0] - weights[:, 1]
    kept = np.flatnonzero(net)
    weight = np.abs(net[kept])
    greatest = float(weight.max(initial=1.0))
    unit = 1.0 if greatest <= WHOLE and np.all(weight == np.round(weight)) else float(weight.max())
    return Binding(
        size=len(graph.nodes),
        a=ends[kept, 0],
        b=ends[kept, 1],
        sign=np.sign(net[kept]).astype(np.int64),
        weight=weight / unit,
        edge=kept,
        unit=unit,
        constant=float(weights.min(axis=1).sum()),
    )
