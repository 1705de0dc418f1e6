"""Where results go: a store, Parquet parts, or nowhere. Each says what of a batch is still to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tashabuk.model import Document, Finding, Statement
from tashabuk.store import Store
from tashabuk.store.parts import Parts, Place

Read = tuple[Document, tuple[Statement, ...]]


@dataclass(frozen=True, slots=True)
class Fresh:
    """The documents of a batch that are still to be read, and what was found when the others were read."""

    documents: list[Document]
    findings: Sequence[Finding] = ()


class Sink(Protocol):
    """Takes whole batches, in order. `size`: documents in a batch."""

    size: int

    def fresh(self, documents: Sequence[Document]) -> Fresh:
        """What of a batch is still to be read."""
        ...

    def add(self, place: Place, fresh: Sequence[Document], done: Sequence[Read], failed: Sequence[Finding]) -> None:
        """Keep a batch: its fresh documents gave `done` and `failed`."""
        ...


class ToNowhere:
    """Keeps nothing."""

    size = 64

    def fresh(self, documents: Sequence[Document]) -> Fresh:
        """See `Sink`: all of them, repeated ones too."""
        return Fresh(list(documents))

    def add(self, place: Place, fresh: Sequence[Document], done: Sequence[Read], failed: Sequence[Finding]) -> None:
        """See `Sink`."""


class ToStore:
    """One transaction a batch. A document that failed is not in the store and is tried again the next time."""

    size = 64

    def __init__(self, store: Store, reader: str) -> None:
        self._store = store
        self._reader = reader
        self._under_way: set[str] = set()

    def fresh(self, documents: Sequence[Document]) -> Fresh:
        """See `Sink`; of equal documents the first is read."""
        new = {h: d for h, d in _distinct(documents).items() if h not in self._under_way}
        known = self._store.known(list(new), self._reader)
        fresh = {h: d for h, d in new.items() if h not in known}
        self._under_way |= fresh.keys()
        return Fresh(list(fresh.values()))

    def add(self, place: Place, fresh: Sequence[Document], done: Sequence[Read], failed: Sequence[Finding]) -> None:
        """See `Sink`."""
        self._store.add(done, self._reader)
        self._under_way.difference_update(d.content_hash for d in fresh)


class ToParts:
    """One Parquet part a batch."""

    size = 500

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def fresh(self, documents: Sequence[Document]) -> Fresh:
        """See `Sink`; the part is there as a whole or not at all. Of equal documents in a batch the first is read."""
        distinct = list(_distinct(documents).values())
        name = self._parts.name(distinct)
        return Fresh([], self._parts.findings(name)) if self._parts.has(name) else Fresh(distinct)

    def add(self, place: Place, fresh: Sequence[Document], done: Sequence[Read], failed: Sequence[Finding]) -> None:
        """See `Sink`."""
        self._parts.write(self._parts.name(fresh), place, done, failed)


def _distinct(documents: Sequence[Document]) -> dict[str, Document]:
    """Content hash → the first document that has it."""
    distinct: dict[str, Document] = {}
    for document in documents:
        distinct.setdefault(document.content_hash, document)
    return distinct
