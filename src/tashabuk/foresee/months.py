"""Counts of cooperative and conflictual events by pair and month: what outlooks are made from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from tashabuk.foresee.facts import Ints, find
from tashabuk.foresee.outlook import Counts
from tashabuk.foresee.past import Past

CHANNELS = ("cooperation", "conflict")
MOST = 60
"""Months before a forecast that are looked at."""


@dataclass(frozen=True, slots=True, eq=False)
class MonthCounts:
    """Counts of shape (pairs, months); the last month ends with the day before the forecast.

    `keys` are the pairs in ascending order, see `pair_keys`.
    """

    keys: Ints
    cooperation: Counts
    conflict: Counts

    @property
    def months(self) -> int:
        """How many months are counted."""
        return int(self.cooperation.shape[1])

    def channels(self) -> dict[str, tuple[Counts, Counts]]:
        """By channel: its own counts and those of the other."""
        return {CHANNELS[0]: (self.cooperation, self.conflict), CHANNELS[1]: (self.conflict, self.cooperation)}

    def place(self, key: int) -> int:
        """The row of a pair; -1 for one without a past."""
        return int(find(self.keys, np.array([key]))[0])


def months_later(at: int, months: int) -> int:
    """The ordinal of the same day `months` months later (earlier if negative), or of that month's last day.

    >>> dt.date.fromordinal(months_later(dt.date(2021, 1, 31).toordinal(), 1))
    datetime.date(2021, 2, 28)
    """
    day = dt.date.fromordinal(at)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return dt.date(year, month + 1, min(day.day, (following - dt.timedelta(days=1)).day)).toordinal()


def pair_keys(past: Past, *, directed: bool) -> Ints:
    """A number for the pair of each row: of the ordered pair if `directed`, else the same for both directions."""
    return pair_key(past.actor, past.recipient, len(past.names), directed=directed)


def pair_key(a: Ints, b: Ints, names: int, *, directed: bool) -> Ints:
    """The number of the pairs (a, b) among `names` actors."""
    return a * names + b if directed else np.minimum(a, b) * names + np.maximum(a, b)


def month_counts(past: Past, at: int, *, directed: bool) -> MonthCounts:
    """The counts of the months before `at`, as far back as the past goes, at most `MOST`.

    A statement or coded event counts once a pair, also where it tells of a mutual act.
    """
    first = int(past.day.min()) if len(past) else at
    months = next((n for n in range(1, MOST) if months_later(at, -n) <= first), MOST)
    bounds = np.array([months_later(at, -n) for n in range(months, -1, -1)])
    month = np.searchsorted(bounds, past.day, side="right") - 1
    used = (month >= 0) & (month < months) & (past.score != 0)
    key = pair_keys(past, directed=directed)
    once = np.unique(np.stack([key[used], month[used], past.source[used], past.score[used] > 0]), axis=1)
    keys, pair = np.unique(once[0], return_inverse=True)
    counts = np.zeros((2, len(keys), months))
    np.add.at(counts, (1 - once[3], pair, once[1]), 1.0)
    return MonthCounts(keys, counts[0], counts[1])
