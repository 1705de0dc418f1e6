"""Lines of pages to paragraphs: running heads go, wrapped lines are joined, a paragraph may cross a page."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from tashabuk.ingest.extract.glyphs import Line

_STOP = re.compile(r"[.!?:\u061f\u2026][\s\"'\u00bb\u201d)\]]*$")
_PAGE_NUMBER = re.compile(r"[\s\d|/\u2013-]*$")
_DIGITS = re.compile(r"\d+")
SIZE_CHANGE = 0.12
"""Relative change of the letters' size at which a heading begins or ends."""
LEADING = 1.35
"""Distance between two lines, in those of the page's usual one, above which a paragraph ends."""
SHORT = 0.12
"""Free part of the column's width at which a line that ends a sentence ends its paragraph."""


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """The paragraphs of all pages, in order."""
    out: list[str] = []
    before: Line | None = None
    for page in _without_heads(pages):
        leading = _leading(page)
        left, right = min((line.left for line in page), default=0.0), max((line.right for line in page), default=0.0)
        for number, line in enumerate(page):
            apart = before is None or _apart(before, line, leading if number else None, (left, right))
            if apart:
                out.append(line.text)
            else:
                out[-1] += " " + line.text
            before = line
    return out


def _apart(before: Line, line: Line, leading: float | None, column: tuple[float, float]) -> bool:
    """Whether `line` begins a paragraph; `leading` is None on a new page."""
    if abs(line.size - before.size) > SIZE_CHANGE * max(line.size, before.size):
        return True
    ended = _STOP.search(before.text) is not None
    left, right = column
    free = max(before.left - left, right - before.right)
    if ended and free > SHORT * (right - left):
        return True
    if leading is None:
        return ended
    distance = _distance(before, line)
    if distance < -leading / 2:  # upwards: the next column
        return ended
    return distance > LEADING * leading


def _leading(page: list[Line]) -> float:
    """The usual distance between two lines of a page, in sizes of their letters."""
    down = [distance for a, b in pairwise(page) if (distance := _distance(a, b)) > 0]
    return median(sorted(down)[: max(1, len(down) * 3 // 4)]) if down else 1.0


def _distance(upper: Line, lower: Line) -> float:
    """From baseline to baseline, in sizes of the lower line's letters; negative where it is the higher one."""
    return (upper.baseline - lower.baseline) / (lower.size or 1.0)


def _without_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without page numbers and without first and last lines that stand on most pages."""
    edges = Counter(key for page in pages for key in {_key(line) for line in (*page[:1], *page[-1:])})
    enough = max(3, len(pages) // 3)

    def running(line: Line) -> bool:
        return edges[_key(line)] >= enough or (len(pages) > 1 and _PAGE_NUMBER.match(line.text) is not None)

    out = []
    for page in pages:
        kept = page[1:] if page and running(page[0]) else page
        out.append(kept[:-1] if kept and running(kept[-1]) else kept)
    return out


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text)
