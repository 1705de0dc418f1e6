"""Results as Parquet, in parts: `DIR/documents/NAME.parquet` and `DIR/statements/NAME.parquet`, as the store's tables.

A part is some documents with all their statements. Its name is a hash of these documents and of the reader, so that
whoever makes it again makes the same part, on any machine. Files are written under another name in `DIR/unfinished`
and renamed when they are whole; the documents come last, so a part is there when its file of documents is. What could
not be read stands in `DIR/findings/NAME.jsonl`.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from tashabuk.errors import DataError, StoreNotWritable, UsageError
from tashabuk.model import Document, Finding, Statement
from tashabuk.store.bulk import ROW_TYPES
from tashabuk.store.connection import interruptible
from tashabuk.store.rows import DOCUMENT_COLUMNS, STATEMENT_COLUMNS, document_row, statement_row

GROUP = 64
"""Parts that are loaded in one transaction: some ten thousand documents."""
ABANDONED = 3600
"""Seconds after which an unfinished file, which takes less than one to write, is nobody's any more."""
Place = tuple[int, int]
"""Where a part comes in the input: the number of the partition, and of the part in it."""


class Parts:
    """A folder of parts that one version of the reader writes."""

    def __init__(self, folder: Path, reader: str) -> None:
        """Raises UsageError where another version of the reader wrote there, StoreNotWritable where nobody can."""
        self.folder = folder
        self._reader = reader
        try:
            for name in ("documents", "statements", "findings", "unfinished"):
                (folder / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreNotWritable(f"{folder} cannot be written ({error.strerror}). Choose another --out.") from error
        _tidy(folder / "unfinished")
        other = _reader_of(folder)
        if other not in (None, reader):
            raise UsageError(
                f"{folder} holds what another version of the reader ({other}), or one with other actors, wrote. "
                "Give a new folder with --out, or remove this one."
            )

    def name(self, documents: Sequence[Document]) -> str:
        """The name of the part of these documents (32 hex digits)."""
        digest = hashlib.sha256(self._reader.encode())
        for d in documents:
            fields = (d.content_hash, d.id, d.publisher, d.url, d.language, d.genre)
            digest.update("\x1f".join(fields).encode("utf-8", "surrogatepass") + b"\x1e")
        return digest.hexdigest()[:32]

    def has(self, name: str) -> bool:
        """Whether a part is there."""
        return self._file("documents", name).exists()

    def findings(self, name: str) -> list[Finding]:
        """What could not be read when a part was made."""
        path = self.folder / "findings" / f"{name}.jsonl"
        if not path.exists():
            return []
        return [Finding(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]

    def write(
        self,
        name: str,
        place: Place,
        batch: Sequence[tuple[Document, Sequence[Statement]]],
        findings: Sequence[Finding] = (),
    ) -> None:
        """Write a part. Writing it twice, even at the same time, leaves it there once."""
        hashes = [d.content_hash for d, _ in batch]
        documents = [document_row(d, h, self._reader) for (d, _), h in zip(batch, hashes, strict=True)]
        statements = [
            statement_row(replace(s, document=h)) for (_, found), h in zip(batch, hashes, strict=True) for s in found
        ]
        about = {"place": f"{place[0]}/{place[1]}", "reader": self._reader}
        if findings:
            text = "".join(json.dumps(asdict(f), ensure_ascii=False) + "\n" for f in findings)
            self._put("findings", f"{name}.jsonl", partial(_write_text, text))
        for table, rows in (("statements", statements), ("documents", documents)):
            self._put(table, f"{name}.parquet", partial(_copy, table, rows, about))

    def _file(self, table: str, name: str) -> Path:
        return self.folder / table / f"{name}.parquet"

    def _put(self, table: str, file: str, write: Callable[[Path], None]) -> None:
        unfinished = self.folder / "unfinished" / f"{uuid.uuid4().hex}-{file}"
        try:
            write(unfinished)
            with unfinished.open("rb") as written:
                os.fsync(written.fileno())
            unfinished.replace(self.folder / table / file)
        finally:
            unfinished.unlink(missing_ok=True)


def _tidy(folder: Path) -> None:
    """Remove what killed processes left; others may be writing, here or on other machines."""
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - ABANDONED:
                path.unlink()


def _write_text(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")


def _copy(table: str, rows: list[dict[str, Any]], about: dict[str, str], path: Path) -> None:
    with interruptible(), duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(
            f"CREATE TABLE rows AS SELECT unnest(r) FROM (SELECT unnest(?::{ROW_TYPES[table]}[]) AS r)", [rows]
        )
        notes = ", ".join(f"{key}: {_quoted(value)}" for key, value in about.items())
        connection.execute(
            f"COPY rows TO {_quoted(str(path))} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{notes}}})"
        )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _reader_of(folder: Path) -> str | None:
    """The version of the reader that wrote the parts of a folder; None where there are none."""
    with os.scandir(folder / "documents") as entries:
        one = next((e.path for e in entries if e.name.endswith(".parquet")), None)
    return _notes([one])[0]["reader"] if one is not None else None


def _notes(files: Sequence[str]) -> list[dict[str, str]]:
    """What each file says about itself: place and reader. DataError for a file that we did not write."""
    with duckdb.connect(config={"threads": 1}) as connection:
        try:
            rows = connection.execute(
                "SELECT file_name, key::VARCHAR, value::VARCHAR FROM parquet_kv_metadata(?)", [list(files)]
            ).fetchall()
        except duckdb.Error as error:
            raise DataError(_foreign(str(error).split("\n")[0])) from error
    notes: dict[str, dict[str, str]] = {}
    for file, key, value in rows:
        notes.setdefault(file, {})[key] = value
    for file in files:
        if not {"place", "reader"} <= notes.get(file, {}).keys():
            raise DataError(_foreign(file))
    return [notes[file] for file in files]


def _foreign(what: str) -> str:
    return f"This is no part that `tashabuk read --out` wrote: {what}. Remove it, or give another folder."


def parts_in(folder: Path) -> list[list[str]]:
    """The names of the parts of a folder in the order of the input, in groups for one transaction each.

    Raises UsageError where there is no such folder, DataError where it holds no parts or other files.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}. Give one that `tashabuk read --out` wrote.")
    files = sorted(str(p) for p in folder.glob("documents/*.parquet"))
    if not files:
        raise DataError(f"{folder} holds no documents/*.parquet. Give a folder that `tashabuk read --out` wrote.")
    placed = []
    for file, notes in zip(files, _notes(files), strict=True):
        partition, _, number = notes["place"].partition("/")
        placed.append((int(partition), int(number), Path(file).stem))
    names = [name for *_, name in sorted(placed)]
    return [names[i : i + GROUP] for i in range(0, len(names), GROUP)]


def insert_parts(connection: duckdb.DuckDBPyConnection, folder: Path, names: Sequence[str]) -> None:
    """Add parts within a transaction; documents that are here, read by the same reader, stay as they are."""
    documents, statements = (
        [str(folder / table / f"{name}.parquet") for name in names] for table in ("documents", "statements")
    )
    try:
        _check(connection, "documents", documents)
        _check(connection, "statements", statements)
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE taken AS SELECT n.hash, first(n.filename) AS filename, "
            "first(n.file_row_number) AS row FROM (SELECT hash, reader, filename, file_row_number "
            "FROM read_parquet(?, filename = true, file_row_number = true) "
            "ORDER BY list_position(?, filename), file_row_number) n "
            "ANTI JOIN documents d ON d.hash = n.hash AND d.reader = n.reader GROUP BY n.hash",
            [documents, documents],
        )
        columns = ", ".join(f"n.{c}" for c in DOCUMENT_COLUMNS)
        connection.execute("DELETE FROM statements WHERE document IN (SELECT hash FROM taken)")
        connection.execute(
            f"INSERT OR REPLACE INTO documents SELECT {columns} "
            "FROM read_parquet(?, filename = true, file_row_number = true) n "
            "JOIN taken t ON t.filename = n.filename AND t.row = n.file_row_number",
            [documents],
        )
        columns = ", ".join(f"n.{c}" for c in STATEMENT_COLUMNS)
        connection.execute(
            f"INSERT OR REPLACE INTO statements SELECT DISTINCT ON (n.id) {columns} FROM read_parquet(?) n "
            "JOIN taken t ON t.hash = n.document",
            [statements],
        )
        connection.execute("DROP TABLE taken")
    except duckdb.InterruptException:
        raise
    except duckdb.Error as error:
        raise DataError(_foreign(str(error).split("\n")[0])) from error


def _check(connection: duckdb.DuckDBPyConnection, table: str, files: Sequence[str]) -> None:
    """DataError unless all files have the columns of the table."""
    wanted = connection.execute(f"SELECT column_name, column_type FROM (DESCRIBE {table})").fetchall()
    found = connection.execute(
        "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(?))", [list(files)]
    ).fetchall()
    missing = [f"{name} {kind}" for name, kind in wanted if (name, kind) not in found]
    if missing:
        raise DataError(_foreign(f"{Path(files[0]).parent} lacks the columns {', '.join(missing)}"))
