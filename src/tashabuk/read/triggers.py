"""Stage 6: the words that may carry an event."""

from __future__ import annotations

from tashabuk.engine.words import Hit, Word
from tashabuk.read.state import Reading, Trigger

PHRASE_REACH = 7
"""Words within which a phrase's companion must follow its head."""


def find_triggers(reading: Reading) -> None:
    """Fill `triggers`: words with a frame whose phrase, if it is one, is complete."""
    for sentence in reading.sentences:
        if not reading.groups[sentence.index] and not _near_groups(reading, sentence.index):
            continue
        for word in sentence.words:
            if word.hits and word.mention < 0:
                hits = complete(word, sentence.words)
                if hits:
                    reading.triggers.append(Trigger(len(reading.triggers), sentence.index, word.index, hits))


def _near_groups(reading: Reading, index: int) -> bool:
    return index > 0 and bool(reading.groups[index - 1])


def complete(word: Word, words: list[Word]) -> tuple[Hit, ...]:
    """The hits whose companions are present; a complete phrase displaces the plain word of its type."""
    plain = [h for h in word.hits if not h.frame.companions]
    phrases = [h for h in word.hits if h.frame.companions]
    if not phrases:
        return word.hits
    nearby: set[str] = set()
    for other in words[word.index + 1 : word.index + 1 + PHRASE_REACH]:
        nearby.update(other.stems)
    full = [h for h in phrases if not h.frame.companions.isdisjoint(nearby)]
    phrase_events = {h.frame.event for h in full}
    return tuple(full + [h for h in plain if h.frame.event not in phrase_events])
