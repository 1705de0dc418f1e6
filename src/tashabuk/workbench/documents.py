"""Use case: one document with its statements and its mentions of actors, and the list of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from tashabuk.engine.pack import LanguagePack
from tashabuk.model import Document, Mention, Span
from tashabuk.read.pipeline import Landmarks, landmarks
from tashabuk.store import Filter, Store, Stored
from tashabuk.store.query import Order
from tashabuk.store.store import DocumentLine
from tashabuk.workbench.current import Current, current
from tashabuk.workbench.reader import language_of, make_pack

FAR = 300
"""Characters before a sentence in which the date that it takes over may stand."""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document, its statements in the order of the text, its mentions of actors, and the words that tell dates.

    `when` gives the number in `dates` of the words that tell the date of a statement, by its id, where there are any.
    """

    hash: str
    document: Document
    statements: tuple[Stored, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[Span, ...]
    when: Mapping[str, int]


def one_document(path: Path, content_hash: str) -> DocumentView:
    """A document by its content hash; UsageError if it is not in the store."""
    here = current(Store(path))
    document = here.store.document(content_hash)
    numbers = here.index.numbers(Filter(document=content_hash, order=Order.PLACE))
    statements = here.store.by_ids(here.columns.texts(numbers))
    found = landmarks(document, _pack(language_of(document)))
    when = {s.id: n for s in statements if (n := _when(s, found)) is not None}
    dates = tuple(span for span, _ in found.dates)
    return DocumentView(content_hash, document, tuple(statements), found.mentions, dates, when)


def _when(stored: Stored, found: Landmarks) -> int | None:
    """The words that tell a statement's date: the last before its sentence ends, at most a sentence or so away."""
    statement = stored.statement
    first = statement.sentence.start - FAR
    told = [
        n
        for n, (span, date) in enumerate(found.dates)
        if date == statement.date and first <= span.start < statement.sentence.end
    ]
    return told[-1] if told else None


def newest_documents(here: Current, limit: int, offset: int = 0) -> list[DocumentLine]:
    """Some documents, the newest first."""
    order = here.once("newest documents", here.index.newest_documents)
    counts = here.once("statements of documents", lambda: np.bincount(here.read.document, minlength=len(order)))
    some = order[offset : offset + limit]
    hashes = [h.decode() for h in here.columns.hashes[some].tolist()]
    return here.store.document_lines(hashes, counts[some].tolist())


def list_documents(path: Path, limit: int, offset: int) -> tuple[list[DocumentLine], int]:
    """Documents, the newest first, and how many there are."""
    here = current(Store(path))
    return newest_documents(here, limit, offset), len(here.columns.hashes)


@lru_cache(maxsize=4)
def _pack(language: str) -> LanguagePack:
    """A language, loaded once a process."""
    return make_pack(language)
