"""Processes that read documents, looked after: who dies is replaced, and what it held is read again.

Each process has one thread of ours that feeds it and waits for its answers. Documents go out in small chunks and come
back one by one, so that we know which document a process was reading when it died. A document under which processes
die again and again becomes a Finding. Nobody shares a queue or a lock with a process that may be killed.
"""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from tashabuk.errors import TashabukError, UsageError
from tashabuk.model import Document, Finding
from tashabuk.workbench.reader import Outcome, make_pack, read_one, reader_version

DEATHS = 2
"""Processes that may die under a document before it is left out."""
STARTS = 5
"""Processes that may die one after the other before they are ready."""
AHEAD = 4
"""Chunks for each process that are handed out before the first of them is taken back."""


class Chunk(Protocol):
    """Some documents that one process reads one after the other."""

    @property
    def documents(self) -> Sequence[Document]:
        """The documents."""
        ...


C = TypeVar("C", bound=Chunk)


class Here:
    """Reads in this process: for few documents, and without protection against a document that kills."""

    def __init__(self, language: str, actors: Sequence[Path]) -> None:
        self._pack = make_pack(language, actors)
        self.version = reader_version(self._pack, actors)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, chunks: Iterable[C]) -> Iterator[tuple[C, list[Outcome]]]:
        """The outcomes of each chunk, in order."""
        for chunk in chunks:
            yield chunk, [read_one(d, self._pack) for d in chunk.documents]


class Workers:
    """Some processes that read; a context manager, at whose end they are gone.

    They are started when there is something to read. Only where no `version` of the reader is asked for, the first is
    started at once and tells its version, or what is wrong with language and actors.
    """

    def __init__(self, jobs: int, language: str, actors: Sequence[Path], version: str = "") -> None:
        self._jobs = jobs
        self._idle: queue.SimpleQueue[_Process] = queue.SimpleQueue()
        first = _Process(language, tuple(actors), version)
        self.version = first.version
        self._processes = [first, *(_Process(language, tuple(actors), first.version) for _ in range(jobs - 1))]
        for process in self._processes:
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="tashabuk-reader")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for process in self._processes:
            process.close()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            process.end()

    def read(self, chunks: Iterable[C]) -> Iterator[tuple[C, list[Outcome]]]:
        """The outcomes of each chunk, in order. No more than `AHEAD` chunks a process are taken in advance."""
        under_way: deque[tuple[C, Future[list[Outcome]]]] = deque()
        for chunk in chunks:
            under_way.append((chunk, self._threads.submit(self._read, chunk.documents)))
            while under_way and (len(under_way) >= AHEAD * self._jobs or under_way[0][1].done()):
                first, outcomes = under_way.popleft()
                yield first, outcomes.result()
        while under_way:
            first, outcomes = under_way.popleft()
            yield first, outcomes.result()

    def _read(self, documents: Sequence[Document]) -> list[Outcome]:
        process = self._idle.get()
        try:
            return process.read(documents)
        finally:
            self._idle.put(process)


class _Process:
    """One reading process, started when it is needed and again when it died."""

    def __init__(self, language: str, actors: tuple[Path, ...], version: str) -> None:
        self._setting = (language, actors)
        self._running: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._lock = threading.Lock()
        self.version = version
        if not version:
            self._start()

    def read(self, documents: Sequence[Document]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        deaths = 0
        while len(outcomes) < len(documents):
            running = self._running or self._start()
            try:
                _send(running, list(documents[len(outcomes) :]))
                while len(outcomes) < len(documents):
                    outcomes.append(_receive(running))
                    deaths = 0
            except (EOFError, OSError, pickle.UnpicklingError):
                self.end()
                deaths += 1
                if deaths >= DEATHS:
                    outcomes.append(_deadly(documents[len(outcomes)]))
                    deaths = 0
        return outcomes

    def _start(self) -> subprocess.Popen[bytes]:
        """A process that is ready to read. One that dies before is tried again, but not for ever."""
        for _ in range(STARTS):
            with self._lock:
                if self._closed:
                    raise TashabukError("Reading was stopped.")
                running = self._running = subprocess.Popen(
                    [sys.executable, "-P", "-m", "tashabuk.workbench.process"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    process_group=0,  # Ctrl-C is for the command, which ends its processes itself
                )
            try:
                _send(running, self._setting)
                version = _receive(running)
            except (EOFError, OSError, pickle.UnpicklingError):
                self.end()
                continue
            if isinstance(version, TashabukError):
                self.end()
                raise version
            self.version = self.version or version
            if version != self.version:
                raise UsageError(
                    "A process that reads has another version of Tashabuk, or other actors, than the command. Where "
                    "several machines read, all must have the same; where one does, run the command again."
                )
            return running
        raise TashabukError(
            "The processes that read end before they are ready; perhaps there is too little memory. "
            "Try fewer --jobs; --jobs 1 starts none."
        )

    def end(self) -> None:
        """End the process, if there is one, and take back its pipes."""
        with self._lock:
            running, self._running = self._running, None
        if running is not None:
            running.kill()
            running.communicate()

    def close(self) -> None:
        """Kill the process and start none again; the thread that waits for it gets to know."""
        with self._lock:
            self._closed = True
            if self._running is not None:
                self._running.kill()


def _send(process: subprocess.Popen[bytes], message: object) -> None:
    assert process.stdin is not None
    pickle.dump(message, process.stdin)
    process.stdin.flush()


def _receive(process: subprocess.Popen[bytes]) -> Any:
    assert process.stdout is not None
    return pickle.load(process.stdout)


def _deadly(document: Document) -> Finding:
    problem = f"{DEATHS} reading processes ended while they read this text"
    return Finding(document.id, problem, "it was left out; it may need more memory than there is")
