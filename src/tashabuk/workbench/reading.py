"""Use case: read texts into a store, into Parquet parts, or to a caller; whatever stops it, it can be run again.

The input comes in partitions (`tashabuk.ingest.partitions`), each partition in batches. A batch is what is kept as a
whole or not at all: one transaction, or one part. What is kept already is left out before anything is read. The rest
goes in chunks to the processes that read (`tashabuk.workbench.workers`), a few chunks ahead, and comes back in order:
memory stays flat, and the result does not depend on how many processes there are.
"""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tashabuk.ingest import Given
from tashabuk.ingest.partitions import Partition, partitions, read_partition
from tashabuk.ingest.paths import Entry, entries
from tashabuk.model import Document, Finding, Statement
from tashabuk.store import Store
from tashabuk.store.parts import Parts, Place
from tashabuk.workbench.sinks import Read, Sink, ToNowhere, ToParts, ToStore
from tashabuk.workbench.workers import Here, Workers

CHUNK = 8
"""Documents that a process gets at once."""
REMEMBERED = 100_000
"""Documents back to which a second text with the same id is noticed; more would take memory without end."""


@dataclass(slots=True)
class ReadResult:
    """What was read: numbers for the user, and the findings. Bytes are those of the input as it is on the disk."""

    documents: int = 0
    statements: int = 0
    skipped: int = 0
    findings: list[Finding] = field(default_factory=list)
    bytes_done: int = 0
    bytes_total: int = 0


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read. `store` and `out` (a folder for Parquet parts) None keep nothing; `actors` are the user's files."""

    given: Given = field(default_factory=Given)
    store: Path | None = None
    actors: tuple[Path, ...] = ()
    jobs: int = 1
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some documents of a batch. `batch` numbers the batch, `fresh` are all its documents that are read now.

    `taken` are the bytes of the input up to the end of the chunk, as if all documents had the same length.
    """

    documents: Sequence[Document]
    batch: int
    place: Place
    fresh: Sequence[Document]
    taken: int


OnDocument = Callable[[Document, tuple[Statement, ...]], None]
OnProgress = Callable[[ReadResult], None]


def read_into(
    paths: Sequence[str],
    options: ReadOptions,
    *,
    on_document: OnDocument | None = None,
    on_progress: OnProgress | None = None,
) -> ReadResult:
    """Read every text of `paths`. What is kept already, read by the same reader, is skipped.

    `on_document` gets each document with its statements in input order, skipped and failed ones left out.
    """
    store = Store(options.store) if options.store is not None else None
    if store is not None:
        store.check()
    language, actors = options.given.language, options.actors
    with Here(language, actors) if options.jobs == 1 else Workers(options.jobs, language, actors) as readers:
        sink: Sink = ToNowhere()
        if options.out is not None:
            sink = ToParts(Parts(options.out, readers.version))
        elif store is not None:
            sink = ToStore(store, readers.version)
        run = Run(sink, options.given, on_document, on_progress)
        run.read(enumerate(partitions(list_entries(paths, run.result))), readers)
    return run.result


def list_entries(paths: Sequence[str], result: ReadResult) -> list[Entry]:
    """What there is to read; findings and the number of bytes go into `result`."""
    found = list(entries(paths))
    kept = [e for e in found if isinstance(e, Entry)]
    result.findings += [f for f in found if isinstance(f, Finding)]
    result.bytes_total = sum(e.size for e in kept)
    return kept


class Run:
    """One run over partitions."""

    def __init__(
        self,
        sink: Sink,
        given: Given,
        on_document: OnDocument | None = None,
        on_progress: OnProgress | None = None,
    ) -> None:
        self.result = ReadResult()
        self._sink = sink
        self._given = given
        self._on_document = on_document
        self._on_progress = on_progress
        self._ids: OrderedDict[int, int] = OrderedDict()

    def read(self, numbered: Iterable[tuple[int, Partition]], readers: Here | Workers) -> None:
        """Read the partitions, keep what they give, and count it in `result`."""
        answered = readers.read(self._chunks(numbered))
        for _, chunks in itertools.groupby(answered, key=lambda answer: answer[0].batch):
            done: list[Read] = []
            failed: list[Finding] = []
            for chunk, outcomes in chunks:
                for document, outcome in zip(chunk.documents, outcomes, strict=True):
                    if isinstance(outcome, Finding):
                        failed.append(outcome)
                    else:
                        done.append((document, outcome))
                        self._count(document, outcome)
                self._progress(chunk.taken)
            self.result.findings += failed
            self._sink.add(chunk.place, chunk.fresh, done, failed)

    def _count(self, document: Document, statements: tuple[Statement, ...]) -> None:
        self.result.documents += 1
        self.result.statements += len(statements)
        if self._on_document is not None:
            self._on_document(document, statements)

    def _progress(self, taken: int) -> None:
        self.result.bytes_done = max(self.result.bytes_done, taken)
        if self._on_progress is not None:
            self._on_progress(self.result)

    def _chunks(self, numbered: Iterable[tuple[int, Partition]]) -> Iterator[Chunk]:
        """The documents that are still to be read."""
        batches = itertools.count()
        before = 0
        for number, partition in numbered:
            documents = self._documents(partition)
            begin = before
            for part in itertools.count():
                taken = list(itertools.islice(documents, self._sink.size))
                if not taken:
                    break
                fresh = self._sink.fresh([document for document, _ in taken])
                self.result.skipped += len(taken) - len(fresh.documents)
                self.result.findings += fresh.findings
                end = before + taken[-1][1]
                yield from _cut(fresh.documents, next(batches), (number, part), begin, end)
                if not fresh.documents:
                    self._progress(end)
                begin = end
            before += partition.size

    def _documents(self, partition: Partition) -> Iterator[tuple[Document, int]]:
        """The documents of a partition, each with the bytes taken so far; what is wrong with them is noted."""
        for item, taken in read_partition(partition, self._given):
            if isinstance(item, Finding):
                self.result.findings.append(item)
                continue
            if self._clashes(item):
                advice = "both are read; give them different ids"
                self.result.findings.append(Finding(item.id, "two different texts have this id", advice))
            yield item, taken

    def _clashes(self, document: Document) -> bool:
        """Whether another text has the id, as far back as `REMEMBERED`; 8-byte hashes stand for ids and texts."""
        name, content = hash(document.id), hash(document.content_hash)
        before = self._ids.pop(name, content)
        self._ids[name] = content
        if len(self._ids) > REMEMBERED:
            self._ids.popitem(last=False)
        return before != content


def _cut(fresh: Sequence[Document], batch: int, place: Place, begin: int, end: int) -> Iterator[Chunk]:
    """The chunks of a batch that stands in bytes `begin` to `end` of the input."""
    for start in range(0, len(fresh), CHUNK):
        documents = fresh[start : start + CHUNK]
        taken = begin + (end - begin) * (start + len(documents)) // len(fresh)
        yield Chunk(documents, batch, place, fresh, taken)
