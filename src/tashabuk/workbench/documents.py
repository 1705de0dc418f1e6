"""Use case: one document with its statements and its mentions of actors, and the list of all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tashabuk.engine.pack import LanguagePack
from tashabuk.model import Document, Mention
from tashabuk.read.pipeline import mentions
from tashabuk.store import Filter, Store, Stored
from tashabuk.store.query import Order
from tashabuk.store.store import DocumentLine
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
    store = Store(path)
    document = store.document(content_hash)
    statements = store.statements(Filter(document=content_hash, order=Order.PLACE))
    return DocumentView(content_hash, document, tuple(statements), mentions(document, _pack(document.language)))


def list_documents(path: Path, limit: int, offset: int) -> tuple[list[DocumentLine], int]:
    """Documents, the newest first, and how many there are."""
    store = Store(path)
    return store.document_lines(limit=limit, offset=offset), store.counts()["documents"]


@lru_cache(maxsize=4)
def _pack(language: str) -> LanguagePack:
    """A language, loaded once a process."""
    return make_pack(language)
