"""Verbal nouns and participles of verbs, and the inflection of nouns and adjectives, in folded spelling."""

from __future__ import annotations

from collections.abc import Iterator

from tashabuk.lang.ar.morphology.forms import Entry, Part, Shape, Voice
from tashabuk.lang.ar.morphology.verbs import Verb, imperfect_stem, passive_imperfect_stem
from tashabuk.text.fold import fold_for_reading


def verbal_nouns(verb: Verb) -> list[str]:
    """The regular verbal nouns of forms II–X and of quadriliterals; form I has none.

    >>> verbal_nouns(Verb("استعاد", ("ع", "و", "د"), "10", ""))
    ['استعادة']
    """
    lemma, form = verb.lemma, verb.form
    make = {
        "2": _second,
        "3": _third,
        "4": _fourth,
        "5": _fifth,
        "6": _fifth,
        "7": _with_alef,
        "8": _with_alef,
        "9": _with_alef,
        "10": _with_alef,
    }.get(form)
    if make is not None:
        return make(verb)
    if form == "q1":
        return [lemma + "ة"]
    return [lemma] if form == "q2" else []


def _second(verb: Verb) -> list[str]:
    lemma = verb.lemma
    if verb.defective:
        return ["ت" + lemma[:-1] + "ية"]
    if verb.final_hamza:
        return ["ت" + lemma[:-1] + "ءة"]
    return ["ت" + lemma[:-1] + "ي" + lemma[-1]]


def _third(verb: Verb) -> list[str]:
    lemma = verb.lemma
    if verb.root[:1] == ("ء",):
        return ["مءا" + lemma[1:] + "ة"]
    if verb.defective:
        return ["م" + lemma[:-1] + "اة", lemma[0] + lemma[2:-1] + "اء"]
    return ["م" + lemma + "ة", lemma[0] + lemma[2:-1] + "ا" + lemma[-1]]


def _fourth(verb: Verb) -> list[str]:
    lemma = verb.lemma
    if verb.hollow:
        return [lemma + "ة"]
    head = "اي" + lemma[2:] if lemma[1:2] == "و" else "اي" + lemma[1:] if verb.root[:1] == ("ء",) else lemma
    return [_alef_before_last(head, verb)]


def _with_alef(verb: Verb) -> list[str]:
    lemma = verb.lemma
    if verb.hollow:
        return [lemma + "ة"] if verb.form == "10" else [lemma[:-2] + "يا" + lemma[-1]]
    head = lemma.replace("استو", "استي", 1) if verb.form == "10" else lemma
    return [_alef_before_last(head, verb)]


def _alef_before_last(head: str, verb: Verb) -> str:
    if verb.defective or (verb.final_hamza and head.endswith("ا")):
        return head[:-1] + "اء"
    if verb.doubled:
        return head + "ا" + head[-1]
    return head[:-1] + "ا" + head[-1]


def _fifth(verb: Verb) -> list[str]:
    lemma = verb.lemma
    if verb.defective:
        return [lemma[:-1] + "ي", lemma[:-1]]
    if verb.final_hamza and lemma.endswith("ا"):
        return [lemma[:-1] + "ء", lemma]
    return [lemma]


def active_participles(verb: Verb) -> list[str]:
    """Masculine singular of the active participle."""
    if verb.form != "1":
        stem = imperfect_stem(verb)
        return ["م" + stem, "م" + stem[:-1]] if verb.defective else ["م" + stem]
    a, b, c = verb.root
    first = "ا" if a == "ء" else a + "ا"
    if verb.hollow:
        return [first + "ء" + c]
    if verb.doubled:
        return [first + b]
    if verb.defective:
        return [first + b + "ي", first + b]
    return [first + ("ء" if b == "ء" else b) + c]


def passive_participles(verb: Verb) -> list[str]:
    """Masculine singular of the passive participle."""
    if verb.form != "1":
        return ["م" + (passive_imperfect_stem(verb) or imperfect_stem(verb))]
    a, b, c = ("ا" if verb.root[0] == "ء" else verb.root[0]), verb.root[1], verb.root[2]
    if verb.hollow:
        return ["م" + a + ("ي" if b == "ي" else "و") + c]
    if verb.defective:
        return ["م" + a + b + c]
    return ["م" + a + b + "و" + c]


def decline(noun: str, part: Part, voice: Voice = Voice.ACTIVE) -> Iterator[tuple[str, str, Shape]]:
    """Forms of a noun or adjective: (without pronoun, before a pronoun, shape)."""
    if noun.endswith("ة"):
        stem = noun[:-1]
        yield noun, stem + "ت", Shape(part, voice, gender="f", number="s")
        yield stem + "ات", stem + "ات", Shape(part, voice, gender="f", number="p")
        yield stem + "تان", stem + "تا", Shape(part, voice, gender="f", number="d")
        yield stem + "تين", stem + "تي", Shape(part, voice, gender="f", number="d")
        return
    yield noun, noun, Shape(part, voice, gender="m", number="s")
    if not noun.endswith(("ا", "اء")):
        yield noun + "ا", noun + "ا", Shape(part, voice, gender="m", number="s")
    yield noun + "ان", noun + "ا", Shape(part, voice, gender="m", number="d")
    yield noun + "ين", noun + "ي", Shape(part, voice, gender="m", number="p")
    yield noun + "ات", noun + "ات", Shape(part, voice, gender="f", number="p")
    if part is not Part.NOUN or noun.endswith("ي"):
        yield noun + "ة", noun + "ت", Shape(part, voice, gender="f", number="s")
        yield noun + "تان", noun + "تا", Shape(part, voice, gender="f", number="d")
        yield noun + "تين", noun + "تي", Shape(part, voice, gender="f", number="d")
        yield noun + "ون", noun + "و", Shape(part, voice, gender="m", number="p")
        yield noun + "و", noun + "و", Shape(part, voice, gender="m", number="p")


def nominal_forms(entry: Entry) -> Iterator[tuple[str, str, Shape]]:
    """Every nominal form of an entry: listed nouns, verbal nouns, participles."""
    for listed in entry.nouns:
        yield from decline(fold_for_reading(listed), Part.NOUN)
    if entry.form in ("n", "a"):
        yield from decline(fold_for_reading(entry.lemma), Part.NOUN if entry.form == "n" else Part.ADJECTIVE)
        return
    verb = Verb.of(entry)
    for noun in verbal_nouns(verb):
        yield from decline(noun, Part.NOUN)
    for noun in active_participles(verb):
        yield from decline(noun, Part.ACTIVE_PARTICIPLE, Voice.ACTIVE)
    for noun in passive_participles(verb):
        yield from decline(noun, Part.PASSIVE_PARTICIPLE, Voice.PASSIVE)
