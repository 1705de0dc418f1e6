"""Stage 4b: the likely subject of each verb, and the likely antecedents of each attached pronoun.

A shallow parse: a verb's subject is the noun phrase right behind it if gender allows; else the topic before it in its
clause; else, for a coordinated or subordinate verb, the subject of the verb before. Antecedents are the groups before a
pronoun that agree with it, nearest first. Both are features for the ranker, not decisions.
"""

from __future__ import annotations

from tashabuk.engine.words import Tag, Word
from tashabuk.model import MentionKind
from tashabuk.read.state import Control, Group, Reading

CONTROL_REACH = 12
"""Words before a predicate within which the one above it is sought."""
_BETWEEN = frozenset({"N", "", "A", "D"})
_TOPIC_GOVERNORS = frozenset({"^", "C", "S", ",", ".", "«", "", "M"})


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
        reading.controls.append(_controls(sentence.words, groups, found))


def _controls(words: list[Word], groups: list[Group], subjects: dict[int, Group]) -> dict[int, Control]:
    """For each predicate the one above it in its clause."""
    found: dict[int, Control] = {}
    for word in words:
        if not word.hits or word.mention >= 0:
            continue
        above = _above(words, word.index)
        if above is None:
            continue
        subject, thing = _parties(above, word.index, groups, subjects)
        found[word.index] = Control(above.index, _kind(above), _link(words, word), subject, thing)
    return found


def _above(words: list[Word], at: int) -> Word | None:
    for word in reversed(words[max(0, at - CONTROL_REACH) : at]):
        if word.tag in (Tag.STOP, Tag.RELATIVE):
            return None
        if word.mention < 0 and (word.tag is Tag.VERB or word.hits):
            return word
    return None


def _kind(word: Word) -> str:
    if word.hits:
        return str(word.hits[0].frame.event)
    return word.says[0] if word.says else "verb"


def _link(words: list[Word], word: Word) -> str:
    before = words[word.index - 1]
    if word.prep:
        return word.prep
    if before.tag in (Tag.PREPOSITION, Tag.SUBORDINATOR):
        return before.bare
    return "C" if word.conj else str(before.tag)


def _parties(
    above: Word, until: int, groups: list[Group], subjects: dict[int, Group]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Subject and object of the predicate above, as far as they stand before word `until`."""
    subject = subjects.get(above.index)
    behind = [g for g in groups if above.index < g.head and g.last < until]
    if above.tag is not Tag.VERB:
        earlier = [v for v in subjects if v < above.index]
        subject = behind[0] if behind and behind[0].head == above.index + 1 else None
        subject = subject or (subjects[max(earlier)] if earlier else None)
    first = subject.actors if subject is not None else ()
    thing = next((g.actors for g in behind if g.actors != first), ())
    if not thing and above.refers:
        able = [g for g in groups if g.last < above.index and can_mean(above.refers, g) and g.actors != first]
        thing = able[-1].actors if able else ()
    return first, thing


def _behind(verb: Word, words: list[Word], groups: list[Group], symbols: list[str]) -> Group | None:
    best: Group | None = None
    for group in groups:
        if group.head <= verb.index:
            continue
        if group.head - verb.index > 7 or words[group.head].prep or words[group.head].conj:
            break
        if not all(s in _BETWEEN for s in symbols[verb.index + 1 : group.head]):
            break
        if not _agrees(verb, group):
            break
        if best is None or (group.head == best.head and len(group.actors) > len(best.actors)):
            best = group
    return best


def _agrees(verb: Word, group: Group) -> bool:
    form = verb.form
    if form is None or form.person in ("1", "2") or form.number == "p":
        return False
    return not form.gender or not group.gender or form.gender == group.gender


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


def antecedents(reading: Reading, sentence: int, word: int) -> list[Group]:
    """Groups that the pronoun on a word can mean, nearest first, then those of the sentence before."""
    words = reading.sentences[sentence].words
    refers = words[word].refers
    if _is_resumed(words, words[word]):
        return []
    here = [g for g in reading.groups[sentence] if g.last < word]
    before = reading.groups[sentence - 1] if sentence else []
    out: dict[tuple[str, ...], Group] = {}
    for group in [*reversed(here), *reversed(before)]:
        if group.actors not in out and group.kind is not MentionKind.PLACE and can_mean(refers, group):
            out[group.actors] = group
    return list(out.values())


RELATIVE_REACH = 6
"""Words before a pronoun within which the relative that it resumes stands."""


def _is_resumed(words: list[Word], word: Word) -> bool:
    """Whether a pronoun stands for the noun of its relative clause, which names nobody: هجمات شنها, التي تقوم بها."""
    before = words[word.index - 1] if word.index else None
    if word.tag is Tag.VERB and before is not None and before.tag is Tag.NOUN and not before.definite:
        return before.mention < 0 and not before.pronoun and _is_meant(word.refers, before)
    for other in reversed(words[max(0, word.index - RELATIVE_REACH) : word.index]):
        if other.tag in (Tag.STOP, Tag.SUBORDINATOR):
            return False
        if other.tag is Tag.RELATIVE:
            head = words[other.index - 1] if other.index else None
            return head is not None and head.tag is Tag.NOUN and head.mention < 0 and _is_meant(word.refers, head)
    return False


def _is_meant(refers: str, noun: Word) -> bool:
    return refers == noun.gender + noun.number


def can_mean(refers: str, group: Group) -> bool:
    """Whether a pronoun of this gender and number can stand for the group.

    >>> from tashabuk.model import MentionKind
    >>> iraq = Group(("IRQ",), 0, 0, 0, 0, MentionKind.NAME, gender="m", number="s")
    >>> can_mean("ms", iraq), can_mean("fs", iraq), can_mean("d", iraq)
    (True, False, False)
    """
    if refers == "d":
        return len(group.actors) == 2
    if refers.endswith("p"):
        return len(group.actors) > 1 or group.number == "p" or group.kind in (MentionKind.PEOPLE, MentionKind.CLASS)
    if len(group.actors) > 1 or group.number == "p":
        return False
    return not refers or not group.gender or group.gender == refers[0]
