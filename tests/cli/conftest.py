"""The command as users run it, in a process of its own; most are forked from one that has loaded the language."""

import itertools
import json
import os
import random
import select
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tashabuk.ingest.partitions import GROUP

COMMAND = (sys.executable, "-m", "tashabuk")
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


STATES = ("كينيا", "غانا", "بيرو", "تشيلي", "كندا", "النرويج")
DEEDS = ("هاجمت", "دعمت", "زارت", "انتقدت", "ساعدت", "هددت")


def made_texts(count: int, seed: int) -> str:
    """Documents of a few sentences, each different."""
    chance = random.Random(seed)

    def sentence() -> str:
        one, two = chance.sample(STATES, 2)
        return f"{chance.choice(DEEDS)} {one} {two} في عام {2000 + chance.randrange(25)}."

    return "\n".join(
        json.dumps({"id": f"{seed}-{n}", "text": " ".join(sentence() for _ in range(8))}, ensure_ascii=False)
        for n in range(count)
    )


def made_archive(folder: Path, files: int = 5, documents: int = 12) -> Path:
    """A folder of files of JSON lines, each a partition of its own because its name ends a group."""
    folder.mkdir()
    names = (f"{n}.jsonl" for n in itertools.count())
    for seed, name in enumerate(itertools.islice((n for n in names if zlib.crc32(n.encode()) % GROUP == 0), files)):
        (folder / name).write_text(made_texts(documents, seed), encoding="utf-8")
    return folder


class _Warm:
    """The process that commands are forked from (see `warm`); it starts with the first of them."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._requests = self._answers = -1

    def run(self, folder: Path, arguments: tuple[str, ...], stdin: bytes) -> "subprocess.CompletedProcess[bytes]":
        """What the command says and with which status it ends."""
        if self._process is None:
            self._start()
        with tempfile.TemporaryDirectory() as streams:
            files = {name: Path(streams) / name for name in ("stdin", "stdout", "stderr")}
            for name, file in files.items():
                file.write_bytes(stdin if name == "stdin" else b"")
            request = {"folder": str(folder), "arguments": arguments, **{n: str(f) for n, f in files.items()}}
            os.write(self._requests, json.dumps(request).encode() + b"\n")
            assert select.select([self._answers], [], [], WAIT)[0], f"no answer within {WAIT} s: {arguments}"
            code = int(os.read(self._answers, 16))
            return subprocess.CompletedProcess(
                arguments, code, files["stdout"].read_bytes(), files["stderr"].read_bytes()
            )

    def _start(self) -> None:
        requests, self._requests = os.pipe()
        self._answers, answers = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.warm", str(requests), str(answers)],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONUTF8": "1"},
            pass_fds=(requests, answers),
        )
        os.close(requests)
        os.close(answers)


WAIT = 300
"""Seconds that a command may take."""
_WARM = _Warm()


def in_folder(folder: Path, **environment: str) -> Run:
    """Runs `tashabuk ARGUMENTS` in a folder; fails on any stack trace."""

    def run(*arguments: object, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        words = tuple(map(str, arguments))
        if environment:
            done = subprocess.run(
                [*COMMAND, *words],
                input=stdin,
                capture_output=True,
                cwd=folder,
                env={**os.environ, "PYTHONUTF8": "1", **environment},
                timeout=WAIT,
                check=False,
            )
        else:
            done = _WARM.run(folder, words, stdin)
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done

    return run


@pytest.fixture
def tashabuk(tmp_path: Path) -> Run:
    """The command in an empty folder."""
    return in_folder(tmp_path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the tests of a module share."""
    return tmp_path_factory.mktemp("shared")
