"""The command as users run it: in a process of its own."""

import itertools
import json
import os
import random
import subprocess
import sys
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


def made_archive(folder: Path, files: int = 6, documents: int = 15) -> Path:
    """A folder of files of JSON lines, each a partition of its own because its name ends a group."""
    folder.mkdir()
    names = (f"{n}.jsonl" for n in itertools.count())
    for seed, name in enumerate(itertools.islice((n for n in names if zlib.crc32(n.encode()) % GROUP == 0), files)):
        (folder / name).write_text(made_texts(documents, seed), encoding="utf-8")
    return folder


def in_folder(folder: Path, **environment: str) -> Run:
    """Runs `tashabuk ARGUMENTS` in a folder; fails on any stack trace."""

    def run(*arguments: object, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        done = subprocess.run(
            [*COMMAND, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=folder,
            env={**os.environ, "PYTHONUTF8": "1", **environment},
            timeout=300,
            check=False,
        )
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
