"""The store: documents, their statements, and people's judgements, in one DuckDB file.

Statements are written once; a judgement is a row of its own, and what a view returns combines both, so that undoing a
judgement brings the old view back. A document is in the store with all its statements or not at all. Ids are hashes
of content: reading the same document again adds nothing; a newer reader replaces a document's statements.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from duckdb import DuckDBPyConnection

from tashabuk.errors import UsageError
from tashabuk.model import CODED_COLUMNS, CodedEvent, Document, Forecast, Judgement, Statement, Verdict
from tashabuk.store.bulk import insert
from tashabuk.store.coded import CodedColumns, coded_by_row, coded_columns, insert_coded
from tashabuk.store.connection import PATIENCE, opened
from tashabuk.store.fetch import Stored, by_ids, stored_of
from tashabuk.store.foreseen import coded_types, keep_forecasts, keep_model, kept_forecasts, kept_model
from tashabuk.store.judged import active, judged, judged_pairs, keep, latest, merges
from tashabuk.store.parts import insert_parts, parts_in
from tashabuk.store.query import Filter
from tashabuk.store.rows import (
    DOCUMENT_COLUMNS,
    JUDGEMENT_COLUMNS,
    STATEMENT_COLUMNS,
    document_of,
    document_row,
    statement_row,
)
from tashabuk.store.stamps import Stamps, renew_content, renew_judged, stamps_of

TABLES: dict[str, tuple[str, ...]] = {
    "documents": DOCUMENT_COLUMNS,
    "statements": STATEMENT_COLUMNS,
    "judgements": (*JUDGEMENT_COLUMNS, "undone"),
    "coded_events": tuple(CODED_COLUMNS),
}
"""Table → columns, in order: all that a store holds."""
_STREAM_MEMORY = "512MB"
"""What sorting a view may take before it goes to disk."""
_FEW = 1000
"""Statements up to which their keys are found first, and their texts then."""


if TYPE_CHECKING:  # not at run time: reading a text should start without it
    import numpy as np
    from numpy.typing import NDArray

    from tashabuk.store.columns import StatementColumns


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list: all but its text, and how many statements were read in it."""

    hash: str
    id: str
    title: str
    published: dt.date | None
    publisher: str
    url: str
    statements: int


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The statements of one state, as they were `read` and as `judged`."""

    stamps: Stamps
    read: StatementColumns
    judged: StatementColumns


class Store:
    """One store file. Nothing is opened until a unit of work needs it."""

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        self.path = path
        self._patience = patience

    def _opened(self, *, write: bool) -> Any:
        return opened(self.path, write=write, patience=self._patience)

    @contextmanager
    def _changing(self, renew: Callable[[DuckDBPyConnection], None]) -> Iterator[DuckDBPyConnection]:
        """A transaction that changes what the store holds, and its stamp with it."""
        with self._opened(write=True) as connection:
            connection.execute("BEGIN")
            try:
                yield connection
                renew(connection)
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise

    def stamps(self) -> Stamps:
        """The state of the store: other stamps, another state."""
        with self._opened(write=False) as connection:
            return stamps_of(connection)

    def check(self) -> None:
        """Open the store once for writing: raises what would go wrong later."""
        with self._opened(write=True):
            pass

    def known(self, hashes: Sequence[str], reader: str) -> set[str]:
        """Which of these documents are already here, read by this version of the reader."""
        with self._opened(write=False) as connection:
            found = connection.execute(
                "SELECT hash FROM documents WHERE reader = ? AND hash IN (SELECT unnest(?))",
                [reader, list(hashes)],
            ).fetchall()
        return {row[0] for row in found}

    def add(self, batch: Iterable[tuple[Document, Sequence[Statement]]], reader: str) -> None:
        """Add documents with their statements in one transaction; what is there already is replaced by itself."""
        documents, statements = {}, {}
        for document, found in batch:
            content_hash = document.content_hash
            documents[content_hash] = document_row(document, content_hash, reader)
            for statement in found:
                row = statement_row(replace(statement, document=content_hash))
                statements[row["id"]] = row
        with self._changing(renew_content) as connection:
            anew = _forget(connection, list(documents))
            insert(connection, "documents", list(documents.values()), replace=anew)
            insert(connection, "statements", list(statements.values()), replace=anew)

    def load(self, folder: Path) -> Iterator[tuple[int, int]]:
        """Add the documents and statements of Parquet parts, group by group: how many parts are done, and of how many.

        What is here already, read by the same reader, stays; of equal documents the first is taken.
        Raises DataError where the folder holds something else than parts.
        """
        groups = parts_in(folder)
        total = sum(len(g) for g in groups)
        done = 0
        for group in groups:
            with self._changing(renew_content) as connection:
                insert_parts(connection, folder, group)
            done += len(group)
            yield done, total

    def counts(self) -> dict[str, int]:
        """How many documents, statements, judgements and coded events there are."""
        with self._opened(write=False) as connection:
            return {
                table: connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
                for table in ("documents", "statements", "judgements", "coded_events")
            }

    def statements(self, wanted: Filter | None = None) -> list[Stored]:
        """The statements of the view, judgements applied, in the filter's order."""
        chosen = wanted or Filter()
        with self._opened(write=False) as connection:
            if chosen.limit is not None and chosen.limit <= _FEW:
                return by_ids(connection, _ids(connection, chosen))
            query, values = _view(connection, chosen)
            rows = connection.execute(query, values).fetchall()
        return [stored_of(row) for row in rows]

    def by_ids(self, ids: Sequence[str]) -> list[Stored]:
        """The statements of these ids as judged, in their order; those that are rejected or not here are left out."""
        with self._opened(write=False) as connection:
            return by_ids(connection, ids)

    def ids_beginning(self, beginning: str) -> list[str]:
        """The ids of statements that begin so, rejected ones too."""
        with self._opened(write=False) as connection:
            rows = connection.execute(
                "SELECT id FROM statements WHERE starts_with(id, ?) ORDER BY id", [beginning]
            ).fetchall()
        return [row[0] for row in rows]

    def columns(self, read: StatementColumns | None = None, at: str = "") -> Columns:
        """All statements in columns, as they were read and as judged, and the state that this is.

        `read` are those of an earlier call, at the content `at`: where that is the same now, they are taken again.
        """
        from tashabuk.store.columns import load_columns  # reading a text should start without NumPy
        from tashabuk.store.overlay import with_judgements

        with self._opened(write=False) as connection:
            stamps = stamps_of(connection)
            if read is None or at != stamps.content:
                read = load_columns(connection)
            return Columns(stamps, read, with_judgements(read, connection))

    def stream(self, wanted: Filter | None = None) -> Iterator[Stored]:
        """As `statements`, one by one, however many there are.

        The rows wait in a temporary file, so that a slow consumer holds neither the store nor the memory.
        """
        with TemporaryDirectory(prefix="tashabuk-") as folder:
            path = Path(folder) / "view.jsonl"
            with self._opened(write=False) as connection:
                query, values = _view(connection, wanted or Filter())
                connection.execute(f"SET memory_limit = '{_STREAM_MEMORY}'")
                connection.execute(f"COPY ({query}) TO {_quoted(path)} (FORMAT json)", values)
                connection.execute("RESET memory_limit")
            with path.open(encoding="utf-8") as lines:
                yield from map(_stored_of_line, lines)

    def count(self, wanted: Filter) -> int:
        """How many statements meet a filter, its limit and offset aside."""
        condition, values = wanted.condition()
        with self._opened(write=False) as connection:
            (number,) = connection.execute(
                f"SELECT count(*) FROM {judged(connection)} s JOIN documents d ON d.hash = s.document "
                f"WHERE {condition}",
                values,
            ).fetchall()[0]
        return int(number)

    def documents(self) -> Iterator[Document]:
        """All documents, in the order of their ids."""
        with self._opened(write=False) as connection:
            rows = connection.execute(
                f"SELECT {', '.join(DOCUMENT_COLUMNS)} FROM documents ORDER BY id, hash"
            ).fetchall()
        return map(document_of, rows)

    def document_lines(self, hashes: Sequence[str], statements: Sequence[int]) -> list[DocumentLine]:
        """A few documents of a list, in their order; `statements` counts those of each."""
        with self._opened(write=False) as connection:
            rows = connection.execute(
                "SELECT hash, id, title, published, publisher, url FROM documents "
                "WHERE hash IN (SELECT unnest(?::VARCHAR[]))",
                [list(hashes)],
            ).fetchall()
        found = {row[0]: row for row in rows}
        return [DocumentLine(*(*found[h], n)) for h, n in zip(hashes, statements, strict=True) if h in found]

    def has_actor(self, actor: str) -> bool:
        """Whether an id has a part in any statement or coded event."""
        part = "list_contains(actor, $1) OR list_contains(recipient, $1)"
        with self._opened(write=False) as connection:
            found = connection.execute(
                f"SELECT 1 FROM statements WHERE {part} UNION ALL SELECT 1 FROM coded_events WHERE {part} LIMIT 1",
                [actor],
            ).fetchall()
        return bool(found)

    def document(self, content_hash: str) -> Document:
        """The document of a content hash; UsageError if it is not here."""
        with self._opened(write=False) as connection:
            rows = connection.execute(
                f"SELECT {', '.join(DOCUMENT_COLUMNS)} FROM documents WHERE hash = ?", [content_hash]
            ).fetchall()
        if not rows:
            raise UsageError(f"There is no document {content_hash!r} in {self.path}.")
        return document_of(rows[0])

    def add_coded(self, *parquet: Path) -> int:
        """Add the coded events of Parquet files with the columns of `CODED_COLUMNS`; how many were new."""
        with self._changing(renew_content) as connection:
            return insert_coded(connection, [str(path) for path in parquet])

    def coded_columns(
        self, start: dt.date | None = None, end: dt.date | None = None, anyone: Sequence[str] = ()
    ) -> CodedColumns:
        """The coded events with a score, as columns of pairs; merged actors stand under one name. `start` is inclusive,
        `end` exclusive.

        Where `anyone` names actors, only the events in which one of them has a part.
        """
        with self._opened(write=False) as connection:
            return coded_columns(connection, start, end, anyone, merges(active(connection, [])))

    def coded_by_row(self, rows: Sequence[int]) -> dict[int, CodedEvent]:
        """The coded events of row numbers out of `coded_columns`, by row number, the oldest first."""
        with self._opened(write=False) as connection:
            return coded_by_row(connection, rows)

    def coded_ids(self, rows: Sequence[int]) -> dict[int, str]:
        """`dataset:id` of each of these rows out of `coded_columns`."""
        with self._opened(write=False) as connection:
            found = connection.execute(
                "SELECT rowid, dataset || ':' || id FROM coded_events WHERE rowid IN (SELECT unnest(?))",
                [[int(r) for r in rows]],
            ).fetchall()
        return dict(found)

    def coded_types(self, types: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Row numbers of coded events with a type and a score, ascending, and each one's place in `types`."""
        with self._opened(write=False) as connection:
            return coded_types(connection, types)

    def keep_forecasts(self, forecasts: Sequence[Forecast]) -> int:
        """Keep forecasts so that they can be scored; how many were new."""
        with self._opened(write=True) as connection:
            return keep_forecasts(connection, forecasts)

    def keep_model(self, state: str, model: bytes) -> None:
        """Keep what was learned from a state of the data (`foresee.keeping`)."""
        with self._opened(write=True) as connection:
            keep_model(connection, state, model)

    def model(self, state: str) -> bytes | None:
        """What was learned from a state of the data; None where it is not kept."""
        with self._opened(write=False) as connection:
            return kept_model(connection, state)

    def forecasts(self) -> list[Forecast]:
        """The forecasts that were kept, the first made first."""
        with self._opened(write=False) as connection:
            return kept_forecasts(connection)

    def judge(self, judgement: Judgement) -> None:
        """Keep a judgement; UsageError if it is about a statement that is not here."""
        with self._changing(renew_judged) as connection:
            about_actor = judgement.verdict in (Verdict.MERGE, Verdict.SPLIT)
            known = connection.execute("SELECT 1 FROM statements WHERE id = ?", [judgement.subject]).fetchall()
            if not about_actor and not known:
                raise UsageError(f"There is no statement {judgement.subject!r} in {self.path}.")
            keep(connection, judgement)

    def keep_judgements(self, judgements: Iterable[Judgement], undone: Collection[str] = ()) -> None:
        """Keep judgements as another store has them, those about statements that are gone too; `undone` has the ids of
        those that were taken back."""
        with self._changing(renew_judged) as connection:
            for judgement in judgements:
                keep(connection, judgement, undone=judgement.id in undone)

    def undo(self, judgement_id: str) -> None:
        """Take a judgement back; it stays on record. UsageError if there is none of that id."""
        with self._changing(renew_judged) as connection:
            done = connection.execute(
                "UPDATE judgements SET undone = TRUE WHERE id = ? RETURNING id", [judgement_id]
            ).fetchall()
            if not done:
                raise UsageError(f"There is no judgement {judgement_id!r} in {self.path}.")

    def judgements(self) -> list[Judgement]:
        """The judgements that hold, oldest first."""
        with self._opened(write=False) as connection:
            return active(connection)

    def merged(self) -> list[tuple[str, str]]:
        """The actors that were merged away, and under whose name they stand."""
        with self._opened(write=False) as connection:
            return sorted(merges(active(connection, [])).items())

    def judged_statements(self) -> tuple[dict[str, tuple[Statement, Statement | None]], set[str]]:
        """Every judged statement as it was read and as it was left (None: rejected); the subjects that are not here."""
        with self._opened(write=False) as connection:
            return judged_pairs(connection)

    def latest_judgements(self, limit: int) -> list[Judgement]:
        """The latest of the judgements that hold, newest first."""
        with self._opened(write=False) as connection:
            return latest(connection, limit)

    def judgement_ids(self) -> set[str]:
        """The ids of all judgements, those that were taken back included."""
        with self._opened(write=False) as connection:
            return {row[0] for row in connection.execute("SELECT id FROM judgements").fetchall()}

    def save_tables(self, folder: Path) -> None:
        """Write every table, as it is, to `folder` as `TABLE.parquet`; judgements that were undone too."""
        with self._opened(write=False) as connection:
            for table, columns in TABLES.items():
                connection.execute(
                    f"COPY (SELECT {', '.join(columns)} FROM {table} ORDER BY ALL) "
                    f"TO {_quoted(folder / f'{table}.parquet')} (FORMAT parquet)"
                )

    def dump(self) -> str:
        """Everything that was read, as canonical text: two stores with equal content give equal dumps."""
        lines = []
        with self._opened(write=False) as connection:
            for table in ("documents", "statements", "coded_events"):
                columns = TABLES[table]
                rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY ALL").fetchall()
                lines += [json.dumps([table, *row], ensure_ascii=False, default=str) for row in rows]
        return "\n".join(lines)


def _forget(connection: DuckDBPyConnection, hashes: list[str]) -> bool:
    """Remove the statements of those documents that are here; whether there are any.

    Mostly there are none, and neither this search nor a replacing insert is needed: both grow with the store.
    """
    there = connection.execute("SELECT hash FROM documents WHERE hash IN (SELECT unnest(?))", [hashes]).fetchall()
    if there:
        connection.execute("DELETE FROM statements WHERE document IN (SELECT unnest(?))", [[row[0] for row in there]])
    return bool(there)


def _ids(connection: DuckDBPyConnection, wanted: Filter) -> list[str]:
    """The ids of a few statements, in order."""
    condition, values = wanted.condition()
    rows = connection.execute(
        f"SELECT s.id FROM {judged(connection)} s JOIN documents d ON d.hash = s.document "
        f"WHERE {condition} {wanted.ordering()}",
        values,
    ).fetchall()
    return [row[0] for row in rows]


def _view(connection: Any, wanted: Filter) -> tuple[str, list[Any]]:
    """The query for the rows of `stored_of`, good for this connection, and its values."""
    condition, values = wanted.condition()
    columns = ", ".join(f"s.{c}" for c in STATEMENT_COLUMNS)
    query = (
        f"SELECT {columns}, d.id AS document_id, d.title, d.published, d.publisher, d.url, "
        "substring(d.text, s.sentence_start + 1, s.sentence_end - s.sentence_start) AS sentence "
        f"FROM {judged(connection)} s JOIN documents d ON d.hash = s.document WHERE {condition} {wanted.ordering()}"
    )
    return query, values


def _stored_of_line(line: str) -> Stored:
    cells = json.loads(line)
    if cells["published"] is not None:
        cells["published"] = dt.date.fromisoformat(cells["published"])
    return stored_of(list(cells.values()))


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
