"""Stages 1 and 2: the sentences of the document, their words, and which of them stand between quotation marks."""

from __future__ import annotations

from tashabuk.engine.words import Sentence, Tag
from tashabuk.read.state import Reading
from tashabuk.text.sentences import sentences

LONGEST_QUOTE = 3
"""Sentences after which an unclosed quotation is taken as closed: writers forget the closing mark."""


def split_words(reading: Reading) -> None:
    """Fill `sentences` and mark quoted words."""
    text = reading.document.text
    for index, span in enumerate(sentences(text)):
        words = reading.pack.annotate(text, span.start, span.end)
        reading.sentences.append(Sentence(index, span.start, span.end, words))
    _mark_quotes(reading.sentences)


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
