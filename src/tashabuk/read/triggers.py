"""Stage 6: the words that may carry an event."""

from __future__ import annotations

from tashabuk.engine.words import Hit, Tag, Word
from tashabuk.read.state import Reading, Trigger

PHRASE_REACH = 7
"""Words within which a phrase's companion must follow its head."""
NEGATION_REACH = 3
"""Words before a predicate within which its negation stands."""


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
    """The hits whose negation and companions are present; a complete phrase displaces the plain word of its type."""
    hits = word.hits
    if any(h.frame.negated for h in hits) and not _negated(word, words):
        hits = tuple(h for h in hits if not h.frame.negated)
    plain = [h for h in hits if not h.frame.companions]
    phrases = [h for h in hits if h.frame.companions]
    if not phrases:
        return hits
    nearby: set[str] = set()
    for other in words[word.index + 1 : word.index + 1 + PHRASE_REACH]:
        nearby.update(other.stems)
    full = [h for h in phrases if not h.frame.companions.isdisjoint(nearby)]
    phrase_events = {h.frame.event for h in full}
    return tuple(full + [h for h in plain if h.frame.event not in phrase_events])


def _negated(word: Word, words: list[Word]) -> bool:
    for other in reversed(words[max(0, word.index - NEGATION_REACH) : word.index]):
        if other.tag is Tag.NEGATION:
            return True
        if other.tag in (Tag.STOP, Tag.COMMA, Tag.RELATIVE) or other.mention >= 0:
            return False
        if other.tag is Tag.SUBORDINATOR and other.bare != "ان":
            return False  # لا تعرف كيف تتعامل denies the knowing
    return False
