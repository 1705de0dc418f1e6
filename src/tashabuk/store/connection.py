"""Short connections to a shared file: each unit of work opens the store, works, and lets go of it.

DuckDB lets one process write, or several read. Who finds the file taken waits with growing, jittered pauses, up to
`patience` seconds, then gets StoreBusy. Within a process the same rule holds between threads, by a turnstile a file:
readers pass together, a writer alone, and no reader overtakes a writer that waits.

A process that answers many questions may keep its reading connection between them (`kept_open`, see `keeping`): it lets
go as soon as a writer waits, of its own or of another process.
"""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import duckdb

from tashabuk.errors import StoreBusy, StoreNotAStore, StoreNotWritable
from tashabuk.store.keeping import Keeper, wanting, yielding
from tashabuk.store.schema import VERSION, migrate, version_of

PATIENCE = 120.0
"""Seconds to wait for other processes."""
CLOSING_MEMORY = 64_000_000
"""Bytes that closing a store may take, or an eighth of its file; beyond, DuckDB works on disk. Closing joins groups of
rows into larger ones of up to 122,880 rows, which for as many articles takes 1 GB where there is no bound."""
_FIRST_PAUSE = 0.005
_LONGEST_PAUSE = 0.25


class _Turnstile:
    """Many readers or one writer, the writers first."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._readers = 0
        self._writing = False
        self._waiting = 0

    @contextmanager
    def passed(self, *, write: bool, patience: float) -> Iterator[bool]:
        """Wait for one's turn and keep it; False where it did not come within `patience` seconds."""
        with self._changed:
            self._waiting += write
            try:
                free = self._changed.wait_for(self._free_to_write if write else self._free_to_read, patience)
            finally:
                self._waiting -= write
            if free:
                self._writing = write
                self._readers += not write
        try:
            yield free
        finally:
            if free:
                with self._changed:
                    self._writing = False
                    self._readers -= not write
                    self._changed.notify_all()

    def _free_to_write(self) -> bool:
        return not self._writing and not self._readers

    def _free_to_read(self) -> bool:
        return not self._writing and not self._waiting


_turnstiles: defaultdict[Path, _Turnstile] = defaultdict(_Turnstile)
_keepers: dict[Path, Keeper] = {}
_current: set[Path] = set()
"""Stores whose version this process has seen to be ours."""


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C inside a query, of which DuckDB makes an error of its own, is KeyboardInterrupt again."""
    try:
        yield
    except (RuntimeError, duckdb.InterruptException) as error:
        if "interrupt" in str(error).lower():
            raise KeyboardInterrupt from error
        raise


@contextmanager
def opened(path: Path, *, write: bool, patience: float = PATIENCE) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for one unit of work, its schema up to date. Units of one thread must not be nested.

    Raises StoreNotWritable, StoreNotAStore, StoreTooNew or StoreBusy. A store that does not exist yet is made.
    """
    if not write and _must_be_made(path, patience):
        with opened(path, write=True, patience=patience):
            pass
    with _turn(path, write=write, patience=patience), interruptible():
        keeper = _keepers.get(path.resolve())
        if keeper is not None and not write:
            with keeper.lent(lambda: _connect(path, read_only=True, patience=patience)) as connection:
                yield connection
            return
        if keeper is not None:
            keeper.let_go()
        connection = _connect(path, read_only=not write, patience=patience)
        unfinished = _log_of(path).exists()
        try:
            if write:
                migrate(connection, path)
            yield connection
        finally:
            if write and not unfinished:
                _bound_closing(connection, path)
            connection.close()


def _log_of(path: Path) -> Path:
    """The file of what was written, but is not in the store's own file yet. It is gone once the store was closed."""
    return path.with_name(path.name + ".wal")


def _bound_closing(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Bound the memory of closing.

    Where that is too little nothing is lost: the log stays, and whoever writes next closes without a bound.
    """
    with suppress(duckdb.Error, OSError):
        most = max(CLOSING_MEMORY, path.stat().st_size // 8)
        connection.execute(f"SET memory_limit = '{most} bytes'")


@contextmanager
def kept_open(path: Path) -> Iterator[None]:
    """Inside, units of work that read a store share one connection, which stays open between them."""
    place = path.resolve()
    if place in _keepers:
        yield
        return
    _keepers[place] = Keeper(place)
    try:
        yield
    finally:
        keeper = _keepers.pop(place)
        with _turnstiles[place].passed(write=True, patience=PATIENCE):
            keeper.let_go()


def _must_be_made(path: Path, patience: float) -> bool:
    """Whether a store does not exist yet, or is older than this version of ours."""
    if not path.exists():
        return True
    if path.resolve() in _current:
        return False
    with _turn(path, write=False, patience=patience), interruptible():
        connection = _connect(path, read_only=True, patience=patience)
        try:
            old = version_of(connection, path) < VERSION
        finally:
            connection.close()
    if not old:
        _current.add(path.resolve())
    return old


@contextmanager
def _turn(path: Path, *, write: bool, patience: float) -> Iterator[None]:
    with _turnstiles[path.resolve()].passed(write=write, patience=patience) as free:
        if not free:
            raise _busy(path, patience)
        yield


def _busy(path: Path, patience: float) -> StoreBusy:
    return StoreBusy(
        f"{path} is held by another process for more than {patience:.0f} seconds. Wait for it to finish, or end it."
    )


def _connect(path: Path, *, read_only: bool, patience: float) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + patience
    pause = _FIRST_PAUSE
    if read_only:
        yielding(path)
    with nullcontext() if read_only else wanting(path):
        while True:
            try:
                return duckdb.connect(str(path), read_only=read_only, config={"threads": 2})
            except duckdb.InterruptException:
                raise  # for `interruptible`
            except duckdb.Error as error:
                if not _taken(error):
                    raise _explained(path, error) from error
                if time.monotonic() >= deadline:
                    raise _busy(path, patience) from error
            time.sleep(pause * random.uniform(0.5, 1.5))
            pause = min(pause * 1.5, _LONGEST_PAUSE)


def _taken(error: duckdb.Error) -> bool:
    text = str(error).lower()
    return "could not set lock" in text or "conflicting lock" in text or "being used by another" in text


def _explained(path: Path, error: duckdb.Error) -> StoreNotWritable | StoreNotAStore:
    text = str(error).lower()
    if path.is_dir():
        return StoreNotAStore(f"{path} is a folder. Give a file with --store, for example {path / 'tashabuk.duckdb'}.")
    if path.exists() and ("not a valid duckdb" in text or "serialization" in text or "corrupt" in text):
        return StoreNotAStore(f"{path} is no Tashabuk store. Give another file with --store.")
    return StoreNotWritable(
        f"{path} cannot be opened as a store ({_first_line(error)}). "
        "Choose a file in a folder that you may write to, with --store, or use --no-store."
    )


def _first_line(error: Exception) -> str:
    return str(error).split("\n")[0].strip()
