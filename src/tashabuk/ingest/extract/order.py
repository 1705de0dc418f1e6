"""Lines as the eye sees them to text as it is typed: Latin words and numbers inside Arabic are turned back.

This undoes the Unicode bidirectional algorithm (UAX 9) for lines whose base direction is known: in Arabic, a number is
a run of its own, and a Latin run takes in the spaces and numbers between Latin letters.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tashabuk.ingest.extract.glyphs import Line

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN = r"[A-Za-z\u00c0-\u024f\u0370-\u052f]"
_DIGIT = r"[0-9\u0660-\u0669\u06f0-\u06f9]"
# Everything is matched from right to left, so a percent sign that follows a number comes first.
_NUMBER = rf"(?:[%\u066a$\u20ac\u00a3]?{_DIGIT}(?:[.,:/\u066b\u066c+-]?{_DIGIT})*[+$\u20ac\u00a3#-]?)"
_INSIDE = r"[^\u0590-\u08ff\n]"
_LATIN_RUN = rf"(?:{_DIGIT}|{_LATIN})*{_LATIN}(?:{_INSIDE}*(?:{_LATIN}|{_DIGIT}))?"
_RUN = re.compile(rf"{_LATIN_RUN}|{_NUMBER}")
_PAIRS = {ord(a): b for a, b in ("()", ")(", "[]", "][", "{}", "}{", "\u00ab\u00bb", "\u00bb\u00ab", "<>", "><")}
_LOOSE_OPENER = re.compile(r"(?<=[^\s([{\u00ab])([([{\u00ab])\s+")
_LOOSE_CLOSER = re.compile(r"\s+([)\]}\u00bb])(?=\w)")
_OPENERS = "([{\u00ab"


def logical(pages: list[list[Line]]) -> list[list[Line]]:
    """The same lines with their text in logical order.

    A line is left-to-right where it holds Latin letters and no Arabic one, or where the whole text is not Arabic.
    """
    everything = "".join(line.text for page in pages for line in page)
    arabic = len(_ARABIC.findall(everything)) * 4 > len(everything)
    ordered = [[replace(line, text=line_in_order(line.text, arabic)) for line in page] for page in pages]
    if not arabic:
        return ordered
    mirrored = _mirrored("\n".join(line.text for page in ordered for line in page))
    return [[replace(line, text=_closed_up(line.text, mirrored)) for line in page] for page in ordered]


def line_in_order(seen: str, arabic: bool) -> str:
    """One line in logical order; `seen` runs from right to left.

    >>> line_in_order("عام 2202 في CBB swen", arabic=True)
    'عام 2022 في news BBC'
    """
    has_latin = re.search(_LATIN, seen) is not None
    if not _ARABIC.search(seen) and (has_latin or not arabic):
        return seen[::-1]
    return _RUN.sub(lambda run: run[0][::-1], seen)


def _mirrored(text: str) -> bool:
    """Whether brackets close before they open: the file has the shapes of glyphs, not the characters."""
    score = 0
    for line in text.split("\n"):
        depth = 0
        for char in line:
            if char in _OPENERS:
                depth += 1
            elif ord(char) in _PAIRS and char not in "<>":
                score += 1 if depth > 0 else -1
                depth -= 1
    return score < 0


def _closed_up(text: str, mirrored: bool) -> str:
    """Brackets turned round if need be, and next to what they enclose: PDFium puts spaces on their wrong side."""
    text = _turned(text) if mirrored else text
    return _LOOSE_CLOSER.sub(r"\1 ", _LOOSE_OPENER.sub(r" \1", text))


def _turned(text: str) -> str:
    """Brackets outside Latin runs turned round."""
    out = []
    at = 0
    for run in re.finditer(rf"{_LATIN}(?:{_INSIDE}*{_LATIN})?", text):
        out += [text[at : run.start()].translate(_PAIRS), run[0]]
        at = run.end()
    return "".join((*out, text[at:].translate(_PAIRS)))
