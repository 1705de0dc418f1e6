"""The command as users run it: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "tashabuk")
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def in_folder(folder: Path) -> Run:
    """Runs `tashabuk ARGUMENTS` in a folder; fails on any stack trace."""

    def run(*arguments: object, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        done = subprocess.run(
            [*COMMAND, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=folder,
            env={**os.environ, "PYTHONUTF8": "1"},
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
