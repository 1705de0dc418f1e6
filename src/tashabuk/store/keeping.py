"""A reading connection that is kept between units of work, for a process that answers many questions.

To open a store takes some 30 ms of processor time, most of a page. But who holds a store keeps others from writing
to it. Therefore whoever waits to write says so, by a shared lock (flock) on the store's folder, and whoever keeps a
connection looks for that before each use and every `LOOK` seconds between, and lets go of it. While a writer waits no
reader of the process takes the store again, for `YIELD` seconds at most. Locks end with their process: nothing is left
behind by one that is killed. Where a file system or an operating system knows no such lock, nothing is kept.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

try:
    import fcntl
except ModuleNotFoundError:  # not a POSIX system
    fcntl = None  # type: ignore[assignment]

LOOK = 0.1
IDLE = 5.0
"""Seconds without a question after which a connection is given up."""
YIELD = 1.0
_PAUSE = 0.02
_TRIES = 50


@contextmanager
def wanting(path: Path) -> Iterator[None]:
    """Inside, other processes see that this one waits to write to a store."""
    folder = _folder(path)
    try:
        if folder is not None:
            _say(folder)
        yield
    finally:
        if folder is not None:
            os.close(folder)


def _say(folder: int) -> None:
    """Hold the shared lock; who looks for it holds it too, for an instant."""
    for _ in range(_TRIES):
        if _locked(folder, shared=True) is not False:
            return
        time.sleep(0.001)


def wanted(path: Path) -> bool | None:
    """Whether a process waits to write to a store of this folder; None where that cannot be known."""
    folder = _folder(path)
    if folder is None:
        return None
    try:
        free = _locked(folder, shared=False)
        return None if free is None else not free
    finally:
        os.close(folder)


def yielding(path: Path) -> None:
    """Let those go first who wait to write."""
    until = time.monotonic() + YIELD
    while wanted(path) and time.monotonic() < until:
        time.sleep(_PAUSE)


def _folder(path: Path) -> int | None:
    """The open folder of a store, None where there are no such locks."""
    try:
        return os.open(path.parent, os.O_RDONLY) if fcntl is not None else None
    except OSError:
        return None


def _locked(folder: int, *, shared: bool) -> bool | None:
    """Whether the lock could be had at once, until the folder is closed; None where the file system knows none."""
    try:
        fcntl.flock(folder, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


class Keeper:
    """The kept connection of one store. Its callers hold the turnstile: readers may be many, `let_go` is alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._changed = threading.Condition()
        self._kept: duckdb.DuckDBPyConnection | None = None
        self._leaving = False
        self._users = 0
        self._used = 0.0

    @contextmanager
    def lent(self, connect: Callable[[], duckdb.DuckDBPyConnection]) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of the kept connection, which is opened with `connect` where there is none."""
        with self._changed:
            if self._kept is not None and wanted(self._path) is not False:
                self._leaving = True
            self._changed.wait_for(lambda: not (self._leaving and self._users))
            if self._leaving:
                self._close()
            if self._kept is None:
                self._kept = connect()
                threading.Thread(target=self._watch, args=(self._kept,), daemon=True, name="tashabuk-keeper").start()
            self._users += 1
            cursor = self._kept.cursor()
        try:
            yield cursor
        finally:
            cursor.close()
            with self._changed:
                self._users -= 1
                self._used = time.monotonic()
                self._changed.notify_all()

    def let_go(self) -> None:
        """Close the connection; nobody may be using it."""
        with self._changed:
            self._close()

    def _close(self) -> None:
        self._leaving = False
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _watch(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Give a connection up that is wanted or idle."""
        while True:
            time.sleep(LOOK)
            with self._changed:
                if self._kept is not connection:
                    return
                idle = time.monotonic() - self._used > IDLE
                if not self._users and (idle or wanted(self._path) is not False):
                    self._close()
                    return
