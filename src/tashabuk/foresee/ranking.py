"""The protocol by which forecasts of facts are measured: both directions, time-aware filter, fair ties.

Every fact (s, r, o, t) gives two queries, (s, r, ?, t) and (?, r, o, t). Before an answer is ranked, the other true
answers of the same query on the same day are taken out. With h of the others scored higher and e scored the same, the
rank is one of h + 1 … h + 1 + e, each as likely: ties are broken at random, and the measures are their expected values

    1 / rank      (1 / (h + 1) + … + 1 / (h + 1 + e)) / (e + 1)
    rank ≤ k      the share of h + 1 … h + 1 + e that is ≤ k

Ranks that give ties the best place are wrong: a forecaster that says nothing would come first everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy import special

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


def ranking(places: Ints) -> Ranking:
    """The measures of places as `places_of` gives them; NaN where there are none."""
    if not len(places):
        return Ranking(float("nan"), float("nan"), float("nan"), float("nan"), 0)
    higher, equal = places[:, 0], places[:, 1]
    reciprocal = (special.digamma(higher + equal + 2) - special.digamma(higher + 1)) / (equal + 1)
    first, third, tenth = (float(np.clip((k - higher) / (equal + 1), 0, 1).mean()) for k in (1, 3, 10))
    return Ranking(float(reciprocal.mean()), first, third, tenth, len(places))


def places_of(scores: Floats, query: Ints, answer: Ints) -> Ints:
    """How many are scored higher than `answer[i]` in row `query[i]`, and how many the same, other answers left out.

    Shape (answers, 2).
    """
    places = np.empty((len(query), 2), np.int64)
    order = np.argsort(query, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(query[order])) + 1):
        if not len(rows):
            continue
        everyone = scores[query[rows[0]]]
        own = everyone[answer[rows]]
        places[rows, 0] = (everyone > own[:, None]).sum(1) - (own > own[:, None]).sum(1)
        places[rows, 1] = (everyone == own[:, None]).sum(1) - (own == own[:, None]).sum(1)
    return places


def evaluate(scorer: Scorer, facts: Facts) -> Ints:
    """The places of both queries of every fact, in the order of days."""
    subjects, relations, objects, days = facts.both_ways()
    found = [np.empty((0, 2), np.int64)]
    for day in np.unique(days):
        own = days == day
        key, query = np.unique(subjects[own] * 2 * facts.relations + relations[own], return_inverse=True)
        subject, relation, answer = key // (2 * facts.relations), key % (2 * facts.relations), objects[own]
        for batch in batches(subject, relation, BATCH):
            place = np.full(len(key), -1)
            place[batch] = np.arange(len(batch))
            at = place[query]
            rows = at >= 0
            found.append(places_of(scorer.scores(int(day), subject[batch], relation[batch]), at[rows], answer[rows]))
    return np.concatenate(found)
