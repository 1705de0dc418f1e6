"""The scratch database of an import: batches of records in, Parquet parts with the columns of the store out.

DuckDB does the work on all rows of a batch at once: pick the fields, find the day, leave out what came before, join
what codes and actors mean. Only codes and actors that were not seen before are looked at one by one.

A batch is taken and written in two steps, so that the next can be taken in another thread while one is written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tashabuk.exchange.incoming.codes import Reason
from tashabuk.exchange.incoming.format import KEY, Format
from tashabuk.model import CODED_COLUMNS

BUFFER = 4 << 20
"""Bytes of a batch that are read at once; more than twice the longest record."""
MEMORY = "256MB"
"""What the database may hold in memory; beyond that it goes on with files in the scratch folder."""
_SETUP = """
CREATE MACRO day_of(x) AS coalesce(
    CASE WHEN length(x) >= 10 AND x[5] = '-' THEN try_cast(left(x, 10) AS DATE) END,
    CASE length(x) WHEN 8 THEN try_strptime(x, '%Y%m%d')::DATE WHEN 7 THEN try_strptime(x, '%Y-%m')::DATE
        WHEN 4 THEN try_strptime(x, '%Y')::DATE END,
    try_strptime(x, ['%m/%d/%Y', '%d %B %Y', '%d-%b-%Y'])::DATE);
CREATE MACRO parts_of(x) AS CASE WHEN x = '' THEN [] ELSE string_split(x, chr(31)) END;
CREATE TABLE codes (code VARCHAR, event VARCHAR, mode VARCHAR, sign TINYINT, score DOUBLE, reason VARCHAR);
CREATE TABLE actors (key VARCHAR, ids VARCHAR[], missing VARCHAR[]);
CREATE TABLE seen (dataset VARCHAR, id VARCHAR);
CREATE TABLE unresolved (given VARCHAR, n BIGINT);
CREATE TABLE reports (event VARCHAR, reporter VARCHAR);
CREATE TABLE reporters (event VARCHAR, n INTEGER);
ATTACH ':memory:' AS held;
"""
_CODES = "STRUCT(code VARCHAR, event VARCHAR, mode VARCHAR, sign TINYINT, score DOUBLE, reason VARCHAR)"
_KNOW_ACTORS = """
INSERT INTO actors SELECT key, parts_of(ids), parts_of(missing) FROM (
    SELECT unnest(?::VARCHAR[]) AS key, unnest(?::VARCHAR[]) AS ids, unnest(?::VARCHAR[]) AS missing)
"""
"""Lists go in as joined text: DuckDB takes plain texts from Python several times as fast as lists or objects."""
_EVENTS = f"""
SELECT $dataset AS dataset, b.id, day, coalesce(a.ids, []) AS actor, coalesce(r.ids, []) AS recipient,
    coalesce(actor_given, '') AS actor_given, coalesce(recipient_given, '') AS recipient_given,
    coalesce(b.code, '') AS code, event, mode, coalesce(sign, 0) AS sign, coalesce(score, 0) AS score,
    greatest(coalesce(sources, 1), 1) AS sources, coalesce(place, '') AS place, coalesce(text, '') AS text,
    coalesce(url, '') AS url,
    CASE WHEN c.code IS NULL THEN '{Reason.UNKNOWN_CODE}' WHEN c.reason IS NOT NULL THEN c.reason
        WHEN actor_key IS NULL OR recipient_key IS NULL THEN '{Reason.NO_PARTY}'
        WHEN len(a.ids) = 0 OR len(r.ids) = 0 THEN '{Reason.UNKNOWN_ACTOR}' END AS reason
FROM {{batch}} b LEFT JOIN codes c ON c.code = b.code
LEFT JOIN actors a ON a.key = actor_key LEFT JOIN actors r ON r.key = recipient_key
"""
_TEXT = """
CASE WHEN {0} < '!' OR suffix({0}, ' ') OR strlen({0}) <> length({0})
    THEN CASE WHEN trim({0}) NOT IN ({1}) THEN trim({0}) END ELSE {0} END
"""
"""A field without blanks around it. Trimming is slow, so that only fields that may need it are trimmed."""
_JSON = "CASE WHEN json_valid({0}) AND json_type({0}) = 'OBJECT' THEN {0}::JSON END"
_DROP_UNSOUND = "DELETE FROM {batch} WHERE problem IS NOT NULL"
_DROP_REPEATED = """
DELETE FROM {batch} b USING (SELECT id, min(rowid) AS first FROM {batch} GROUP BY id HAVING count(*) > 1) r
WHERE r.id = b.id AND b.rowid > r.first
"""
_DROP_SEEN = """
DELETE FROM {batch} WHERE id IN (
    WITH known AS MATERIALIZED (SELECT id FROM seen WHERE dataset = $dataset AND id IN (SELECT id FROM {batch}))
    FROM known)
"""
"""`known` goes first so that the hash table is that of the batch, not that of all ids seen, which grows."""
_UNRESOLVED = """
INSERT INTO unresolved SELECT given, count(*) FROM (
    SELECT unnest(missing) AS given FROM (SELECT unnest([actor_key, recipient_key]) AS key FROM {batch})
    JOIN actors USING (key) WHERE len(missing) > 0)
GROUP BY given
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """The table of a batch that was taken, and how many events are in it."""

    table: str
    rows: int


class Scratch:
    """One import's database in an empty folder. `close` it before the folder goes.

    One thread may `take` while another does the rest; of the batches taken, only the last two are there.
    """

    def __init__(self, form: Format, folder: Path, day: dt.date | None) -> None:
        self._form = form
        self._folder = folder
        self._day = day
        self._part = 0
        self._db = duckdb.connect(str(folder / "work.duckdb"), config={"threads": 1, "memory_limit": MEMORY})
        self._db.execute(_SETUP)
        self._taking = self._db.cursor()
        self._taken = 0

    def close(self) -> None:
        """Let go of the database."""
        self._taking.close()
        self._db.close()

    def take(self, data: bytes, names: Sequence[str], between: str) -> Taken:
        """Load a batch of records and pick its events."""
        self._taken += 1
        table, run = f"held.batch_{self._taken % 2}", self._taking.execute
        run(
            f"CREATE OR REPLACE TABLE {table} AS WITH raw AS ({self._records(data, names, between)}) "
            f"SELECT record, {self._form.select} FROM {self._form.source}"
        )
        if self._day is not None:
            run(f"UPDATE {table} SET day = ? WHERE day IS NULL AND day_given IS NULL", [self._day])
        run(
            f"UPDATE {table} SET problem = coalesce(day_given || ' is no date', "
            "'the date is missing (--date gives one)') WHERE problem IS NULL AND day IS NULL"
        )
        run(
            f"UPDATE {table} SET id = 'row-' || md5(concat_ws(chr(31), day, actor_key, recipient_key, code, place, "
            "text, url)) WHERE id IS NULL AND problem IS NULL"
        )
        return Taken(table, int(run(f"SELECT count(*) FROM {table}").fetchall()[0][0]))

    def problems(self, batch: Taken) -> list[tuple[int, str]]:
        """The rows of the batch that cannot be used: which record of the batch (0 is the first), and the problem."""
        return self._db.execute(
            f"SELECT record, problem FROM {batch.table} WHERE problem IS NOT NULL ORDER BY record"
        ).fetchall()

    def write(self, batch: Taken, dataset: str) -> tuple[Path, dict[Reason | None, int]]:
        """Write the events of a batch that did not come before: the Parquet file, and their number by reason."""
        table, values = batch.table, {"dataset": dataset}
        self._db.execute(_DROP_UNSOUND.format(batch=table))
        self._db.execute(_DROP_REPEATED.format(batch=table))
        self._db.execute(_DROP_SEEN.format(batch=table), values)
        self._db.execute(f"INSERT INTO seen SELECT $dataset, id FROM {table}", values)
        self._learn(table)
        self._db.execute(_UNRESOLVED.format(batch=table))
        self._part += 1
        path = self._folder / f"part-{self._part:06}.parquet"
        columns, place = ", ".join(CODED_COLUMNS), str(path).replace("'", "''")
        self._db.execute(
            f"COPY (SELECT {columns}, reason FROM ({_EVENTS.format(batch=table)})) "
            f"TO '{place}' (FORMAT parquet, COMPRESSION uncompressed)",
            values,
        )
        counts = self._db.execute(f"SELECT reason, count(*) FROM read_parquet('{place}') GROUP BY reason").fetchall()
        return path, {None if reason is None else Reason(reason): count for reason, count in counts}

    def report(self, data: bytes, names: Sequence[str], between: str) -> None:
        """Take in a batch of reports of events, with the fields `event` and `reporter`."""
        self._db.execute(
            f"INSERT INTO reports SELECT DISTINCT event, reporter FROM ({self._records(data, names, between)})"
        )

    def count_reporters(self) -> None:
        """Count the different reporters of every event, once all reports are in."""
        self._db.execute("INSERT INTO reporters SELECT event, count(DISTINCT reporter) FROM reports GROUP BY event")

    def unresolved(self) -> list[tuple[str, int]]:
        """Every name or code of an actor that could not be resolved, and how often, most frequent first."""
        return self._db.execute(
            "SELECT given, sum(n)::BIGINT AS n FROM unresolved GROUP BY given ORDER BY n DESC, given"
        ).fetchall()

    def _records(self, data: bytes, names: Sequence[str], between: str) -> str:
        """A query for the records of a batch: which one it is in `record`, and the named fields as text.

        Words for nothing are NULL, blanks around a field are gone.
        """
        path = self._folder / "batch"
        path.write_bytes(data)
        place = str(path).replace("'", "''")
        columns = ", ".join(f"'f{i}': 'VARCHAR'" for i in range(len(names)))
        nulls = ", ".join(f"'{word}'" for word in self._form.nulls)
        # An empty field is NULL without being told so; a list of words costs a third of all reading.
        nullstr = f"nullstr=[{nulls}], " if self._form.nulls != ("",) else ""
        cell = _TEXT if self._form.separator else _JSON
        picked = [f"{cell.format(f'f{i}', nulls)} AS {name}" for i, name in enumerate(names) if name != "-"]
        missing = [f"NULL::VARCHAR AS {name}" for name in self._form.optional if name not in names]
        return (
            f"SELECT {', '.join(['row_number() OVER () - 1 AS record', *picked, *missing])} FROM read_csv('{place}', "
            f"delim='{between}', quote='', escape='', {nullstr}buffer_size={BUFFER}, header=false, "
            f"auto_detect=false, new_line='\\n', columns={{{columns}}})"
        )

    def _learn(self, table: str) -> None:
        """Look at the codes and actors that did not occur before."""
        codes = self._db.execute(
            f"SELECT DISTINCT code FROM {table} WHERE code IS NOT NULL AND code NOT IN (SELECT code FROM codes)"
        ).fetchall()
        if codes:
            meanings = ((code, self._form.code(code)) for (code,) in codes)
            known = [
                {"code": c, "event": m.event, "mode": m.mode, "sign": int(m.sign), "score": m.score, "reason": m.reason}
                for c, m in meanings
            ]
            self._db.execute(f"INSERT INTO codes SELECT unnest(r) FROM (SELECT unnest(?::{_CODES}[]) AS r)", [known])
        keys = self._db.execute(
            f"SELECT key FROM (SELECT actor_key AS key FROM {table} UNION SELECT recipient_key FROM {table}) k "
            "WHERE key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors a WHERE a.key = k.key)"
        ).fetchall()
        if keys:
            actors = [self._form.actors(key) for (key,) in keys]
            ids, missing = (KEY.join(who.ids) for who in actors), (KEY.join(who.missing) for who in actors)
            self._db.execute(_KNOW_ACTORS, [[key for (key,) in keys], list(ids), list(missing)])
