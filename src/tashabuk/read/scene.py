"""Stage 7b: what there is to see around one sense of one trigger, before its candidates are judged."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from sys import intern

from tashabuk.engine.words import Hit, Part, Tag, Word
from tashabuk.read.bonds import taken_places
from tashabuk.read.candidates import speech_at
from tashabuk.read.state import Control, Group, Reading, Speech, Trigger
from tashabuk.read.subjects import antecedents

VIEWER = "v"
"""The place of whose view a comparison is."""
_VIEW = dict.fromkeys(("topic2", "l-في", "l-ل", "speaker"), (VIEWER,))
_VERB_SLOT = {"b1": ("s", "o"), "b2": ("o",), "topic": ("s",), "rel": ("s",), "b1c": (), "b2c": (), **_VIEW}
_NOUN_SLOT = {"b1": ("g", "s", "o"), "b2": ("o",), "around": ("g",), "topic": ("s",), "rel": ("s",), **_VIEW}
_PARTS = {Part.NOUN: "noun", Part.ACTIVE_PARTICIPLE: "active", Part.PASSIVE_PARTICIPLE: "passpart"}
CARRIER_REACH = 7
"""Words before an event noun within which the light verb that carries it stands."""

JUDGED = "judged"
"""The fit of what a comparison is about, which does not act in it: طالبان in ترى موسكو أن طالبان أهون."""
Fits = Mapping[str, tuple[str, str]]
"""Slot → which of the frame's places it can be, for the actor and for the recipient: its rank and kind, or `no`."""


class Scene:
    """What all candidates of one sense of one trigger share."""

    __slots__ = (
        "able",
        "carrier",
        "control",
        "fits",
        "hit",
        "part",
        "reading",
        "sign",
        "speech",
        "subject",
        "taken",
        "trigger",
        "word",
    )

    def __init__(
        self,
        reading: Reading,
        trigger: Trigger,
        hit: Hit,
        word: Word,
        part: str,
        sign: str,
        fits: Fits,
        carrier: str,
        speech: Speech | None,
        subject: Group | None,
        able: list[tuple[str, ...]],
        control: Control | None,
        taken: str,
    ) -> None:
        self.reading = reading
        self.trigger = trigger
        self.hit = hit
        self.word = word
        self.part = part
        self.sign = sign
        self.fits = fits
        self.carrier = carrier
        self.speech = speech
        self.subject = subject
        self.able = able
        self.control = control
        self.taken = taken


def scene_of(reading: Reading, trigger: Trigger, hit: Hit) -> Scene:
    """Look around a trigger once, before its candidates are judged."""
    words = reading.sentences[trigger.sentence].words
    word, part, frame = words[trigger.word], part_of(hit), hit.frame
    subjects = reading.subjects[trigger.sentence]
    if part in ("verb", "passive"):
        subject = subjects.get(trigger.word)
    else:
        before = [index for index in subjects if index < trigger.word]
        subject = subjects[max(before)] if before else None
    return Scene(
        reading,
        trigger,
        hit,
        word,
        part,
        "+" if frame.sign > 0 else "-" if frame.sign < 0 else "0",
        fits_of(hit.form.part is Part.VERB, frame.actor, frame.recipient),
        _carrier(words, trigger.word) if part != "verb" else "",
        speech_at(reading, trigger.sentence, trigger.word),
        subject,
        [g.actors for g in antecedents(reading, trigger.sentence, trigger.word)] if word.pronoun else [],
        reading.controls[trigger.sentence].get(trigger.word),
        taken_places(reading, trigger),
    )


def part_of(hit: Hit) -> str:
    """The part of speech as far as arguments care."""
    form = hit.form
    if form.part is Part.VERB:
        return "passive" if form.passive else "verb"
    return _PARTS.get(form.part, "adj")


def _carrier(words: list[Word], at: int) -> str:
    """The light verb that carries an event noun: شن in `شن الطيران غارات`."""
    for word in reversed(words[max(0, at - CARRIER_REACH) : at]):
        for kind, value in word.cues:
            if kind == "carrier":
                return value
        if word.tag in (Tag.STOP, Tag.SUBORDINATOR, Tag.RELATIVE):
            break
    return ""


class _Fits(dict[str, tuple[str, str]]):
    """The `Fits` of all frames with the same places, each slot worked out when it is first asked for."""

    def __init__(self, verb: bool, actor: tuple[str, ...], recipient: tuple[str, ...]) -> None:
        self._table = _VERB_SLOT if verb else _NOUN_SLOT
        self._places = actor, recipient

    def __missing__(self, slot: str) -> tuple[str, str]:
        actor, recipient = self._places
        found = self[slot] = self._fit(slot, actor), self._fit(slot, recipient)
        return found

    def _fit(self, slot: str, places: tuple[str, ...]) -> str:
        options = self._table.get(slot, (slot,))
        for rank, place in enumerate(places):
            if place in options:
                return intern(f"{min(rank, 2)}{place if place in 'sog' else 'p'}")
        return JUDGED if VIEWER in places and "s" in options else "no"


@lru_cache(maxsize=1 << 12)
def fits_of(verb: bool, actor: tuple[str, ...], recipient: tuple[str, ...]) -> Fits:
    """What each slot can be beside a verb, or beside a noun, whose frame has these places."""
    return _Fits(verb, actor, recipient)
