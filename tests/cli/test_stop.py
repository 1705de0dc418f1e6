"""Ctrl-C at any moment of a command: code 130, a message, no stack trace."""

import os
from pathlib import Path

import pytest

from .conftest import in_folder

STOPPED = """
import os
import signal
import sys
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            sys.meta_path.remove(self)
            {how}
sys.meta_path.insert(0, Stop())
"""
"""A `sitecustomize` that sends Ctrl-C when a module is about to be imported."""
PLAIN = "os.kill(os.getpid(), signal.SIGINT)"
INSIDE_EXEC = 'exec("os.kill(os.getpid(), signal.SIGINT); [0] * 1000")'
"""As while a data class is made; Python takes an interrupt there for one that nobody caught."""
INSIDE_SET_NAME = (
    """type("C", (), {"x": type("D", (), {"__set_name__": lambda *_: os.kill(os.getpid(), signal.SIGINT)})()})"""
)
"""Python before 3.12 makes a RuntimeError of it."""


@pytest.mark.parametrize("how", [PLAIN, INSIDE_EXEC, INSIDE_SET_NAME], ids=["plain", "exec", "set name"])
@pytest.mark.parametrize("name", ["click", "tashabuk.cli.app", "tashabuk.relate.frustration"])
def test_while_modules_are_loaded(tmp_path: Path, name: str, how: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(STOPPED.format(name=name, how=how), encoding="utf-8")
    (tmp_path / "e.csv").write_text("source,target,sign\nA,B,1\n", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = in_folder(tmp_path, PYTHONPATH=path)("balance", "--edges", "e.csv")
    assert (done.returncode, b"Stopped." in done.stderr, done.stdout) == (130, True, b""), done.stderr.decode()
