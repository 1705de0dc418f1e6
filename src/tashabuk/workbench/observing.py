"""What the measures rest on, out of a store: its statements and its coded events in the same columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np

from tashabuk.relate.observations import UNSAID, Dated, Observations, from_statements
from tashabuk.store import Store
from tashabuk.store.coded import CodedColumns


def observations(
    store: Store, items: Iterable[Dated], start: dt.date | None = None, end: dt.date | None = None
) -> Observations:
    """The rows of these statements and of all coded events of a window; `start` is inclusive, `end` exclusive.

    A coded event weighs 1 + log2 n for its n sources; its id is `dataset:id`.
    """
    said = from_statements(items)
    coded = store.coded_columns(start, end)
    return _joined(said, coded, store.coded_ids(np.unique(coded.row).tolist())) if len(coded.row) else said


def _joined(said: Observations, coded: CodedColumns, ids: list[str]) -> Observations:
    numbers = {name: n for n, name in enumerate(said.names)}
    number_of = np.array([numbers.setdefault(name, len(numbers)) for name in coded.names], np.int32)
    _, source = np.unique(coded.row, return_inverse=True)
    size = len(coded.row)
    return Observations(
        tuple(numbers),
        np.concatenate([said.a, number_of[coded.a]]),
        np.concatenate([said.b, number_of[coded.b]]),
        np.concatenate([said.mutual, np.zeros(size, np.bool_)]),
        np.concatenate([said.day, coded.day]),
        np.concatenate([said.score, coded.score]),
        np.concatenate([said.weight, 1 + np.log2(coded.sources)]),
        np.concatenate([said.openness, np.full(size, UNSAID, np.int8)]),
        np.concatenate([said.source, (source + len(said.ids)).astype(np.int32)]),
        [*said.ids, *ids],
    )
