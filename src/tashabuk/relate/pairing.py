"""Observations out of a store's columns: the rows that `from_statements` makes, for all statements at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from tashabuk.model import Certainty, Openness, Sign
from tashabuk.model.scores import plover_score
from tashabuk.relate.observations import CERTAINTY_WEIGHTS, COVERT, OVERT, UNSAID, Floats, Ints, Observations
from tashabuk.store.columns import ACTOR, CERTAINTIES, OPENNESSES, RECIPIENT, StatementColumns

_OPENNESS = {None: UNSAID, Openness.COVERT: COVERT, Openness.OVERT: OVERT}


class ColumnIds(Sequence[str]):
    """The ids of all statements of columns, by number; made into text only where they are looked at."""

    def __init__(self, columns: StatementColumns) -> None:
        self._columns = columns

    def __len__(self) -> int:
        return len(self._columns)

    @overload
    def __getitem__(self, wanted: int) -> str: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[str]: ...
    def __getitem__(self, wanted: int | slice) -> str | list[str]:
        if isinstance(wanted, slice):
            return [self._columns.id(n) for n in range(*wanted.indices(len(self)))]
        return self._columns.id(wanted)


def observations_of(
    columns: StatementColumns,
    evidence: Floats,
    certainty_weights: Mapping[Certainty, float] = CERTAINTY_WEIGHTS,
    min_confidence: float = 0.0,
) -> Observations:
    """The rows of live statements with a sign and a weight; `evidence[i]` is the evidence weight of statement i.

    `source` counts in the columns, so that the document of a row is `columns.document[source]`.
    """
    score = np.array([plover_score(k.event, k.mode, Sign(k.sign)) for k in columns.kinds], np.float64)
    weighs = np.array([certainty_weights.get(c, 0.0) for c in CERTAINTIES], np.float64)
    scores = score[columns.kind] if len(score) else np.zeros(len(columns), np.float64)
    weight = weighs[columns.certainty] * evidence
    use = columns.live & (scores != 0) & (weight > 0) & (columns.confidence >= min_confidence)
    source, a, b, mutual = pairs_in(columns, use)
    openness = np.array([_OPENNESS[o] for o in OPENNESSES], np.int8)
    return Observations(
        columns.names,
        a,
        b,
        mutual,
        columns.day[source],
        scores[source],
        weight[source],
        openness[columns.openness[source]],
        source,
        ColumnIds(columns),
    )


def pairs_in(columns: StatementColumns, use: NDArray[np.bool_]) -> tuple[Ints, Ints, Ints, NDArray[np.bool_]]:
    """Of the statements of a mask: statement, first and second actor of each row, and whether it is mutual; see
    `observations.pairs_of`."""
    part = np.flatnonzero(use[columns.statement])
    statement, actor, role = columns.statement[part], columns.actor[part], columns.role[part]
    acts = role == ACTOR
    told = np.bincount(statement[role == RECIPIENT], minlength=len(columns)) > 0
    other = np.where(told[statement], role == RECIPIENT, acts)
    others, whose = actor[other], statement[other]
    number = np.bincount(whose, minlength=len(columns))
    begin = np.cumsum(number) - number
    source, first = statement[acts], actor[acts]
    times = number[source]
    source, first = np.repeat(source, times), np.repeat(first, times)
    within = np.arange(len(source)) - np.repeat(np.cumsum(times) - times, times)
    second = others[begin[source] + within]
    apart = first != second
    return _once(source[apart], first[apart], second[apart], len(columns.names))


def _once(source: Ints, first: Ints, second: Ints, size: int) -> tuple[Ints, Ints, Ints, NDArray[np.bool_]]:
    """Each pair of a statement once, and one row for both directions of a mutual one."""
    several = np.zeros(len(source), np.bool_)
    several[1:] = source[1:] == source[:-1]
    several[:-1] |= several[1:]
    alone = ~several
    key = (source[several].astype(np.int64) * size + first[several]) * size + second[several]
    key = np.unique(key)
    rest, b = np.divmod(key, size)
    whose, a = np.divmod(rest, size)
    mutual = np.isin((whose * size + b) * size + a, key)
    kept = ~(mutual & (a > b))
    found = [
        np.concatenate([lone[alone], new[kept].astype(np.int32)])
        for lone, new in ((source, whose), (first, a), (second, b))
    ]
    both = np.concatenate([np.zeros(int(alone.sum()), np.bool_), mutual[kept]])
    order = np.argsort(found[0], kind="stable")
    return found[0][order], found[1][order], found[2][order], both[order]
