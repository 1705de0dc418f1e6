"""A connection that is kept: shared by readers, given up for whoever wants to write, in this process or another."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from tashabuk.model import Document
from tashabuk.store import Store
from tashabuk.store.connection import kept_open
from tashabuk.store.keeping import fcntl, wanted, wanting

pytestmark = pytest.mark.skipif(fcntl is None, reason="without flock no connection is kept")
ADD = """
import sys
from pathlib import Path
from tashabuk.model import Document
from tashabuk.store import Store
for n in range(int(sys.argv[2])):
    Store(Path(sys.argv[1]), patience=30).add([(Document(f"o{n}", f"other {n}"), ())], "r")
"""


def add(store: Store, number: int) -> None:
    store.add([(Document(f"d{number}", f"text {number}"), ())], "r")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "s.duckdb")
    add(made, 0)
    made.counts()
    return made


@pytest.fixture
def connects(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each connection that was made since was one to read."""
    made: list[bool] = []
    real = duckdb.connect

    def counting(*given: object, **options: object) -> object:
        made.append(bool(options.get("read_only")))
        return real(*given, **options)

    monkeypatch.setattr(duckdb, "connect", counting)
    return made


def test_readers_share_one_connection_until_somebody_writes(store: Store, connects: list[bool]) -> None:
    with kept_open(store.path):
        for _ in range(3):
            assert store.counts()["documents"] == 1
        assert connects == [True]
        add(store, 1)
        for _ in range(3):
            assert store.counts()["documents"] == 2
        assert connects == [True, False, True]
    store.counts()
    store.counts()
    assert connects == [True, False, True, True, True]


def test_it_is_seen_that_a_process_wants_to_write(store: Store) -> None:
    assert wanted(store.path) is False
    with wanting(store.path), wanting(store.path):
        assert wanted(store.path) is True
    assert wanted(store.path) is False


def test_another_process_writes_while_this_one_reads_without_a_pause(store: Store) -> None:
    stop = threading.Event()
    problems: list[BaseException] = []

    def read() -> None:
        while not stop.is_set():
            try:
                store.counts()
            except BaseException as error:
                problems.append(error)

    with kept_open(store.path):
        threads = [threading.Thread(target=read) for _ in range(3)]
        for thread in threads:
            thread.start()
        done = subprocess.run([sys.executable, "-c", ADD, str(store.path), "3"], timeout=120, check=False)
        stop.set()
        for thread in threads:
            thread.join(60)
        assert done.returncode == 0
        assert problems == []
        assert store.counts()["documents"] == 4


def test_an_idle_connection_is_given_up_for_another_process(store: Store) -> None:
    with kept_open(store.path):
        store.counts()
        done = subprocess.run([sys.executable, "-c", ADD, str(store.path), "1"], timeout=120, check=False)
        assert done.returncode == 0
        assert store.counts()["documents"] == 2


def test_many_readers_and_writers_of_one_process(store: Store) -> None:
    with kept_open(store.path):
        seen: list[int] = []
        work = [threading.Thread(target=lambda: seen.append(store.counts()["documents"])) for _ in range(20)]
        work += [threading.Thread(target=add, args=(store, n)) for n in range(1, 5)]
        for thread in work:
            thread.start()
        for thread in work:
            thread.join(60)
        assert len(seen) == 20
        assert store.counts()["documents"] == 5


def test_where_there_are_no_such_locks_nothing_is_kept(
    store: Store, connects: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tashabuk.store.keeping.wanted", lambda _: None)
    with kept_open(store.path):
        store.counts()
        store.counts()
    assert connects == [True, True]


def test_nobody_waits_long_for_a_writer_that_never_comes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tashabuk.store.keeping.YIELD", 0.05)
    started = time.monotonic()
    with wanting(store.path), kept_open(store.path):
        assert store.counts()["documents"] == 1
        assert store.counts()["documents"] == 1
    assert time.monotonic() - started < 60
