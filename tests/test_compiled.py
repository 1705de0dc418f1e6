"""What lies compiled beside the sources runs only while it is what the sources say."""

import hashlib
import json
import shutil
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

import tashabuk

SOURCE = "text/chars.py"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of a few modules, with something beside one of them that looks compiled but can only fail."""
    here, copy = Path(tashabuk.__file__).parent, tmp_path / "tashabuk"
    (copy / "text").mkdir(parents=True)
    for name in ("__init__.py", "text/__init__.py", SOURCE):
        shutil.copy(here / name, copy / name)
    (copy / "data").mkdir()
    (copy / "data" / "table.tsv").write_text("1", encoding="utf-8")
    (copy / "text" / f"chars{EXTENSION_SUFFIXES[0]}").write_bytes(b"no machine code")
    return copy


def stamp(tree: Path) -> None:
    digest = hashlib.blake2b((tree / SOURCE).read_bytes(), digest_size=16).hexdigest()
    (tree / "compiled.json").write_text(json.dumps({"modules": [SOURCE], "digest": digest}), encoding="utf-8")


def run(tree: Path, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=tree.parent, capture_output=True, text=True, check=False)


def alef_of(tree: Path) -> subprocess.CompletedProcess[str]:
    return run(tree, "from tashabuk.text.chars import ALEF; print(ascii(ALEF))")


def test_what_was_compiled_from_these_sources_is_used(tree: Path) -> None:
    stamp(tree)
    assert "ImportError" in alef_of(tree).stderr


@pytest.mark.parametrize("change", ["\n# A remark.\n", None])
def test_after_a_change_the_sources_are_used(tree: Path, change: str | None) -> None:
    stamp(tree)
    with (tree / SOURCE).open("a", encoding="utf-8") as file:
        file.write(change or "\nALEF = 'another'\n")
    assert alef_of(tree).stdout.strip() == ("'\\u0627'" if change else "'another'")


def test_a_source_that_is_gone_is_a_change(tree: Path) -> None:
    stamp(tree)
    (tree / SOURCE).unlink()
    assert "ModuleNotFoundError" in alef_of(tree).stderr


def test_after_a_change_folders_of_data_are_still_found(tree: Path) -> None:
    (tree / "compiled.json").write_text(json.dumps({"modules": [SOURCE], "digest": ""}), encoding="utf-8")
    read = "from importlib.resources import files; print(files('tashabuk.data').joinpath('table.tsv').read_text())"
    assert run(tree, read).stdout == "1\n"
