"""Stage 8a: whose word a statement is: the possible holders, and what is seen of each.

The author; every speaker of the sentence; who does what stands above the trigger (accused, demanded); the last speakers
before; the doer itself; a source without a name; the holder of the statement before, who often goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from tashabuk.engine.words import Tag, Word, claims
from tashabuk.model import AUTHOR, UNNAMED
from tashabuk.read.bonds import doers, parties
from tashabuk.read.candidates import speech_at
from tashabuk.read.choice import Choice
from tashabuk.read.phrases import path
from tashabuk.read.scene import part_of
from tashabuk.read.state import Control, Reading, Speech

MEMORY = 6
"""Sentences back within which a speaker may go on."""
SPEAKERS = 3
"""Earlier speakers that are tried."""


@dataclass(frozen=True, slots=True)
class Held:
    """Whose word the statement before was, and where that one stands."""

    holder: str
    sentence: int
    word: int


def holder_options(reading: Reading, choice: Choice, before: Held | None) -> tuple[list[str], list[list[str]]]:
    """The possible holders and the features of each; of two ways to be a holder the surer counts."""
    index, at = choice.trigger.sentence, choice.trigger.word
    inner = speech_at(reading, index, at)
    state, kind = ("out", "-") if inner is None else ("in", inner.kind)
    who, how = _teller(reading, index, at)
    options = {AUTHOR: _author_features(reading, choice, inner, state, kind)}

    def add(holders: Iterable[str], features: Callable[[], list[str]]) -> None:
        for holder in holders:
            if holder not in options:
                options[holder] = features()

    for speech in sorted(reading.speeches[index], key=lambda s: (not s.first <= at <= s.last, -s.first)):
        if speech.verb != at:
            add(speech.speaker[:1], partial(_speaker_features, reading, choice, speech, "here", inner))
    control = reading.controls[index].get(at)
    if control is not None:
        add(control.subject[:1], partial(_control_features, choice, control, state))
    add(who[:1], partial(_teller_features, choice, how, state))
    for order, speech in enumerate(_earlier_speeches(reading, index)):
        add(speech.speaker[:1], partial(_past_features, reading, choice, speech, order, inner, state))
    add(choice.actor.group.actors[:1], partial(_self_features, reading, choice, state, kind))
    add((UNNAMED,), partial(_unnamed_features, reading, choice, state, kind))
    if before is not None:
        add((before.holder,), lambda: ["H|kept"])
    where, crossed = _distance(reading, choice, before)
    for holder, seen in options.items():
        seen += _told_features(choice, holder, who, how, state)
        seen += _chain_features(reading, choice, holder, before, (where, crossed, state, kind))
    return list(options), list(options.values())


def _distance(reading: Reading, choice: Choice, before: Held | None) -> tuple[str, str]:
    """How many sentences the statement before is away; in the same one, what stands between."""
    if before is None:
        return "", ""
    index, at = choice.trigger.sentence, choice.trigger.word
    if before.sentence != index:
        return f"back{min(index - before.sentence, 3)}", "-"
    between = reading.sentences[index].words[before.word + 1 : at]
    commas, says = min(sum(w.tag is Tag.COMMA for w in between), 2), any(w.says for w in between)
    return "here", f"{commas}{says}{any(s.first <= before.word <= s.last for s in reading.speeches[index])}"


def _chain_features(
    reading: Reading, choice: Choice, holder: str, before: Held | None, seen: tuple[str, str, str, str]
) -> list[str]:
    """Whether a holder held the statement before too; `seen` is how far away and behind what that one is, and in which
    state and kind of speech the trigger stands."""
    if before is None:
        return [f"H|chain=none|{holder_kind(holder)}"]
    where, crossed, state, kind = seen
    words = reading.sentences[choice.trigger.sentence].words
    base = f"H|chain={holder == before.holder}|{holder_kind(before.holder)}>{holder_kind(holder)}|{where}"
    return [
        base,
        f"{base}|{state}",
        f"{base}|{kind}",
        f"{base}|{crossed}",
        f"{base}|quoted={words[choice.trigger.word].quoted}|{words[0].quoted}",
        f"{base}|{part_of(choice.hit)}",
        f"{base}|{words[0].tag}|{words[0].conj}",
    ]


def _teller_features(choice: Choice, how: str, state: str) -> list[str]:
    return ["H|teller", f"H|teller|{how}", f"H|teller|{state}|{part_of(choice.hit)}"]


def _past_features(
    reading: Reading, choice: Choice, speech: Speech, order: int, inner: Speech | None, state: str
) -> list[str]:
    where = "before" if speech.sentence == choice.trigger.sentence - 1 else "earlier"
    seen = _speaker_features(reading, choice, speech, where, inner)
    return seen + _memory_features(reading, choice, speech, order, state)


def _unnamed_features(reading: Reading, choice: Choice, state: str, kind: str) -> list[str]:
    cues = _cues_near(reading.sentences[choice.trigger.sentence].words, choice.trigger.word)
    return [
        "H|unnamed",
        f"H|unnamed|{cues}",
        f"H|unnamed|{state}|{part_of(choice.hit)}",
        f"H|unnamed|{kind}",
    ]


def _told_features(choice: Choice, holder: str, who: tuple[str, ...], how: str, state: str) -> list[str]:
    """Whether a holder is the one that says the clause, by the tree."""
    told = "none" if not how else "unknown" if not who else "same" if holder in who else "other"
    base = f"H|told={told}|{holder_kind(holder)}"
    part, event = part_of(choice.hit), choice.hit.frame.event
    return [base, f"{base}|{how}", f"{base}|{state}", f"{base}|{part}", f"{base}|{how}|{event}"]


def _teller(reading: Reading, sentence: int, at: int) -> tuple[tuple[str, ...], str]:
    """Who says the clause that a word stands in, by the tree, and how it hangs on the word for saying; empty if nobody
    does."""
    tree, groups = reading.trees[sentence], reading.groups[sentence]
    above = tree.above(at)
    way = ""
    for below, here in pairwise(above):
        label, word = tree.labels[below], tree.words[here]
        way += label if label != way[-1:] else ""
        if word.says and "k" in way:
            return doers(groups, tree, here), f"{word.says[0]}|{way[-2:]}"
    for here in above:
        for other in tree.children[here]:
            if "accord" in tree.words[other].says:
                who = parties(groups, tree, (other, *tree.children[other]))
                return who, f"accord|{tree.labels[other]}"
    return (), ""


def holder_kind(holder: str) -> str:
    """`author`, `unnamed` or `actor`."""
    return holder if holder in (AUTHOR, UNNAMED) else "actor"


STANDINGS = (AUTHOR, UNNAMED, "doer", "other")
"""What a holder can be to a statement."""


def standing_of(holder: str, actors: Collection[str]) -> int:
    """The number in `STANDINGS` of what a holder is to a statement of these actors."""
    if holder in (AUTHOR, UNNAMED):
        return STANDINGS.index(holder)
    return 2 if holder in actors else 3


def _author_features(reading: Reading, choice: Choice, inner: Speech | None, state: str, kind: str) -> list[str]:
    index, at = choice.trigger.sentence, choice.trigger.word
    words, part, ago = reading.sentences[index].words, part_of(choice.hit), _since_speech(reading, index)
    word, control = words[at], reading.controls[index].get(at)
    above = "-" if control is None else control.kind
    return [
        "H|author",
        f"H|author|{kind}",
        f"H|author|{state}|says={bool(word.says)}",
        f"H|author|{state}|quoted={word.quoted}",
        f"H|author|{kind}|{choice.hit.frame.event}",
        f"H|author|{kind}|{part}",
        f"H|author|title={index == 0}",
        f"H|author|{_cues_near(words, at)}",
        f"H|author|{_saying(words, inner)}|{part}",
        f"H|author|up={above}|{state}",
        f"H|author|up={above}|{part}",
        f"H|author|{kind}|ago={ago}",
        f"H|author|ago={ago}|{part}",
        f"H|author|ago={ago}|quoted={word.quoted}",
    ]


def _since_speech(reading: Reading, index: int) -> int:
    """Sentences since somebody spoke, at most four."""
    return next((back for back in range(1, 4) if back <= index and reading.speeches[index - back]), 4)


def _earlier_speeches(reading: Reading, index: int) -> list[Speech]:
    """The last speeches of the last speakers before a sentence, the latest first."""
    found: dict[str, Speech] = {}
    for sentence in range(index - 1, max(-1, index - 1 - MEMORY), -1):
        for speech in reversed(reading.speeches[sentence]):
            if speech.speaker and len(found) < SPEAKERS:
                found.setdefault(speech.speaker[0], speech)
    return list(found.values())


def _memory_features(reading: Reading, choice: Choice, speech: Speech, order: int, state: str) -> list[str]:
    index, at = choice.trigger.sentence, choice.trigger.word
    word = reading.sentences[index].words[at]
    start = reading.sentences[index].words[0]
    back = min(index - speech.sentence, 4)
    turns = sum(s.speaker == speech.speaker for n in range(max(0, index - MEMORY), index) for s in reading.speeches[n])
    closed = reading.sentences[speech.sentence].words[-1].quoted
    part, event = part_of(choice.hit), choice.hit.frame.event
    own = speech.speaker == choice.actor.group.actors
    return [
        f"H|past|{order}|back={back}|{state}",
        f"H|past|{order}|turns={min(turns, 4)}|{state}",
        f"H|past|{order}|back={back}|quoted={word.quoted}|{start.quoted}",
        f"H|past|{order}|open={closed}|back={back}",
        f"H|past|{order}|own={own}|{part}|{state}",
        f"H|past|{order}|own={own}|{event}|{state}",
        f"H|past|{order}|{speech.kind}|{state}",
        f"H|past|{order}|start={start.tag}|{start.conj}",
        f"H|past|first={choice.hit.form.person == '1'}|{order}",
        f"H|past|{order}|{reading.profile(speech.speaker).kind}",
    ]


def _relation(reading: Reading, choice: Choice, speech: Speech) -> str:
    """Whether a speaker is who does what stands above a trigger, and what that is."""
    control = reading.controls[choice.trigger.sentence].get(choice.trigger.word)
    if control is None:
        return "free"
    return f"{control.kind}|{'subject' if control.subject == speech.speaker else 'other'}"


def _control_features(choice: Choice, control: Control, state: str) -> list[str]:
    part = part_of(choice.hit)
    return [
        "H|control",
        f"H|control|{control.kind}|{state}",
        f"H|control|{control.kind}|{control.link}",
        f"H|control|{control.kind}|{part}",
        f"H|control|{control.kind}|{choice.hit.frame.event}",
        f"H|control|own={control.subject == choice.actor.group.actors}|{control.kind}",
    ]


def _self_features(reading: Reading, choice: Choice, state: str, kind: str) -> list[str]:
    part, event = part_of(choice.hit), choice.hit.frame.event
    word = reading.sentences[choice.trigger.sentence].words[choice.trigger.word]
    return [
        "H|self",
        f"H|self|{state}|{part}",
        f"H|self|{event}",
        f"H|self|{event}|{part}",
        f"H|self|says={bool(word.says)}|{part}",
        f"H|self|first={choice.hit.form.person == '1'}",
        f"H|self|{kind}",
        f"H|self|quoted={word.quoted}|{state}",
        f"H|self|lemma={choice.hit.frame.lemma}",
    ]


def _saying(words: list[Word], speech: Speech | None) -> str:
    """The word that brings a speech in, as far as there is one."""
    return words[speech.verb].bare if speech is not None and speech.verb >= 0 else "-"


def _cues_near(words: list[Word], at: int) -> str:
    return "+".join(sorted({value for word in words[max(0, at - 6) : at + 1] for value in claims(word)})[:2])


def _speaker_features(reading: Reading, choice: Choice, speech: Speech, where: str, inner: Speech | None) -> list[str]:
    index, at = choice.trigger.sentence, choice.trigger.word
    words = reading.sentences[index].words
    word = words[at]
    saying = _saying(words, speech) if where == "here" else where
    inside = where == "here" and speech.first <= at <= speech.last
    is_inner = inner is not None and speech.verb == inner.verb and inside
    own = speech.speaker == choice.actor.group.actors
    first_person = choice.hit.form.person == "1"
    base = f"H|{where}|{speech.kind}|inner={is_inner}|inside={inside}"
    steps = path(reading.symbols[index], speech.first, at, 4) if inside else ""
    out = [
        base,
        f"{base}|says={bool(word.says)}",
        f"{base}|quoted={word.quoted}",
        f"{base}|own={own}",
        f"{base}|{choice.hit.frame.event}",
        f"{base}|{part_of(choice.hit)}",
        f"H|{where}|{speech.kind}|end={speech.verb > at}|inside={inside}",
        f"H|{where}|{_relation(reading, choice, speech)}|inside={inside}",
        f"H|{where}|first={first_person}",
        f"H|{speech.kind}|near={min(max(at - speech.first, -1), 12) // 3}",
        f"H|inside={inside}|{steps}",
        f"H|inside={inside}|{saying}|{part_of(choice.hit)}",
        f"H|own={own}|{saying}",
    ]
    if where == "before":
        start = reading.sentences[index].words[0]
        out += [f"H|before|quoted={start.quoted}|{word.quoted}", f"H|before|conj={start.conj}|{start.tag}"]
    if speech.speaker == (UNNAMED,):
        out.append(f"H|{where}|is-unnamed|{speech.kind}")
    return out
