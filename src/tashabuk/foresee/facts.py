"""Facts as numbers, and the index that finds what one subject did to whom.

A fact (s, r, o, t) says that entity s did r to entity o on day t. Every fact is also read backwards: (o, r + R, s, t),
with R the number of relations, so that "who did it to o" is asked as "to whom did o the inverse of r". The index
groups all directed facts into triples (s, r, o), triples into pairs (s, o), and triples into sources (s, r).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Columns of equal length n: `subject` and `object` in 0..entities-1, `relation` in 0..relations-1, `day` ≥ 0."""

    subject: Ints
    relation: Ints
    object: Ints
    day: Ints
    entities: int
    relations: int

    def __len__(self) -> int:
        return len(self.day)

    def where(self, wanted: Mask | Ints) -> Facts:
        """The rows of a mask or of an array of row numbers; the numbering stays."""
        return Facts(
            self.subject[wanted],
            self.relation[wanted],
            self.object[wanted],
            self.day[wanted],
            self.entities,
            self.relations,
        )

    def between(self, start: int, end: int) -> Facts:
        """The facts of days `start` ≤ day < `end`."""
        return self.where((self.day >= start) & (self.day < end))

    def both_ways(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Subjects, relations, objects and days of all facts, and after them those of their inverses."""
        return (
            np.concatenate([self.subject, self.object]),
            np.concatenate([self.relation, self.relation + self.relations]),
            np.concatenate([self.object, self.subject]),
            np.concatenate([self.day, self.day]),
        )


class Index:
    """Directed facts in the order of days, and the triples, pairs and sources that they make.

    Triples are numbered in the order of (s, o, r): those of a pair are neighbours, and so are those of a subject.
    """

    def __init__(self, facts: Facts) -> None:
        subject, relation, object_, day = facts.both_ways()
        order = np.argsort(day, kind="stable")
        self.entities = facts.entities
        self.relations = 2 * facts.relations
        self.day: Ints = day[order]
        self.row: Ints = order % max(len(facts), 1)
        """The row in `facts` of each directed fact."""
        key = (subject[order] * self.entities + object_[order]) * self.relations + relation[order]
        self.key, self.triple = np.unique(key, return_inverse=True)
        self.subject: Ints = self.key // self.relations // self.entities
        self.object: Ints = self.key // self.relations % self.entities
        self.relation: Ints = self.key % self.relations
        self.pair_key, self.pair = np.unique(self.key // self.relations, return_inverse=True)
        self.pair_first = np.searchsorted(self.pair, np.arange(len(self.pair_key) + 1))
        self.pair_object: Ints = self.pair_key % self.entities
        everyone = np.arange(self.entities + 1)
        self.subject_first = np.searchsorted(self.subject, everyone)
        self.source_key, self.source = np.unique(self.subject * self.relations + self.relation, return_inverse=True)
        self.source_relation: Ints = self.source_key % self.relations
        self.subject_source_first = np.searchsorted(self.source_key // self.relations, everyone)
        self.by_source: Ints = np.argsort(self.source, kind="stable")
        self.source_first = np.searchsorted(self.source[self.by_source], np.arange(len(self.source_key) + 1))

    def days(self, start: int, end: int) -> Ints:
        """The days with facts in `start` ≤ day < `end`, in order."""
        lo, hi = np.searchsorted(self.day, (start, end))
        return np.unique(self.day[lo:hi])

    def happened(self, day: int) -> Ints:
        """The triples of one day, each once however many facts tell it, in the order of the facts."""
        lo, hi = np.searchsorted(self.day, (day, day + 1))
        triples = self.triple[lo:hi]
        _, first = np.unique(triples, return_index=True)
        once: Ints = triples[np.sort(first)]
        return once

    def sources(self, subject: Ints, relation: Ints) -> Ints:
        """The number of each source (s, r); -1 where there is none."""
        return find(self.source_key, subject * self.relations + relation)


def find(keys: Ints, wanted: Ints) -> Ints:
    """The position of each wanted value in ascending `keys`; -1 where it is missing."""
    if not len(keys):
        return np.full(len(wanted), -1)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, at, -1)


def spread(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """All numbers of the ranges `first[i]` ≤ x < `last[i]`, and for each the i that it belongs to.

    >>> [list(map(int, x)) for x in spread(np.array([5, 0]), np.array([7, 1]))]
    [[5, 6, 0], [0, 0, 1]]
    """
    size = last - first
    offset = np.repeat(np.cumsum(size) - size, size)
    owner = np.repeat(np.arange(len(first)), size)
    return np.repeat(first, size) + np.arange(len(owner)) - offset, owner
