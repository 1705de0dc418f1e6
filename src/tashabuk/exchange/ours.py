"""A whole store as files of our own, and back: documents, statements, judgements and coded events.

A folder of four Parquet files, `TABLE.parquet`, or one file of JSON lines whose key `table` says where a line belongs.
The columns are those of the store's tables.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from tashabuk.errors import DataError
from tashabuk.exchange.relation import lines_of, quoted, read_json
from tashabuk.model import (
    CODED_COLUMNS,
    Document,
    Judgement,
    Statement,
    Verdict,
)
from tashabuk.model.cells import statement_of_cells

_TEXT, _LIST, _INTEGER = "VARCHAR", "VARCHAR[]", "INTEGER"
TABLES: dict[str, dict[str, str]] = {
    "documents": {
        "hash": _TEXT,
        "id": _TEXT,
        "title": _TEXT,
        "published": "DATE",
        "publisher": _TEXT,
        "url": _TEXT,
        "language": _TEXT,
        "genre": _TEXT,
        "text": _TEXT,
        "reader": _TEXT,
    },
    "statements": {
        "id": _TEXT,
        "document": _TEXT,
        "actor": _LIST,
        "recipient": _LIST,
        "event": _TEXT,
        "mode": _TEXT,
        "sign": "TINYINT",
        "date": _TEXT,
        "holder": _TEXT,
        "certainty": _TEXT,
        "openness": _TEXT,
        "trigger_start": _INTEGER,
        "trigger_end": _INTEGER,
        "trigger_text": _TEXT,
        "sentence_start": _INTEGER,
        "sentence_end": _INTEGER,
        "confidence": "DOUBLE",
        "rules": _LIST,
    },
    "judgements": {
        "id": _TEXT,
        "subject": _TEXT,
        "verdict": _TEXT,
        "by_whom": _TEXT,
        "judged_at": "TIMESTAMP",
        "reason": _TEXT,
        "changes": _TEXT,
        "undone": "BOOLEAN",
    },
    "coded_events": dict(CODED_COLUMNS),
}
"""Table → column → DuckDB type."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document, the version of the reader that read it, and what it found."""

    document: Document
    reader: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a store holds. `documents` can be gone through once.

    `undone` has the ids of judgements that were taken back. `coded` is a Parquet file of coded events.
    """

    documents: Iterator[ReadDocument]
    judgements: tuple[Judgement, ...]
    undone: frozenset[str]
    coded: Path


def whole_lines(folder: Path) -> Iterator[str]:
    """The JSON lines of a folder of Parquet files, table by table."""
    for table, types in TABLES.items():
        columns = ", ".join((f"'{table}' AS \"table\"", *_quoted_names(types)))
        yield from lines_of(f"SELECT {columns} FROM read_parquet({quoted(folder / f'{table}.parquet')})")


def read_whole(path: Path, scratch: Path) -> Whole:
    """What `tashabuk export parquet --whole` or `jsonl --whole` wrote; JSON lines are unpacked in the folder `scratch`.

    DataError names what is missing or broken.
    """
    folder = path
    if not path.is_dir():
        _unpack(path, scratch)
        folder = scratch
    missing = [f"{table}.parquet" for table in TABLES if not (folder / f"{table}.parquet").is_file()]
    if missing:
        raise DataError(f"{path}: {', '.join(missing)} is missing. Give the folder that export parquet --whole wrote.")
    judgements = list(_rows(folder, "judgements", "judged_at, id"))
    return Whole(
        _documents(folder, path),
        tuple(_judgement(cells) for cells in judgements),
        frozenset(cells["id"] for cells in judgements if cells["undone"]),
        folder / "coded_events.parquet",
    )


def _unpack(path: Path, scratch: Path) -> None:
    columns = {"table": _TEXT, **{name: kind for table in TABLES.values() for name, kind in table.items()}}
    source = read_json(path, columns)
    advice = "Give a file that export jsonl --whole wrote."
    with duckdb.connect() as connection:
        try:
            found = connection.execute(f'SELECT DISTINCT "table" FROM {source}').fetchall()
            unknown = sorted(str(name) for (name,) in found if name not in TABLES)
            if unknown:
                raise DataError(f"{path}: there are lines of no table of ours ({', '.join(unknown)}). {advice}")
            for table, types in TABLES.items():
                names = ", ".join(_quoted_names(types))
                connection.execute(
                    f"COPY (SELECT {names} FROM {source} WHERE \"table\" = '{table}') "
                    f"TO {quoted(scratch / f'{table}.parquet')} (FORMAT parquet)"
                )
        except duckdb.Error as error:
            raise DataError(f"{path}: {str(error).splitlines()[0]} {advice}") from error


def _rows(folder: Path, table: str, order: str) -> Iterator[dict[str, Any]]:
    path = folder / f"{table}.parquet"
    columns = ", ".join(_quoted_names(TABLES[table]))
    try:
        for line in lines_of(f"SELECT {columns} FROM read_parquet({quoted(path)}) ORDER BY {order}"):
            yield json.loads(line)
    except duckdb.Error as error:
        raise DataError(f"{path}: {str(error).splitlines()[0]} Write it again from the store.") from error


def _quoted_names(types: Mapping[str, str]) -> list[str]:
    return [f'"{name}"' for name in types]


def _documents(folder: Path, path: Path) -> Iterator[ReadDocument]:
    """Documents with their statements: both tables in the order of content hashes, side by side."""
    groups = groupby(_rows(folder, "statements", "document, trigger_start, id"), lambda cells: cells["document"])
    waiting = next(((key, list(group)) for key, group in groups), None)
    for cells in _rows(folder, "documents", "hash"):
        own: list[dict[str, Any]] = []
        if waiting is not None and waiting[0] == cells["hash"]:
            own = waiting[1]
            waiting = next(((key, list(group)) for key, group in groups), None)
        try:
            found = ReadDocument(_document(cells), cells["reader"], tuple(map(statement_of_cells, own)))
        except (TypeError, ValueError) as error:
            raise DataError(f"{path}: document {cells['id']}: {error}. Write it again from the store.") from error
        yield found
    if waiting is not None:
        raise DataError(f"{path}: there are statements of documents that are not there. Write it again from the store.")


def _document(cells: Mapping[str, Any]) -> Document:
    return Document(
        cells["id"],
        cells["text"],
        cells["title"],
        dt.date.fromisoformat(cells["published"]) if cells["published"] is not None else None,
        cells["publisher"],
        cells["url"],
        cells["language"],
        cells["genre"],
    )


def _judgement(cells: Mapping[str, Any]) -> Judgement:
    return Judgement(
        cells["id"],
        cells["subject"],
        Verdict(cells["verdict"]),
        cells["by_whom"],
        dt.datetime.fromisoformat(cells["judged_at"]).replace(tzinfo=dt.UTC),
        cells["reason"],
        json.loads(cells["changes"]),
    )
