"""Archives in bulk: whatever dies on the way, the content in the end is that of an undisturbed run."""

import json
import os
import random
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tashabuk.store import Store

from .conftest import COMMAND, in_folder, made_archive

JOBS = ("--jobs", "2")
WAIT = 240
"""Seconds after which something will not happen any more, on however busy a machine."""
HARMED = """
import os
import tashabuk.read
read = tashabuk.read.read
def harmed(document, pack):
    if "يقتل" in document.text:
        os._exit(9)
    if "يفشل" in document.text:
        raise ValueError("harm")
    return read(document, pack)
tashabuk.read.read = harmed
"""
"""A `sitecustomize` that makes the reader die of one word and fail on another, in every process."""
HELD = """
import os
import pathlib
import time
import tashabuk.read
read = tashabuk.read.read
doors, parent = pathlib.Path(os.environ["DOORS"]), os.getppid()
def held(document, pack):
    if (doors / document.id).exists():
        (doors / f"{document.id}.{os.getpid()}").touch()
    while (doors / document.id).exists() and os.getppid() == parent:
        time.sleep(0.01)
    return read(document, pack)
tashabuk.read.read = held
"""
"""A `sitecustomize` that stops the reader before a document until its door, a file of that name, is gone; whoever
stands there leaves a file with the number of its process."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_archive(tmp_path_factory.mktemp("bulk") / "archive")


@pytest.fixture(scope="module")
def whole(archive: Path) -> str:
    """The dump of a store that one undisturbed process fills."""
    store = Store(archive.parent / "whole.duckdb")
    done = in_folder(archive.parent)("read", archive, "--store", store.path, "--quiet")
    assert (done.returncode, done.stdout) == (0, b"")
    assert store.counts()["documents"] == 60
    assert store.counts()["statements"] > 150
    return store.dump()


def _children(parent: int) -> list[int]:
    """The processes that read for a process."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            is_child = int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == parent
            if is_child and b"tashabuk.workbench.process" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except (OSError, IndexError):
            continue  # it has just ended
    return found


def _sitecustomize(folder: Path, text: str) -> str:
    """A folder for `text` as a `sitecustomize`, made; what PYTHONPATH has to be for it."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(text, encoding="utf-8")
    return os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])


class Doors:
    """Documents at which reading processes have to wait."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()
        self.environment = {"DOORS": str(folder), "PYTHONPATH": _sitecustomize(folder / "python", HELD)}

    def shut(self, document: str) -> None:
        (self._folder / document).touch()

    def open(self, document: str) -> None:
        (self._folder / document).unlink()

    def who_waits(self, document: str) -> list[int]:
        return [int(path.suffix[1:]) for path in self._folder.glob(f"{document}.*")]


@pytest.fixture
def doors(tmp_path: Path) -> Doors:
    return Doors(tmp_path / "doors")


def _started(doors: Doors, *arguments: object) -> "subprocess.Popen[bytes]":
    command = [*COMMAND, "read", *map(str, arguments), *JOBS, "--quiet"]
    environment = {**os.environ, **doors.environment}
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, process_group=0, env=environment
    )


def _wait_for(true: Callable[[], object], running: "subprocess.Popen[bytes]") -> None:
    while not true():
        assert running.poll() is None, running.communicate()[1].decode()
        time.sleep(0.02)


def _documents(kept: Path) -> int:
    if kept.suffix != ".duckdb":
        return len(list(kept.glob("documents/*.parquet")))
    return Store(kept).counts()["documents"] if kept.exists() else 0


def _dump(kept: Path) -> str:
    """The dump of a store, or of a store loaded from parts."""
    if kept.suffix == ".duckdb":
        return Store(kept).dump()
    store = kept.with_suffix(".duckdb")
    store.unlink(missing_ok=True)
    assert in_folder(kept.parent)("load", kept, "--store", store).returncode == 0
    return Store(store).dump()


@pytest.fixture(params=["store", "out"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """Where results go: the option, and its file or folder."""
    return f"--{request.param}", tmp_path / ("s.duckdb" if request.param == "store" else "parts")


def test_readers_that_are_killed_are_replaced(archive: Path, whole: str, tmp_path: Path, doors: Doors) -> None:
    parts, held = tmp_path / "parts", ("1-5", "3-0", "4-11")
    for document in held:
        doors.shut(document)
    running = _started(doors, archive, "--out", parts)
    for document in held:
        _wait_for(lambda: doors.who_waits(document), running)  # noqa: B023
        (reader,) = doors.who_waits(document)
        assert reader in _children(running.pid)
        doors.open(document)
        os.kill(reader, signal.SIGKILL)
    _, messages = running.communicate(timeout=WAIT)
    assert (running.returncode, b"Traceback" in messages) == (0, False), messages.decode()
    assert _dump(parts) == whole


def test_what_is_killed_goes_on_where_it_was(archive: Path, whole: str, kept: tuple[str, Path], doors: Doors) -> None:
    chance = random.Random(5)
    for kill, last in ((signal.SIGINT, "3-0"), (signal.SIGKILL, "4-11")):
        before = _documents(kept[1])
        doors.shut(last)  # it cannot come to its end before it is killed
        running = _started(doors, archive, *kept)
        _wait_for(lambda: _documents(kept[1]) > before, running)  # noqa: B023
        time.sleep(chance.uniform(0.0, 0.3))
        children = _children(running.pid)
        running.send_signal(kill)
        _, messages = running.communicate(timeout=WAIT)
        doors.open(last)
        assert b"Traceback" not in messages, messages.decode()
        if kill == signal.SIGINT:
            assert (running.returncode, b"run the same command again" in messages) == (130, True), messages.decode()
        _wait_for_the_end_of(children)
    done = in_folder(archive.parent)("read", archive, *kept, *JOBS, "--quiet")
    assert done.returncode == 0
    assert b"already known" in done.stderr
    assert _dump(kept[1]) == whole


def _wait_for_the_end_of(pids: list[int]) -> None:
    deadline = time.monotonic() + WAIT
    while any(Path(f"/proc/{pid}/exe").exists() for pid in pids):
        assert time.monotonic() < deadline, "readers outlive what started them"
        time.sleep(0.05)


def test_texts_that_kill_or_break_the_reader_cost_only_themselves(tmp_path: Path, kept: tuple[str, Path]) -> None:
    texts = [f"زار وزير مصري بغداد في عام {2000 + n}." for n in range(20)]
    texts[3] += " يقتل"
    texts[7] += " يفشل"
    lines = [json.dumps({"id": f"d{n}", "text": text}, ensure_ascii=False) for n, text in enumerate(texts)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    tashabuk = in_folder(tmp_path, PYTHONPATH=_sitecustomize(tmp_path / "harm", HARMED))
    for count in (18, 0):
        done = tashabuk("read", "a.jsonl", *kept, *JOBS, "--quiet")
        messages = done.stderr.decode()
        assert done.returncode == 1
        for said in ("d3: 2 reading processes ended", "d7: the reader fails on this text (ValueError: harm)"):
            assert messages.count(said) == 1, messages
        assert f"{count} documents read" in messages
    loaded = re.findall(r'"documents", "\w+", "d(\d+)"', _dump(kept[1]))
    assert sorted(map(int, loaded)) == [n for n in range(20) if n not in (3, 7)]


def test_parts_hold_what_the_store_would_and_are_kept(archive: Path, whole: str, tmp_path: Path) -> None:
    tashabuk = in_folder(tmp_path)
    assert tashabuk("read", archive, "--out", "parts").returncode == 0
    before = {p: p.stat().st_mtime_ns for p in tmp_path.glob("parts/*/*")}
    assert len(before) == 10
    again = tashabuk("read", archive, "--out", "parts", *JOBS)
    assert b"60 already known" in again.stderr
    assert {p: p.stat().st_mtime_ns for p in tmp_path.glob("parts/*/*")} == before
    assert _dump(tmp_path / "parts") == whole
    again = tashabuk("load", "parts", "parts", "--store", "parts.duckdb")
    assert b"10 parts: 0 documents and 0 statements added" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("read", "a", "--out", "p", "--store", "s"), 2, "exclude each other"),
        (("read", "a", "--cluster", "tcp://localhost:1"), 2, "needs --out"),
        (("read", "a", "--cluster", "tcp://localhost:1", "--out", "p", "--jobs", "2"), 2, "neither --jobs"),
        (("read", "-", "--cluster", "tcp://localhost:1", "--out", "p"), 2, "standard input"),
        (("read", "a.txt", "--out", "a.txt"), 1, "--out"),
        (("load", "nowhere"), 2, "no folder nowhere"),
        (("load", "."), 1, "read --out"),
    ],
)
def test_wrong_usage_says_what_to_do(tashabuk, tmp_path: Path, arguments, code: int, said: str) -> None:
    (tmp_path / "a.txt").write_text("زار وزير مصري بغداد.", encoding="utf-8")
    done = tashabuk(*arguments)
    assert (done.returncode, said in done.stderr.decode()) == (code, True), done.stderr.decode()
