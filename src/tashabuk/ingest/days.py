"""Days as metadata and file names write them."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$")
_NAME_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_]?)(\d{2})\2(\d{2})(?!\d)")


def parse_day(text: str) -> dt.date:
    """A day out of `2021-09-20` or a timestamp that begins so; ValueError for anything else."""
    found = _ISO_DAY.match(text.strip())
    if not found:
        raise ValueError(f"not a day: {text!r}")
    return dt.date(*(int(part) for part in found.groups()))


def day_or_none(text: str | None) -> dt.date | None:
    """The day of an ISO date or a mail header's date (RFC 5322), None for anything else."""
    if not text:
        return None
    try:
        return parse_day(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError):
        return None


def day_of_name(name: str) -> dt.date | None:
    """The day in a file name: the first of `2021-09-20`, `2021_09_20` or `20210920` that the calendar has.

    >>> day_of_name("brief_20210920_v2.html")
    datetime.date(2021, 9, 20)
    """
    for found in _NAME_DAY.finditer(name):
        year, _, month, day = found.groups()
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None
