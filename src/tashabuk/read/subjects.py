"""Stage 4b: the likely subject of each verb, and the likely antecedents of each attached pronoun.

A shallow parse: a verb's subject is the noun phrase right behind it if gender allows; else the topic before it in its
clause; else, for a coordinated or subordinate verb, the subject of the verb before. Antecedents are the groups before a
pronoun that agree with it, nearest first. Both are features for the ranker, not decisions.
"""

from __future__ import annotations

from tashabuk.engine.words import Tag, Word
from tashabuk.model import MentionKind
from tashabuk.read.state import Group, Reading

_BETWEEN = frozenset({"N", "", "A", "D"})
_TOPIC_GOVERNORS = frozenset({"^", "C", "S", ",", ".", "«", "", "M"})
_FEMININE_ENDINGS = ("ة", "ات", "اء")


def find_subjects(reading: Reading) -> None:
    """Fill `subjects`: for each sentence, word index of a verb → its likely subject."""
    for sentence, groups, symbols in zip(reading.sentences, reading.groups, reading.symbols, strict=True):
        found: dict[int, Group] = {}
        last: Group | None = None
        for word in sentence.words:
            if word.tag is not Tag.VERB:
                continue
            subject = _behind(word, sentence.words, groups, symbols) or _before(word, sentence.words, groups) or last
            if subject is not None:
                found[word.index] = subject
                last = subject
        reading.subjects.append(found)


def _behind(verb: Word, words: list[Word], groups: list[Group], symbols: list[str]) -> Group | None:
    best: Group | None = None
    for group in groups:
        if group.head <= verb.index:
            continue
        if group.head - verb.index > 7 or words[group.head].prep or words[group.head].conj:
            break
        if not all(s in _BETWEEN for s in symbols[verb.index + 1 : group.head]):
            break
        if not _agrees(verb, words[group.head], group):
            break
        if best is None or (group.head == best.head and len(group.actors) > len(best.actors)):
            best = group
    return best


def _agrees(verb: Word, head: Word, group: Group) -> bool:
    form = verb.form
    if form is None or form.person in ("1", "2") or form.number == "p":
        return False
    gender = head_gender(head, group)
    return not form.gender or not gender or form.gender == gender


def head_gender(head: Word, group: Group) -> str:
    """Gender of a noun phrase by its first word; that of a bare name is what the data say, empty if they do not."""
    if head.index == group.first and group.kind in (MentionKind.NAME, MentionKind.CAPITAL):
        return group.gender
    if head.bare.endswith(_FEMININE_ENDINGS):
        return "f"
    return "m"


def _before(verb: Word, words: list[Word], groups: list[Group]) -> Group | None:
    for group in reversed(groups):
        if group.last >= verb.index:
            continue
        between = words[group.last + 1 : verb.index]
        if any(w.tag in (Tag.VERB, Tag.STOP, Tag.SUBORDINATOR) or w.conj for w in between) or verb.conj:
            return None
        if any(w.tag is Tag.RELATIVE for w in between) or group.governor in _TOPIC_GOVERNORS:
            return group
    return None


def antecedents(reading: Reading, sentence: int, word: int) -> list[tuple[str, ...]]:
    """Actor sets that the pronoun on a word can mean, nearest first, then those of the sentence before."""
    pronoun = reading.sentences[sentence].words[word].pronoun
    here = [g for g in reading.groups[sentence] if g.last < word]
    before = reading.groups[sentence - 1] if sentence else []
    out: dict[tuple[str, ...], None] = {}
    for group in [*reversed(here), *reversed(before)]:
        if _can_mean(pronoun, group):
            out[group.actors] = None
    return list(out)


def _can_mean(pronoun: str, group: Group) -> bool:
    many = len(group.actors) > 1 or group.number == "p"
    if pronoun == "هما":
        return len(group.actors) == 2
    if pronoun in ("هم", "هن"):
        return many or group.kind in (MentionKind.PEOPLE, MentionKind.CLASS)
    return len(group.actors) == 1
