"""Short connections to a shared file: each unit of work opens the store, works, and lets go of it.

DuckDB lets one process write, or several read. Who finds the file taken waits with growing, jittered pauses, up to
`patience` seconds, then gets StoreBusy.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tashabuk.errors import StoreBusy, StoreNotAStore, StoreNotWritable
from tashabuk.store.schema import VERSION, migrate, version_of

PATIENCE = 120.0
"""Seconds to wait for other processes."""
_FIRST_PAUSE = 0.005
_LONGEST_PAUSE = 0.25


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
    """A connection for one unit of work, its schema up to date.

    Raises StoreNotWritable, StoreNotAStore, StoreTooNew or StoreBusy. A store that does not exist yet is made.
    """
    if not path.exists():
        _create(path, patience)
    connection = _connect(path, read_only=not write, patience=patience)
    try:
        if version_of(connection, path) < VERSION:
            if not write:
                connection.close()
                _create(path, patience)
                connection = _connect(path, read_only=True, patience=patience)
            else:
                migrate(connection, path)
        with interruptible():
            yield connection
    finally:
        connection.close()


def _create(path: Path, patience: float) -> None:
    connection = _connect(path, read_only=False, patience=patience)
    try:
        migrate(connection, path)
    finally:
        connection.close()


def _connect(path: Path, *, read_only: bool, patience: float) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + patience
    pause = _FIRST_PAUSE
    while True:
        try:
            return duckdb.connect(str(path), read_only=read_only, config={"threads": 2})
        except duckdb.Error as error:
            if not _taken(error):
                raise _explained(path, error) from error
            if time.monotonic() >= deadline:
                raise StoreBusy(
                    f"{path} is held by another process for more than {patience:.0f} seconds. "
                    "Wait for it to finish, or end it."
                ) from error
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
