"""What speaks for each candidate of a query: ten features, eight of them zero for nearly everybody.

With E and L the sums of λ (see `rules.py`) over the query's own and over all other relations, b and g the shares of
`popularity.py`, T₂ and T₃ the walks of `walks.py` and a the days since anything was last seen between s and o:

    rules       ln(1 + (E + L) / b)     same        ln(1 + E / 0.01)            others        ln(1 + L / 0.01)
    recency     max(0, ln(400 / a))     same share  ln(1 + (E / ΣE) / 0.01)     others share  ln(1 + (L / ΣL) / 0.01)
    two steps   ln(1 + T₂ / 0.0001)     three steps ln(1 + T₃ / 0.0001)
    popularity under the relation  ln b             popularity  ln g
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tashabuk.foresee.facts import Floats, Ints, spread
from tashabuk.foresee.memory import Memory
from tashabuk.foresee.popularity import overall_share, share_under
from tashabuk.foresee.rules import Rules
from tashabuk.foresee.walks import WIDTH, Walks, heaviest_of

FEATURES = (
    "rules",
    "same relation",
    "other relations",
    "recency",
    "share of same",
    "share of others",
    "two steps",
    "three steps",
    "popularity under relation",
    "popularity",
)
SPARSE = 8
"""The first features, which are zero where nothing ties the subject and the candidate."""
SMALL, TINY, LONG = 0.01, 1e-4, 400.0


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Values at (query, candidate) places, each place at most once."""

    query: Ints
    candidate: Ints
    value: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The features of a batch of queries: `cells[f]` for the sparse ones; `under` and `overall` are ln b and ln g.

    `under` has shape (queries, entities), `overall` (entities,).
    """

    cells: tuple[Cells, ...]
    under: Floats
    overall: Floats


class Gatherer:
    """Gathers evidence for queries of the day at which `memory` stands."""

    def __init__(self, memory: Memory, rules: Rules) -> None:
        self.memory, self.rules = memory, rules
        self.walks = Walks(memory)
        self.share = overall_share(memory)

    def gather(self, subject: Ints, relation: Ints) -> Evidence:
        """The evidence for queries (subject[i], relation[i], ?)."""
        relations, number = np.unique(relation, return_inverse=True)
        popular = share_under(self.memory, relations, self.share)
        query, pair, same, other, age = self._rules(subject, relation)
        candidate = self.memory.index.pair_object[pair]
        queries = len(subject)
        expected = popular[number[query], candidate]
        shape = (queries, self.memory.index.entities)
        likely = heaviest_of(query, candidate, same + other + expected, shape, WIDTH)
        two, three = self.walks.two_steps(likely), self.walks.three_steps(likely, relation)
        values = (
            np.log1p((same + other) / expected),
            np.log1p(same / SMALL),
            np.log1p(other / SMALL),
            np.maximum(np.log(LONG / age), 0),
            np.log1p(_share(same, query, queries) / SMALL),
            np.log1p(_share(other, query, queries) / SMALL),
        )
        cells = [Cells(query, candidate, v.astype(np.float32)) for v in values]
        for walk in (two, three):
            row = np.repeat(np.arange(queries), np.diff(walk.indptr))
            cells.append(Cells(row, walk.indices, np.log1p(walk.data / TINY)))
        return Evidence(tuple(cells), np.log(popular)[number], np.log(self.share))

    def _rules(self, subject: Ints, relation: Ints) -> tuple[Ints, Ints, Floats, Floats, Ints]:
        """Query, pair, E, L and days since last seen, for each pair of a query's subject that has a past."""
        memory, index = self.memory, self.memory.index
        triples, query = spread(index.subject_first[subject], index.subject_first[subject + 1])
        seen = memory.last[triples] >= 0
        triples, query = triples[seen], query[seen]
        given = np.zeros(len(triples), np.float32)
        asked, by = relation[query], index.relation[triples]
        for k in range(memory.recent.shape[1]):
            given += self.rules.weight[asked, by, k] * memory.recent[triples, k]
        pair = index.pair[triples]
        new = np.ones(len(pair), np.bool_)
        new[1:] = (pair[1:] != pair[:-1]) | (query[1:] != query[:-1])
        first, group = np.flatnonzero(new), np.cumsum(new) - 1
        own = asked == by
        same = np.bincount(group, given * own, minlength=len(first)).astype(np.float32)
        other = np.bincount(group, given * ~own, minlength=len(first)).astype(np.float32)
        last = np.maximum.reduceat(memory.last[triples], first) if len(first) else memory.last[:0]
        return query[first], pair[first], same, other, np.maximum(memory.day - last, 1)


def _share(value: Floats, query: Ints, queries: int) -> NDArray[np.float64]:
    total = np.bincount(query, value, minlength=queries) + 1e-3
    return value / total[query]


def batches(subject: Ints, relation: Ints, size: int) -> Iterator[Ints]:
    """Numbers of queries in batches of at most `size`, those of one relation together."""
    order = np.lexsort((subject, relation))
    for start in range(0, len(order), size):
        yield order[start : start + size]
