"""Sentences: spans of a raw text that end at a full stop, a question or exclamation mark, or a line break.

A stop inside a number, between Latin letters (3.5, B.B.C) or behind a title of one letter ends nothing; two dots (..)
are a pause that Arabic headlines and columns use like a dash, and end nothing unless a line ends there too. Closing
quotes and brackets stay with their sentence, as do marks without a letter. Very long stretches without any stop are cut
at a space, so that work stays linear.
"""

from __future__ import annotations

import re

from tashabuk.model import Span
from tashabuk.text import chars

LONGEST = 2000
"""Characters after which a sentence is cut at the next space."""

_CLOSERS = "\"'\u00bb\u201d\u2019)\\]}"
_MARKS = re.escape(chars.IGNORABLE)
_INITIAL = r"\b[A-Za-z\u062f\u0623]"
"""What a stop abbreviates: B. B. C., and Dr. and Prof. in Arabic."""
_END = re.compile(
    rf"[\r\n]+|(?<![.\u2026])(?:[!?\u061f]+|(?<!{_INITIAL})\.(?![.\w]))[{_CLOSERS}{_MARKS}]*(?=\s|$|[{_CLOSERS}])"
    rf"|\u2026[{_MARKS}]*(?=\s)"
)


def sentences(text: str) -> list[Span]:
    """The sentences of `text`, in order, without white space at their edges.

    >>> [s.of("وصل الوفد. هل يعود؟ ربما") for s in sentences("وصل الوفد. هل يعود؟ ربما")]
    ['وصل الوفد.', 'هل يعود؟', 'ربما']
    """
    out: list[Span] = []
    at = 0
    for match in _END.finditer(text):
        _add(out, text, at, match.end())
        at = match.end()
    _add(out, text, at, len(text))
    return out


def _add(out: list[Span], text: str, start: int, end: int) -> None:
    while start < end:
        stop = end
        if end - start > LONGEST:
            space = text.find(" ", start + LONGEST, end)
            stop = end if space < 0 else space
            stop = min(stop, start + 2 * LONGEST)
        piece = text[start:stop]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if right > left:
            out.append(Span(start + left, start + right))
        start = stop
