"""How well verbs are told from nouns: against sentences whose finite verbs were marked by hand.

They are in `tests/gold/verbs.jsonl`. A line is a document: its id, and for each sentence its number, how many words it
has, which of them are finite verbs, and which are not though they might be. The texts are in the gold files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tashabuk.engine.pack import LanguagePack
from tashabuk.engine.words import Tag
from tashabuk.evaluate.gold import GoldDocument, read_lines
from tashabuk.read.state import Reading
from tashabuk.read.words import split_words

VERBS = Path("tests/gold/verbs.jsonl")


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """The verbs of sentence `index`, which has `length` words, and the other words that were looked at."""

    index: int
    length: int
    verbs: frozenset[int]
    others: frozenset[int]


def load_verbs(path: Path) -> dict[str, list[MarkedSentence]]:
    """The marked sentences by document; DataError names the file and line that is wrong."""
    return dict(read_lines(path, _document, "document with marked verbs", "id, sentences"))


def _document(raw: dict[str, Any]) -> tuple[str, list[MarkedSentence]]:
    marked = [MarkedSentence(n, length, frozenset(v), frozenset(o)) for n, length, v, o in raw["sentences"]]
    return raw["id"], marked


def told(one: GoldDocument, marked: Iterable[MarkedSentence], pack: LanguagePack) -> Counter[tuple[bool, bool]]:
    """How often a marked word (is, is taken for) a verb; a sentence that is cut into other words now is left out."""
    reading = Reading(one.document, pack)
    split_words(reading)
    counts: Counter[tuple[bool, bool]] = Counter()
    for some in marked:
        index = some.index + reading.headlines
        words = reading.sentences[index].words if index < len(reading.sentences) else []
        if len(words) == some.length:
            counts.update((at in some.verbs, words[at].tag is Tag.VERB) for at in some.verbs | some.others)
    return counts
