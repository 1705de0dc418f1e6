"""What is remembered of the past on a given day: counts of each triple that fade at several speeds.

For triple x and time scale τ the memory on day t is S_τ(x, t) = Σ exp(−(t − t′) / τ) over the days t′ < t on which x
happened. It is kept by one multiplication a day. Nothing that happened on day t or later is in it.
"""

from __future__ import annotations

import numpy as np

from tashabuk.foresee.facts import Index

SCALES = (1.5, 7.0, 30.0, 150.0)
"""Time scales τ in days: yesterday, the week, the month, the half-year."""
SLOW = len(SCALES) - 1
NEVER = -(10**6)


class Memory:
    """The state before the facts of `day`; `advance` moves it forward, never back."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.day = 0
        scales = len(SCALES)
        self.recent = np.zeros((len(index.key), scales), np.float32)
        self.last = np.full(len(index.key), NEVER, np.int64)
        self.source_recent = np.zeros((len(index.source_key), scales), np.float32)
        self.under = np.zeros((index.relations, index.entities), np.float32)
        """How often an entity was the object of a relation, fading at the slowest scale."""
        self.overall = np.zeros(index.entities, np.float32)

    def advance(self, day: int) -> None:
        """Take in all facts of days before `day`, and let what is remembered fade until `day`."""
        if day < self.day:
            raise ValueError(f"memory stands at day {self.day} and cannot go back to {day}")
        for next_day in self.index.days(self.day, day):
            self._fade(int(next_day))
            self._add(int(next_day))
        self._fade(day)

    def _fade(self, day: int) -> None:
        if day == self.day:
            return
        factor = np.exp(-(day - self.day) / np.array(SCALES)).astype(np.float32)
        self.recent *= factor
        self.source_recent *= factor
        self.under *= factor[SLOW]
        self.overall *= factor[SLOW]
        self.day = day

    def _add(self, day: int) -> None:
        triples = self.index.happened(day)
        self.recent[triples] += np.float32(1)
        self.last[triples] = day
        np.add.at(self.source_recent, self.index.source[triples], np.float32(1))
        np.add.at(self.under, (self.index.relation[triples], self.index.object[triples]), np.float32(1))
        np.add.at(self.overall, self.index.object[triples], np.float32(1))
