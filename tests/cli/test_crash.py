"""Killed readers and readers side by side: whole documents only, nothing lost, nothing twice."""

import random
import subprocess
import time
from pathlib import Path

import pytest

from tashabuk.store import Store

from .conftest import COMMAND, in_folder, made_texts


def _reader(archive: Path, store: Path) -> "subprocess.Popen[bytes]":
    command = [*COMMAND, "read", str(archive), "--store", str(store)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.jsonl"
    path.write_text(made_texts(150, seed=1), encoding="utf-8")
    return path


def test_a_killed_reader_leaves_whole_documents_and_can_go_on(archive: Path) -> None:
    tashabuk = in_folder(archive.parent)
    assert tashabuk("read", archive, "--store", "whole.duckdb").returncode == 0
    whole = Store(archive.parent / "whole.duckdb")
    killed = Store(archive.parent / "killed.duckdb")
    chance = random.Random(7)
    for _ in range(3):
        reader = _reader(archive, killed.path)
        time.sleep(chance.uniform(0.5, 3.0))
        reader.kill()
        reader.wait()
        if killed.path.exists():
            assert set(killed.dump().splitlines()) <= set(whole.dump().splitlines())
            counts = killed.counts()
            assert counts["statements"] == 0 or counts["documents"] > 0
    assert tashabuk("read", archive, "--store", killed.path).returncode == 0
    assert killed.dump() == whole.dump()


def test_two_readers_and_somebody_who_asks_share_a_store(archive: Path) -> None:
    other = archive.parent / "other.jsonl"
    other.write_text(made_texts(100, seed=2), encoding="utf-8")
    tashabuk = in_folder(archive.parent)
    store = Store(archive.parent / "s.duckdb")
    store.check()
    readers = [_reader(path, store.path) for path in (archive, other)]
    while any(reader.poll() is None for reader in readers):
        assert tashabuk("ties", "--store", store.path).returncode == 0
    for reader in readers:
        assert reader.stderr is not None
        message = reader.stderr.read().decode()
        assert (reader.returncode, "Traceback" in message) == (0, False), message
    assert store.counts()["documents"] == 250
