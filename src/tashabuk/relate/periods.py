"""Calendar steps: days to numbered periods and back, one by one or a million at once."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

_EPOCH = dt.date(1970, 1, 1).toordinal()
_TABLE = 100_000
"""Above so many days each different one is worked out once."""


class Step(StrEnum):
    """The length of a period. Weeks begin on Monday."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def period_numbers(days: NDArray[np.int32], step: Step) -> NDArray[np.int64]:
    """The period of each day (proleptic ordinals); consecutive periods have consecutive numbers.

    >>> period_numbers(np.array([dt.date(2021, 8, 15).toordinal()], np.int32), Step.MONTH).tolist()
    [24259]
    """
    if len(days) > _TABLE:
        first, last = int(days.min()), int(days.max())
        if last - first < len(days):
            return period_numbers(np.arange(first, last + 1, dtype=np.int32), step)[days - first]
    if step is Step.WEEK:
        return (days.astype(np.int64) - 1) // 7
    dates = (days.astype(np.int64) - _EPOCH).astype("datetime64[D]")
    if step is Step.YEAR:
        return dates.astype("datetime64[Y]").astype(np.int64) + 1970
    months = dates.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return months // 3 if step is Step.QUARTER else months


def period_start(number: int, step: Step) -> dt.date:
    """The first day of a period."""
    if step is Step.WEEK:
        return dt.date.fromordinal(int(number) * 7 + 1)
    if step is Step.YEAR:
        return dt.date(int(number), 1, 1)
    month = int(number) * 3 if step is Step.QUARTER else int(number)
    return dt.date(month // 12, month % 12 + 1, 1)
