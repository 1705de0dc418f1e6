"""Rules of two and three steps, counted as short walks over what is remembered.

    two steps    s → x (q: the likeliest objects x), x → o by anything      T₂(o) = Σ q(x) · A(x, o)
    three steps  s → x, x ← s′ by the relation r asked for, s′ → o by r     T₃(o) = Σ q(x) · H_r⁻(x, s′) · H_r(s′, o)

A and H_r are the slowest memories of all pairs, and of the triples of one relation, each row divided by its sum. Only
the `WIDTH` heaviest ends of a step are walked on from; the walks are therefore exact sums over a beam, not samples.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tashabuk.foresee.facts import Floats, Ints
from tashabuk.foresee.memory import SLOW, Memory

WIDTH = 30
"""Ends of a step that are walked on from."""


class Walks:
    """The walks of one moment of a memory."""

    def __init__(self, memory: Memory) -> None:
        index = memory.index
        slow = memory.recent[:, SLOW]
        self._index = index
        pairs = np.bincount(index.pair, slow, minlength=len(index.pair_key)).astype(np.float32)
        self.anything = _rows(index.pair_key // index.entities, index.pair_object, pairs, (index.entities,) * 2)
        order = index.by_source
        sources = len(index.source_key), index.entities
        self.by_source = _rows(index.source[order], index.object[order], slow[order], sources)

    def two_steps(self, likely: sparse.csr_array) -> sparse.csr_array:
        """T₂ of queries whose likeliest objects are the rows of `likely`, shape (queries, entities)."""
        return likely @ self.anything

    def three_steps(self, likely: sparse.csr_array, relation: Ints) -> sparse.csr_array:
        """T₃ of the same queries; `relation[i]` is the relation of query i."""
        index = self._index
        half = index.relations // 2
        others = self._along(likely, (relation + half) % index.relations)
        return self._along(heaviest(others, WIDTH), relation)

    def _along(self, weights: sparse.csr_array, relation: Ints) -> sparse.csr_array:
        """One step from weighted entities along each query's relation."""
        row = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
        source = self._index.sources(weights.indices.astype(np.int64), relation[row])
        known = source >= 0
        shape = (weights.shape[0], self.by_source.shape[0])
        return sparse.csr_array((weights.data[known], (row[known], source[known])), shape=shape) @ self.by_source


def heaviest(matrix: sparse.csr_array, width: int) -> sparse.csr_array:
    """The `width` greatest positive entries of each row, divided by their sum; equals go by column."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return heaviest_of(row, matrix.indices, matrix.data, matrix.shape, width)


def heaviest_of(
    row: Ints, column: NDArray[np.integer], value: Floats, shape: tuple[int, int], width: int
) -> sparse.csr_array:
    """As `heaviest`, of entries given as ascending rows, columns and values."""
    kept = value > 0
    row, column, value = row[kept], column[kept], value[kept]
    order = np.lexsort((column, -value, row))
    first = np.searchsorted(row, np.arange(shape[0]))
    place = np.arange(len(row)) - first[row]
    order = order[place < width]
    total = np.bincount(row[order], value[order], minlength=shape[0])
    data = (value[order] / total[row[order]]).astype(np.float32)
    return sparse.csr_array((data, (row[order], column[order])), shape=shape)


def _rows(row: Ints, column: Ints, value: Floats, shape: tuple[int, int]) -> sparse.csr_array:
    """A matrix from its entries by ascending rows; each row is divided by its sum."""
    kept = value > 0
    row, column, value = row[kept], column[kept], value[kept]
    total = np.bincount(row, value, minlength=shape[0])
    first = np.searchsorted(row, np.arange(shape[0] + 1))
    return sparse.csr_array(((value / total[row]).astype(np.float32), column, first), shape=shape)
