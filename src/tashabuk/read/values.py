"""What the networks are shown of each word: values by column, strings to which a vocabulary gives numbers.

No value names an actor: a mention is `<M>`, its kind and how often it is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tashabuk.engine.words import Word
from tashabuk.read.state import LEAST_RANK, Reading

Values = tuple[str, ...]
WORD_COLUMNS = (
    "bare",
    "stem",
    "skeleton",
    "lemma",
    "tag",
    "prep",
    "conj",
    "pronoun",
    "definite",
    "quoted",
    "says",
    "mention",
    "class",
    "rank",
    "form",
    "agreement",
    "refers",
)
SPELLED = 4
"""The first word columns: what the word is, rather than what it does here."""
MENTION = "<M>"
_WEAK = str.maketrans("", "", "اويىةءؤئأإآ")


def values_of(reading: Reading, sentence: int) -> list[Values]:
    """The values of the words of a sentence, worked out once."""
    found = reading.values.get(sentence)
    if found is None:
        found = [_value(reading, sentence, word) for word in reading.sentences[sentence].words]
        reading.values[sentence] = found
    return found


def _value(reading: Reading, sentence: int, word: Word) -> Values:
    here = (str(word.tag), word.prep, word.conj, word.pronoun, yes(word.definite), yes(word.quoted))
    says = word.says[0] if word.says else ""
    if word.mention >= 0:
        name = reading.names[sentence][word.mention]
        kind = rank = ""
        if name.actors:
            kind = reading.profile(name.actors).kind
            rank = str(min(reading.ranks.get(name.actors[0], LEAST_RANK), LEAST_RANK))
        spelled, mention = (MENTION, MENTION, MENTION), (str(name.kind), kind, rank)
    else:
        stem = stem_of(word)
        bones = stem.translate(_WEAK)
        spelled, mention = (word.bare, stem, bones if len(bones) > 1 else stem), ("", "", "")
    lemma = form = ""
    if word.hits:
        hit = word.hits[0]
        lemma, form = hit.frame.lemma, f"{hit.form.part}{hit.form.tense}{yes(hit.form.passive)}"
    return (*spelled, lemma, *here, says, *mention, form, word.gender + word.number, word.refers)


def stem_of(word: Word) -> str:
    """The word without article, particles and pronoun, as far as letters are left."""
    stem = min(word.stems, key=lambda s: (len(s), s)) if word.stems else word.bare
    return stem if len(stem) > 1 else word.bare


def yes(value: bool) -> str:
    """A truth as a value."""
    return "yes" if value else ""


def rows_of(
    rows: Sequence[Values], kind: str, names: tuple[str, ...], vocabulary: Mapping[str, Mapping[str, int]]
) -> NDArray[np.int32]:
    """Values as the numbers of a vocabulary, shape (rows, columns)."""
    table = np.empty((len(rows), len(names)), dtype=np.int32)
    for n, (name, column) in enumerate(zip(names, zip(*rows, strict=True), strict=False)):
        get = vocabulary[f"{kind}.{name}"].get
        table[:, n] = [get(value, 0) for value in column]
    return table
