"""Rows into DuckDB: what Parquet files and frames are made of.

Rows go by way of a temporary file of JSON lines, which DuckDB reads fast and without holding Python objects.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from tashabuk.exchange.columns import Field, Kind

LARGEST_LINE = 1 << 30
"""Bytes that one line of JSON may have."""
MEMORY = "512MB"
"""What sorting may take before it goes to disk."""
_TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "VARCHAR",
    Kind.LIST: "VARCHAR[]",
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "DOUBLE",
    Kind.BOOLEAN: "BOOLEAN",
    Kind.DAY: "DATE",
    Kind.PARTIAL: "VARCHAR",
}


def types_of(fields: Sequence[Field]) -> dict[str, str]:
    """Column → DuckDB type."""
    return {f.name: _TYPES[f.kind] for f in fields}


def read_json(path: Path, types: Mapping[str, str]) -> str:
    """The DuckDB table function that reads a file of JSON lines with columns of these types."""
    columns = ", ".join(f"{_name(name)}: '{kind}'" for name, kind in types.items())
    options = f"format = 'newline_delimited', columns = {{{columns}}}, maximum_object_size = {LARGEST_LINE}"
    return f"read_json({quoted(path)}, {options})"


def quoted(path: Path) -> str:
    """A path as an SQL string."""
    return "'" + str(path).replace("'", "''") + "'"


def save_parquet(rows: Iterable[Mapping[str, Any]], fields: Sequence[Field], path: Path) -> None:
    """Write rows to a Parquet file, in order."""
    with TemporaryDirectory(prefix="tashabuk-") as folder, duckdb.connect() as connection:
        source = _spooled(rows, Path(folder))
        connection.execute(
            f"COPY (SELECT * FROM {read_json(source, types_of(fields))}) TO {quoted(path)} (FORMAT parquet)"
        )


def relation(rows: Iterable[Mapping[str, Any]], fields: Sequence[Field]) -> duckdb.DuckDBPyRelation:
    """Rows as a DuckDB relation in memory, in order; it holds its own connection."""
    connection = duckdb.connect()
    with TemporaryDirectory(prefix="tashabuk-") as folder:
        source = _spooled(rows, Path(folder))
        connection.execute(f"CREATE TABLE rows AS SELECT * FROM {read_json(source, types_of(fields))}")
    return connection.table("rows")


def lines_of(query: str) -> Iterator[str]:
    """The rows of a query as JSON lines, in order; they wait in a temporary file, not in memory."""
    with TemporaryDirectory(prefix="tashabuk-") as folder:
        path = Path(folder) / "rows.jsonl"
        with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": folder}) as connection:
            connection.execute(f"COPY ({query}) TO {quoted(path)} (FORMAT json)")
        with path.open(encoding="utf-8") as lines:
            yield from lines


def _spooled(rows: Iterable[Mapping[str, Any]], folder: Path) -> Path:
    path = folder / "rows.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def _name(column: str) -> str:
    return '"' + column + '"'
