"""Folding: one spelling for letters that writers interchange, with a map back to the raw text.

In order: presentation forms become letters; tashkeel, tatweel and direction marks go; alef with hamza, madda or
wasla becomes alef; alef maksura and Farsi yeh become yeh; keheh becomes kaf; hamza on waw or yeh becomes a bare
hamza; Arabic and Persian digits become 0-9; letters are lower-cased. `fold` also writes teh marbuta as heh, which
suits search; `fold_for_reading` keeps it, since it tells a noun (ضربة) from a verb with a pronoun (ضربه).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from tashabuk.model import Span
from tashabuk.text import chars


def _table() -> dict[int, str]:
    table = dict.fromkeys(map(ord, chars.IGNORABLE), "")
    table.update(dict.fromkeys(map(ord, chars.ALEFS), chars.ALEF))
    table.update(dict.fromkeys(map(ord, chars.YEHS), chars.YEH))
    table.update(dict.fromkeys(map(ord, chars.HAMZA_SEATS), chars.HAMZA))
    table[ord(chars.KEHEH)] = chars.KAF
    for digits in (chars.ARABIC_DIGITS, chars.PERSIAN_DIGITS):
        table.update({ord(d): str(n) for n, d in enumerate(digits)})
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFF)):
        letters = chars.compatible(chr(code)).translate(table)
        table[code] = letters
    return table


_READING = _table()
_SEARCH = {
    **{code: text.replace(chars.TEH_MARBUTA, chars.HEH) for code, text in _READING.items()},
    ord(chars.TEH_MARBUTA): chars.HEH,
}


def fold(text: str) -> str:
    """Fold for search and look-up: `الأمّة` and `الامه` become one.

    >>> fold("الأُمّة") == fold("الامه")
    True
    """
    return text.translate(_SEARCH).lower()


def fold_for_reading(text: str) -> str:
    """Fold as `fold` does but keep teh marbuta.

    >>> fold_for_reading("إلى الأُمّة")
    'الي الامة'
    """
    return text.translate(_READING).lower()


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each folded character came from: `starts[i]` and `ends[i]` bound it in the raw text.

    A ligature gives several folded characters with one origin; a dropped mark belongs to no folded character.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    raw_length: int

    def to_raw(self, span: Span) -> Span:
        """The raw span of a folded span; an empty span maps to an empty one."""
        if span.start >= len(self.starts):
            return Span(self.raw_length, self.raw_length)
        start = self.starts[span.start]
        return Span(start, self.ends[span.end - 1] if span.end > span.start else start)

    def to_folded(self, span: Span) -> Span:
        """The folded span that covers what is left of a raw span."""
        start = bisect_left(self.ends, span.start + 1)
        return Span(start, max(start, bisect_left(self.starts, span.end)))


def fold_with_map(text: str, *, keep_teh_marbuta: bool = False) -> tuple[str, OffsetMap]:
    """Fold `text` and tell where each folded character stands in it."""
    table = _READING if keep_teh_marbuta else _SEARCH
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, char in enumerate(text):
        letters = table.get(ord(char), char).lower()
        out.append(letters)
        starts += [at] * len(letters)
        ends += [at + 1] * len(letters)
    return "".join(out), OffsetMap(tuple(starts), tuple(ends), len(text))
