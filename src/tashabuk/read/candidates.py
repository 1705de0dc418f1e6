"""Stage 7a: who could be the actor or the recipient of a trigger, and where each stands relative to it.

Candidates are the groups of the trigger's own sentence, nearest first, and a few that are carried in: the first and
last of the sentence before, the headline's, the most frequent of the document, those
it names together most often, and the current speaker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest

from tashabuk.engine.words import Tag, Word
from tashabuk.model import UNNAMED, MentionKind
from tashabuk.read.bonds import tell_bonds
from tashabuk.read.phrases import path_steps
from tashabuk.read.state import Candidate, Group, Reading, Sourced, Speech, Trigger
from tashabuk.read.subjects import antecedents

EACH_SIDE = 7
"""Candidates kept on each side of a trigger."""
PRONOUN_REACH = 6
"""Words behind a trigger within which a preposition with a pronoun is its complement."""
OWNED_REACH = 4
"""Words behind a trigger within which a noun with a pronoun is its object."""
ANTECEDENTS = 2
"""Antecedents of such a pronoun that are tried."""
MOST_JOINED = 2
"""Sets of actors named together that are candidates everywhere."""
CARRIED = 22
"""Candidates that come from elsewhere."""
_CROSSED = frozenset({"V", "S", "R", ".", "CV"})
_BETWEEN_CLAUSES = frozenset({"V", "CV", "."})
_TOPIC_GOVERNORS = frozenset({"^", "C", "S", ",", ".", "«", "", "V"})


def candidates(reading: Reading, trigger: Trigger) -> list[Candidate]:
    """The candidates of a trigger, its own sentence's first."""
    known = reading.candidates.get(trigger.number)
    if known is not None:
        return known
    words = reading.sentences[trigger.sentence].words
    found = _here(reading, trigger, words) + _pronouns(reading, trigger, words)
    taken = {c.group.actors for c in found}
    speech = speech_at(reading, trigger.sentence, trigger.word)
    carried = _carried(reading, trigger.sentence, speech.speaker if speech is not None else ())
    found += [c for c in carried if c.group.actors not in taken][:CARRIED]
    tell_bonds(reading, trigger, found)
    reading.candidates[trigger.number] = found
    return found


def _candidate(reading: Reading, group: Group, side: str, path: str, slot: str, distance: int) -> Candidate:
    return Candidate(group, side, path, slot, distance, reading.profile(group.actors))


def _here(reading: Reading, trigger: Trigger, words: list[Word]) -> list[Candidate]:
    groups, symbols, at = _with_others(reading, trigger.sentence), reading.symbols[trigger.sentence], trigger.word
    right = [_right(reading, g, words, symbols, at) for g in _nearest(g for g in groups if g.head > at)]
    left = [_left(reading, g, symbols, at) for g in _nearest(g for g in reversed(groups) if g.last < at)]
    inside = [_candidate(reading, g, "around", "", "around", 0) for g in groups if g.head <= at < g.first]
    return right + left + inside


def _with_others(reading: Reading, sentence: int) -> list[Group]:
    """The groups of a sentence, each reference followed by what else it can stand for."""
    found = reading.wide_groups.get(sentence)
    if found is None:
        found = reading.wide_groups[sentence] = []
        for group in reading.groups[sentence]:
            found.append(group)
            found += [
                replace(group, actors=(a,), source=f"other{n}", others=(), option=option, options=())
                for n, (a, option) in enumerate(zip_longest(group.others, group.options, fillvalue="also"))
            ]
    return found


def _nearest(groups: Iterable[Group]) -> list[Group]:
    """The first groups, which are the nearest of one side, each set of actors once."""
    seen: dict[tuple[str, ...], Group] = {}
    count = 0
    for group in groups:
        known = seen.get(group.actors)
        if known is None or (known.source != group.source == "here"):  # a name tells more than what a noun may mean
            seen[group.actors] = group
            count += group.source == "here"
            if count == EACH_SIDE:
                break
    return list(seen.values())


def _pronouns(reading: Reading, trigger: Trigger, words: list[Word]) -> list[Candidate]:
    """What pronouns near the trigger stand for: that of a preposition behind it, and a subject before it."""
    found: list[Candidate] = []
    behind = _complement(words, trigger.word)
    if behind is not None:
        for rank, group in enumerate(antecedents(reading, trigger.sentence, behind.index)[:ANTECEDENTS]):
            found.append(_candidate(reading, group, "R", f"~{rank}", behind.bare, behind.index - trigger.word))
    owned = _owned(words, trigger.word)
    if owned is not None:
        for rank, group in enumerate(antecedents(reading, trigger.sentence, owned.index)[:ANTECEDENTS]):
            found.append(_candidate(reading, group, "R", f"~{rank}", "owned", owned.index - trigger.word))
    before = _subject_pronoun(words, trigger.word)
    if before is not None:
        for rank, group in enumerate(antecedents(reading, trigger.sentence, before.index)[:ANTECEDENTS]):
            found.append(_candidate(reading, group, "L", f"~{rank}", "topic~", trigger.word - before.index))
    return found


def _complement(words: list[Word], at: int) -> Word | None:
    """A preposition with a pronoun that belongs to the predicate: فرض عليهم, دعاه إليها."""
    for word in words[at + 1 : at + 1 + PRONOUN_REACH]:
        if word.tag in (Tag.STOP, Tag.VERB, Tag.SUBORDINATOR):
            return None
        if word.tag is Tag.PREPOSITION and word.refers:
            return word
    return None


def _owned(words: list[Word], at: int) -> Word | None:
    """A noun behind the predicate that is somebody's, though it names nobody: سحب سفيره, فكك شبكة اتصالاته."""
    for word in words[at + 1 : at + 1 + OWNED_REACH]:
        if word.mention >= 0 and not word.conj:
            continue  # its subject may stand between: سحبت مدريد سفيرها
        if word.tag is not Tag.NOUN or word.conj:
            return None
        if word.refers:
            return word
    return None


def _subject_pronoun(words: list[Word], at: int) -> Word | None:
    """A pronoun that is the predicate's subject: فهي تقاتل, إنها ترفض."""
    for word in reversed(words[max(0, at - PRONOUN_REACH) : at]):
        if word.tag in (Tag.PRONOUN, Tag.SUBORDINATOR) and word.refers:
            return word
        if word.tag in (Tag.STOP, Tag.VERB, Tag.SUBORDINATOR, Tag.RELATIVE) or word.mention >= 0:
            return None
    return None


def _right(reading: Reading, group: Group, words: list[Word], symbols: list[str], at: int) -> Candidate:
    steps = path_steps(symbols, at + 1, group.head)
    if words[group.head].prep:
        steps.append("P" + words[group.head].prep)
    crossed = not _CROSSED.isdisjoint(steps)
    if group.governor and group.governor not in "^CMVTNDGOARS,.«»":
        slot = group.governor if not crossed else "far-" + group.governor
    else:
        bare = steps.count("M") + steps.count("CM")
        slot = "far" if crossed else "b1" if bare == 0 else "b2" if bare == 1 else "b3"
        if group.governor == "C":
            slot += "c"
    return _candidate(reading, group, "R", " ".join(steps), slot, group.head - at)


def _left(reading: Reading, group: Group, symbols: list[str], at: int) -> Candidate:
    steps = path_steps(symbols, group.last + 1, at)
    if symbols[at].startswith("C"):
        steps.append("C")
    if "R" in steps:
        before = steps[: steps.index("R")]
        slot = "rel" if "M" not in before and "T" not in before else "rel-far"
    elif group.governor in _TOPIC_GOVERNORS:
        slot = "topic" if _BETWEEN_CLAUSES.isdisjoint(steps) else "topic2"
    else:
        slot = "l-" + group.governor
    return _candidate(reading, group, "L", " ".join(steps), slot, at - group.last)


def _carried(reading: Reading, sentence: int, speaker: tuple[str, ...]) -> list[Candidate]:
    """The candidates from elsewhere, the same for all triggers of a sentence with the same speaker."""
    key = sentence, speaker
    known = reading.carried.get(key)
    if known is not None:
        return known
    found: dict[tuple[str, ...], Candidate] = {}

    def add(actors: tuple[str, ...], group: Group | None, source: str) -> None:
        if not actors or actors == (UNNAMED,):
            return
        if actors in found:
            found[actors].slot += "+" + source
            return
        kind, gender, number = (
            (group.kind, group.gender, group.number)
            if group
            else (MentionKind.REFERENCE, reading.genders.get(actors[0], "") if len(actors) == 1 else "", "s")
        )
        made = Group(actors, sentence, 0, 0, 0, kind, "", gender, number, source=source)
        found[actors] = _candidate(reading, made, "X", "", source, 0)

    add(speaker, None, "speaker")
    for back in (1, 2):
        if sentence - back >= 0 and reading.groups[sentence - back]:
            before = reading.groups[sentence - back]
            add(before[0].actors, before[0], f"first{back}")
            if back == 1:
                add(before[-1].actors, before[-1], "last1")
                merged = next((g for g in before if len(g.actors) > 1), None)
                if merged is not None:
                    add(merged.actors, merged, "pair1")
            break
    if sentence > 0 and reading.groups[0]:
        for n, group in enumerate(reading.groups[0][:2]):
            add(group.actors, group, f"title{n}")
    for actors, source in [*reading.everywhere, *_most_joined(reading)]:
        add(actors, None, source)
    reading.carried[key] = list(found.values())
    return reading.carried[key]


def _most_joined(reading: Reading) -> Sourced:
    """The sets of actors that a text names together most often: "the Houthis and Saleh" are so also where one stands
    for both."""
    if reading.most_joined is None:
        counts = Counter(
            group.actors
            for groups in reading.groups
            for group in groups
            if len(group.actors) > 1 and group.kind is not MentionKind.PLACE
        )
        common = enumerate(counts.most_common(MOST_JOINED))
        reading.most_joined = tuple((actors, f"joined{n}") for n, (actors, _) in common)
    return reading.most_joined


def speech_at(reading: Reading, sentence: int, word: int) -> Speech | None:
    """The innermost speech around a word: the one that began last; "according to" gives way to others."""
    covering = [s for s in reading.speeches[sentence] if s.first <= word <= s.last and s.verb != word]
    inner = [s for s in covering if s.kind != "accord"] or covering
    return max(inner, key=lambda s: s.first, default=None)
