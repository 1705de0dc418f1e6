"""Telling from a file's first lines how it is written and which of its columns holds which field."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tashabuk.exchange.incoming.format import AUTO, Format
from tashabuk.exchange.incoming.records import Layout, split_header

_SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the user says about the files: columns by field, the name to keep the events under (the format's unless
    given), the encoding, and the day of rows that give none."""

    columns: Mapping[str, str] = field(default_factory=dict)
    dataset: str = ""
    encoding: str = "utf-8"
    day: dt.date | None = None


class NotThis(Exception):
    """A file is not of the data set; the text says what is wrong with it."""


def folded(name: str) -> str:
    """A column's name without case, spaces and signs: `Event ID`, `event_id` and `Event.ID` are one.

    >>> folded("Event ID") == folded("event_id")
    True
    """
    return re.sub(r"[\W_]+", "", name).lower()


def layout_of(form: Format, columns: Mapping[str, str], lines: Sequence[str]) -> tuple[Layout, list[str]]:
    """How a file is written, and its fields in order, `-` for those that are not used; NotThis for another file."""
    if not lines:
        raise NotThis("the file is empty")
    if not form.separator:
        return Layout("", 1, header=False), ["json"]
    if form.shapes:
        return _headless(form, lines)
    separator = max(_SEPARATORS, key=lines[0].count) if form.separator == AUTO else form.separator
    given = [folded(name) for name in split_header(lines[0], separator)]
    names = ["-"] * len(given)
    for name, usual in form.fields.items():
        wanted = (folded(columns[name]),) if name in columns else usual
        place = next((given.index(column) for column in wanted if column in given), None)
        if place is not None:
            names[place] = name
        elif name not in form.optional or name in columns:
            raise NotThis(f"its first line names no column {columns.get(name, usual[0])!r}")
    return Layout(separator, len(given), header=True, quoted=form.separator == AUTO), names


def _headless(form: Format, lines: Sequence[str]) -> tuple[Layout, list[str]]:
    widths = [line.count(form.separator) + 1 for line in lines]
    width = next((w for w in widths if w in form.shapes), None)
    if width is None:
        raise NotThis(f"its lines have {widths[0]} fields, not {' or '.join(map(str, form.shapes))}")
    return Layout(form.separator, width, header=False), list(form.shapes[width])
