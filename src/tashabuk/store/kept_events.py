"""The events of a store, kept as rows and brought up to date cell by cell.

A cell is all statements of one type and one set of parties: what events they form depends on no others.
Beside each statement of an event stands a print of everything that its event rests on, as judged; where the print of
a statement is another now, or there is none, its cell must be formed anew. So a judgement, a new document or a newer
reader each cost what they touch, and who is stopped goes on where it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from tashabuk.model import Claim, Event, EventType, PartialDate, Sign
from tashabuk.store.columns import StatementColumns, column
from tashabuk.store.connection import opened
from tashabuk.store.event_index import EventIndex, load_event_index
from tashabuk.store.fetch import Stored, by_ids, stored_of
from tashabuk.store.judged import active, judged, merges
from tashabuk.store.rows import STATEMENT_COLUMNS
from tashabuk.store.stamps import Stamps, stamps_of
from tashabuk.store.store import Store

_MUTUAL = "(s.event IN ('AGREE', 'CONSULT', 'COOPERATE') OR (len(s.recipient) = 0 AND len(s.actor) > 1))"
_SET = "array_to_string(list_sort(list_distinct({})), '+')"
_CELL = (
    f"(s.event || '|' || CASE WHEN {_MUTUAL} THEN {_SET.format('list_concat(s.actor, s.recipient)')} || '|' "
    f"ELSE {_SET.format('s.actor')} || '|' || {_SET.format('s.recipient')} END)"
)
_PRINT = (
    "hash(s.document, s.event, s.sign, s.actor, s.recipient, s.date, s.holder, s.certainty, s.sentence_start, "
    "s.sentence_end, d.published, d.publisher, d.url, w.witness, $words::VARCHAR)"
)
_COLUMNS = (
    *(
        "id",
        "cell",
        "type",
        "actor",
        "recipient",
        "sign",
        "claim",
        "date",
        "stated",
        "day",
        "witnesses",
        "weight",
        "grade",
    ),
    *("first", "last", "contradicts", "documents", "publishers", "statements", "prints"),
)
_TYPES = {
    **dict.fromkeys(("actor", "recipient", "contradicts", "documents", "publishers", "statements"), "VARCHAR[]"),
    **dict.fromkeys(("day", "first", "last"), "DATE"),
    "sign": "TINYINT",
    "stated": "BOOLEAN",
    "witnesses": "INTEGER",
    "weight": "DOUBLE",
    "grade": "TINYINT",
    "prints": "UBIGINT[]",
}


@dataclass(frozen=True, slots=True)
class State:
    """A state of a store, and which actors stand under which names in it, in a word."""

    stamps: Stamps
    merged: str


@dataclass(frozen=True, slots=True)
class Words:
    """A count of the sentences with each word: its name, how many sentences, of a store of how many documents."""

    name: str
    sentences: int
    documents: int


@dataclass(frozen=True, slots=True)
class Member:
    """A statement on its way into an event: its cell, its print, and the group of copies that its document is in."""

    stored: Stored
    cell: str
    print: int
    witness: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Cells to form anew; `statements` are all that are in them, None where that was not looked for."""

    cells: Sequence[str]
    statements: Sequence[str] | None


class KeptEvents:
    """The tables `events`, `event_words` and `event_state` of a store; each method is a unit of work of its own."""

    def __init__(self, store: Store) -> None:
        self._path = store.path

    def stale(self) -> State | None:
        """The state of the store, where the events are not those of that state."""
        with opened(self._path, write=False) as connection:
            stamps = stamps_of(connection)
            kept = connection.execute("SELECT content, judged FROM event_state").fetchall()
            if kept == [(stamps.content, stamps.judged)]:
                return None
            return State(stamps, _merged(connection))

    def words(self) -> Words | None:
        """The count that the events were formed with, None before the first."""
        with opened(self._path, write=False) as connection:
            rows = connection.execute("SELECT words, sentences, documents FROM event_state").fetchall()
        return Words(*rows[0]) if rows else None

    def counts(self) -> dict[str, int]:
        """How many sentences hold each word."""
        with opened(self._path, write=False) as connection:
            return dict(connection.execute("SELECT word, sentences FROM event_words").fetchall())

    def sentences(self, limit: int) -> list[str]:
        """The sentences of all statements that were read, those of the `limit` smallest ids, equal ones once."""
        with opened(self._path, write=False) as connection:
            rows = connection.execute(
                "SELECT DISTINCT substring(d.text, s.sentence_start + 1, s.sentence_end - s.sentence_start) FROM "
                "(SELECT document, sentence_start, sentence_end FROM statements ORDER BY id LIMIT ?) s "
                "JOIN documents d ON d.hash = s.document",
                [limit],
            ).fetchall()
        return [sentence for (sentence,) in rows]

    def keep_counts(self, words: Words, counts: Mapping[str, int]) -> None:
        """Put a count of words in place of the one before; the events of that one count as stale."""
        with opened(self._path, write=True) as connection:
            connection.execute("BEGIN")
            connection.execute("DELETE FROM event_words")
            connection.execute(
                "INSERT INTO event_words SELECT unnest(?::VARCHAR[]), unnest(?::INTEGER[])",
                [list(counts), list(counts.values())],
            )
            connection.execute("DELETE FROM event_state")
            connection.execute(
                "INSERT INTO event_state VALUES ('', '', '', ?, ?, ?)", [words.name, words.sentences, words.documents]
            )
            connection.execute("COMMIT")

    def changed(self, words: Words, witnesses: Mapping[str, str]) -> Changed:
        """The cells that must be formed anew; `witnesses` names the group of each document that has copies."""
        with opened(self._path, write=False) as connection:
            if (few := _judged_only(connection)) is not None:
                return _few_changed(connection, few, words, witnesses)
            view = _view(connection, witnesses)
            rows = connection.execute(
                "SELECT DISTINCT unnest([v.cell, k.cell]) AS cell FROM "
                f"(SELECT s.id, {_CELL} AS cell, {_PRINT} AS print FROM {view}) v FULL JOIN "
                "(SELECT unnest(statements) AS id, unnest(prints) AS print, cell FROM events) k ON k.id = v.id "
                "WHERE v.print IS DISTINCT FROM k.print ORDER BY cell",
                {"words": words.name},
            ).fetchall()
        return Changed([cell for (cell,) in rows if cell is not None], None)

    def members(
        self, cells: Sequence[str], changed: Changed, words: Words, witnesses: Mapping[str, str]
    ) -> list[Member]:
        """The statements of some of the cells that changed, as judged."""
        with opened(self._path, write=False) as connection:
            return _members(connection, _view(connection, witnesses, changed.statements), cells, words)

    def replace(self, cells: Sequence[str], events: Iterable[tuple[Event, float, str, Sequence[int]]]) -> None:
        """Put the events of these cells in place of those that were there; each with weight, cell and prints."""
        rows = [_row(*one) for one in events]
        columns = ", ".join(f"unnest(${name}::{_TYPES.get(name, 'VARCHAR')}[])" for name in _COLUMNS)
        with opened(self._path, write=True) as connection:
            connection.execute("BEGIN")
            connection.execute("DELETE FROM events WHERE cell IN (SELECT unnest(?::VARCHAR[]))", [list(cells)])
            connection.execute(
                "INSERT INTO events SELECT (SELECT coalesce(max(number), -1) FROM events) + "
                f"row_number() OVER (), * FROM (SELECT {columns})",
                {name: [row[at] for row in rows] for at, name in enumerate(_COLUMNS)},
            )
            connection.execute("COMMIT")

    def finish(self, state: State) -> None:
        """Say that the events are those of a state."""
        with opened(self._path, write=True) as connection:
            connection.execute(
                "UPDATE event_state SET content = ?, judged = ?, merged = ?",
                [state.stamps.content, state.stamps.judged, state.merged],
            )

    def weights(self) -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
        """The statements whose evidence does not weigh 1, by the numbers of their ids, and what it weighs."""
        with opened(self._path, write=False) as connection:
            found = connection.execute(
                "SELECT ('0x' || id)::UBIGINT AS id, weight FROM "
                "(SELECT unnest(statements) AS id, weight FROM events WHERE weight <> 1)"
            ).fetchnumpy()
        return column(found["id"], "uint64"), column(found["weight"], "float64")

    def find(self, condition: str = "TRUE", values: Mapping[str, Any] | None = None) -> list[Event]:
        """The events that meet an SQL condition, by day and id, the undated last."""
        with opened(self._path, write=False) as connection:
            rows = connection.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM events WHERE {condition} ORDER BY day NULLS LAST, id", values or {}
            ).fetchall()
        return [_event(dict(zip(_COLUMNS, row, strict=True))) for row in rows]

    def index(self, columns: StatementColumns) -> EventIndex:
        """All events in columns; `columns` are those of the statements."""
        with opened(self._path, write=False) as connection:
            return load_event_index(connection, columns)

    def at(self, numbers: Sequence[int]) -> list[Event]:
        """The events of some numbers, in their order."""
        with opened(self._path, write=False) as connection:
            found = connection.execute(
                f"SELECT number, {', '.join(_COLUMNS)} FROM events WHERE number IN (SELECT unnest(?::INTEGER[]))",
                [list(numbers)],
            ).fetchall()
        events = {number: _event(dict(zip(_COLUMNS, cells, strict=True))) for number, *cells in found}
        return [events[number] for number in numbers if number in events]

    def beginning(self, beginning: str) -> list[Event]:
        """The events whose id, or the id of one of whose statements, begins so."""
        found = self.find("id = $id OR list_contains(statements, $id)", {"id": beginning})
        return found or self.find(
            "starts_with(id, $id) OR len(list_filter(statements, lambda s: starts_with(s, $id))) > 0",
            {"id": beginning},
        )

    def statements(self, event: Event) -> list[Stored]:
        """The statements of an event, in its order."""
        with opened(self._path, write=False) as connection:
            return by_ids(connection, event.statements)


def _judged_only(connection: DuckDBPyConnection) -> list[str] | None:
    """The statements that were ever judged, where nothing but judgements of them changed since events were formed."""
    state = connection.execute("SELECT content, merged FROM event_state").fetchall()
    if state != [(stamps_of(connection).content, _merged(connection))]:
        return None
    rows = connection.execute(
        "SELECT DISTINCT subject FROM judgements WHERE verdict NOT IN ('merge', 'split') ORDER BY subject"
    ).fetchall()
    return [subject for (subject,) in rows]


def _merged(connection: DuckDBPyConnection) -> str:
    return repr(sorted(merges(active(connection, [])).items()))


def _few_changed(
    connection: DuckDBPyConnection, subjects: Sequence[str], words: Words, witnesses: Mapping[str, str]
) -> Changed:
    """The cells that judgements of some statements changed, and all statements that are in them now."""
    known = connection.execute(
        "SELECT id, print, cell FROM (SELECT unnest(statements) AS id, unnest(prints) AS print, cell FROM events "
        "WHERE list_has_any(statements, $1::VARCHAR[])) WHERE id IN (SELECT unnest($1::VARCHAR[]))",
        [list(subjects)],
    ).fetchall()
    before = {key: (number, cell) for key, number, cell in known}
    now = {
        key: (number, cell)
        for key, number, cell in connection.execute(
            f"SELECT s.id, {_PRINT}, {_CELL} FROM {_view(connection, witnesses, subjects)}", {"words": words.name}
        ).fetchall()
    }
    cells = {
        one[1] for key in subjects if before.get(key) != now.get(key) for one in (before.get(key), now.get(key)) if one
    }
    others = connection.execute(
        "SELECT unnest(statements) FROM events WHERE cell IN (SELECT unnest(?::VARCHAR[]))", [sorted(cells)]
    ).fetchall()
    inside = {key for (key,) in others} | {key for key, (_, cell) in now.items() if cell in cells}
    return Changed(sorted(cells), sorted(inside))


def _members(connection: DuckDBPyConnection, view: str, cells: Sequence[str], words: Words) -> list[Member]:
    size = len(STATEMENT_COLUMNS) + 6
    rows = connection.execute(
        f"SELECT {', '.join(f's.{c}' for c in STATEMENT_COLUMNS)}, d.id, d.title, d.published, d.publisher, d.url, "
        "substring(d.text, s.sentence_start + 1, s.sentence_end - s.sentence_start), "
        f"{_CELL} AS cell, {_PRINT}, w.witness FROM {view} "
        "WHERE s.event IN (SELECT unnest($types::VARCHAR[])) AND cell IN (SELECT unnest($cells::VARCHAR[])) "
        "ORDER BY s.id",
        {"words": words.name, "cells": list(cells), "types": sorted({c.split("|")[0] for c in cells})},
    ).fetchall()
    return [Member(stored_of(row[:size]), *row[size:]) for row in rows]


def _view(connection: DuckDBPyConnection, witnesses: Mapping[str, str], statements: Sequence[str] | None = None) -> str:
    """What to select statements `s`, their documents `d` and the groups of copies `w` from; perhaps some of them."""
    table = "statements"
    if statements is not None:
        table = "some_statements"
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT * FROM statements "
            "WHERE id IN (SELECT unnest(?::VARCHAR[]))",
            [list(statements)],
        )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE copied AS "
        "SELECT unnest(?::VARCHAR[]) AS document, unnest(?::VARCHAR[]) AS witness",
        [list(witnesses), list(witnesses.values())],
    )
    source = judged(connection, table)
    return f"{source} s JOIN documents d ON d.hash = s.document LEFT JOIN copied w ON w.document = s.document"


def _row(event: Event, weight: float, cell: str, prints: Sequence[int]) -> tuple[Any, ...]:
    day: dt.date | None = event.date.first() if event.date is not None else None
    return (
        event.id,
        cell,
        str(event.type),
        list(event.actor),
        list(event.recipient),
        int(event.sign),
        str(event.claim),
        str(event.date) if event.date is not None else None,
        event.stated,
        day,
        event.witnesses,
        weight,
        event.grade,
        event.first,
        event.last,
        list(event.contradicts),
        list(event.documents),
        list(event.publishers),
        list(event.statements),
        list(prints),
    )


def _event(cells: Mapping[str, Any]) -> Event:
    return Event(
        id=cells["id"],
        type=EventType(cells["type"]),
        actor=tuple(cells["actor"]),
        recipient=tuple(cells["recipient"]),
        statements=tuple(cells["statements"]),
        documents=tuple(cells["documents"]),
        sign=Sign(cells["sign"]),
        claim=Claim(cells["claim"]),
        date=PartialDate.parse(cells["date"]) if cells["date"] else None,
        stated=cells["stated"],
        publishers=tuple(cells["publishers"]),
        witnesses=cells["witnesses"],
        first=cells["first"],
        last=cells["last"],
        contradicts=tuple(cells["contradicts"]),
        grade=cells["grade"],
    )
