"""No look-alike or invisible characters in any source or data file of the project."""

import subprocess
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SUFFIXES = {
    ".py",
    ".tsv",
    ".md",
    ".toml",
    ".txt",
    ".j2",
    ".json",
    ".jsonl",
    ".yaml",
    ".yml",
    ".csv",
    ".html",
    ".css",
    ".js",
}
# Code that handles these characters names them by code point or Unicode name; gold texts are kept as written.
EXEMPT = {"tests/gold", "requirements"}


def _files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    found = [ROOT / name for name in listed if name] or [p for p in (ROOT / "src").rglob("*") if p.is_file()]
    return [p for p in found if p.suffix in SUFFIXES and p.exists() and not _exempt(p)]


def _exempt(path: Path) -> bool:
    return any(str(path.relative_to(ROOT)).startswith(prefix) for prefix in EXEMPT)


def _bad(char: str) -> bool:
    code = ord(char)
    return (
        0xFB50 <= code <= 0xFDFF
        or 0xFE70 <= code <= 0xFEFF
        or code in (0x06CC, 0x06A9, 0x0640, 0x061C)
        or 0x200B <= code <= 0x200F
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
    )


@pytest.mark.parametrize("path", _files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_look_alikes(path):
    text = path.read_text(encoding="utf-8")
    found = [
        (n, hex(ord(c)), unicodedata.name(c, "?"))
        for n, line in enumerate(text.split("\n"), 1)
        for c in line
        if _bad(c)
    ]
    assert found == []
