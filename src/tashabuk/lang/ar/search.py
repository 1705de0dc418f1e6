"""The keys under which search finds an Arabic word, and how sure each is.

* `SAME` 1: the word without what is surely attached to it (والاتفاق, للاتفاق, الاتفاق, اتفاق are one);
* `LEXEME` .8: a verb with its inflected forms, verbal nouns, participles and listed plurals, as the lexicon has them
  (يمولون, بتمويلهم, التمويل are one);
* `STEM` .5: what is left when one pronoun and one ending of gender, number or nisba are taken off, three letters at
  least (light stemming: Larkey, Ballesteros & Connell 2007). Names of actors lose no ending: لبنان is no plural of لبن;
* `ATTACHED` .4: outside the lexicon, the stem that is left when a first letter is taken for an attached particle
  (وحدودها: حدود), which in وزارة it is not. This key serves words of texts; nobody asks for a word by it.

Two words match when they share a key, as surely as the less sure of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tashabuk.lang.ar.lexemes import Lexemes
from tashabuk.lang.ar.particles import (
    ARTICLE,
    CONJUNCTIONS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    split_proclitics,
)
from tashabuk.text.chars import TEH_MARBUTA
from tashabuk.text.fold import fold, fold_for_reading
from tashabuk.text.tokens import tokenize

SAME, LEXEME, STEM, ATTACHED = 1.0, 0.8, 0.5, 0.4
SHORTEST = 3
"""Letters that a stem keeps."""
_ENDINGS = (
    ("يات", ("", "يه")),
    ("يين", ("",)),
    ("يون", ("",)),
    ("تين", ("ه", "ت")),
    ("تان", ("ه", "ت")),
    ("ات", ("", "ه")),
    ("ون", ("",)),
    ("ين", ("",)),
    ("ان", ("",)),
    ("ية", ("", "يه")),
    ("وا", ("",)),
    ("ة", ("ه",)),
    ("ي", ("",)),
    ("ا", ("",)),
)
"""Endings of gender, number and nisba, and what may have stood in their place: عملات is of عملة, عملة not of عمل."""


GOD = "الله"
"""A name that begins as if it had an article."""


class SearchKeys:
    """Finds keys; built once a run. `names` are the names of actors."""

    def __init__(self, lexemes: Lexemes, names: Iterable[str]) -> None:
        self._lexemes = lexemes
        words = (tokenize(name) for name in names)
        self._names = {_bare(tokens[0].folded) for tokens in words if len(tokens) == 1}

    def keys(self, word: str) -> dict[str, float]:
        """The keys of a word, folded or not, with how sure each is."""
        folded = fold_for_reading(word)
        bare = _bare(folded)
        found = {fold(bare): SAME}
        if _is_function_word(folded) or not any("\u0621" <= c <= "\u064a" for c in folded):
            return found
        for _, prep, rest in split_proclitics(folded):
            if prep == "ل" and rest.startswith("ل") and len(rest) >= SHORTEST:  # of Lebanon, or of the fingers?
                found |= {fold(rest): SAME, f"~{fold(rest)}": STEM}
        known = self._lexemes.look_up(folded)
        for lexeme, _ in known:
            found[f"={lexeme.lemma}"] = LEXEME
        for stem in self._stems(bare, definite=bare != folded):
            found[f"~{stem}"] = STEM
        if bare == folded and not known:
            for _, _, rest in split_proclitics(folded)[1:]:
                for stem in self._stems(rest, definite=False) if not rest.startswith(ARTICLE) else ():
                    found.setdefault(f"~{stem}", ATTACHED)
        return found

    def _stems(self, bare: str, *, definite: bool) -> Iterator[str]:
        yield fold(bare)
        if bare in self._names:
            return
        yield from _without_ending(bare)
        for pronoun in PRONOUNS if not definite else ():
            if bare.endswith(pronoun) and len(bare) - len(pronoun) >= SHORTEST:
                stem = bare[: -len(pronoun)]
                yield from _without_ending(stem)
                if stem.endswith("ت"):
                    yield from _without_ending(stem[:-1] + TEH_MARBUTA)


def _is_function_word(folded: str) -> bool:
    for form in (folded, folded[1:] if folded[:1] in CONJUNCTIONS else folded):
        if form in FUNCTION_WORDS or form in PREPOSITIONS:
            return True
        if any(form.endswith(p) and form[: -len(p)] in PREPOSITIONS for p in PRONOUNS):
            return True
    return False


def _bare(folded: str) -> str:
    """The word without an article and what stands before the article; only these are surely attached."""
    if _is_function_word(folded):
        return folded
    for _, _, rest in split_proclitics(folded):
        if rest == GOD:
            return rest
        if rest.startswith(ARTICLE) and len(rest) - len(ARTICLE) >= SHORTEST - 1:
            return rest[len(ARTICLE) :]
    return folded


def _without_ending(bare: str) -> tuple[str, ...]:
    """What the word may be without its ending of gender, number or nisba, the longest that leaves enough."""
    for ending, instead in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= SHORTEST:
            return tuple(fold(bare[: -len(ending)] + letters) for letters in instead)
    return (fold(bare),)
