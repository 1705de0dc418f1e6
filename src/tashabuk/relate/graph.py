"""The signed graph of actors at one moment: friendly, hostile, or both at once where a tie is entangled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tashabuk.model import Sign


@dataclass(frozen=True, slots=True)
class SignedEdge:
    """A tie of two different actors as weights ≥ 0 of its two signs, `a` before `b` in the order of names.

    An edge with both weights is entangled: whichever way its actors are split, one of its signs is violated.
    """

    a: str
    b: str
    positive: float
    negative: float

    @property
    def entangled(self) -> bool:
        """Whether it is friendly and hostile at once."""
        return self.positive > 0 and self.negative > 0

    @property
    def sign(self) -> Sign:
        """+ or − of a plain edge; NEUTRAL where it is entangled."""
        if self.entangled:
            return Sign.NEUTRAL
        return Sign.POSITIVE if self.positive > 0 else Sign.NEGATIVE


@dataclass(frozen=True, slots=True)
class SignedGraph:
    """Actors, sorted, and at most one edge a pair, sorted; actors without an edge are allowed."""

    nodes: tuple[str, ...]
    edges: tuple[SignedEdge, ...]

    @classmethod
    def of(cls, weights: Mapping[tuple[str, str], tuple[float, float]], nodes: Iterable[str] = ()) -> SignedGraph:
        """The graph of pairs with their (positive, negative) weights; both orders of a pair add up.

        Raises ValueError for a loop, a negative weight, or a pair without any weight.
        """
        sums: dict[tuple[str, str], tuple[float, float]] = {}
        for (a, b), (positive, negative) in weights.items():
            if a == b:
                raise ValueError(f"{a} is tied to itself")
            if positive < 0 or negative < 0 or positive + negative <= 0:
                raise ValueError(f"no such weights of {a}, {b}: {positive}, {negative}")
            key = (a, b) if a < b else (b, a)
            before = sums.get(key, (0.0, 0.0))
            sums[key] = (before[0] + positive, before[1] + negative)
        names = {*nodes, *(n for pair in sums for n in pair)}
        edges = tuple(SignedEdge(a, b, *sums[a, b]) for a, b in sorted(sums))
        return cls(tuple(sorted(names)), edges)

    def columns(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The edges in columns: the places of their ends in `nodes`, and their (positive, negative); both (m, 2)."""
        place = {name: n for n, name in enumerate(self.nodes)}
        ends = np.array([(place[e.a], place[e.b]) for e in self.edges], dtype=np.int64).reshape(-1, 2)
        weights = np.array([(e.positive, e.negative) for e in self.edges], dtype=np.float64).reshape(-1, 2)
        return ends, weights
