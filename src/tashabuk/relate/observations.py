"""What the measures rest on, in columns: one row for each pair of actors that a statement or a coded event speaks of.

A mutual act is one row, marked; it counts for both directions of a directed tie and once for an undirected one.
Columns of numbers make millions of imported events as easy to measure as one article.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tashabuk.model import Certainty, Openness, PartialDate, Statement
from tashabuk.model.scores import plover_score

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
UNDATED = 0
"""The day of a row without a date; days are proleptic Gregorian ordinals (`date.toordinal`)."""
UNSAID, COVERT, OVERT = 0, 1, 2
CERTAINTY_WEIGHTS: Mapping[Certainty, float] = {Certainty.ASSERTED: 1.0, Certainty.HEDGED: 0.5}
_OPENNESS = {None: UNSAID, Openness.COVERT: COVERT, Openness.OVERT: OVERT}


@dataclass(frozen=True, slots=True)
class Dated:
    """A statement with the id that it has in its store and the day of publication of its document."""

    statement: Statement
    id: str
    published: dt.date | None = None

    @property
    def date(self) -> PartialDate | None:
        """When it happened, as far as we know."""
        if self.statement.date is not None:
            return self.statement.date
        return PartialDate.of(self.published) if self.published is not None else None

    @property
    def day(self) -> dt.date | None:
        """The first day that its date can mean."""
        date = self.date
        return date.first() if date is not None else None


@dataclass(frozen=True, slots=True, eq=False)
class Observations:
    """Rows in columns of equal length n.

    `names[a[i]]` acts towards `names[b[i]]` on `day[i]` with PLOVER score `score[i]`, never 0; `weight[i]` ≥ 0 is
    certainty weight × evidence weight. `source[i]` counts what the row was made of: `ids[source[i]]` is its id.
    """

    names: tuple[str, ...]
    a: Ints
    b: Ints
    mutual: NDArray[np.bool_]
    day: Ints
    score: Floats
    weight: Floats
    openness: NDArray[np.int8]
    source: Ints
    ids: Sequence[str]

    def __len__(self) -> int:
        return len(self.a)

    def where(self, wanted: NDArray[np.bool_] | NDArray[np.int64]) -> Observations:
        """The rows of a mask or of an array of row numbers; names and ids stay."""
        return Observations(
            self.names,
            self.a[wanted],
            self.b[wanted],
            self.mutual[wanted],
            self.day[wanted],
            self.score[wanted],
            self.weight[wanted],
            self.openness[wanted],
            self.source[wanted],
            self.ids,
        )

    def index(self, actor: str) -> int:
        """The number of an actor in the columns; -1 for one that does not occur."""
        try:
            return self.names.index(actor)
        except ValueError:
            return -1


def pairs_of(statement: Statement) -> list[tuple[str, str]]:
    """The directed pairs that a statement speaks of; a mutual one gives both directions."""
    others = statement.recipient or statement.actor
    return list(dict.fromkeys((a, b) for a in statement.actor for b in others if a != b))


def from_statements(
    items: Iterable[Dated],
    certainty_weights: Mapping[Certainty, float] = CERTAINTY_WEIGHTS,
    evidence: Mapping[str, float] | None = None,
) -> Observations:
    """The rows of statements; `evidence` gives the evidence weight by statement id, 1 where it is silent.

    Statements without a sign or without a weight make no row.
    """
    evidence = evidence or {}
    numbers: dict[str, int] = {}
    ids: list[str] = []
    rows: list[tuple[int, int, bool, int, float, float, int, int]] = []
    for item in items:
        statement = item.statement
        score = plover_score(statement.event, statement.mode, statement.sign)
        weight = certainty_weights.get(statement.certainty, 0.0) * evidence.get(item.id, 1.0)
        if not score or not weight:
            continue
        day = item.day.toordinal() if item.day is not None else UNDATED
        pairs = pairs_of(statement)
        for a, b in pairs:
            mutual = (b, a) in pairs
            if mutual and a > b:
                continue
            first, second = numbers.setdefault(a, len(numbers)), numbers.setdefault(b, len(numbers))
            rows.append((first, second, mutual, day, score, weight, _OPENNESS[statement.openness], len(ids)))
        ids.append(item.id)
    a_, b_, mutual_, day_, score_, weight_, openness_, source_ = zip(*rows, strict=True) if rows else ((),) * 8
    return Observations(
        tuple(numbers),
        np.array(a_, np.int32),
        np.array(b_, np.int32),
        np.array(mutual_, np.bool_),
        np.array(day_, np.int32),
        np.array(score_, np.float64),
        np.array(weight_, np.float64),
        np.array(openness_, np.int8),
        np.array(source_, np.int32),
        ids,
    )
