"""Use case: one document with its statements and its mentions of actors, and the list of all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from tashabuk.engine.pack import LanguagePack
from tashabuk.model import Document, Mention
from tashabuk.read.pipeline import mentions
from tashabuk.store import Filter, Store, Stored
from tashabuk.store.query import Order
from tashabuk.store.store import DocumentLine
from tashabuk.workbench.current import Current, current
from tashabuk.workbench.reader import make_pack


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document, its statements in the order of the text, and its mentions of actors."""

    hash: str
    document: Document
    statements: tuple[Stored, ...]
    mentions: tuple[Mention, ...]


def one_document(path: Path, content_hash: str) -> DocumentView:
    """A document by its content hash; UsageError if it is not in the store."""
    here = current(Store(path))
    document = here.store.document(content_hash)
    numbers = here.index.numbers(Filter(document=content_hash, order=Order.PLACE))
    statements = here.store.by_ids(here.columns.texts(numbers))
    return DocumentView(content_hash, document, tuple(statements), mentions(document, _pack(document.language)))


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
