"""Dates as exact as a text makes them: a year, a month or a day."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """How exact a date is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date whose month and day may be open.

    >>> str(PartialDate(2018, 7)), PartialDate.parse("2016").last()
    ('2018-07', datetime.date(2016, 12, 31))
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day without a month")
        dt.date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2016`, `2016-03` or `2016-03-21` (a longer timestamp is cut after the day).

        Raises ValueError for anything else.
        """
        parts = text.strip()[:10].split("-")
        if not 1 <= len(parts) <= 3 or [len(p) for p in parts] != [4, 2, 2][: len(parts)]:
            raise ValueError(f"not a date: {text!r}")
        return cls(*(int(p) for p in parts))

    @classmethod
    def of(cls, day: dt.date) -> PartialDate:
        """The same day, exact."""
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Precision:
        """How exact this date is."""
        if self.day is not None:
            return Precision.DAY
        return Precision.MONTH if self.month is not None else Precision.YEAR

    def first(self) -> dt.date:
        """The first day that this date can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    def last(self) -> dt.date:
        """The last day that this date can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text
