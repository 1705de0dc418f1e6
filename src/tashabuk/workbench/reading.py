"""Use case: read texts into a store, or to a caller, one document after the other."""

from __future__ import annotations

import itertools
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.engine.pack import LanguagePack
from tashabuk.ingest import Given, read_paths
from tashabuk.lang.packs import load_pack
from tashabuk.model import Document, Finding, Statement
from tashabuk.read import read
from tashabuk.store import Store

BATCH = 64
"""Documents that are written in one transaction."""


@dataclass(slots=True)
class ReadResult:
    """What was read: numbers for the user, and the findings."""

    documents: int = 0
    statements: int = 0
    skipped: int = 0
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read. `store` None keeps nothing; `actors` are the user's own actor files."""

    given: Given = field(default_factory=Given)
    store: Path | None = None
    actors: tuple[Path, ...] = ()
    jobs: int = 1


Read = tuple[Document, tuple[Statement, ...]]
OnDocument = Callable[[Document, tuple[Statement, ...]], None]


def read_into(
    paths: Sequence[str],
    options: ReadOptions,
    *,
    on_document: OnDocument | None = None,
    on_progress: Callable[[ReadResult], None] | None = None,
) -> ReadResult:
    """Read every text of `paths`. Documents that the store already has, read by the same reader, are skipped.

    `on_document` gets each document with its statements in input order, skipped ones left out.
    """
    result = ReadResult()
    store = Store(options.store) if options.store is not None else None
    if store is not None:
        store.check()
    pack = make_pack(options.given.language, options.actors)
    seen: dict[str, str] = {}
    documents = _documents(paths, options.given, result, seen)
    for batch in _batches(documents, BATCH):
        fresh = _fresh(batch, store, pack.version, result)
        done: list[Read] = []
        for document, statements in _read_all(fresh, pack, options):
            done.append((document, statements))
            result.documents += 1
            result.statements += len(statements)
            if on_document is not None:
                on_document(document, statements)
            if on_progress is not None:
                on_progress(result)
        if store is not None and done:
            store.add(done, pack.version)
    _close_pool()
    return result


def make_pack(language: str, actors: Sequence[Path] = ()) -> LanguagePack:
    """The language pack with the names of all actors."""
    return load_pack(language, Catalogue.load(tuple(actors)).aliases())


def _documents(paths: Sequence[str], given: Given, result: ReadResult, seen: dict[str, str]) -> Iterator[Document]:
    for item in read_paths(paths, given):
        if isinstance(item, Finding):
            result.findings.append(item)
            continue
        content_hash = item.content_hash
        if seen.get(item.id, content_hash) != content_hash:
            advice = "both are read; give them different ids"
            result.findings.append(Finding(item.id, "two different texts have this id", advice))
        seen[item.id] = content_hash
        yield item


def _fresh(batch: list[Document], store: Store | None, version: str, result: ReadResult) -> list[Document]:
    if store is None:
        return batch
    hashes: dict[str, Document] = {}
    for document in batch:
        hashes.setdefault(document.content_hash, document)
    known = store.known(list(hashes), version)
    result.skipped += len(batch) - len(hashes) + len(known)
    return [document for content_hash, document in hashes.items() if content_hash not in known]


def _batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    iterator = iter(documents)
    while batch := list(itertools.islice(iterator, size)):
        yield batch


_pool: multiprocessing.pool.Pool | None = None
_worker_pack: LanguagePack | None = None


def _read_all(documents: list[Document], pack: LanguagePack, options: ReadOptions) -> Iterator[Read]:
    global _pool
    if options.jobs <= 1:
        for document in documents:
            yield document, read(document, pack)
        return
    if _pool is None:
        context = multiprocessing.get_context("spawn")
        _pool = context.Pool(options.jobs, _start_worker, (options.given.language, options.actors))
    yield from zip(documents, _pool.imap(_read_one, documents, chunksize=4), strict=True)


def _close_pool() -> None:
    global _pool
    if _pool is not None:
        _pool.terminate()
        _pool = None


def _start_worker(language: str, actors: tuple[Path, ...]) -> None:
    global _worker_pack
    _worker_pack = make_pack(language, actors)


def _read_one(document: Document) -> tuple[Statement, ...]:
    assert _worker_pack is not None
    return read(document, _worker_pack)
