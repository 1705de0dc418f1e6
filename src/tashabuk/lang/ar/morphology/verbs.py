"""Conjugation of unvocalised verbs in folded spelling, from the lemma, the root and the form.

The lemma (perfect, 3rd person masculine singular) already shows assimilation and hamza spelling, so stems are made from
it; the root only says which radicals are weak or doubled. Categories of a stem: `perfect` before a vowel or nothing,
`perfect_c` before a consonant, `imperfect`, `jussive`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tashabuk.lang.ar.morphology.forms import Entry, Part, Shape, Tense, Voice
from tashabuk.text.fold import fold_for_reading

WEAK = frozenset("وي")
ALEF_MAKSURA = "\N{ARABIC LETTER ALEF MAKSURA}"
_DROPS_ALEF = frozenset({"4", "7", "8", "9", "10", "q4"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb's classes: its folded lemma, folded radicals, form (1–10, q1…), and vowel of the imperfect (form I)."""

    lemma: str
    root: tuple[str, ...]
    form: str
    vowel: str
    ends_in_maksura: bool = False

    @classmethod
    def of(cls, entry: Entry) -> Verb:
        """Read an entry's root and form."""
        root = tuple("ء" if r in "ءأإؤئ" else r for r in entry.root.split())
        form, vowel = (
            (entry.form[0], entry.form[1:]) if entry.form[:1] == "1" and entry.form != "10" else (entry.form, "")
        )
        return cls(fold_for_reading(entry.lemma), root, form, vowel, entry.lemma.endswith(ALEF_MAKSURA))

    @property
    def hollow(self) -> bool:
        """Middle radical weak and gone from the lemma (قال، استعاد)."""
        return (
            len(self.root) == 3
            and self.root[1] in WEAK
            and self.form in ("1", "4", "7", "8", "10")
            and not self.defective
            and self.lemma[-2:-1] == "ا"
        )

    @property
    def defective(self) -> bool:
        """Last radical weak (رمى، دعا، لقي)."""
        return bool(self.root) and self.root[-1] in WEAK and self.lemma[-1] in "ياو" and len(self.lemma) > 2

    @property
    def doubled(self) -> bool:
        """Second and third radical alike and written once (شن، احتل)."""
        return (
            len(self.root) == 3
            and self.root[1] == self.root[2]
            and self.form in ("1", "3", "4", "6", "7", "8", "10")
            and self.lemma[-2:] != self.root[1] * 2
        )

    @property
    def final_hamza(self) -> bool:
        """Last radical hamza (بدأ، لجأ)."""
        return bool(self.root) and self.root[-1] == "ء"


def imperfect_stem(verb: Verb) -> str:
    """What follows the prefix in the imperfect, active, before nothing or a vowel.

    >>> imperfect_stem(Verb("استعاد", ("ع", "و", "د"), "10", ""))
    'ستعيد'
    """
    lemma, root, form = verb.lemma, verb.root, verb.form
    stem = lemma[1:] if form in _DROPS_ALEF and lemma[:1] == "ا" else lemma
    if form in ("2", "3") and root[:1] == ("ء",) and lemma[:1] == "ا":
        stem = "ء" + ("ا" + lemma[1:] if form == "3" else lemma[1:])
    if form == "4" and root[:1] == ("ء",):
        stem = "ء" + lemma[1:]
    if form == "1" and root[:1] == ("و",) and len(lemma) == 3:
        stem = lemma[1:]
    if verb.hollow:
        middle = {"u": "و", "i": "ي", "a": "ا"}.get(verb.vowel, "ي" if form in ("4", "10") else "ا")
        stem = stem[:-2] + middle + stem[-1]
    if verb.defective:
        stem = stem[:-1] + ("و" if form == "1" and verb.vowel == "u" else "ي")
    elif verb.final_hamza and form in ("2", "3", "4", "7", "8", "10") and stem.endswith("ا"):
        stem = stem[:-1] + "ء"
    return stem


def passive_imperfect_stem(verb: Verb) -> str:
    """The same in the passive where its spelling differs, else empty."""
    stem = imperfect_stem(verb)
    if verb.hollow and stem[-2] != "ا":
        return stem[:-2] + "ا" + stem[-1]
    if verb.form == "1" and verb.root[:1] == ("و",) and len(verb.lemma) == 3:
        return verb.lemma if not verb.defective else verb.lemma[:-1] + "ي"
    if verb.defective and verb.form == "1" and verb.vowel == "u":
        return stem[:-1] + "ي"
    return ""


def _perfect(verb: Verb) -> Iterator[tuple[str, str, int, str, str]]:
    """Forms of the perfect: (bare form, form before a pronoun, person, gender, number)."""
    lemma = verb.lemma
    if verb.defective:
        short = lemma[:-1]
        keeps = verb.form == "1" and lemma.endswith("ي") and not verb.ends_in_maksura
        yield lemma, (lemma if keeps else short + "ا"), 3, "m", "s"
        yield (lemma + "ت" if keeps else short + "ت"), (lemma + "ت" if keeps else short + "ت"), 3, "f", "s"
        yield short + "وا", short + "و", 3, "m", "p"
        long = short + ("و" if lemma.endswith("ا") and verb.root[-1] == "و" else "ي")
        yield long + "ا", long + "ا", 3, "m", "d"
        consonant = long
    else:
        variants = [lemma]
        if verb.final_hamza and lemma.endswith("ا"):
            variants.append(lemma[:-1] + "ء")
        for v in variants:
            yield v, v, 3, "m", "s"
            yield v + "ت", v + "ت", 3, "f", "s"
            yield v + "تا", v + "تا", 3, "f", "d"
            yield v + "وا", v + "و", 3, "m", "p"
            if not verb.final_hamza:
                yield v + "ا", v + "ا", 3, "m", "d"
        if verb.hollow:
            consonant = lemma[:-2] + lemma[-1]
        elif verb.doubled:
            consonant = lemma + lemma[-1]
        else:
            consonant = lemma
    yield consonant + "ت", consonant + "ت", 1, "", "s"
    yield consonant + "نا", consonant + "نا", 1, "", "p"
    yield consonant + "تم", consonant + "تمو", 2, "m", "p"


_PREFIXES = (("ي", 3, "m"), ("ت", 3, "f"), ("ن", 1, ""), ("ا", 1, ""))


def _jussive(stem: str, verb: Verb) -> Iterator[tuple[str, str, int, str, str]]:
    """The forms that are shorter than those of `_imperfect`: لم يقل, لم يرم."""
    jussive = stem[:-1] if verb.defective else stem[:-2] + stem[-1] if verb.hollow else stem
    if jussive != stem and len(jussive) > 1:
        for prefix, person, gender in _PREFIXES:
            yield prefix + jussive, prefix + jussive, person, gender, "p" if prefix == "ن" else "s"


def _imperfect(stem: str, verb: Verb) -> Iterator[tuple[str, str, int, str, str]]:
    short = stem[:-1] if verb.defective else stem
    for prefix, person, gender in _PREFIXES:
        number = "p" if prefix == "ن" else "s"
        linked = short + "ا" if verb.defective and verb.form == "1" and verb.vowel == "a" else stem
        yield prefix + stem, prefix + linked, person, gender, number
        if prefix in "يت":
            plural = gender if prefix == "ي" else "f"
            bases = [short]
            if verb.final_hamza and short.endswith("ا"):
                bases.append(short[:-1] + "ء")
            for base in bases:
                yield prefix + base + "ون", prefix + base + "ون", 3, "m", "p"
                yield prefix + base + "وا", prefix + base + "و", 3, "m", "p"
                yield prefix + base + "ان", prefix + base + "ان", 3, plural, "d"
                if not verb.defective:
                    yield prefix + base + "ا", prefix + base + "ا", 3, plural, "d"
            if verb.defective:
                yield prefix + stem + "ان", prefix + stem + "ان", 3, plural, "d"


def conjugate(entry: Entry) -> Iterator[tuple[str, str, Shape]]:
    """Every form of a verb: (without pronoun, before a pronoun, shape)."""
    verb = Verb.of(entry)
    for bare, linked, person, gender, number in _perfect(verb):
        yield bare, linked, Shape(Part.VERB, Voice.EITHER, Tense.PERFECT, person, gender or None, number)
    if verb.hollow and verb.lemma[-2] == "ا":
        passive = verb.lemma[:-2] + "ي" + verb.lemma[-1]
        for suffix, gender, number in (("", "m", "s"), ("ت", "f", "s"), ("وا", "m", "p")):
            yield (
                passive + suffix,
                passive + suffix,
                Shape(Part.VERB, Voice.PASSIVE, Tense.PERFECT, 3, gender, number),
            )
    if verb.form == "3" or verb.form == "6":
        at = verb.lemma.find("ا", 0 if verb.form == "3" else 1)
        if at > 0:
            passive = verb.lemma[:at] + "و" + verb.lemma[at + 1 :]
            for suffix, gender, number in (("", "m", "s"), ("ت", "f", "s"), ("وا", "m", "p")):
                yield (
                    passive + suffix,
                    passive + suffix,
                    Shape(Part.VERB, Voice.PASSIVE, Tense.PERFECT, 3, gender, number),
                )
    for stem, voice in ((imperfect_stem(verb), Voice.EITHER), (passive_imperfect_stem(verb), Voice.PASSIVE)):
        if stem:
            active = Voice.ACTIVE if voice is Voice.EITHER and passive_imperfect_stem(verb) else voice
            for tense, forms in ((Tense.IMPERFECT, _imperfect), (Tense.JUSSIVE, _jussive)):
                for bare, linked, person, gender, number in forms(stem, verb):
                    yield bare, linked, Shape(Part.VERB, active, tense, person, gender or None, number)
