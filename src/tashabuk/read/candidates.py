"""Stage 7a: who could be the actor or the recipient of a trigger, and where each stands relative to it.

Candidates are the groups of the trigger's own sentence, nearest first, and a few that are carried in: the first and
last of the sentence before, the headline's, the most frequent of the document, and the current speaker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tashabuk.engine.words import Tag, Word
from tashabuk.model import UNNAMED, MentionKind
from tashabuk.read.phrases import path
from tashabuk.read.state import Group, Reading, Speech, Trigger
from tashabuk.read.subjects import antecedents

EACH_SIDE = 7
"""Candidates kept on each side of a trigger."""
PRONOUN_REACH = 6
"""Words behind a trigger within which a preposition with a pronoun is its complement."""
ANTECEDENTS = 2
"""Antecedents of such a pronoun that are tried."""


@dataclass(slots=True)
class Candidate:
    """A group as seen from one trigger. `slot` is the grammatical place that it seems to hold."""

    group: Group
    side: str
    path: str
    slot: str
    distance: int


def candidates(reading: Reading, trigger: Trigger) -> list[Candidate]:
    """The candidates of a trigger, its own sentence's first."""
    words = reading.sentences[trigger.sentence].words
    symbols = reading.symbols[trigger.sentence]
    here = _here(reading.groups[trigger.sentence], words, symbols, trigger.word)
    here += _pronouns(reading, trigger, words)
    taken = {c.group.actors for c in here}
    return here + _carried(reading, trigger, taken)


def _with_others(groups: list[Group]) -> list[Group]:
    """The groups, each reference followed by what else it can stand for."""
    out: list[Group] = []
    for group in groups:
        out.append(group)
        out += [replace(group, actors=(a,), source=f"other{n}", others=()) for n, a in enumerate(group.others)]
    return out


def _here(groups: list[Group], words: list[Word], symbols: list[str], at: int) -> list[Candidate]:
    groups = _with_others(groups)
    right = [_right(g, words, symbols, at) for g in groups if g.head > at]
    left = [_left(g, symbols, at) for g in groups if g.last < at]
    left.reverse()
    inside = [Candidate(g, "around", "", "around", 0) for g in groups if g.head <= at < g.first]
    return _nearest(right) + _nearest(left) + inside


def _pronouns(reading: Reading, trigger: Trigger, words: list[Word]) -> list[Candidate]:
    """What pronouns near the trigger stand for: that of a preposition behind it, and a subject before it."""
    found: list[Candidate] = []
    behind = _complement(words, trigger.word)
    if behind is not None:
        for rank, group in enumerate(antecedents(reading, trigger.sentence, behind.index)[:ANTECEDENTS]):
            found.append(Candidate(group, "R", f"~{rank}", behind.bare, behind.index - trigger.word))
    before = _subject_pronoun(words, trigger.word)
    if before is not None:
        for rank, group in enumerate(antecedents(reading, trigger.sentence, before.index)[:ANTECEDENTS]):
            found.append(Candidate(group, "L", f"~{rank}", "topic~", trigger.word - before.index))
    return found


def _complement(words: list[Word], at: int) -> Word | None:
    """A preposition with a pronoun that belongs to the predicate: فرض عليهم, دعاه إليها."""
    for word in words[at + 1 : at + 1 + PRONOUN_REACH]:
        if word.tag in (Tag.STOP, Tag.VERB, Tag.SUBORDINATOR):
            return None
        if word.tag is Tag.PREPOSITION and word.refers:
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


def _nearest(found: list[Candidate]) -> list[Candidate]:
    """The nearest candidates of one side, each set of actors once."""
    seen: dict[tuple[str, ...], Candidate] = {}
    for candidate in found:
        seen.setdefault(candidate.group.actors, candidate)
    return list(seen.values())[:EACH_SIDE]


def _right(group: Group, words: list[Word], symbols: list[str], at: int) -> Candidate:
    between = path(symbols, at + 1, group.head)
    if words[group.head].prep:
        between = (between + " P" + words[group.head].prep).strip()
    parts = between.split()
    crossed = any(p in ("V", "S", "R", ".", "CV") for p in parts)
    if group.governor and group.governor not in "^CMVTNDGOARS,.«»":
        slot = group.governor if not crossed else "far-" + group.governor
    else:
        bare = sum(1 for p in parts if p in ("M", "CM"))
        slot = "far" if crossed else "b1" if bare == 0 else "b2" if bare == 1 else "b3"
        if group.governor == "C":
            slot += "c"
    return Candidate(group, "R", between, slot, group.head - at)


def _left(group: Group, symbols: list[str], at: int) -> Candidate:
    between = path(symbols, group.last + 1, at)
    if symbols[at].startswith("C"):
        between = (between + " C").strip()
    parts = between.split()
    if "R" in parts:
        slot = "rel" if "M" not in parts[: parts.index("R")] and "T" not in parts[: parts.index("R")] else "rel-far"
    elif group.governor in ("^", "C", "S", ",", ".", "«", "", "V"):
        slot = "topic" if not any(p in ("V", "CV", ".") for p in parts) else "topic2"
    else:
        slot = "l-" + group.governor
    return Candidate(group, "L", between, slot, at - group.last)


def _carried(reading: Reading, trigger: Trigger, taken: set[tuple[str, ...]]) -> list[Candidate]:
    found: dict[tuple[str, ...], Candidate] = {}

    def add(actors: tuple[str, ...], group: Group | None, source: str) -> None:
        if not actors or actors in taken or actors == (UNNAMED,):
            return
        if actors in found:
            found[actors].slot += "+" + source
            return
        kind, gender, number = (
            (group.kind, group.gender, group.number)
            if group
            else (MentionKind.REFERENCE, reading.genders.get(actors[0], "") if len(actors) == 1 else "", "s")
        )
        made = Group(actors, trigger.sentence, 0, 0, 0, kind, "", gender, number, source=source)
        found[actors] = Candidate(made, "X", "", source, 0)

    speech = speech_at(reading, trigger.sentence, trigger.word)
    if speech is not None:
        add(speech.speaker, None, "speaker")
    for back in (1, 2):
        if trigger.sentence - back >= 0 and reading.groups[trigger.sentence - back]:
            before = reading.groups[trigger.sentence - back]
            add(before[0].actors, before[0], f"first{back}")
            if back == 1:
                add(before[-1].actors, before[-1], "last1")
                merged = next((g for g in before if len(g.actors) > 1), None)
                if merged is not None:
                    add(merged.actors, merged, "pair1")
            break
    if trigger.sentence > 0 and reading.groups[0]:
        for n, group in enumerate(reading.groups[0][:2]):
            add(group.actors, group, f"title{n}")
    ranked = sorted(reading.salience.items(), key=lambda item: (-item[1], item[0]))
    for n, (actor, _) in enumerate(ranked[:2]):
        add((actor,), None, f"top{n}")
    return list(found.values())[:6]


def speech_at(reading: Reading, sentence: int, word: int) -> Speech | None:
    """The innermost speech around a word: the one that began last; "according to" gives way to others."""
    covering = [s for s in reading.speeches[sentence] if s.first <= word <= s.last and s.verb != word]
    inner = [s for s in covering if s.kind != "accord"] or covering
    return max(inner, key=lambda s: s.first, default=None)
