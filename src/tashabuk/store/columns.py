"""All statements of a store as columns of numbers: to count, filter, sort and measure a million of them in memory.

They stand in the order of their documents' ids, then of their place in the text, then of their own ids. As they were
read: `judgements` come on top in `store.overlay`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from tashabuk.model import Certainty, EventType, Openness
from tashabuk.store.query import FIRST_DAY

UNDATED = 0
"""The day of a statement that has no date and whose document has none; days are `date.toordinal`."""
ACTOR, RECIPIENT = 0, 1
CERTAINTIES = tuple(Certainty)
OPENNESSES: tuple[Openness | None, ...] = (None, *Openness)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a statement can be: a type with its mode and sign."""

    event: EventType
    mode: str | None
    sign: int


@dataclass(frozen=True, slots=True, eq=False)
class StatementColumns:
    """n statements, m parts of actors in them, d documents; `names` and `holders` are sorted.

    Of statement i, `ids[i]` is its id as a number (16 hex digits), `document[i]` the number of its document, `day[i]`
    the first day that its date can mean, else its document's; `kind[i]`, `holder[i]`, `certainty[i]`, `openness[i]` and
    `trigger[i]` are places in `kinds`, `holders`, `CERTAINTIES`, `OPENNESSES` and `triggers`. `live[i]` is false where
    it was rejected, `dated[i]` true where it tells its date itself, `judged[i]` where anybody judged it. `by_id` is the
    order of the ids.

    Part j says that `names[actor[j]]` is ACTOR or RECIPIENT, by `role[j]`, of statement `statement[j]`; parts are
    sorted by statement. Document k has the hash `hashes[k]`; `publisher[k]` is a place in `publishers`, `published[k]`
    its day or UNDATED, `rank[k]` its place in the order of ids, which equal ids share.
    """

    names: tuple[str, ...]
    holders: tuple[str, ...]
    publishers: tuple[str, ...]
    kinds: tuple[Kind, ...]
    triggers: tuple[str, ...]
    ids: NDArray[np.uint64]
    document: NDArray[np.int32]
    day: NDArray[np.int32]
    dated: NDArray[np.bool_]
    kind: NDArray[np.int32]
    holder: NDArray[np.int32]
    certainty: NDArray[np.int8]
    openness: NDArray[np.int8]
    trigger: NDArray[np.int32]
    confidence: NDArray[np.float64]
    live: NDArray[np.bool_]
    judged: NDArray[np.bool_]
    statement: NDArray[np.int32]
    actor: NDArray[np.int32]
    role: NDArray[np.int8]
    publisher: NDArray[np.int32]
    published: NDArray[np.int32]
    rank: NDArray[np.int32]
    hashes: NDArray[np.bytes_]
    by_id: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    def id(self, number: int) -> str:
        """The id of statement `number`."""
        return f"{int(self.ids[number]):016x}"

    def texts(self, numbers: Iterable[int]) -> list[str]:
        """The ids of some statements."""
        return [self.id(n) for n in numbers]

    def numbers(self, ids: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The numbers of many statements by the numbers of their ids; -1 where there is none."""
        if not len(self):
            return np.full(len(ids), -1, np.int64)
        place = np.searchsorted(self.ids, ids, sorter=self.by_id)
        found = self.by_id[np.minimum(place, len(self) - 1)]
        return np.where(self.ids[found] == ids, found, -1)

    def number(self, statement_id: str) -> int:
        """The number of the statement with an id; -1 where there is none."""
        try:
            wanted = int(statement_id, 16)
        except ValueError:
            return -1
        if not 0 <= wanted < 1 << 64:
            return -1
        place = int(np.searchsorted(self.ids, np.uint64(wanted), sorter=self.by_id))
        found = int(self.by_id[place]) if place < len(self) else -1
        return found if found >= 0 and self.id(found) == statement_id else -1


def load_columns(connection: DuckDBPyConnection) -> StatementColumns:
    """The statements as they were read. Cost: about a second and 60 MB for a million."""
    kinds = [
        Kind(EventType(event), mode, sign)
        for event, mode, sign in connection.execute(
            "SELECT DISTINCT event, mode, sign FROM statements ORDER BY ALL"
        ).fetchall()
    ]
    names = _texts(connection, f"{_PARTIES} ORDER BY 1")
    holders = _texts(connection, "SELECT DISTINCT holder FROM statements ORDER BY 1")
    publishers = _texts(connection, "SELECT DISTINCT publisher FROM documents ORDER BY 1")
    triggers = _texts(connection, "SELECT DISTINCT trigger_text FROM statements ORDER BY 1")
    documents = connection.execute(
        f"SELECT rowid AS row, hash, (dense_rank() OVER (ORDER BY id) - 1)::INTEGER AS rank, "
        f"{_place('publisher', 1)} AS publisher, {_ordinal('published')} AS published FROM documents ORDER BY row",
        [list(publishers)],
    ).fetchnumpy()
    found = connection.execute(
        "SELECT s.rowid AS row, ('0x' || s.id)::UBIGINT AS id, d.rowid AS document, s.trigger_start AS start, "
        f"{_ordinal(FIRST_DAY)} AS day, s.date IS NOT NULL AS dated, k.place::INTEGER AS kind, "
        f"{_place('s.holder', 1)} AS holder, "
        f"{_place('s.certainty', 2)} AS certainty, "
        f"coalesce(list_position($3::VARCHAR[], s.openness), 0)::TINYINT AS openness, "
        "t.place::INTEGER AS trigger, s.confidence FROM statements s JOIN documents d ON d.hash = s.document "
        "JOIN (SELECT unnest($8::VARCHAR[]) AS text, unnest(range($9)) AS place) t ON t.text = s.trigger_text "
        "JOIN (SELECT unnest($4::VARCHAR[]) AS event, unnest($5::VARCHAR[]) AS mode, unnest($6::INTEGER[]) AS sign, "
        "unnest(range($7)) AS place) k ON k.event = s.event AND k.sign = s.sign AND k.mode IS NOT DISTINCT FROM s.mode",
        [
            list(holders),
            [str(c) for c in CERTAINTIES],
            [str(o) for o in OPENNESSES if o is not None],
            [str(k.event) for k in kinds],
            [k.mode for k in kinds],
            [k.sign for k in kinds],
            len(kinds),
            list(triggers),
            len(triggers),
        ],
    ).fetchnumpy()
    document = np.searchsorted(column(documents["row"], "int64"), column(found["document"], "int64"))
    order = np.lexsort((found["id"], found["start"], column(documents["rank"], "int32")[document]))
    statement, actor, role = _parts(connection, names, column(found["row"], "int64")[order])
    ids = column(found["id"], "uint64")[order]
    return StatementColumns(
        names,
        holders,
        publishers,
        tuple(kinds),
        triggers,
        ids,
        document[order].astype(np.int32),
        column(found["day"], "int32")[order],
        column(found["dated"], "bool")[order],
        column(found["kind"], "int32")[order],
        column(found["holder"], "int32")[order],
        column(found["certainty"], "int8")[order],
        column(found["openness"], "int8")[order],
        column(found["trigger"], "int32")[order],
        column(found["confidence"], "float64")[order],
        np.ones(len(order), np.bool_),
        np.zeros(len(order), np.bool_),
        statement,
        actor,
        role,
        column(documents["publisher"], "int32"),
        column(documents["published"], "int32"),
        column(documents["rank"], "int32"),
        np.array(np.ma.getdata(documents["hash"]), dtype="S64"),
        np.argsort(ids),
    )


_PARTIES = "SELECT unnest(actor) AS name FROM statements UNION SELECT unnest(recipient) FROM statements"


def _place(cell: str, parameter: int) -> str:
    """Where a cell stands in a list that is given as a parameter, from 0."""
    return f"(list_position(${parameter}::VARCHAR[], {cell}) - 1)::INTEGER"


def _ordinal(day: str) -> str:
    return f"coalesce(date_diff('day', DATE '0001-01-01', {day}) + 1, {UNDATED})::INTEGER"


def _texts(connection: DuckDBPyConnection, query: str) -> tuple[str, ...]:
    return tuple(text for (text,) in connection.execute(query).fetchall())


def _parts(
    connection: DuckDBPyConnection, names: tuple[str, ...], rows: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int8]]:
    """Statement, actor and role of every part; `rows` are the statements' rows of the table, in their order here."""
    found = connection.execute(
        "SELECT p.row, n.place, p.role FROM "
        f"(SELECT rowid AS row, unnest(actor) AS name, {ACTOR} AS role FROM statements "
        f"UNION ALL SELECT rowid, unnest(recipient), {RECIPIENT} FROM statements) p JOIN "
        "(SELECT unnest($1::VARCHAR[]) AS name, unnest(range($2)) AS place) n USING (name)",
        [list(names), len(names)],
    ).fetchnumpy()
    number = np.zeros(int(rows.max(initial=-1)) + 1, np.int32)
    number[rows] = np.arange(len(rows), dtype=np.int32)
    statement = number[column(found["row"], "int64")]
    order = np.argsort(statement, kind="stable")
    return statement[order], column(found["place"], "int32")[order], column(found["role"], "int8")[order]


def column(values: Any, kind: str) -> NDArray[Any]:
    """A fetched column as a plain array."""
    return np.ascontiguousarray(np.ma.getdata(values), dtype=kind)
