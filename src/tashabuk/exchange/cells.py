"""Text in cells: what a table, a spreadsheet or an XML file cannot hold as it is, and how it is written instead.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` as a formula, also after a tab or a carriage return.
Such text gets an apostrophe before it, as does text that begins with an apostrophe, so that taking one leading
apostrophe away gives back every text. Numbers are never touched.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_SPECIAL = re.compile('[&<>"\t\n\r]')


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("إيران")
    ("'=1+1", 'إيران')
    """
    return "'" + text if text.startswith(_RISKY) else text


def joined(parts: Sequence[str]) -> str:
    r"""A list in one cell: parts joined by `+`, with `\` before a `+` or `\` inside a part.

    >>> joined(("IRN", "RUS"))
    'IRN+RUS'
    """
    return "+".join(part.replace("\\", "\\\\").replace("+", "\\+") for part in parts)


def csv_cell(value: Any) -> Any:
    """A value for a CSV file: nothing for None, lists joined, text guarded, True as `true`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return guarded(joined(value))
    return guarded(value) if isinstance(value, str) else value


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """RFC 4180 lines: comma, double quotes, CRLF. Cells are written as they are given."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in chain((header,), rows):
        writer.writerow(row)
        yield _drained(buffer)


def _drained(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def one_line(text: str) -> str:
    """Text for formats without quoting: tabs, newlines and NUL become spaces."""
    return re.sub("[\t\n\r\v\f\x00\x1c-\x1e\x85\u2028\u2029]", " ", text)


def xml(text: str) -> str:
    """Text for an XML element or attribute; characters that XML 1.0 does not know become U+FFFD.

    >>> xml('a < "b"')
    'a &lt; &quot;b&quot;'
    """
    return _SPECIAL.sub(lambda m: _ENTITIES[m[0]], _NOT_XML.sub("\ufffd", text))
