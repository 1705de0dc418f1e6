"""An annotated sentence: what a language says of each word before anything is decided.

A `LanguagePack` turns tokens into `Word`s; the reader's stages look at words only, never at a language's rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tashabuk.engine.frames import Frame
from tashabuk.model import Certainty


class Tag(StrEnum):
    """The role of a word in its clause; one letter each, so that a stretch of words reads as a path."""

    VERB = "V"
    NOUN = "N"
    NUMBER = "D"
    PREPOSITION = "P"
    CONJUNCTION = "C"
    RELATIVE = "R"
    SUBORDINATOR = "S"
    NEGATION = "G"
    PRONOUN = "O"
    ADVERB = "A"
    COMMA = ","
    STOP = "."
    OPEN_QUOTE = "«"
    CLOSE_QUOTE = "»"
    MARK = "'"
    """A quotation mark around a name or a few words, which are nobody's speech."""


class Part(StrEnum):
    """How a predicate appears."""

    VERB = "verb"
    NOUN = "noun"
    ACTIVE_PARTICIPLE = "active"
    PASSIVE_PARTICIPLE = "passive"
    ADJECTIVE = "adjective"


@dataclass(frozen=True, slots=True)
class Form:
    """The inflected form of a predicate in the text. Unknown features are empty strings."""

    part: Part
    tense: str = ""
    passive: bool = False
    person: str = ""
    gender: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A predicate that a word may be an instance of, with the places its form leaves for actors."""

    frame: Frame
    form: Form


class Word:
    """One word of a sentence. `start` and `end` are offsets in the raw text.

    `conj` and `prep` are the attached conjunction and preposition (folded, empty if none); `bare` is the folded word
    without them; `pronoun` the attached pronoun. `says` holds the kinds of attribution that the word can open
    (`say`, `think`, `accord`, `source`), `cues` the certainty and openness cues that start here. `stems` are the
    spellings under which a phrase's companion may look for it. `gender` (`m`, `f`) and `number` (`s`, `d`, `p`) are
    those that a verb or pronoun agrees with when the word heads a noun phrase; empty where the form does not tell.
    `refers` is what an attached pronoun of the third person agrees with: `ms`, `fs`, `mp`, `fp`, or `d` for two.
    """

    __slots__ = (
        "bare",
        "conj",
        "cues",
        "definite",
        "end",
        "folded",
        "form",
        "gender",
        "hits",
        "index",
        "mention",
        "number",
        "prep",
        "pronoun",
        "quoted",
        "refers",
        "says",
        "start",
        "stems",
        "tag",
    )

    def __init__(
        self,
        index: int,
        start: int,
        end: int,
        folded: str,
        bare: str,
        tag: Tag,
        conj: str = "",
        prep: str = "",
        pronoun: str = "",
        definite: bool = False,
        form: Form | None = None,
        hits: tuple[Hit, ...] = (),
        says: tuple[str, ...] = (),
        cues: tuple[tuple[str, str], ...] = (),
        stems: tuple[str, ...] = (),
        gender: str = "",
        number: str = "",
        refers: str = "",
    ) -> None:
        self.index = index
        self.start = start
        self.end = end
        self.folded = folded
        self.bare = bare
        self.tag = tag
        self.conj = conj
        self.prep = prep
        self.pronoun = pronoun
        self.definite = definite
        self.form = form
        self.hits = hits
        self.says = says
        self.cues = cues
        self.stems = stems
        self.gender = gender
        self.number = number
        self.refers = refers
        self.quoted = False
        self.mention = -1


def claims(word: Word) -> list[str]:
    """The certainties that a word is a cue for; none where it begins a set phrase that claims nothing (غير أن)."""
    found = [value for kind, value in word.cues if kind == "certainty"]
    return [] if Certainty.ASSERTED in found else found


def unmarked(words: list[Word]) -> list[Word]:
    """The words without the marks around names."""
    return [word for word in words if word.tag is not Tag.MARK]


@dataclass(slots=True)
class Sentence:
    """The words of one sentence and its place in the raw text."""

    index: int
    start: int
    end: int
    words: list[Word] = field(default_factory=list)
