"""All forms of all entries in one table, and the peeling of what is attached to them.

A form is looked up after its attached conjunction, future mark, preposition, article and pronoun are peeled off; the
table holds each form as it stands alone and as it stands before a pronoun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tashabuk.lang.ar.morphology.forms import Analysis, Entry, Part, Shape, Tense, Voice
from tashabuk.lang.ar.morphology.nouns import nominal_forms
from tashabuk.lang.ar.morphology.verbs import conjugate

PRONOUNS = ("كما", "هما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك", "ي")
ALONE, LINKED = 1, 2
"""Where a form can stand: by itself, before a pronoun."""
_WHERE, _SHAPE = 2, 10
"""Bits of one reading of a form for where it can stand and for the number of its shape; above them is its entry."""


class Dictionary:
    """Forms of every entry; `analyse` reads a folded word.

    A reading of a form is one whole number, and a form with one reading has no tuple: there are 160,000 readings.
    """

    def __init__(self) -> None:
        self._forms: dict[str, int | tuple[int, ...]] = {}
        self._shapes: list[Shape] = []
        self._numbers: dict[Shape, int] = {}

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> Dictionary:
        """The table of all forms; later entries come after earlier ones wherever both fit."""
        made = cls()
        for entry in entries:
            if entry.form not in ("n", "a"):
                made._add(entry.key, conjugate(entry))
            made._add(entry.key, nominal_forms(entry))
        return made

    def _add(self, key: int, forms: Iterator[tuple[str, str, Shape]]) -> None:
        for alone, linked, shape in forms:
            number = self._numbers.setdefault(shape, len(self._shapes))
            if number == len(self._shapes):
                self._shapes.append(shape)
            one = (key << _SHAPE | number) << _WHERE
            self._put(alone, one | ALONE)
            self._put(linked, one | LINKED)

    def _put(self, form: str, one: int) -> None:
        found = self._forms.get(form)
        if found is None:
            self._forms[form] = one
        elif isinstance(found, int):
            if found != one:
                self._forms[form] = (found, one)
        elif one not in found:
            self._forms[form] = (*found, one)

    def _found(self, form: str, where: int) -> Iterator[tuple[int, Shape]]:
        """The entries and shapes of a form that can stand there."""
        found = self._forms.get(form, ())
        for one in (found,) if isinstance(found, int) else found:
            if one & where:
                rest = one >> _WHERE
                yield rest >> _SHAPE, self._shapes[rest & (1 << _SHAPE) - 1]

    def analyse(self, word: str) -> tuple[Analysis, ...]:
        """Every reading of a folded word, the least peeled first.

        >>> Dictionary.build([]).analyse("كتاب")
        ()
        """
        out: list[Analysis] = []
        for conj in ("", "و", "ف"):
            if conj and (not word.startswith(conj) or len(word) < 3):
                continue
            rest = word[len(conj) :]
            start = (conj,) if conj else ()
            for prefix, form in _verb_prefixes(rest):
                self._read(out, form, (*start, *prefix), verbal=True)
            for prefix, form, definite in _noun_prefixes(rest):
                self._read(out, form, (*start, *prefix), verbal=False, definite=definite)
        return tuple(dict.fromkeys(out)) if out else ()

    def _read(
        self, out: list[Analysis], form: str, prefix: tuple[str, ...], *, verbal: bool, definite: bool = False
    ) -> None:
        """Add to `out` what a form can be behind this prefix."""
        for key, shape in self._found(form, ALONE):
            if _fits(shape, prefix, verbal):
                out.append(_analysis(key, shape, prefix, "", definite))
        if definite or not form.endswith(PRONOUNS):
            return
        for pronoun in PRONOUNS:
            # "Me" is ني behind a verb and ي behind a noun: أمني and تركي are adjectives.
            if form.endswith(pronoun) and len(form) - len(pronoun) > 1 and pronoun != ("ي" if verbal else "ني"):
                for key, shape in self._found(form[: -len(pronoun)], LINKED):
                    if _fits(shape, prefix, verbal) and not (verbal and shape.voice is Voice.PASSIVE):
                        out.append(_analysis(key, shape, prefix, pronoun, definite=True))


def _fits(shape: Shape, prefix: tuple[str, ...], verbal: bool) -> bool:
    if (shape.part is Part.VERB) is not verbal:
        return False
    if "س" in prefix:
        return shape.tense is Tense.IMPERFECT
    if verbal and "ل" in prefix:
        return shape.tense in (Tense.IMPERFECT, Tense.JUSSIVE)
    return True


def _analysis(key: int, shape: Shape, prefix: tuple[str, ...], pronoun: str, definite: bool) -> Analysis:
    tense = Tense.IMPERFECT if shape.tense is Tense.JUSSIVE else shape.tense
    if "س" in prefix and tense is Tense.IMPERFECT:
        tense = Tense.FUTURE
    return Analysis(
        key,
        shape.part,
        shape.voice,
        tense,
        shape.person,
        shape.gender,
        shape.number,
        definite,
        prefix,
        pronoun,
    )


def _verb_prefixes(word: str) -> list[tuple[tuple[str, ...], str]]:
    out: list[tuple[tuple[str, ...], str]] = [((), word)]
    if len(word) > (3 if word[0] == "س" else 4) and word[0] in "سلا" and not word.startswith("ال"):
        out.append((("أ" if word[0] == "ا" else word[0],), word[1:]))
    return out


def _noun_prefixes(word: str) -> list[tuple[tuple[str, ...], str, bool]]:
    out: list[tuple[tuple[str, ...], str, bool]] = [((), word, False)]
    if word.startswith("ال") and len(word) > 3:
        out.append(((), word[2:], True))
    if len(word) > 4 and word.startswith("لل"):
        out.append((("ل",), word[2:], True))
    if len(word) > 3 and word[0] in "بلك":
        out.append(((word[0],), word[1:], False))
        if word[1:3] == "ال" and len(word) > 5:
            out.append(((word[0],), word[3:], True))
    return out
