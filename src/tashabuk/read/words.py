"""Stages 1 and 2: the sentences of the document, their words, and which of them stand between quotation marks.

A headline that is no part of the text is read before it: it tells whom the text is about. Its offsets are negative.
"""

from __future__ import annotations

from tashabuk.engine.words import Sentence, Tag
from tashabuk.read.state import Reading
from tashabuk.text.sentences import sentences

LONGEST_QUOTE = 3
"""Sentences after which an unclosed quotation is taken as closed: writers forget the closing mark."""


def split_words(reading: Reading) -> None:
    """Fill `sentences` and mark quoted words."""
    text, title = reading.document.text, reading.document.title.strip()
    if title and not text.lstrip().startswith(title):
        _add_sentences(reading, title, -len(title) - 1)
    reading.headlines = len(reading.sentences)
    _add_sentences(reading, text, 0)
    _mark_quotes(reading.sentences)


def _add_sentences(reading: Reading, text: str, start: int) -> None:
    """Add the sentences of a text, whose offsets begin at `start`."""
    for span in sentences(text):
        words = reading.pack.annotate(text, span.start, span.end)
        for word in words if start else ():
            word.start, word.end = word.start + start, word.end + start
        index = len(reading.sentences)
        reading.sentences.append(Sentence(index, span.start + start, span.end + start, words))


def _mark_quotes(all_sentences: list[Sentence]) -> None:
    opened = -1
    for sentence in all_sentences:
        if opened >= 0 and sentence.index - opened >= LONGEST_QUOTE:
            opened = -1
        for word in sentence.words:
            if word.tag is Tag.OPEN_QUOTE:
                opened = sentence.index
            elif word.tag is Tag.CLOSE_QUOTE:
                opened = -1
            elif opened >= 0:
                word.quoted = True
