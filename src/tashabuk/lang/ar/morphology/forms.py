"""What an analysis of a word says."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Part(StrEnum):
    """Part of speech of an inflected form."""

    VERB = "verb"
    NOUN = "noun"
    ACTIVE_PARTICIPLE = "active participle"
    PASSIVE_PARTICIPLE = "passive participle"
    ADJECTIVE = "adjective"


class Voice(StrEnum):
    """Voice, as far as unvocalised spelling shows it."""

    ACTIVE = "active"
    PASSIVE = "passive"
    EITHER = "either"


class Tense(StrEnum):
    """Tense or mood."""

    PERFECT = "perfect"
    IMPERFECT = "imperfect"
    FUTURE = "future"
    JUSSIVE = "jussive"
    """Only in the tables of forms: what is read is imperfect, never future (سابق is no future of أبقى)."""


class Entry(NamedTuple):
    """A lexicon entry: `form` as in the lexicon's README; `nouns` are its listed nouns and plurals."""

    key: int
    lemma: str
    root: str
    form: str
    nouns: tuple[str, ...] = ()


class Shape(NamedTuple):
    """The inflection of a form, without what is attached to it."""

    part: Part
    voice: Voice = Voice.ACTIVE
    tense: Tense | None = None
    person: int | None = None
    gender: str | None = None
    number: str | None = None


class Analysis(NamedTuple):
    """One reading of a word. `proclitics` are attached particles in order; `enclitic` is the attached pronoun."""

    entry: int
    part: Part
    voice: Voice
    tense: Tense | None
    person: int | None
    gender: str | None
    number: str | None
    definite: bool
    proclitics: tuple[str, ...]
    enclitic: str
