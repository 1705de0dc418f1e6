"""Tokens: words, numbers and punctuation of a raw text, each with its place and its folded form.

A word may hold tashkeel, tatweel and direction marks, also in front; they are part of its span and gone from its folded
form.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tashabuk.text import chars
from tashabuk.text.fold import fold_for_reading


class Token(NamedTuple):
    """A word, number or punctuation mark at `start:end` of the raw text."""

    start: int
    end: int
    raw: str
    folded: str

    @property
    def is_word(self) -> bool:
        """Whether it has letters or digits."""
        return bool(self.folded) and (self.folded[0].isalnum())


_MARKS = re.escape(chars.IGNORABLE)
_TOKEN = re.compile(
    rf"[{_MARKS}]*(?:[0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,\u066b\u066c][0-9\u0660-\u0669\u06f0-\u06f9]+)*"
    rf"|[^\W\d_](?:[^\W\d_]|[{_MARKS}])*)"
    r"|\S"
)
_fold = lru_cache(maxsize=1 << 14)(fold_for_reading)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, with offsets into the whole text.

    >>> [t.folded for t in tokenize("قالت طهران: 25%")]
    ['قالت', 'طهران', ':', '25', '%']
    """
    stop = len(text) if end is None else end
    return [Token(m.start(), m.end(), raw := m.group(), _fold(raw)) for m in _TOKEN.finditer(text, start, stop)]


def pieces(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The same as plain tuples of start, end and raw text, for the reader, which goes through every word.

    >>> pieces("قالت طهران", 0, 10)
    [(0, 4, 'قالت'), (5, 10, 'طهران')]
    """
    return [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, end)]
