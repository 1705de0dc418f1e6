"""Stage 6c: who is speaking where.

A verb of saying with its subject opens a stretch of speech at its complement ("that …"), a colon or a quotation mark;
it ends with the sentence, or where another verb of saying begins that is no part of what is said. "According to X"
covers its whole sentence. A verb of saying without a subject, and a quotation that runs on, belong to the last speaker.
Who speaks is whom the tree has as the doer, else the nearest fitting group.
"""

from __future__ import annotations

from itertools import pairwise

from tashabuk.engine.words import Sentence, Tag, Word
from tashabuk.model import UNNAMED
from tashabuk.read.bonds import doers
from tashabuk.read.state import Group, Reading, Speech
from tashabuk.read.trees import Tree

REACH = 14
"""Words between a verb of saying and its subject or content."""
ACCORD_REACH = 9
"""Words behind "according to" within which stands whose word it is."""
_ENDS = frozenset((Tag.COMMA, Tag.STOP, Tag.SUBORDINATOR, Tag.OPEN_QUOTE))
_TERMS = frozenset(("اتفاق", "اتفاقية", "قانون", "قرار", "خطة", "معاهدة", "دستور", "معايير", "شروط", "قواعد"))
"""What things are done by that nobody says."""
_QUOTING = frozenset(("نقل", "نقلت", "ينقل", "تنقل"))
"""Verbs of a paper that quotes somebody: نقلت الصحيفة عن الوزير قوله."""
_SAYING = frozenset({"say", "think"})
_BEGINNING = ("verb", "tree", "carried", "source", "stranger", "participle")
"""The kinds of speeches with which the one before ends."""


def find_speeches(reading: Reading) -> None:
    """Fill `speeches`."""
    carried: tuple[str, ...] = ()
    open_quote: Speech | None = None
    for sentence, groups in zip(reading.sentences, reading.groups, strict=True):
        found = _title_colon(sentence, groups)
        tree = reading.trees.get(sentence.index)
        if open_quote is not None and sentence.words and sentence.words[0].quoted:
            end = next((w.index for w in sentence.words if w.tag is Tag.CLOSE_QUOTE), len(sentence.words) - 1)
            found.append(Speech(sentence.index, 0, end, open_quote.speaker, "running", -1, open_quote.strength))
        for word in sentence.words:
            if word.tag is Tag.VERB and _SAYING.intersection(word.says):
                speech = _from_verb(sentence, groups, word, carried, tree)
                if speech.speaker:
                    carried = speech.speaker
                    found.append(speech)
            elif tree is not None and "say" in word.says and tree.labels[word.index] == "v":
                speech = _from_circumstance(sentence, groups, word, carried, tree)
                if speech.speaker:
                    found.append(speech)
            elif "accord" in word.says:
                found += _from_accord(sentence, groups, word, carried)
        _trim(found, tree)
        last = sentence.words[-1] if sentence.words else None
        open_quote = found[-1] if found and last is not None and last.quoted else None
        reading.speeches.append(found)


def _title_colon(sentence: Sentence, groups: list[Group]) -> list[Speech]:
    for group in groups[:2]:
        after = group.last + 1
        if group.head <= 2 and after < len(sentence.words) - 1 and sentence.words[after].folded == ":":
            return [Speech(sentence.index, after + 1, len(sentence.words) - 1, group.actors, "colon")]
    return []


def _from_verb(
    sentence: Sentence, groups: list[Group], verb: Word, carried: tuple[str, ...], tree: Tree | None
) -> Speech:
    words = sentence.words
    content = _content_start(words, verb.index)
    subject_end = content if content >= 0 else min(len(words), verb.index + REACH)
    speaker, kind = _subject(words, groups, verb.index, subject_end, carried)
    if not kind.startswith("source") and tree is not None and (theirs := doers(groups, tree, verb.index)):
        speaker, kind = theirs, "verb" if theirs == speaker else "tree"
    if not speaker:
        speaker, kind = _topic(words, groups, verb.index), "topic"
    if not speaker and _is_stranger(words, verb.index, content):
        speaker, kind = (UNNAMED,), "stranger"
    if not speaker:
        speaker, kind = carried, "carried"
    return _opened(sentence, verb, content, speaker, kind)


def _from_circumstance(
    sentence: Sentence, groups: list[Group], word: Word, carried: tuple[str, ...], tree: Tree
) -> Speech:
    """What somebody says while doing something else: قائلا, مضيفا."""
    content = _content_start(sentence.words, word.index)
    return _opened(sentence, word, content, doers(groups, tree, word.index) or carried, "participle")


def _opened(sentence: Sentence, word: Word, content: int, speaker: tuple[str, ...], kind: str) -> Speech:
    """The speech that a word for saying opens; a bare one, without a beginning of its own, begins behind the word."""
    if content < 0:
        content, kind = word.index + 1, kind + "-bare"
    strength = next((value for cue, value in word.cues if cue == "strength"), "")
    return Speech(sentence.index, content, len(sentence.words) - 1, speaker, kind, word.index, strength)


def _content_start(words: list[Word], verb: int) -> int:
    for word in words[verb + 1 : verb + 1 + REACH + 10]:
        if (word.tag is Tag.SUBORDINATOR and word.bare[:2] in ("ان", "با")) or word.tag is Tag.OPEN_QUOTE:
            return word.index
        if word.folded == ":":
            return word.index + 1
        if word.tag is Tag.VERB and word.says:
            return -1
    return -1


def _subject(
    words: list[Word], groups: list[Group], verb: int, end: int, carried: tuple[str, ...]
) -> tuple[tuple[str, ...], str]:
    """The subject behind a verb of saying, and whether it is a source that is only told whose it is."""
    if words[verb].bare in _QUOTING and (quoted := _quoted(words, groups, verb, end)):
        return quoted, "source-quoted"
    best: tuple[str, ...] = ()
    for group in groups:
        if verb < group.head < end and (group.governor in ("V", "T") or group.head == verb + 1 or not best):
            if words[group.head].prep or group.governor.startswith(("علي", "في", "الي", "مع", "ضد")):
                continue
            if not best or (group.joined and group.head <= _head_of(best, groups)):
                best = group.actors
    source = next((w for w in words[verb + 1 : min(end, verb + 6)] if "source" in w.says), None)
    if source is not None:
        near = [g for g in groups if verb < g.head <= verb + 6 and g.last < end]
        if near and near[0].kind != "people":
            return near[0].actors, f"source-{near[0].kind}"
        # "The source", "the report" is the one that has been speaking; "N. N., the expert" is not.
        again = source.definite and source.index == verb + 1
        return carried if again and carried else (UNNAMED,), "source"
    return best, "verb"


def _quoted(words: list[Word], groups: list[Group], verb: int, end: int) -> tuple[str, ...]:
    """Who stands behind عن, a source without a name if only that stands there; empty without either."""
    about = next((w.index for w in words[verb + 1 : end] if w.bare == "عن" and not w.pronoun), end)
    whose = next((g.actors for g in groups if about < g.first <= about + 4 and g.last < end), ())
    source = any("source" in w.says for w in words[about + 1 : min(about + 3, end)])
    return whose or ((UNNAMED,) if source else ())


def _is_stranger(words: list[Word], verb: int, content: int) -> bool:
    """Whether somebody whom no list has stands as the subject: قال سعيد الفلاني، وهو خبير، إن …"""
    subject = words[verb + 1] if content > verb + 1 else None
    return subject is not None and subject.tag is Tag.NOUN and not subject.prep and not subject.hits


def _head_of(actors: tuple[str, ...], groups: list[Group]) -> int:
    return next((g.head for g in groups if g.actors == actors), 0)


def _topic(words: list[Word], groups: list[Group], verb: int) -> tuple[str, ...]:
    left = [g for g in groups if g.last < verb and verb - g.last <= 4 and g.governor in ("^", "C", "S", ",")]
    return left[-1].actors if left else ()


def _from_accord(sentence: Sentence, groups: list[Group], word: Word, carried: tuple[str, ...]) -> list[Speech]:
    """What is so by somebody's word: `بحسب مصدر أمني، …`. What is so by a law, or "only" (فحسب), nobody says."""
    words, at = sentence.words, word.index
    end = _end_of_accord(words, at)
    inside = words[at + 1 : end]
    head = next((w for w in inside if w.tag is Tag.NOUN), None)
    if not inside or (head is not None and not _TERMS.isdisjoint(head.stems)):
        return []
    near = [g for g in groups if at < g.first < end]
    again = next((w for w in inside if "source" in w.says and w.definite), None)
    speaker = near[0].actors if near else carried if again is not None and carried else (UNNAMED,)
    first = at + 1 if at <= 1 else 0
    return [Speech(sentence.index, first, len(words) - 1, speaker, "accord", at)]


def _end_of_accord(words: list[Word], at: int) -> int:
    """Where the words end that say by whose word something is: at a mark, a clause, or a verb; one may follow ما."""
    verbs = 1 if words[at].bare.endswith("ما") else 0
    for word in words[at + 1 : at + 1 + ACCORD_REACH]:
        if word.bare == "ما" and word.index == at + 1:
            verbs = 1
        elif word.tag in _ENDS or (word.tag is Tag.VERB and not verbs):
            return word.index
        elif word.tag is Tag.VERB:
            verbs = 0
    return min(len(words), at + 1 + ACCORD_REACH)


def _trim(found: list[Speech], tree: Tree | None) -> None:
    """End each stretch of speech where the next verb of saying begins, unless that is part of what is said."""
    verbs = [s for s in found if s.verb >= 0 and s.kind != "accord"]
    for speech, after in pairwise(verbs):
        begins = speech.first < after.verb <= speech.last and after.kind.startswith(_BEGINNING)
        if begins and not (tree is not None and _is_said(tree, speech.verb, after.verb)):
            speech.last = after.verb - 1


def _is_said(tree: Tree, saying: int, verb: int) -> bool:
    """Whether a verb hangs on a verb of saying as what is said."""
    above = tree.above(verb)
    return saying in above and tree.labels[above[above.index(saying) - 1]] == "k"
