"""What a store knew on a day, as facts to forecast from: statements and coded events in columns.

Each row is one directed pair: a mutual act makes two. A row has the day on which it happened (the last day that its
date can mean, never after its publication) and the day on which it was known (publication; for coded events, the day
itself). A forecast for a day may use the rows that happened and were known before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tashabuk.foresee.facts import Facts, Ints
from tashabuk.model import EventType
from tashabuk.model.scores import plover_score
from tashabuk.relate.observations import CERTAINTY_WEIGHTS, Dated, pairs_of

TYPES = tuple(EventType)
"""Relation numbers of a store's facts."""


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """Columns of equal length: `names[actor[i]]` does `TYPES[kind[i]]` to `names[recipient[i]]`.

    `day` and `known` are proleptic Gregorian ordinals. `source` ≥ 0 is a statement, `ids[source]`; a coded event has
    −1 − its row in the store.
    """

    names: tuple[str, ...]
    actor: Ints
    recipient: Ints
    kind: Ints
    day: Ints
    known: Ints
    score: NDArray[np.float64]
    source: Ints
    ids: Sequence[str]

    def __len__(self) -> int:
        return len(self.day)

    def where(self, wanted: NDArray[np.bool_]) -> Past:
        """The rows of a mask."""
        return Past(
            self.names,
            self.actor[wanted],
            self.recipient[wanted],
            self.kind[wanted],
            self.day[wanted],
            self.known[wanted],
            self.score[wanted],
            self.source[wanted],
            self.ids,
        )

    def before(self, day: int) -> Past:
        """The rows that happened and were known before a day, with the actors that occur in them and no others."""
        rows = self.where((self.day < day) & (self.known < day))
        ends = np.concatenate([rows.actor, rows.recipient])
        used, number = np.unique(ends, return_inverse=True)
        names = tuple(self.names[n] for n in used)
        size = len(rows)
        return replace(rows, names=names, actor=number[:size], recipient=number[size:])

    def facts(self) -> Facts:
        """The rows as facts, one a row, in the same order."""
        return Facts(self.actor, self.kind, self.recipient, self.day, len(self.names), len(TYPES))

    def number(self, actor: str) -> int:
        """The number of an actor; -1 for one that does not occur."""
        return self.names.index(actor) if actor in self.names else -1


def past_of(statements: Iterable[Dated], coded: Past | None = None) -> Past:
    """The past that statements tell, and coded events with it.

    Statements without a date, or that only plan, ask, suppose or deny, tell of no fact.
    """
    numbers: dict[str, int] = {name: n for n, name in enumerate(coded.names)} if coded is not None else {}
    ids: list[str] = []
    rows: list[tuple[int, int, int, int, int, float, int]] = []
    for item in statements:
        days = _days(item)
        statement = item.statement
        if days is None or not CERTAINTY_WEIGHTS.get(statement.certainty):
            continue
        score = plover_score(statement.event, statement.mode, statement.sign)
        kind = TYPES.index(statement.event)
        for a, b in pairs_of(statement):
            first, second = numbers.setdefault(a, len(numbers)), numbers.setdefault(b, len(numbers))
            rows.append((first, second, kind, *days, score, len(ids)))
        ids.append(item.id)
    columns: list[tuple[float, ...]] = list(zip(*rows, strict=True)) if rows else [()] * 7
    own = [np.array(c, np.int64) for c in columns[:5]]
    scores, sources = np.array(columns[5], np.float64), np.array(columns[6], np.int64)
    if coded is not None:
        others = (coded.actor, coded.recipient, coded.kind, coded.day, coded.known)
        own = [np.concatenate(pair) for pair in zip(own, others, strict=True)]
        scores, sources = np.concatenate([scores, coded.score]), np.concatenate([sources, coded.source])
    return Past(tuple(numbers), own[0], own[1], own[2], own[3], own[4], scores, sources, ids)


def _days(item: Dated) -> tuple[int, int] | None:
    date = item.date
    if date is None:
        return None
    happened: dt.date = date.last()
    known = item.published or happened
    return min(happened, known).toordinal(), known.toordinal()
