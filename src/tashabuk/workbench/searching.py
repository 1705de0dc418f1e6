"""Use case: search the documents and statements of a store by words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.engine.pack import LanguagePack
from tashabuk.errors import UsageError
from tashabuk.lang.packs import PACKS, load_pack, pack_version
from tashabuk.model import Document, Span
from tashabuk.store import Store, Stored
from tashabuk.store.search import Hit, Place, Search, SearchIndex, Term, searching
from tashabuk.text.fold import fold, fold_for_reading
from tashabuk.text.sentences import sentences
from tashabuk.text.tokens import tokenize
from tashabuk.workbench.current import current

DOCUMENTS_AT_ONCE = 500
FORMS_AT_ONCE = 20_000
SURE = 0.5
"""How sure a key must be to look up a word that was asked for; see `LanguagePack.search_keys`."""
SAME = 1.0
_PHRASE = re.compile(r"[\"«“](.*?)[\"»”]|([^\"«»“”]+)", re.DOTALL)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document, its score, and its best sentence; marks are spans within the title and within the sentence."""

    document: Document
    score: float
    sentence: str
    marks: tuple[Span, ...]
    title_marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """A statement, its score, and the spans of its sentence that matched."""

    stored: Stored
    score: float
    marks: tuple[Span, ...]


def terms_of(words: Sequence[str]) -> list[tuple[str, ...]]:
    """What is asked for, each term a tuple of words that must follow one another.

    An argument of several words is a phrase; one with quotation marks is read as it is written.

    >>> terms_of(["تمويل", "اتفاق نووي"]), terms_of(['سفن «خليج عدن» أمس'])
    ([('تمويل',), ('اتفاق', 'نووي')], [('سفن',), ('خليج', 'عدن'), ('أمس',)])
    """
    terms: list[tuple[str, ...]] = []
    for argument in words:
        if not re.search('["«»“”]', argument):
            terms.append(_words(argument))
            continue
        for quoted, loose in _PHRASE.findall(argument):
            terms += [_words(quoted)] if quoted else [(word,) for word in _words(loose)]
    return list(dict.fromkeys(term for term in terms if term))


def _words(text: str) -> tuple[str, ...]:
    return tuple(t.raw for t in tokenize(text) if t.is_word)


def search_documents(
    store: Path, words: Sequence[str], limit: int, on_progress: Progress | None = None
) -> list[FoundDocument]:
    """The documents that hold all words, best first; UsageError where no word was given."""
    return _documents(store, words, limit, lambda: bring_up_to_date(SearchIndex(Store(store)), on_progress))


def search_statements(
    store: Path, words: Sequence[str], limit: int, on_progress: Progress | None = None
) -> list[FoundStatement]:
    """The statements whose sentence holds all words, best first, as people judged them; UsageError as above."""
    return _statements(store, words, limit, lambda: bring_up_to_date(SearchIndex(Store(store)), on_progress))


def search_again(
    store: Path, words: Sequence[str], limit: int, *, statements: bool
) -> list[FoundDocument] | list[FoundStatement]:
    """As the two above, for who asks again: the index is looked after once for each state of the store."""
    here = current(Store(store))

    def languages() -> list[str]:
        return here.once("indexed", lambda: bring_up_to_date(SearchIndex(here.store)))

    return _statements(store, words, limit, languages) if statements else _documents(store, words, limit, languages)


def _documents(
    store: Path, words: Sequence[str], limit: int, languages: Callable[[], list[str]]
) -> list[FoundDocument]:
    with _prepared(store, words, languages) as (search, terms):
        hits = search.documents(terms, limit)
    return [_found(document, hit) for document, hit in hits]


def _found(document: Document, hit: Hit) -> FoundDocument:
    sentence = _best_sentence(document.text, hit.places)
    title = Span(0, len(document.title))
    return FoundDocument(
        document,
        hit.score,
        sentence.of(document.text),
        _marks(sentence.of(document.text), sentence, [p for p in hit.places if not p.in_title]),
        _marks(document.title, title, [p for p in hit.places if p.in_title]),
    )


def _statements(
    store: Path, words: Sequence[str], limit: int, languages: Callable[[], list[str]]
) -> list[FoundStatement]:
    with _prepared(store, words, languages) as (search, terms):
        hits = search.statements(terms, limit)
    stored = {s.id: s for s in Store(store).by_ids([h.key for h in hits])}
    found = [(stored[h.key], h) for h in hits if h.key in stored]
    return [FoundStatement(s, hit.score, _marks(s.sentence, s.statement.sentence, hit.places)) for s, hit in found]


@contextmanager
def _prepared(
    store: Path, words: Sequence[str], languages: Callable[[], list[str]]
) -> Iterator[tuple[Search, list[Term]]]:
    """An open search over an index that is up to date, and what to search for."""
    wanted = terms_of(words)
    if not wanted:
        raise UsageError("There is no word to search for. Give at least one: tashabuk search تمويل")
    known = languages()
    with searching(Store(store)) as search:
        yield search, [_forms_of(term, search, known) for term in wanted]


@cache
def _pack(language: str) -> LanguagePack:
    return load_pack(language, Catalogue.load().aliases())


def _keys(language: str, word: str) -> dict[str, float]:
    """The keys of a word; the folded word alone for a language without a pack."""
    return dict(_pack(language).search_keys(word)) if language in PACKS else {fold(word): SAME}


def bring_up_to_date(index: SearchIndex, on_progress: Progress | None = None) -> list[str]:
    """Index the documents that came since the last search, and renew the keys of words if a language changed.

    Returns the languages of all documents.
    """
    (missing, languages), done = index.missing(), 0
    while done < missing and (added := index.add(DOCUMENTS_AT_ONCE)):
        done += added
        if on_progress is not None:
            on_progress(done, missing)
    versions = {language: pack_version(language) for language in languages}
    while forms := index.without_keys(versions, FORMS_AT_ONCE):
        for language in sorted({language for _, language, _ in forms}):
            own = {number: _keys(language, form) for number, of, form in forms if of == language}
            index.keep_keys(own, versions[language])
    return languages


def _forms_of(term: tuple[str, ...], search: Search, languages: Sequence[str]) -> Term:
    """The forms for each word: those of all its keys for a single word, the same word alone within a phrase."""
    least = SURE if len(term) == 1 else SAME
    slots = []
    for word in term:
        keys = search.keys_of(fold_for_reading(word))
        for language in languages if not keys else ():
            keys.update(_keys(language, word))
        forms = search.forms_of({key: sure for key, sure in keys.items() if sure >= least})
        slots.append(forms if len(term) == 1 else {form: sure for form, sure in forms.items() if sure >= SAME})
    return slots


def _best_sentence(text: str, places: Sequence[Place]) -> Span:
    """The first of the sentences with the most matches; the first sentence where only the title matched."""
    spans = sentences(text) or [Span(0, 0)]
    starts = [p.start for p in places if not p.in_title]
    return max(spans, key=lambda s: (sum(s.start <= at < s.end for at in starts), -s.start))


def _marks(words: str, span: Span, places: Sequence[Place]) -> tuple[Span, ...]:
    """The matched words as spans in `words`, which stand at `span` of the text that the places count in."""
    tokens = [t for t in tokenize(words) if t.is_word]
    numbers = {token.start + span.start: n for n, token in enumerate(tokens)}
    found = {
        Span(token.start, token.end)
        for place in places
        if place.start in numbers
        for token in tokens[numbers[place.start] :][: place.words]
    }
    return tuple(sorted(found))
