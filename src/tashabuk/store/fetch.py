"""A few statements by their ids, as judged, with what is known of their documents: what a page or a list shows.

Both tables are asked through their keys, so that it takes no longer in a store of a million statements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from tashabuk.model import Statement
from tashabuk.store.judged import as_judged
from tashabuk.store.rows import STATEMENT_COLUMNS, statement_of

AT_ONCE = 50
"""Keys of one query: with more the database prefers to read the whole table."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A statement of a view, with the id it is stored under and what is known of its document."""

    id: str
    statement: Statement
    document_id: str
    title: str
    published: Any
    publisher: str
    url: str
    sentence: str


def stored_of(row: Sequence[Any]) -> Stored:
    """The statement of a row: the columns of a statement, then those of `Stored` from `document_id` on."""
    size = len(STATEMENT_COLUMNS)
    return Stored(row[0], statement_of(row[:size]), *row[size:])


def by_ids(connection: DuckDBPyConnection, ids: Sequence[str]) -> list[Stored]:
    """The statements of these ids in their order; those that are not there, or were rejected, are left out."""
    return [stored for start in range(0, len(ids), AT_ONCE) for stored in _some(connection, ids[start:][:AT_ONCE])]


def _some(connection: DuckDBPyConnection, ids: Sequence[str]) -> Iterator[Stored]:
    rows = connection.execute(
        f"SELECT {', '.join(STATEMENT_COLUMNS)} FROM statements WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)]
    ).fetchall()
    found = as_judged(connection, {row[0]: statement_of(row) for row in rows})
    about = {}
    for number, *cells in connection.execute(
        "SELECT w.number, d.id, d.title, d.published, d.publisher, d.url, "
        "substring(d.text, w.sentence_start + 1, w.sentence_end - w.sentence_start) FROM "
        "(SELECT unnest(?::VARCHAR[]) AS number, unnest(?::VARCHAR[]) AS document, "
        "unnest(?::INTEGER[]) AS sentence_start, unnest(?::INTEGER[]) AS sentence_end) w "
        "JOIN documents d ON d.hash = w.document",
        [
            list(found),
            [s.document for s in found.values()],
            [s.sentence.start for s in found.values()],
            [s.sentence.end for s in found.values()],
        ],
    ).fetchall():
        about[number] = cells
    return (Stored(i, found[i], *about[i]) for i in ids if i in found)
