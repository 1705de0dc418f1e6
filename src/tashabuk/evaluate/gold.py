"""Gold files: documents with the statements that careful readers found in them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tashabuk.errors import DataError
from tashabuk.model import Document

Fields = dict[str, Any]
"""A statement as a gold file writes it, with `start` and `end` of its trigger added."""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated document."""

    document: Document
    statements: tuple[Fields, ...]


def load_gold(path: Path) -> list[GoldDocument]:
    """Read a gold file; DataError names the file and line that is wrong."""
    return read_lines(path, _document, "gold document", "id, title, published, text, statements")


Built = TypeVar("Built")


def read_lines(path: Path, build: Callable[[Any], Built], kind: str, needs: str) -> list[Built]:
    """What `build` makes of each line of a JSON Lines file; DataError names the file and line that is wrong."""
    out = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read as a gold file ({error})") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            out.append(build(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{path}:{number}: not a {kind} ({error!r}): a line needs {needs}") from error
    return out


def _document(raw: Fields) -> GoldDocument:
    published = raw.get("published")
    document = Document(
        id=raw["id"],
        text=raw["text"],
        title=raw.get("title") or "",
        published=dt.date.fromisoformat(published[:10]) if published else None,
        genre=raw.get("genre") or "",
    )
    return GoldDocument(document, with_offsets(raw["statements"], raw["text"]))


def dyads_of(statement: Fields) -> set[tuple[str, str]]:
    """Each actor with each recipient; of those who act on each other, each with each other one."""
    others = statement["recipient"] or statement["actor"]
    return {(actor, other) for actor in statement["actor"] for other in others if actor != other}


def classes_of(gold: Iterable[GoldDocument]) -> dict[tuple[str, int], int]:
    """A number, from 1 on, for each type and sign that a statement has."""
    kinds = {(statement["event"], statement["sign"]) for one in gold for statement in one.statements}
    return {kind: number for number, kind in enumerate(sorted(kinds), 1)}


def with_offsets(statements: list[Fields], text: str) -> tuple[Fields, ...]:
    """Add `start` and `end` where a statement lacks them: the next place where its trigger stands."""
    used: dict[str, int] = {}
    out = []
    for statement in statements:
        found = dict(statement)
        if found.get("start") is None:
            at = text.find(found["trigger"], used.get(found["trigger"], 0))
            at = at if at >= 0 else max(text.find(found["trigger"]), 0)
            used[found["trigger"]] = at + 1
            found["start"] = at
        found.setdefault("end", found["start"] + len(found["trigger"]))
        out.append(found)
    return tuple(out)
