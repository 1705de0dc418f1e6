"""From tokens to annotated words: tags, predicates in their forms, attached particles, and cues.

What a folded word form can be is worked out once and kept (`_Lexical`); a sentence then only adds what depends on the
neighbours: whether an ambiguous form is a verb or a noun here, and cues of several words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, pairwise

from tashabuk.engine.words import Form, Hit, Part, Tag, Word
from tashabuk.lang.ar import morphology
from tashabuk.lang.ar.lexemes import Lexeme, Lexemes
from tashabuk.lang.ar.particles import (
    ARTICLE,
    COMPOUND_PREPOSITIONS,
    EMPTY_VERBS,
    FUNCTION_WORDS,
    PLURALS_OF_PEOPLE,
    PLURALS_OF_THINGS,
    PREPOSITIONS,
    PRONOUNS,
    PUNCTUATION,
    STRAIGHT_QUOTES,
    SUBJECT_PRONOUNS,
    THIRD_PERSON,
    WITH_HEH,
    WITH_WAW,
    split_proclitics,
)
from tashabuk.lang.ar.tables import table
from tashabuk.text.fold import fold_for_reading
from tashabuk.text.tokens import pieces, tokenize

_PARTS = {
    morphology.Part.VERB: Part.VERB,
    morphology.Part.NOUN: Part.NOUN,
    morphology.Part.ACTIVE_PARTICIPLE: Part.ACTIVE_PARTICIPLE,
    morphology.Part.PASSIVE_PARTICIPLE: Part.PASSIVE_PARTICIPLE,
    morphology.Part.ADJECTIVE: Part.ADJECTIVE,
}
_IMPERFECT = re.compile(r"(?:س?[يتن]|سا)[\u0621-\u064a]{3,}$")
_NOT_IMPERFECT = re.compile(r".*(?:ات|ية|ين|ة)$")
_BEFORE_VERB = frozenset({"ان", "لن", "لم", "قد", "سوف", "كي", "لكي", "لا"})
_NUMBER = re.compile(r"\d")
KEPT = 30_000
"""Word forms whose analysis is kept; beyond that the table starts anew, so that memory stays bounded."""
_CUE_TABLES = (("certainty", "cues/certainty.tsv"), ("openness", "cues/openness.tsv"), ("plan", "cues/plans.tsv"))


@dataclass(slots=True)
class _Lexical:
    """What a folded form can be on its own; `verbal` and `nominal` are the hits under either reading. The last four
    follow from the others."""

    bare: str
    tag: Tag
    conj: str = ""
    prep: str = ""
    pronoun: str = ""
    definite: bool = False
    verbal: tuple[Hit, ...] = ()
    nominal: tuple[Hit, ...] = ()
    verb_form: Form | None = None
    says: tuple[str, ...] = ()
    cues: tuple[tuple[str, str], ...] = ()
    stems: tuple[str, ...] = ()
    agreement: tuple[str, str] = ("", "")
    hits: tuple[Hit, ...] = ()
    refers: str = ""
    folded: str = ""


@dataclass(frozen=True, slots=True)
class _Cue:
    """A fixed phrase behind its first word, and the tense that the verb after it must have."""

    rest: tuple[str, ...]
    kind: str
    value: str
    needs: str


_IMPERFECT_MOODS = frozenset({"imperfect", "subjunctive", "jussive"})
_IMPERFECT_STARTS = frozenset("يتنا")


def _holds(cue: _Cue, words: list[Word], at: int) -> bool:
    if not cue.needs:
        return True
    after = words[at] if at < len(words) else None
    if after is None or after.tag is not Tag.VERB:
        return False
    if after.form is None:  # verbs such as يكون are function words, and have no forms
        return cue.needs in _IMPERFECT_MOODS and after.bare[:1] in _IMPERFECT_STARTS
    return after.form.tense == ("imperfect" if cue.needs in _IMPERFECT_MOODS else cue.needs)


class Annotator:
    """Turns text into words. Built once a run."""

    def __init__(self, lexemes: Lexemes) -> None:
        self._lexemes = lexemes
        self._known: dict[str, _Lexical] = {}  # by the word as it is written
        self._folded: dict[str, _Lexical] = {}
        self._cue_starts: dict[str, dict[str, list[tuple[int, _Cue]]]] = {}
        numbers = count()
        for kind, name in _CUE_TABLES:
            for row in table(name):
                words = tuple(t.folded for t in tokenize(row.cells["phrase"]))
                needs = row.cells.get("needs", "")
                if words and needs != "attached":
                    cue = _Cue(words[1:], kind, row.cells["value"], needs)
                    by_next = self._cue_starts.setdefault(words[0], {})
                    by_next.setdefault(words[1] if cue.rest else "", []).append((next(numbers), cue))

    def annotate(self, text: str, start: int, end: int) -> list[Word]:
        """The words of `text[start:end]`."""
        words: list[Word] = []
        before = ""
        for first, last, raw in pieces(text, start, end):
            lexical = self._known.get(raw)
            if lexical is None:
                lexical = self._lexical(raw)
            word = _in_context(len(words), first, last, lexical, before, words[-1] if words else None)
            words.append(word)
            before = word.bare if word.tag is not Tag.NOUN else ""
        _pair_straight_quotes(words)
        _mark_short_quotes(words)
        _join_prepositions(words)
        self._find_cues(words)
        return words

    def _lexical(self, raw: str) -> _Lexical:
        folded = fold_for_reading(raw)
        # Folding makes هنأ, congratulated, of هنا, here: no function word ends in a hamza.
        key = raw if raw.endswith("أ") else folded
        found = self._folded.get(key)
        if found is None:
            found = self._learn(key, folded)
        if len(self._known) >= KEPT:
            self._known.clear()
        self._known[raw] = found
        return found

    def _learn(self, key: str, folded: str) -> _Lexical:
        found = self._analyse(folded, key == folded)
        found.folded = folded
        if found.tag is Tag.NOUN:
            found.agreement = agreement_of(_noun_stem(found))
        elif not found.stems:
            found.stems = (found.bare,)
        found.hits = found.verbal + found.nominal
        found.refers = THIRD_PERSON.get(found.pronoun, "")
        if len(self._folded) >= KEPT:
            self._folded.clear()
        self._folded[key] = found
        return found

    def _analyse(self, folded: str, may_be_function: bool) -> _Lexical:
        if not folded:
            return _Lexical("", Tag.ADVERB)
        if folded in PUNCTUATION:
            return _Lexical(folded, PUNCTUATION[folded])
        if folded in STRAIGHT_QUOTES:
            return _Lexical(folded, Tag.OPEN_QUOTE)
        if _NUMBER.match(folded):
            return _Lexical(folded, Tag.NUMBER)
        function = _function_word(folded) if may_be_function else None
        fixed = self._fixed(folded)
        known = self._lexemes.look_up(folded)
        whole = any(not analysis.proclitics for _, analysis in known)
        if function is not None and (function.tag is Tag.PRONOUN or not (function.conj and whole)):
            out = _with_says(function, fixed)
            if function.tag is Tag.VERB and function.bare not in EMPTY_VERBS:
                out.verbal = _known(folded, known, fixed).verbal if known else ()
            return out
        if not known:
            return _with_says(_unknown(folded), fixed)
        return _known(folded, known, fixed)

    def _fixed(self, folded: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        says: list[str] = []
        cues: list[tuple[str, str]] = []
        for _, _, rest in split_proclitics(folded):
            for form in (rest, rest.removeprefix(ARTICLE)):
                lexeme = self._lexemes.fixed.get(form)
                if lexeme is not None:
                    says += lexeme.says
                    cues += lexeme.cues
        return tuple(dict.fromkeys(says)), tuple(dict.fromkeys(cues))

    def _find_cues(self, words: list[Word]) -> None:
        starts = self._cue_starts
        for word in words:
            if word.folded not in starts and word.bare not in starts and not word.conj:
                continue
            after = words[word.index + 1].folded if word.index + 1 < len(words) else ""
            for key in dict.fromkeys((word.folded, word.bare, word.folded[1:] if word.conj else word.folded)):
                by_next = starts.get(key)
                if by_next is None:
                    continue
                for _, cue in sorted((*by_next.get("", ()), *(by_next.get(after, ()) if after else ()))):
                    stop = word.index + 1 + len(cue.rest)
                    if tuple([w.folded for w in words[word.index + 1 : stop]]) == cue.rest and _holds(cue, words, stop):
                        word.cues = (*word.cues, (cue.kind, cue.value))


def _in_context(index: int, start: int, end: int, lexical: _Lexical, before: str, last: Word | None) -> Word:
    """Decide between verb and noun by the word before: أعلن رفع الحظر, announced the lifting, not announced, lifted."""
    tag, hits, form = lexical.tag, lexical.hits, lexical.verb_form
    if lexical.verbal and lexical.nominal:
        if before in PREPOSITIONS or (not lexical.conj and last is not None and _takes_noun(last)):
            tag, hits, form = Tag.NOUN, lexical.nominal, None
        elif before in _BEFORE_VERB:
            tag, hits = Tag.VERB, lexical.verbal
    elif tag is Tag.VERB and before in PREPOSITIONS and before not in ("بعد", "قبل", "منذ"):
        tag, form = (Tag.NOUN, None) if not lexical.verbal else (tag, form)
    gender, number = lexical.agreement
    return Word(
        index,
        start,
        end,
        lexical.folded,
        lexical.bare,
        tag,
        lexical.conj,
        lexical.prep,
        lexical.pronoun,
        lexical.definite,
        form,
        hits,
        lexical.says,
        lexical.cues,
        lexical.stems,
        gender,
        number,
        lexical.refers,
    )


def _takes_noun(word: Word) -> bool:
    """Whether what follows a word is hardly a verb: a verb with a meaning of its own."""
    return word.tag is Tag.VERB and word.bare not in FUNCTION_WORDS


def _join_prepositions(words: list[Word]) -> None:
    """Make one preposition of two words: على يد and من جانب mark the doer as من قبل does, من أيدي who loses."""
    for before, word in pairwise(words):
        place = COMPOUND_PREPOSITIONS.get((before.bare if before.tag is Tag.PREPOSITION else before.prep, word.bare))
        if place is None and word.prep:
            place = COMPOUND_PREPOSITIONS.get((word.prep, word.bare))
        if place is not None:
            word.tag, word.bare, word.prep, word.hits, word.form = Tag.PREPOSITION, place, "", (), None


def _pair_straight_quotes(words: list[Word]) -> None:
    """Straight quotation marks open and close in turn."""
    opened = False
    for word in words:
        if word.folded in STRAIGHT_QUOTES:
            word.tag = Tag.CLOSE_QUOTE if opened else Tag.OPEN_QUOTE
            opened = not opened


SHORT_QUOTE = 4
"""Words between quotation marks that are a name or a manner of speaking, not somebody's words: «داعش», «حرب باردة»."""


def _mark_short_quotes(words: list[Word]) -> None:
    """Tell marks around a few words from those of speech."""
    opened: Word | None = None
    for word in words:
        if word.tag is Tag.OPEN_QUOTE:
            opened = word
        elif word.tag is Tag.CLOSE_QUOTE:
            if opened is not None and word.index - opened.index <= SHORT_QUOTE + 1 and _is_loose(words, opened, word):
                opened.tag = word.tag = Tag.MARK
            opened = None


def _is_loose(words: list[Word], opened: Word, closed: Word) -> bool:
    """Whether nothing between or before the marks makes a sentence of the words; one alone that may be a verb is a name
    («فتح»), unless somebody says it (قال «سنقاتل»)."""
    before = words[opened.index - 1] if opened.index else None
    if before is not None and before.folded == ":":
        return False
    if closed.index - opened.index == 2 and not (before is not None and before.says):
        return words[opened.index + 1].tag is not Tag.STOP
    return not any(w.tag in (Tag.VERB, Tag.STOP) for w in words[opened.index + 1 : closed.index])


def _noun_stem(lexical: _Lexical) -> str:
    """The noun without article, attached particles and pronoun."""
    stem = lexical.bare
    if lexical.prep and not stem.startswith(ARTICLE):
        stem = stem[len(lexical.prep) :] if stem.startswith(lexical.prep) else stem
    stem = stem.removeprefix(ARTICLE)
    pronoun = lexical.pronoun
    if pronoun and stem.endswith(pronoun):
        stem = stem[: -len(pronoun)]
        stem = stem[:-1] + "ة" if stem.endswith("ت") and not stem.endswith("ات") else stem
    return stem


def agreement_of(noun: str) -> tuple[str, str]:
    """Gender and number that verbs and pronouns take for a noun: things in the plural count as feminine singular.

    >>> agreement_of("حكومة"), agreement_of("فصاءل"), agreement_of("مسلحين"), agreement_of("جيش")
    (('f', 's'), ('f', 's'), ('m', 'p'), ('m', 's'))
    """
    if noun in PLURALS_OF_THINGS:
        return "f", "s"
    if noun in PLURALS_OF_PEOPLE:
        return "m", "p"
    if noun.endswith(("ة", "ات", "اء")):
        return "f", "s"
    if noun.endswith(("ون", "ين")) and len(noun) > 4:
        return "m", "p"
    return "m", "s"


def _function_word(folded: str) -> _Lexical | None:
    for conj, form in (("", folded), (folded[:1] if folded[0] in "وف" else "", folded[1:])):
        if not form or (form != folded and not conj):
            continue
        if form in PREPOSITIONS:
            return _Lexical(PREPOSITIONS[form], Tag.PREPOSITION, conj)
        if form in FUNCTION_WORDS:
            return _Lexical(form, FUNCTION_WORDS[form], conj, pronoun=SUBJECT_PRONOUNS.get(form, ""))
        for pronoun in PRONOUNS:
            stem = form[: -len(pronoun)] if form.endswith(pronoun) else ""
            if pronoun in ("ي", "ني") and len(stem) > 1:
                continue  # داخلي and خلفي are adjectives, معنى a noun
            if stem in PREPOSITIONS and len(form) < 8:
                return _Lexical(PREPOSITIONS[stem], Tag.PREPOSITION, conj, pronoun=pronoun)
            if stem in ("ل", "ب"):
                return _Lexical(stem, Tag.PREPOSITION, conj, pronoun=pronoun)
            if stem in ("ان", "لان", "بان", "لكن", "كان"):
                return _Lexical(stem, Tag.SUBORDINATOR, conj, pronoun=pronoun)
    return None


def _unknown(folded: str) -> _Lexical:
    """A word outside the lexicon: peel what is surely attached, guess verb or noun."""
    conj, prep, rest = "", "", folded
    for conj_, prep_, rest_ in split_proclitics(folded):
        if rest_.startswith(ARTICLE) and len(rest_) > 4:
            conj, prep, rest = conj_, prep_, rest_
            break
    definite = rest.startswith(ARTICLE) and len(rest) > 4
    if not definite and len(folded) > 3 and folded[0] == "و" and folded not in WITH_WAW:
        conj, rest = "و", folded[1:]
    tag = Tag.NOUN
    form = None
    if not definite and _IMPERFECT.match(rest) and not _NOT_IMPERFECT.match(rest):
        tag, form = Tag.VERB, Form(Part.VERB, "imperfect")
    elif not definite and rest.endswith("وا") and len(rest) > 4:
        tag, form = Tag.VERB, Form(Part.VERB, "perfect", person="3", gender="m", number="p")
    pronoun = _owner_of(rest) if tag is Tag.NOUN and not definite else ""
    return _Lexical(rest, tag, conj, prep, pronoun, definite, verb_form=form, stems=stems(folded))


def _owner_of(noun: str) -> str:
    """The pronoun of the third person on an unknown noun: رجاله, سفيرها."""
    if noun in WITH_HEH or noun.endswith("الله"):
        return ""
    return next((p for p in ("هما", "ها", "هم", "ه") if noun.endswith(p) and len(noun) - len(p) > 2), "")


def _with_says(lexical: _Lexical, fixed: tuple[tuple[str, ...], tuple[tuple[str, str], ...]]) -> _Lexical:
    says, cues = fixed
    if not says:
        return lexical
    return _Lexical(
        lexical.bare,
        lexical.tag,
        lexical.conj,
        lexical.prep,
        lexical.pronoun,
        lexical.definite,
        says=says,
        cues=cues,
        stems=lexical.stems,
    )


def _known(
    folded: str,
    known: list[tuple[Lexeme, morphology.Analysis]],
    fixed: tuple[tuple[str, ...], tuple[tuple[str, str], ...]],
) -> _Lexical:
    verbal: dict[tuple[str, Part, bool], Hit] = {}
    nominal: dict[tuple[str, Part, bool], Hit] = {}
    says, cues = list(fixed[0]), list(fixed[1])
    verb_form: Form | None = None
    verb: morphology.Analysis | None = None
    noun: morphology.Analysis | None = None
    for lexeme, analysis in known:
        form = _form(*analysis[1:7])
        is_verb = form.part is Part.VERB
        if is_verb:
            verb, verb_form = verb or analysis, verb_form or form
        else:
            noun = noun or analysis
        target = verbal if is_verb else nominal
        for frame in lexeme.frames:
            sense = frame.id, form.part, form.passive
            if sense not in target:
                target[sense] = Hit(frame, form)
        if is_verb or lexeme.says == ["source"]:
            says += lexeme.says
        cues += lexeme.cues
    first = verb or noun
    assert first is not None
    conj = next((p for p in first.proclitics if p in "وف"), "")
    prep = next((PREPOSITIONS.get(p, "مثل" if p == "ك" else p) for p in first.proclitics if p in ("ب", "ل", "ك")), "")
    rest = folded[len(conj) :]
    return _Lexical(
        rest,
        Tag.VERB if verb is not None else Tag.NOUN,
        conj,
        prep,
        first.enclitic,
        first.definite,
        tuple(verbal.values()),
        tuple(nominal.values()),
        verb_form,
        tuple(dict.fromkeys(says)),
        tuple(dict.fromkeys(cues)),
        stems(folded),
    )


@lru_cache(maxsize=1 << 12)
def _form(
    part: morphology.Part,
    voice: morphology.Voice,
    tense: morphology.Tense | None,
    person: int | None,
    gender: str | None,
    number: str | None,
) -> Form:
    """The form of an analysis: few, and shared by all words."""
    return Form(
        _PARTS[part],
        str(tense.value) if tense is not None else "",
        voice is morphology.Voice.PASSIVE,
        str(person or ""),
        gender or "",
        number or "",
    )


def stems(folded: str) -> tuple[str, ...]:
    """The spellings under which a phrase's companion may look for a word: without article, particles, pronoun.

    >>> "علاقة" in stems("وعلاقتهم"), "التماس" in stems("بالتماس")
    (True, True)
    """
    out: dict[str, None] = {}
    for _, _, rest in split_proclitics(folded):
        out[rest] = None
        bare = rest.removeprefix(ARTICLE)
        out[bare] = None
        if bare.endswith("ا") and len(bare) > 3:
            out[bare[:-1]] = None
        for pronoun in PRONOUNS:
            if bare.endswith(pronoun) and len(bare) - len(pronoun) > 1:
                stem = bare[: -len(pronoun)]
                out[stem] = None
                if stem.endswith("ت"):
                    out[stem[:-1] + "ة"] = None
    return tuple(out)
