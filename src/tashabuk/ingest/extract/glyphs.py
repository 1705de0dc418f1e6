"""The glyphs of a PDF page as lines in visual order.

PDFium tells which characters make a line and where spaces are, but its order inside Arabic words depends on how the
file was written: some words come out backwards, some do not. Where each glyph starts on the page does not lie, so
words and lines are put in order by that.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as raw

from tashabuk.text.chars import compatible

_DROPPED = {"\ufffe", "\uffff", "\x02", "\xad", "\u200e", "\u200f", "\ufeff"}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, the x of its origin, and its size (points)."""

    char: str
    x: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, where it begins and ends (x), its baseline (y, upwards) and size, in points."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


def lines_of(page: Any) -> list[Line]:
    """The lines of a text page in its order; each text runs from the right edge to the left, as the eye sees it."""
    out = []
    for words in _by_line(page):
        glyphs = [glyph for word, _ in words for glyph in word]
        if glyphs:
            ordered = sorted((_right_to_left(word) for word, _ in words if word), key=lambda w: -w[0].x)
            text = " ".join("".join(glyph.char for glyph in word) for word in ordered)
            xs = [glyph.x for glyph in glyphs]
            sizes = sorted(glyph.size for glyph in glyphs)
            baselines = sorted(y for word, y in words if word)
            middle = baselines[len(baselines) // 2]
            out.append(Line(text, min(xs), max(xs), middle, sizes[len(sizes) // 2]))
    return out


def _by_line(page: Any) -> Iterator[list[tuple[list[Glyph], float]]]:
    """Each line as its words, with their baselines, in PDFium's order."""
    x, y = ctypes.c_double(), ctypes.c_double()
    words: list[tuple[list[Glyph], float]] = []
    word: list[Glyph] = []
    baseline = 0.0
    for at in range(raw.FPDFText_CountChars(page)):
        char = _character(raw.FPDFText_GetUnicode(page, at))
        if char in _DROPPED:
            continue
        if char.isspace():
            words.append((word, baseline))
            word = []
            if char in "\r\n":
                yield words
                words = []
            continue
        raw.FPDFText_GetCharOrigin(page, at, x, y)
        word.append(Glyph(char, x.value, raw.FPDFText_GetFontSize(page, at)))
        baseline = y.value
    words.append((word, baseline))
    yield words


def _character(code: int) -> str:
    """The character of a code, presentation forms as their letters; U+FFFD for what no character has."""
    if not code or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return compatible(chr(code))


def _right_to_left(word: list[Glyph]) -> list[Glyph]:
    """The glyphs from right to left, each mark after the letter that it stands over.

    The letters of a ligature share one origin: they stay in the direction in which the word was given.
    """
    ascending = sum(b.x > a.x for a, b in pairwise(word))
    descending = sum(b.x < a.x for a, b in pairwise(word))
    if ascending > descending:
        word = word[::-1]
    letters = sorted((g for g in word if not _is_mark(g)), key=lambda g: -g.x)
    for mark in (g for g in word if _is_mark(g)):
        under = [
            i for i, letter in enumerate(letters) if not _is_mark(letter) and letter.x <= mark.x + 0.05 * mark.size
        ]
        letters.insert(under[0] + 1 if under else len(letters), mark)
    return letters


def _is_mark(glyph: Glyph) -> bool:
    return unicodedata.category(glyph.char[0]) == "Mn"
