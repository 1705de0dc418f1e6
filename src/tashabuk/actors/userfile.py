"""Actors that a user adds: a CSV or YAML file given with `--actors FILE`.

Columns (keys in YAML): id, kind, en, ar, adjective_m, adjective_f, people, state. Lists are joined by `|` in CSV
and are lists in YAML. An id and one name are required. A row with a known id adds names to that actor.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tashabuk.actors.tables import ActorRow, Names, row_of, split
from tashabuk.errors import DataError

COLUMNS = ("id", "kind", "en", "ar", "adjective_m", "adjective_f", "people", "state")
_ID = re.compile(r"[A-Z][A-Z0-9-]*(?::[A-Z]{3})?")


def read_user_file(path: Path) -> tuple[ActorRow, ...]:
    """The rows of a user's file; DataError names the file, the line or entry, and what to do."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DataError(f"{path}: there is no such file. Check the name that you gave to --actors.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error}). Save it as UTF-8 text.") from error
    entries = _yaml(path, text) if path.suffix.lower() in (".yaml", ".yml") else _csv(path, text)
    return tuple(_row(place, cells) for place, cells in entries)


def _csv(path: Path, text: str) -> Iterator[tuple[str, dict[str, str]]]:
    reader = csv.DictReader(text.splitlines())
    unknown = [c for c in reader.fieldnames or () if c not in COLUMNS]
    if unknown or "id" not in (reader.fieldnames or ()):
        raise DataError(f"{path}:1: the first line must name columns out of {', '.join(COLUMNS)}; id is required.")
    for cells in reader:
        yield (
            f"{path}:{reader.line_num}",
            {k: (v or "").strip() for k, v in cells.items() if isinstance(k, str)},
        )


def _yaml(path: Path, text: str) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        entries = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise DataError(f"{path}: is no valid YAML ({error}).") from error
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise DataError(f"{path}: must be a list of entries, each with id and a name (en or ar).")
    for number, entry in enumerate(entries, 1):
        place = f"{path}: entry {number}"
        unknown = [k for k in entry if k not in COLUMNS]
        if unknown:
            raise DataError(f"{place}: unknown key {unknown[0]!r}; use {', '.join(COLUMNS)}.")
        yield place, {k: _cell(v) for k, v in entry.items()}


def _cell(value: Any) -> str:
    return "|".join(str(v).strip() for v in value) if isinstance(value, list) else str(value or "").strip()


def _row(place: str, cells: dict[str, str]) -> ActorRow:
    actor = cells.get("id", "")
    if not _ID.fullmatch(actor):
        raise DataError(f"{place}: {actor!r} is no id; use capitals, digits and hyphens, such as FREEARMY.")
    names = {language: split(cells.get(language, "")) for language in ("en", "ar")}
    if not any(names.values()):
        raise DataError(f"{place}: {actor} has no name; fill in en or ar.")
    try:
        row = row_of({**cells, "en": "", "ar": ""}, cells.get("kind") or "group")
    except DataError as error:
        raise DataError(f"{place}: {error}") from error
    made = {lang: Names(found[0], found[1:]) if found else Names() for lang, found in names.items()}
    return ActorRow(
        row.id, row.kind, made["en"], made["ar"], row.adjectives, row.people, state=row.state, sort=row.sort
    )
