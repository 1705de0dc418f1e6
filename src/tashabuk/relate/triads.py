"""Triads of a signed graph: how many of each kind, which are balanced, and which hold an actor or a pair.

Cartwright & Harary (1956): a triangle is balanced when the product of its signs is positive. A triangle with an
entangled tie is balanced by one of that tie's signs and not by the other: such triads are counted apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array

from tashabuk.model import Sign, Triad
from tashabuk.relate.graph import SignedGraph


@dataclass(frozen=True, slots=True)
class TriadCensus:
    """Triangles by their number of negative ties (0 to 3), and those with an entangled tie."""

    negative: tuple[int, int, int, int]
    entangled: int

    @property
    def triangles(self) -> int:
        """All triangles."""
        return sum(self.negative) + self.entangled

    @property
    def balanced(self) -> int:
        """Those without or with two negative ties."""
        return self.negative[0] + self.negative[2]

    @property
    def balanced_share(self) -> float | None:
        """Balanced triangles ÷ triangles without an entangled tie; None without such."""
        plain = sum(self.negative)
        return self.balanced / plain if plain else None


def triad_census(graph: SignedGraph) -> TriadCensus:
    """The census of a graph.

    Ties are directed from the actor with fewer to the one with more, so that no actor has more than √(2m) outgoing
    ones, and each triangle i→j→k, i→k is counted once.
    """
    positive, negative, whole = _directed(graph)
    counts = [0, 0, 0, 0]
    for first, one in enumerate((positive, negative)):
        for second, two in enumerate((positive, negative)):
            paths = one @ two
            counts[first + second] += int(paths.multiply(positive).sum())
            counts[first + second + 1] += int(paths.multiply(negative).sum())
    everything = int((whole @ whole).multiply(whole).sum())
    return TriadCensus((counts[0], counts[1], counts[2], counts[3]), everything - sum(counts))


def _directed(graph: SignedGraph) -> tuple[csr_array, csr_array, csr_array]:
    """The friendly ties, the hostile ones, and all with the entangled ones, as ones from lower to higher rank."""
    ends, weights = graph.columns()
    size = len(graph.nodes)
    degree = np.bincount(ends.ravel(), minlength=size)
    rank = np.argsort(np.lexsort((np.arange(size), degree)))
    low, high = np.sort(rank[ends], axis=1).T
    good, bad = (weights > 0).T
    kinds = (good & ~bad, bad & ~good, good | bad)
    positive, negative, whole = (
        coo_array((np.ones(int(kind.sum()), dtype=np.int64), (low[kind], high[kind])), shape=(size, size)).tocsr()
        for kind in kinds
    )
    return positive, negative, whole


def triads(graph: SignedGraph, *through: str) -> Iterator[Triad]:
    """All triads, or those through one actor, two, or three; actors sorted, signs of ab, ac, bc.

    An entangled tie has the sign NEUTRAL. Actors that the graph lacks have no triads.
    """
    near: dict[str, dict[str, Sign]] = {name: {} for name in graph.nodes}
    for edge in graph.edges:
        near[edge.a][edge.b] = near[edge.b][edge.a] = edge.sign
    wanted = set(through)
    for edge in graph.edges:
        if through and not wanted & {edge.a, edge.b}:
            continue
        for third in sorted(near[edge.a].keys() & near[edge.b].keys()):
            actors = sorted((edge.a, edge.b, third))
            if wanted <= set(actors) and (edge.a, edge.b) == _home(actors, wanted):
                a, b, c = actors
                yield Triad((a, b, c), (near[a][b], near[a][c], near[b][c]))


def _home(actors: list[str], wanted: set[str]) -> tuple[str, str]:
    """The tie from which a triad is told, so that it is told once: the first of its ties that holds a wanted actor."""
    a, b, c = actors
    return next(pair for pair in ((a, b), (a, c), (b, c)) if not wanted or wanted & set(pair))
