"""Degrees of balance from the spectrum of a signed graph: walks, and algebraic conflict.

An entangled tie counts as half a friendly and half a hostile one: 0 in the signed matrix, 1 in the unsigned.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigvalsh
from scipy.sparse.csgraph import connected_components

from tashabuk.relate.graph import SignedGraph

LARGEST = 1000
"""Actors beyond which the dense spectrum is not computed (cubic cost); the measures are None then."""


def walk_balance(graph: SignedGraph) -> float | None:
    """tr exp(A) ÷ tr exp(|A|): closed walks weighted by 1/length!, signed against all (Estrada & Benzi 2014).

    1 in a balanced graph, otherwise between 0 and 1; weights are not used. None without actors or with too many.
    """
    if not 0 < len(graph.nodes) <= LARGEST:
        return None
    signed, unsigned = (eigvalsh(m) for m in _matrices(graph))
    top = unsigned[-1]
    return float(np.exp(signed - top).sum() / np.exp(unsigned - top).sum())


def algebraic_conflict(graph: SignedGraph) -> float | None:
    """Smallest eigenvalue of the signed Laplacian D − A on the largest component (Kunegis et al. 2010).

    0 where that component is balanced. None without actors or with too many.
    """
    if not 0 < len(graph.nodes) <= LARGEST:
        return None
    signed, unsigned = _matrices(graph)
    label = connected_components(unsigned, directed=False)[1]
    kept = np.flatnonzero(label == np.bincount(label).argmax())
    laplacian = np.diag(unsigned.sum(axis=1)) - signed
    return float(eigvalsh(laplacian[np.ix_(kept, kept)])[0])


def _matrices(graph: SignedGraph) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The signed and the unsigned adjacency matrix, dense."""
    ends, weights = graph.columns()
    there = weights > 0
    signed = np.zeros((len(graph.nodes), len(graph.nodes)))
    unsigned = np.zeros_like(signed)
    for a, b in (ends.T, ends.T[::-1]):
        signed[a, b] = there[:, 0] * 1.0 - there[:, 1]
        unsigned[a, b] = 1.0
    return signed, unsigned
