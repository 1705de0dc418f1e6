"""Parquet, through DuckDB: the rows as records, a batch at a time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tashabuk.ingest.formats.records import Record, document_of_record
from tashabuk.ingest.source import Part, Source, Unreadable
from tashabuk.model import Finding

BATCH = 200
"""Rows held at once."""
MEMORY = "2GB"


def read_parquet(source: Source) -> Iterator[Part]:
    """The rows in their order; only columns that a document needs are read."""
    try:
        with _on_disk(source) as path, duckdb.connect(config={"memory_limit": MEMORY, "threads": 1}) as connection:
            yield from _rows(source, connection, str(path))
    except duckdb.Error as error:
        reason = str(error).split("\n")[0][:120]
        raise Unreadable(f"the Parquet file is damaged ({reason})", "make it again") from error


def _rows(source: Source, connection: duckdb.DuckDBPyConnection, path: str) -> Iterator[Part]:
    described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [path]).fetchall()
    wanted = {*Record.model_fields, *(theirs for _, theirs in source.given.fields)}
    names = [str(row[0]) for row in described]
    kept = [name for name in names if name in wanted]
    if not any(name == dict(source.given.fields).get("text", "text") for name in kept):
        columns = ", ".join(f"`{name}`" for name in names[:12])
        advice = f"its columns are {columns}; say which holds the article with --field text=NAME"
        raise Unreadable("the table has no column `text`", advice)
    columns = ", ".join(f"{_quoted(name)}::VARCHAR" for name in kept)
    found = connection.execute(f"SELECT {columns} FROM read_parquet(?)", [path])  # names are quoted
    number = 0
    while batch := found.fetchmany(BATCH):
        for row in batch:
            number += 1
            yield from document_of_record(dict(zip(kept, row, strict=True)), source, number, "row")
    if not number:
        yield Finding(source.place, "the table has no rows", "check the file")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def _on_disk(source: Source) -> Iterator[Path]:
    """DuckDB reads files only: a member of an archive goes to a temporary file with a name of ours."""
    if source.path is not None:
        yield source.path
        return
    with tempfile.TemporaryDirectory(prefix="tashabuk-") as folder:
        path = Path(folder) / "member.parquet"
        with path.open("wb") as file:
            shutil.copyfileobj(source.stream(), file)
        yield path
