"""Files of coded events to Parquet parts with the columns of the store, in a stream.

Batches of sound records (`records`) go through DuckDB, which does the work on all rows at once: pick the fields, find
the day, leave out what came before, join what codes and actors mean. Only codes and actors that were not seen before
are looked at one by one. Memory holds one batch; what must be remembered (ids, actors) lies in a scratch database.
"""

from __future__ import annotations

import csv
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

import duckdb

from tashabuk.exchange.account import Account
from tashabuk.exchange.codes import Reason
from tashabuk.exchange.format import Format
from tashabuk.exchange.records import SEPARATOR, Batch, Layout, batches, first_lines, split_header
from tashabuk.exchange.sources import Source
from tashabuk.model import CODED_COLUMNS, Finding

MEMORY = "512MB"
"""What the database may hold in memory; it goes on with files in the scratch folder beyond that."""
_DAMAGED = (OSError, EOFError, zlib.error, BadZipFile)
_SETUP = """
CREATE MACRO day_of(x) AS coalesce(
    CASE WHEN x[5] = '-' THEN try_cast(left(x, 10) AS DATE) END,
    try_strptime(x, ['%m/%d/%Y', '%Y%m%d', '%d %B %Y', '%d-%b-%Y'])::DATE,
    CASE WHEN length(x) = 7 AND x[5] = '-' THEN try_strptime(x, '%Y-%m')::DATE END);
CREATE TABLE codes (code VARCHAR, event VARCHAR, mode VARCHAR, sign TINYINT, score DOUBLE, reason VARCHAR);
CREATE TABLE actors (key VARCHAR, ids VARCHAR[]);
CREATE TABLE seen (dataset VARCHAR, id VARCHAR);
CREATE TABLE unresolved (given VARCHAR, n BIGINT);
CREATE TABLE reporters (event VARCHAR, n INTEGER);
"""
_ACTORS = "STRUCT(key VARCHAR, ids VARCHAR[])"
_CODES = "STRUCT(code VARCHAR, event VARCHAR, mode VARCHAR, sign TINYINT, score DOUBLE, reason VARCHAR)"


def folded(name: str) -> str:
    """A column's name without case, spaces and signs: `Event ID`, `event_id` and `Event.ID` are one.

    >>> folded("Event ID") == folded("event_id")
    True
    """
    return re.sub(r"[\W_]+", "", name).lower()


class Importer:
    """One import. `folder` is an empty scratch folder; what it holds may go when the import is over."""

    def __init__(
        self,
        form: Format,
        folder: Path,
        *,
        columns: Mapping[str, str] | None = None,
        dataset: str = "",
        encoding: str = "utf-8",
        on_progress: Callable[[Account], None] | None = None,
    ) -> None:
        self.account = Account()
        self._form = form
        self._folder = folder
        self._columns = columns or {}
        self._dataset = dataset
        self._encoding = encoding
        self._on_progress = on_progress or (lambda account: None)
        self._part = 0
        self._db = duckdb.connect(str(folder / "work.duckdb"), config={"threads": 2, "memory_limit": MEMORY})
        self._db.execute(_SETUP)

    def close(self) -> None:
        """Let go of the scratch database."""
        self._db.close()

    def parts(self, found: Sequence[Source]) -> Iterator[Path]:
        """The events of all files, as Parquet files with the columns of `CODED_COLUMNS`; the account follows them."""
        side = [source for source in found if self._is_side(source)]
        for source in side:
            self._read_side(source)
        if side:
            self._db.execute("INSERT INTO reporters SELECT event, count(DISTINCT reporter) FROM reports GROUP BY event")
        for source in found:
            if source not in side:
                yield from self._of(source)

    def unresolved(self) -> list[tuple[str, int]]:
        """Every name or code of an actor that could not be resolved, and how often, most frequent first."""
        return self._db.execute(
            "SELECT given, sum(n)::BIGINT AS n FROM unresolved GROUP BY given ORDER BY n DESC, given"
        ).fetchall()

    def _of(self, source: Source) -> Iterator[Path]:
        try:
            layout, names = self._layout(source)
            if layout is None:
                return
            dataset = self._dataset or self._form.name
            if self._form.named_by_file and not self._dataset:
                dataset = f"{dataset}:{source.path.name.split('.')[0]}"
            with source.open() as stream:
                for batch in batches(stream, layout, self._encoding):
                    self._count_problems(source, batch)
                    if batch.rows:
                        yield self._import(source, dataset, batch, names)
                    self._on_progress(self.account)
        except _DAMAGED as error:
            self.account.found(Finding(source.name, f"the file cannot be read to its end ({error})", "fetch it again"))

    def _layout(self, source: Source) -> tuple[Layout | None, list[str]]:
        """How a file is written, and the names of its fields; a finding and None where it is none of this data set."""
        form = self._form
        with source.open() as stream:
            lines = first_lines(stream, self._encoding)
        if not lines:
            self.account.found(Finding(source.name, "the file is empty", "leave it out"))
            return None, []
        if not form.separator:
            return Layout("", 1, header=False), ["json"]
        if form.shapes:
            widths = [len(line.split(form.separator)) for line in lines]
            width = next((w for w in widths if w in form.shapes), None)
            if width is None:
                self._refuse(source, f"its lines have {widths[0]} fields, not {' or '.join(map(str, form.shapes))}")
                return None, []
            return Layout(form.separator, width, header=False), list(form.shapes[width])
        given = [folded(name) for name in split_header(lines[0], form.separator)]
        names = ["-"] * len(given)
        for field, usual in form.fields.items():
            wanted = (folded(self._columns[field]),) if field in self._columns else usual
            place = next((given.index(name) for name in wanted if name in given), None)
            if place is not None:
                names[place] = field
            elif field not in form.optional or field in self._columns:
                self._refuse(source, f"its first line names no column {self._columns.get(field, usual[0])!r}")
                return None, []
        return Layout(form.separator, len(given), header=True), names

    def _refuse(self, source: Source, problem: str) -> None:
        advice = f"check that it is {self._form.name}, or name its columns with --map FIELD=COLUMN"
        self.account.found(Finding(source.name, problem, advice))

    def _count_problems(self, source: Source, batch: Batch) -> None:
        self.account.rows += len(batch.problems)
        self.account.malformed += len(batch.problems)
        for problem in batch.problems:
            self.account.found(Finding(source.name, problem.problem, problem.advice, problem.line))

    def _load(self, table: str, data: bytes, fields: Sequence[str]) -> None:
        """A batch as a table of text columns `line` and the named fields; words for nothing are NULL."""
        path = self._folder / "batch"
        path.write_bytes(data)
        columns = {"line": "BIGINT"} | {f"f{i}": "VARCHAR" for i in range(len(fields))}
        nulls = ", ".join(f"'{word}'" for word in self._form.nulls)
        picked = [
            f"CASE WHEN trim(f{i}) NOT IN ({nulls}) THEN trim(f{i}) END AS {name}"
            if name != "json"
            else f"f{i} AS json"
            for i, name in enumerate(fields)
            if name != "-"
        ]
        missing = [f"NULL::VARCHAR AS {name}" for name in self._form.optional if name not in fields]
        self._db.execute(
            f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {', '.join(['line', *picked, *missing])} FROM read_csv(?, "
            f"delim='{SEPARATOR}', quote='', escape='', header=false, auto_detect=false, new_line='\\n', columns=?)",
            [str(path), columns],
        )

    def _import(self, source: Source, dataset: str, batch: Batch, names: Sequence[str]) -> Path:
        form = self._form
        self._load("raw", batch.data, names)
        self._db.execute(f"CREATE OR REPLACE TEMP TABLE batch AS SELECT line, {form.select} FROM {form.source}")
        self._db.execute(
            "UPDATE batch SET id = 'row-' || md5(concat_ws(chr(31), day, actor_key, recipient_key, code, place, text)) "
            "WHERE id IS NULL AND day IS NOT NULL"
        )
        rows = self._one("SELECT count(*) FROM batch")
        self.account.rows += rows
        undated = self._undated(source)
        self._learn()
        self._db.execute(
            "CREATE OR REPLACE TEMP TABLE fresh AS SELECT min(rowid) AS row, id FROM batch b WHERE day IS NOT NULL "
            "AND NOT EXISTS (SELECT 1 FROM seen s WHERE s.dataset = ? AND s.id = b.id) GROUP BY id",
            [dataset],
        )
        self._db.execute("INSERT INTO seen SELECT ?, id FROM fresh", [dataset])
        path = self._write(dataset)
        self.account.duplicates += rows - undated - self._tally()
        return path

    def _undated(self, source: Source) -> int:
        rows = self._db.execute("SELECT line, day_given FROM batch WHERE day IS NULL ORDER BY line").fetchall()
        for line, given in rows:
            problem = f"{given!r} is no date" if given else "the date is missing"
            self.account.found(Finding(source.name, problem, "write it as 2018-06-01", line))
        self.account.malformed += len(rows)
        return len(rows)

    def _learn(self) -> None:
        """Look at the codes and actors that did not occur before."""
        form = self._form
        codes = self._db.execute(
            "SELECT DISTINCT code FROM batch WHERE code NOT IN (SELECT code FROM codes)"
        ).fetchall()
        if codes:
            meanings = [(code, form.code(code)) for (code,) in codes]
            known = [
                {"code": c, "event": m.event, "mode": m.mode, "sign": int(m.sign), "score": m.score, "reason": m.reason}
                for c, m in meanings
            ]
            self._db.execute(f"INSERT INTO codes SELECT unnest(r) FROM (SELECT unnest(?::{_CODES}[]) AS r)", [known])
        keys = self._db.execute(
            "SELECT key FROM (SELECT actor_key AS key FROM batch UNION SELECT recipient_key FROM batch) k "
            "WHERE key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors a WHERE a.key = k.key)"
        ).fetchall()
        if keys:
            found = [{"key": key, "ids": list(form.actors(key))} for (key,) in keys]
            self._db.execute(f"INSERT INTO actors SELECT unnest(r) FROM (SELECT unnest(?::{_ACTORS}[]) AS r)", [found])

    def _write(self, dataset: str) -> Path:
        self._db.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE events AS
            SELECT $dataset AS dataset, b.id, day, coalesce(a.ids, []) AS actor, coalesce(r.ids, []) AS recipient,
                coalesce(actor_given, '') AS actor_given, coalesce(recipient_given, '') AS recipient_given,
                coalesce(b.code, '') AS code, event, mode, coalesce(sign, 0) AS sign, coalesce(score, 0) AS score,
                greatest(coalesce(sources, 1), 1) AS sources, coalesce(place, '') AS place, coalesce(text, '') AS text,
                coalesce(url, '') AS url,
                CASE WHEN c.code IS NULL THEN '{Reason.UNKNOWN_CODE}' WHEN c.reason IS NOT NULL THEN c.reason
                    WHEN actor_key IS NULL OR recipient_key IS NULL THEN '{Reason.NO_PARTY}'
                    WHEN len(a.ids) = 0 OR len(r.ids) = 0 THEN '{Reason.UNKNOWN_ACTOR}' END AS reason
            FROM batch b JOIN fresh f ON f.row = b.rowid LEFT JOIN codes c ON c.code = b.code
            LEFT JOIN actors a ON a.key = actor_key LEFT JOIN actors r ON r.key = recipient_key
            """,
            {"dataset": dataset},
        )
        self._db.execute(
            "INSERT INTO unresolved SELECT given, count(*) FROM ("
            "SELECT actor_given AS given FROM events WHERE len(actor) = 0 UNION ALL "
            "SELECT recipient_given FROM events WHERE len(recipient) = 0) WHERE given <> '' GROUP BY given"
        )
        self._part += 1
        path = self._folder / f"part-{self._part:06}.parquet"
        self._db.execute(f"COPY (SELECT {', '.join(CODED_COLUMNS)} FROM events) TO '{path}' (FORMAT parquet)")
        return path

    def _tally(self) -> int:
        """Count the events of this batch into the account; how many there are."""
        total = 0
        for reason, count in self._db.execute("SELECT reason, count(*) FROM events GROUP BY reason").fetchall():
            total += count
            if reason is None:
                self.account.mapped += count
            else:
                unmapped = self.account.unmapped
                unmapped[Reason(reason)] = unmapped.get(Reason(reason), 0) + count
        return total

    def _is_side(self, source: Source) -> bool:
        side = self._form.side
        if side is None:
            return False
        try:
            with source.open() as stream:
                lines = first_lines(stream, self._encoding)
        except _DAMAGED:
            return False
        return bool(lines) and len(lines[0].split(self._form.separator)) == side.width

    def _read_side(self, source: Source) -> None:
        side = self._form.side
        assert side is not None
        names = ["-"] * side.width
        names[side.event], names[side.reporter] = "event", "reporter"
        self._db.execute("CREATE TABLE IF NOT EXISTS reports (event VARCHAR, reporter VARCHAR)")
        try:
            with source.open() as stream:
                for batch in batches(stream, Layout(self._form.separator, side.width, header=False), self._encoding):
                    for problem in batch.problems:
                        self.account.found(Finding(source.name, problem.problem, problem.advice, problem.line))
                    if batch.rows:
                        self._load("side", batch.data, names)
                        self._db.execute("INSERT INTO reports SELECT DISTINCT event, reporter FROM side")
        except _DAMAGED as error:
            self.account.found(Finding(source.name, f"the file cannot be read to its end ({error})", "fetch it again"))

    def _one(self, query: str) -> int:
        return int(self._db.execute(query).fetchall()[0][0])


def write_unresolved(rows: Sequence[tuple[str, int]], path: Path) -> None:
    """The list of unresolved actors as CSV with the columns `given` and `events`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("given", "events"))
        writer.writerows(rows)
