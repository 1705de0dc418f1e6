"""Reading the tab-separated tables of this language: a header line, `#` comments, one row a line."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple


class Row(NamedTuple):
    """One row: its cells by column name, and where it stands, for messages."""

    cells: dict[str, str]
    place: str

    def list(self, column: str, separator: str = ",") -> list[str]:
        """The non-empty parts of a cell that holds a list."""
        return [part.strip() for part in self.cells.get(column, "").split(separator) if part.strip()]


def rows(folder: str) -> Iterator[Row]:
    """Every row of every `.tsv` in `lang/ar/<folder>`, files in alphabetical order."""
    for path in sorted(files("tashabuk.lang.ar").joinpath(folder).iterdir(), key=lambda p: p.name):
        if path.name.endswith(".tsv"):
            yield from table(f"{folder}/{path.name}")


def table(name: str) -> Iterator[Row]:
    """Every row of one table."""
    header: list[str] = []
    text = files("tashabuk.lang.ar").joinpath(name).read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        if not header:
            header = cells
            continue
        cells += [""] * (len(header) - len(cells))
        yield Row(dict(zip(header, cells, strict=False)), f"{name}:{number}")
