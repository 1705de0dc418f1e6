"""Events that other data sets coded, as rows of the store and as columns for the measures.

They come in and go out in bulk: an importer writes a Parquet file with the columns of `CODED_COLUMNS`, and the store
takes those rows that it does not have yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from duckdb import DuckDBPyConnection

from tashabuk.model import CODED_COLUMNS, CodedEvent, EventType, Sign

if TYPE_CHECKING:  # at run time only where columns are made: reading a text should start without it
    import numpy as np
    from numpy.typing import NDArray

MEMORY = "512MB"
"""What adding events may hold in memory, however many there are; beyond that the database goes on with files. A quarter
is enough where their texts are sentences: a row group of 122,880 events is held as a whole."""


@dataclass(frozen=True, slots=True, eq=False)
class CodedColumns:
    """The pairs of all coded events with a score: `names[a]` acts towards `names[b]`; `row` is for `coded_ids`."""

    names: tuple[str, ...]
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    day: NDArray[np.int32]
    score: NDArray[np.float64]
    sources: NDArray[np.int32]
    row: NDArray[np.int64]


def insert_coded(connection: DuckDBPyConnection, parquet: Sequence[str]) -> int:
    """Add the rows of Parquet files that are not here yet; how many were added."""
    columns = ", ".join(CODED_COLUMNS)
    (before,) = connection.execute("SELECT count(*) FROM coded_events").fetchall()[0]
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    # Each thread would leave a row group that is not full, and later checkpoints would write many anew to merge them.
    connection.execute("SET threads = 1")
    # The join with what is known goes first: its hash table is that of the new rows, not of the store, which grows.
    connection.execute(
        "CREATE TEMP TABLE known AS SELECT c.dataset, c.id FROM coded_events c "
        "SEMI JOIN read_parquet(?) n ON n.dataset = c.dataset AND n.id = c.id",
        [list(parquet)],
    )
    connection.execute(
        f"INSERT INTO coded_events ({columns}) SELECT {columns} FROM read_parquet(?) n "
        "WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k.dataset = n.dataset AND k.id = n.id)",
        [list(parquet)],
    )
    (after,) = connection.execute("SELECT count(*) FROM coded_events").fetchall()[0]
    return int(after - before)


def coded_columns(
    connection: DuckDBPyConnection,
    start: dt.date | None,
    end: dt.date | None,
    anyone: Sequence[str],
    merged: Mapping[str, str],
) -> CodedColumns:
    """The columns of the events with a score in a window: `start` inclusive, `end` exclusive.

    Where `anyone` names actors, only the events in which one of them has a part. `merged` says under whose name actors
    stand that are no longer of their own.
    """
    window = "score <> 0 AND day >= coalesce($start, DATE '0001-01-01') AND day < coalesce($end, DATE '9999-12-31')"
    values: dict[str, Any] = {"start": start, "end": end}
    if anyone:
        window += " AND (list_has_any(actor, $anyone) OR list_has_any(recipient, $anyone))"
        values["anyone"] = [*anyone, *(name for name, target in merged.items() if target in anyone)]
    names = [
        name
        for (name,) in connection.execute(
            "SELECT DISTINCT unnest(list_concat(actor, recipient)) AS name FROM coded_events "
            f"WHERE {window} ORDER BY name",
            values,
        ).fetchall()
    ]
    columns = connection.execute(
        "WITH names AS (SELECT unnest($names::VARCHAR[]) AS name, unnest(range($size)) AS number), "
        f"pairs AS (SELECT rowid AS row, unnest(actor) AS a, recipient, day, score, sources FROM coded_events "
        f"WHERE {window}), "
        "ends AS (SELECT row, a, unnest(recipient) AS b, day, score, sources FROM pairs) "
        "SELECT x.number::INTEGER AS a, y.number::INTEGER AS b, "
        "(date_diff('day', DATE '0001-01-01', day) + 1)::INTEGER AS day, score, sources, row "
        "FROM ends JOIN names x ON x.name = ends.a JOIN names y ON y.name = ends.b WHERE ends.a <> ends.b ORDER BY row",
        {**values, "names": names, "size": len(names)},
    ).fetchnumpy()
    found = CodedColumns(
        tuple(names),
        _column(columns["a"], "int32"),
        _column(columns["b"], "int32"),
        _column(columns["day"], "int32"),
        _column(columns["score"], "float64"),
        _column(columns["sources"], "int32"),
        _column(columns["row"], "int64"),
    )
    return found if merged.keys().isdisjoint(names) else _merged(found, merged)


def _merged(old: CodedColumns, merged: Mapping[str, str]) -> CodedColumns:
    """The columns with actors under the names that they were merged into: each pair of an event once, none with
    itself."""
    import numpy as np

    targets = [merged.get(name, name) for name in old.names]
    names = sorted(set(targets))
    place = {name: number for number, name in enumerate(names)}
    new = np.array([place[target] for target in targets], np.int32)
    a, b = new[old.a], new[old.b]
    _, first = np.unique(np.stack([old.row, a, b]), axis=1, return_index=True)
    kept = np.sort(first[a[first] != b[first]])
    return CodedColumns(
        tuple(names), a[kept], b[kept], old.day[kept], old.score[kept], old.sources[kept], old.row[kept]
    )


def coded_by_row(connection: DuckDBPyConnection, rows: Sequence[int]) -> dict[int, CodedEvent]:
    """The events of row numbers out of `coded_columns`, by row number, in the order of day and id."""
    found = connection.execute(
        f"SELECT rowid, {', '.join(CODED_COLUMNS)} FROM coded_events WHERE rowid IN (SELECT unnest(?)) "
        "ORDER BY day, dataset, id",
        [[int(row) for row in rows]],
    ).fetchall()
    return {row: _event(dict(zip(CODED_COLUMNS, cells, strict=True))) for row, *cells in found}


def _event(cells: dict[str, Any]) -> CodedEvent:
    return CodedEvent(
        **{
            **cells,
            "actor": tuple(cells["actor"]),
            "recipient": tuple(cells["recipient"]),
            "event": EventType(cells["event"]) if cells["event"] is not None else None,
            "sign": Sign(cells["sign"]),
        }
    )


def _column(values: Any, kind: str) -> NDArray[Any]:
    import numpy as np

    return np.ascontiguousarray(np.ma.getdata(values), dtype=kind)
