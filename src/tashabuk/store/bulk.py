"""Rows into tables, many at once."""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection

_STATEMENT = (
    "STRUCT(id VARCHAR, document VARCHAR, actor VARCHAR[], recipient VARCHAR[], event VARCHAR, mode VARCHAR, "
    "sign TINYINT, date VARCHAR, holder VARCHAR, certainty VARCHAR, openness VARCHAR, trigger_start INTEGER, "
    "trigger_end INTEGER, trigger_text VARCHAR, sentence_start INTEGER, sentence_end INTEGER, confidence DOUBLE, "
    "rules VARCHAR[])"
)
ROW_TYPES = {
    "documents": "STRUCT(hash VARCHAR, id VARCHAR, title VARCHAR, published DATE, publisher VARCHAR, url VARCHAR, "
    "language VARCHAR, genre VARCHAR, text VARCHAR, reader VARCHAR)",
    "statements": _STATEMENT,
    "corrected_statements": _STATEMENT,
}
"""Table → the type of its rows."""


def insert(connection: DuckDBPyConnection, table: str, rows: list[dict[str, Any]], *, replace: bool = False) -> None:
    """Add rows with the fields of `table`; with `replace`, one whose key is there already takes its place."""
    if rows:
        verb = "INSERT OR REPLACE" if replace else "INSERT"
        connection.execute(
            f"{verb} INTO {table} SELECT unnest(r) FROM (SELECT unnest(?::{ROW_TYPES[table]}[]) AS r)", [rows]
        )
