"""Statements as judged: rejected ones left out, corrected ones corrected, merged actors under one id.

What was read is never changed. Judgements are few, so the corrected rows stand in a temporary table, and everything
else comes straight from the table of statements, however many there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from duckdb import DuckDBPyConnection

from tashabuk.model import Judgement, Statement, Verdict
from tashabuk.store.bulk import insert
from tashabuk.store.rows import (
    JUDGEMENT_COLUMNS,
    STATEMENT_COLUMNS,
    corrected,
    judgement_of,
    judgement_row,
    statement_of,
    statement_row,
)


@dataclass(slots=True)
class Standing:
    """What the judgements of one statement come to: corrections add up, the last word decides whether it stands."""

    changes: dict[str, str] = field(default_factory=dict)
    rejected: bool = False


def active(connection: DuckDBPyConnection, subjects: Sequence[str] | None = None) -> list[Judgement]:
    """The judgements that hold, oldest first; with `subjects`, those of these statements and all about actors."""
    about = (
        "" if subjects is None else "AND (subject IN (SELECT unnest(?::VARCHAR[])) OR verdict IN ('merge', 'split'))"
    )
    rows = connection.execute(
        f"SELECT {', '.join(JUDGEMENT_COLUMNS)} FROM judgements WHERE NOT undone {about} ORDER BY judged_at, id",
        [] if subjects is None else [list(subjects)],
    ).fetchall()
    return [judgement_of(row) for row in rows]


def keep(connection: DuckDBPyConnection, judgement: Judgement, *, undone: bool = False) -> None:
    """Add a judgement."""
    row = {**judgement_row(judgement), "undone": undone}
    columns = (*JUDGEMENT_COLUMNS, "undone")
    connection.execute(
        f"INSERT INTO judgements ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        [row[c] for c in columns],
    )


def latest(connection: DuckDBPyConnection, limit: int) -> list[Judgement]:
    """The latest of the judgements that hold, newest first."""
    rows = connection.execute(
        f"SELECT {', '.join(JUDGEMENT_COLUMNS)} FROM judgements WHERE NOT undone "
        "ORDER BY judged_at DESC, id DESC LIMIT ?",
        [limit],
    ).fetchall()
    return [judgement_of(row) for row in rows]


def as_judged(connection: DuckDBPyConnection, statements: Mapping[str, Statement]) -> dict[str, Statement]:
    """A few statements, by the ids under which they are stored, as the view shows them; rejected ones are gone."""
    judgements = active(connection, list(statements))
    standings, merged = standings_of(judgements), merges(judgements)
    found = {}
    for key, statement in statements.items():
        standing = standings.get(key)
        if standing is None or not standing.rejected:
            found[key] = _renamed_in(corrected(statement, standing.changes) if standing else statement, merged)
    return found


def judged_pairs(
    connection: DuckDBPyConnection,
) -> tuple[dict[str, tuple[Statement, Statement | None]], set[str]]:
    """The statements that judgements are about, as read and as they were left, and the subjects that are not here.

    What people say of actors is left aside: merged actors keep their own names on both sides.
    """
    judgements = [j for j in active(connection) if j.verdict not in (Verdict.MERGE, Verdict.SPLIT)]
    subjects = {j.subject for j in judgements}
    standings = standings_of(judgements)
    rows = connection.execute(
        f"SELECT {', '.join(STATEMENT_COLUMNS)} FROM statements WHERE id IN (SELECT unnest(?::VARCHAR[])) ORDER BY id",
        [list(subjects)],
    ).fetchall()
    pairs: dict[str, tuple[Statement, Statement | None]] = {}
    for row in rows:
        read, standing = statement_of(row), standings.get(row[0])
        if standing is None:
            pairs[row[0]] = read, read
        else:
            pairs[row[0]] = read, None if standing.rejected else corrected(read, standing.changes)
    return pairs, subjects - pairs.keys()


def _renamed_in(statement: Statement, merged: Mapping[str, str]) -> Statement:
    if not merged:
        return statement
    actor, recipient = (
        tuple(dict.fromkeys(merged.get(name, name) for name in names))
        for names in (statement.actor, statement.recipient)
    )
    return replace(statement, actor=actor, recipient=recipient, holder=merged.get(statement.holder, statement.holder))


def judged(connection: DuckDBPyConnection, table: str = "statements") -> str:
    """What to select statements from, as judged: an SQL source that is good for this connection.

    Its rows have the columns of `statements`; a corrected statement keeps the id under which it is stored. `table`
    holds some of the rows of `statements`; unless told otherwise, all.
    """
    judgements = active(connection)
    source = table
    standings = standings_of(judgements)
    if standings:
        _fill_temporary(connection, standings)
        source = (
            f"(SELECT * FROM {table} WHERE id NOT IN (SELECT id FROM hidden_statements) UNION ALL "
            f"SELECT * FROM corrected_statements{_also_in(table)})"
        )
    merged = merges(judgements)
    if merged:
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE merged_actors AS SELECT map(?::VARCHAR[], ?::VARCHAR[]) AS target",
            [list(merged), list(merged.values())],
        )
        renamed = f"{_renamed('actor')}, {_renamed('recipient')}, coalesce(target[holder], holder) AS holder"
        source = f"(SELECT * REPLACE ({renamed}) FROM {source}, merged_actors)"
        source = f"(SELECT {', '.join(STATEMENT_COLUMNS)} FROM {source})"
    return source


def _also_in(table: str) -> str:
    return "" if table == "statements" else f" WHERE id IN (SELECT id FROM {table})"


def _renamed(column: str) -> str:
    """A list of actors with merged ones under their new name, each once, in order."""
    names = f"list_transform({column}, lambda x: coalesce(target[x], x))"
    return f"list_filter({names}, lambda x, i: list_position({names}, x) = i) AS {column}"


def merges(judgements: Sequence[Judgement]) -> dict[str, str]:
    """Where each merged actor went, chains followed to their end; a split undoes an earlier merge, and of merges in a
    circle the last word holds."""
    into: dict[str, str] = {}
    for judgement in judgements:
        if judgement.verdict is Verdict.MERGE:
            target = judgement.changes["into"]
            if _end(target, into) == judgement.subject:
                into.pop(target, None)
            if target != judgement.subject:
                into[judgement.subject] = target
        elif judgement.verdict is Verdict.SPLIT:
            into.pop(judgement.subject, None)
    return {name: _end(name, into) for name in into}


def _end(name: str, into: Mapping[str, str]) -> str:
    while name in into:
        name = into[name]
    return name


def standings_of(judgements: Sequence[Judgement]) -> dict[str, Standing]:
    """The statements that judgements changed."""
    found: dict[str, Standing] = {}
    for judgement in judgements:
        if judgement.verdict in (Verdict.MERGE, Verdict.SPLIT):
            continue
        standing = found.setdefault(judgement.subject, Standing())
        standing.rejected = judgement.verdict is Verdict.REJECT
        if judgement.verdict is Verdict.CORRECT:
            standing.changes |= judgement.changes
    return {subject: s for subject, s in found.items() if s.rejected or s.changes}


def _fill_temporary(connection: DuckDBPyConnection, standings: Mapping[str, Standing]) -> None:
    connection.execute("CREATE OR REPLACE TEMP TABLE corrected_statements AS SELECT * FROM statements LIMIT 0")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE hidden_statements AS SELECT unnest(?::VARCHAR[]) AS id", [list(standings)]
    )
    wanted = {subject: s.changes for subject, s in standings.items() if not s.rejected}
    found = connection.execute(
        f"SELECT {', '.join(STATEMENT_COLUMNS)} FROM statements WHERE id IN (SELECT unnest(?::VARCHAR[]))",
        [list(wanted)],
    ).fetchall()
    rows = [{**statement_row(corrected(statement_of(row), wanted[row[0]])), "id": row[0]} for row in found]
    insert(connection, "corrected_statements", rows)
