"""The same work on a real Dask cluster of two processes: the same content, also when one of them is killed."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tashabuk.errors import UsageError
from tashabuk.ingest import Given
from tashabuk.store import Store
from tashabuk.workbench import cluster, samples
from tashabuk.workbench.cluster import read_on_cluster
from tashabuk.workbench.reading import ReadOptions, ReadResult, read_into

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
TEXTS = Path(samples.__file__).parent
PIECE = 8000
"""Bytes of a partition in these tests."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file of lines that is cut into many partitions: the sentences of the sample texts, three a document."""

    text = " ".join(p.read_text(encoding="utf-8") for p in sorted(TEXTS.glob("*.txt")))
    sentences = [s.strip() + "." for s in re.split(r"[.؟\n]", text) if len(s) > 30]
    path = tmp_path_factory.mktemp("cluster") / "archive.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n in range(len(sentences)):
            words = " ".join([*sentences, *sentences][n : n + 3])
            file.write(json.dumps({"text": words, "published": "2021-05-04"}, ensure_ascii=False) + "\n")
    return path


@pytest.fixture(scope="module")
def whole(archive: Path) -> str:
    """What one process reads into a store."""
    store = Store(archive.parent / "whole.duckdb")
    read_into([str(archive)], ReadOptions(Given(), store.path))
    assert store.counts()["statements"] > 50
    return store.dump()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two worker processes, each under a nanny."""
    started: list[subprocess.Popen[bytes]] = []
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def start(*arguments: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:], "--no-dashboard"]
        environment = {**os.environ, "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False"}
        started.append(subprocess.Popen(command, stderr=subprocess.PIPE, cwd=elsewhere, env=environment))
        return started[-1]

    scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", "0")
    assert scheduler.stderr is not None
    found = None
    while found is None:
        line = scheduler.stderr.readline().decode()
        assert line, "the scheduler ended"
        found = re.search(r"tcp://127\.0\.0\.1:\d+", line)
    for process in (scheduler, start("dask_worker", found[0], "--nworkers", "2", "--nthreads", "1")):
        threading.Thread(target=lambda p=process: p.stderr.read(), daemon=True).start()
    yield found[0]
    for process in reversed(started):
        process.send_signal(signal.SIGTERM)
    for process in started:
        process.wait(timeout=30)


def _loaded(parts: Path) -> str:
    store = Store(parts.with_suffix(".duckdb"))
    list(store.load(parts))
    return store.dump()


def _files(parts: Path) -> set[str]:
    return {str(p.relative_to(parts)) for p in parts.rglob("*.*")}


def test_two_workers_one_of_which_is_killed(archive: Path, whole: str, address: str, tmp_path: Path) -> None:
    import distributed

    killed: list[int] = []

    def kill_one(result: ReadResult) -> None:
        if not killed:
            with distributed.Client(address, set_as_default=False) as client:
                victim = next(iter(client.run(os.getpid).values()))
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    options = ReadOptions(Given(), out=tmp_path / "parts")
    seen: list[int] = []
    first = read_on_cluster([str(archive)], options, address, on_progress=kill_one, piece=PIECE)
    assert killed
    assert _loaded(tmp_path / "parts") == whole
    assert first.findings == []
    assert first.bytes_done == first.bytes_total == archive.stat().st_size
    assert len(_files(tmp_path / "parts")) >= 10

    before = _files(tmp_path / "parts")
    again = read_on_cluster(
        [str(archive)], options, address, on_progress=lambda r: seen.append(r.bytes_done), piece=PIECE
    )
    assert (again.documents, again.skipped) == (0, len(archive.read_bytes().splitlines()))
    assert _files(tmp_path / "parts") == before, "what is there is kept"
    assert seen == sorted(seen)


def test_what_is_wrong_is_said(archive: Path, address: str, tmp_path: Path, monkeypatch) -> None:
    options = ReadOptions(Given(), out=tmp_path / "parts")
    (tmp_path / "bad.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    result = read_on_cluster([str(tmp_path / "bad.jsonl"), "nowhere.txt"], options, address)
    assert sorted(f.problem for f in result.findings) == ["the line has no `text`", "there is no such file"]
    with pytest.raises(UsageError, match="standard input"):
        read_on_cluster(["-"], options, address)
    monkeypatch.setattr(cluster, "reader_version", lambda *_: "another")
    with pytest.raises(UsageError, match="another version"):
        read_on_cluster([str(archive)], ReadOptions(out=tmp_path / "other"), address)
    monkeypatch.setattr(cluster, "WAIT", 1)
    with pytest.raises(UsageError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        read_on_cluster([str(archive)], options, "tcp://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'tashabuk\[cluster\]'"):
        read_on_cluster([str(archive)], options, address)
