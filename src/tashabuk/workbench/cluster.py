"""Use case: read on a Dask cluster. Its workers read partitions of the input and write Parquet parts.

The scheduler gives the partitions of a worker that dies to another one, which finds the parts that are there already
and makes the rest. All machines see the input and the folder of parts under the same names.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from tashabuk.errors import TashabukError, UsageError
from tashabuk.ingest.partitions import PIECE, Partition, partitions
from tashabuk.ingest.paths import STDIN, Entry
from tashabuk.model import Finding
from tashabuk.store.parts import Parts
from tashabuk.workbench.reader import make_pack, reader_version
from tashabuk.workbench.reading import OnProgress, ReadOptions, ReadResult, Run, list_entries
from tashabuk.workbench.sinks import ToParts
from tashabuk.workbench.workers import Workers

AHEAD = 2
"""Partitions for each thread of the cluster that are handed out before one is done."""
TRIES = 3
"""Times that a partition is given to the cluster after its workers died more often than Dask bears (by default 3)."""
WAIT = 30
"""Seconds to wait for the scheduler to answer."""


@dataclass(frozen=True, slots=True)
class _Work:
    """A partition as a task."""

    number: int
    partition: Partition
    options: ReadOptions
    version: str
    tries: int = 0


def read_on_cluster(
    paths: Sequence[str],
    options: ReadOptions,
    address: str,
    *,
    on_progress: OnProgress | None = None,
    piece: int = PIECE,
) -> ReadResult:
    """Read every text of `paths` on the cluster whose scheduler is at `address`, into the folder `options.out`.

    `piece` is the size of partitions in bytes. Parts that are there already are kept. UsageError where Dask is not
    installed or the scheduler does not answer, and for standard input, which workers do not see.
    """
    distributed = _distributed()
    if options.out is None:
        raise UsageError("A cluster writes Parquet parts: give a folder that all its machines see with --out.")
    if STDIN in paths:
        raise UsageError("The machines of a cluster cannot read standard input. Give files that they all see.")
    pack = make_pack(options.given.language, options.actors)
    version = reader_version(pack, options.actors)
    shared = replace(options, out=options.out.absolute(), actors=tuple(a.absolute() for a in options.actors))
    Parts(options.out, version)
    result = ReadResult()
    given = [_absolute(e) for e in list_entries(paths, result)]
    work = (_Work(n, p, shared, version) for n, p in enumerate(partitions(given, piece)))
    try:
        client = distributed.Client(address, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"No Dask scheduler answers at {address} ({error}). Give its address with --cluster."
        ) from error
    with client:
        for done in _Tasks(client, distributed).run(work):
            _merge(result, done)
            if on_progress is not None:
                on_progress(result)
    return result


def read_partition_into(work: _Work) -> ReadResult:
    """What a worker does: read a partition into its parts, with a process that may die without harm to the worker."""
    options = work.options
    assert options.out is not None
    if not options.out.is_dir():
        raise UsageError(f"A worker of the cluster does not see {options.out}. All machines must share this folder.")
    run = Run(ToParts(Parts(options.out, work.version)), options.given)
    with Workers(1, options.given.language, options.actors, work.version) as readers:
        run.read([(work.number, work.partition)], readers)
    run.result.bytes_done = work.partition.size
    return run.result


def _absolute(one: Entry) -> Entry:
    """The same file for a process in another folder; names that are no files stay as they are."""
    return replace(one, name=str(Path(one.name).absolute())) if Path(one.name).exists() else one


def _merge(result: ReadResult, done: ReadResult) -> None:
    result.documents += done.documents
    result.statements += done.statements
    result.skipped += done.skipped
    result.bytes_done += done.bytes_done
    result.findings += done.findings


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        raise UsageError("Reading on a cluster needs Dask: pip install 'tashabuk[cluster]'") from error


@dataclass(slots=True)
class _Tasks:
    """Tasks on the cluster, a bounded number at a time."""

    client: Any
    distributed: Any
    _under_way: dict[Any, _Work] = field(default_factory=dict)

    def run(self, work: Iterator[_Work]) -> Iterator[ReadResult]:
        """The results in the order in which they come."""
        waiting = self.distributed.as_completed(loop=self.client.loop)
        for one in itertools.islice(work, self._room()):
            self._submit(one, waiting)
        for future in waiting:
            done = self._under_way.pop(future)
            again = self._again(future, done)
            if again is not None:
                self._submit(again, waiting)
            else:
                yield self._result(future, done)
            future.release()
            for one in itertools.islice(work, max(0, self._room() - len(self._under_way))):
                self._submit(one, waiting)

    def _room(self) -> int:
        threads: dict[str, int] = self.client.nthreads()
        return AHEAD * max(sum(threads.values()), 4)

    def _submit(self, work: _Work, waiting: Any) -> None:
        future = self.client.submit(read_partition_into, work, pure=False)
        self._under_way[future] = work
        waiting.add(future)

    def _again(self, future: Any, work: _Work) -> _Work | None:
        """The work to be tried again, where only its workers died."""
        died = isinstance(future.exception(), self.distributed.KilledWorker)
        return replace(work, tries=work.tries + 1) if died and work.tries + 1 < TRIES else None

    def _result(self, future: Any, work: _Work) -> ReadResult:
        error = future.exception()
        if error is None:
            result: ReadResult = future.result()
            return result
        if isinstance(error, TashabukError):
            raise error
        problem = f"the cluster could not read it ({type(error).__name__}: {error})"
        finding = Finding(str(work.partition), problem, "the rest was read; run the same command again for this")
        return ReadResult(findings=[finding], bytes_done=work.partition.size)
