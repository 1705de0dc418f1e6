"""Two honest baselines for who does what to whom: the last objects again, and the most frequent ones."""

from __future__ import annotations

import numpy as np

from tashabuk.foresee.facts import Facts, Floats, Index, Ints, spread
from tashabuk.foresee.memory import NEVER


class LastObject:
    """Scores 1 for the objects of the last day on which the subject did this, 0 for all others."""

    def __init__(self, facts: Facts) -> None:
        self.index = Index(facts)

    def scores(self, day: int, subject: Ints, relation: Ints) -> Floats:
        """Scores of shape (queries, entities) from facts of days before `day`."""
        query, object_, seen, _ = _past_objects(self.index, day, subject, relation)
        last = np.full(len(subject), NEVER)
        np.maximum.at(last, query, seen)
        again = seen == last[query]
        scores = np.zeros((len(subject), self.index.entities), np.float32)
        scores[query[again], object_[again]] = 1
        return scores


class MostFrequent:
    """Scores an object by how often the subject did this to it."""

    def __init__(self, facts: Facts) -> None:
        self.index = Index(facts)

    def scores(self, day: int, subject: Ints, relation: Ints) -> Floats:
        """Scores of shape (queries, entities) from facts of days before `day`."""
        query, object_, _, times = _past_objects(self.index, day, subject, relation)
        scores = np.zeros((len(subject), self.index.entities), np.float32)
        scores[query, object_] = times
        return scores


def _past_objects(index: Index, day: int, subject: Ints, relation: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Query, object, last day and number of times of every triple of the queries before `day`."""
    before = int(np.searchsorted(index.day, day))
    times = np.bincount(index.triple[:before], minlength=len(index.key))
    last = np.full(len(index.key), NEVER)
    np.maximum.at(last, index.triple[:before], index.day[:before])
    source = index.sources(subject, relation)
    known = np.flatnonzero(source >= 0)
    rows, owner = spread(index.source_first[source[known]], index.source_first[source[known] + 1])
    triples = index.by_source[rows]
    kept = times[triples] > 0
    triples, query = triples[kept], known[owner[kept]]
    return query, index.object[triples], last[triples], times[triples]
