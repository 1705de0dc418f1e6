"""The protocol by which forecasts of facts are measured: both directions, time-aware filter, fair ties.

Every fact (s, r, o, t) gives two queries, (s, r, ?, t) and (?, r, o, t). Before an answer is ranked, the other true
answers of the same query on the same day are taken out. The rank among the rest is 1 + (candidates with a higher
score) + half of those with the same score: what is expected when ties are broken at random. Ranks that give ties the
best place are wrong: a forecaster that says nothing would come first everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tashabuk.foresee.evidence import batches
from tashabuk.foresee.facts import Facts, Floats, Ints

BATCH = 128


class Scorer(Protocol):
    """Whatever can score all entities for queries of a day, from the facts of earlier days."""

    def scores(self, day: int, subject: Ints, relation: Ints) -> Floats:
        """Scores of shape (queries, entities); days come in ascending order."""
        ...


@dataclass(frozen=True, slots=True)
class Ranking:
    """Means over all queries: of 1 / rank, and the shares of queries with rank ≤ 1, 3, 10."""

    mrr: float
    hits_1: float
    hits_3: float
    hits_10: float
    queries: int


def ranking(ranks: NDArray[np.float64]) -> Ranking:
    """The measures of ranks; NaN where there are none."""
    if not len(ranks):
        return Ranking(float("nan"), float("nan"), float("nan"), float("nan"), 0)
    first, third, tenth = (float((ranks <= k).mean()) for k in (1, 3, 10))
    return Ranking(float((1 / ranks).mean()), first, third, tenth, len(ranks))


def ranks_of(scores: Floats, query: Ints, answer: Ints) -> NDArray[np.float64]:
    """The rank of `answer[i]` among the scores of row `query[i]`, the row's other answers taken out."""
    ranks = np.empty(len(query))
    order = np.argsort(query, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(query[order])) + 1):
        if not len(rows):
            continue
        everyone = scores[query[rows[0]]]
        own = everyone[answer[rows]]
        higher = (everyone > own[:, None]).sum(1) - (own > own[:, None]).sum(1)
        equal = (everyone == own[:, None]).sum(1) - (own == own[:, None]).sum(1)
        ranks[rows] = 1 + higher + equal / 2
    return ranks


def evaluate(scorer: Scorer, facts: Facts) -> NDArray[np.float64]:
    """The ranks of both queries of every fact, in the order of days."""
    subjects, relations, objects, days = facts.both_ways()
    found = [np.empty(0)]
    for day in np.unique(days):
        own = days == day
        key, query = np.unique(subjects[own] * 2 * facts.relations + relations[own], return_inverse=True)
        subject, relation, answer = key // (2 * facts.relations), key % (2 * facts.relations), objects[own]
        for batch in batches(subject, relation, BATCH):
            place = np.full(len(key), -1)
            place[batch] = np.arange(len(batch))
            at = place[query]
            rows = at >= 0
            found.append(ranks_of(scorer.scores(int(day), subject[batch], relation[batch]), at[rows], answer[rows]))
    return np.concatenate(found)
