"""Judgements laid over the columns of what was read: a million statements stay where they are, a few change.

The same view as `store.judged` gives in SQL: rejected statements are not live, corrections of one statement add up,
merged actors stand under one name. It takes some milliseconds, where reading the columns again takes a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from tashabuk.model import Statement, Verdict
from tashabuk.store.columns import (
    ACTOR,
    CERTAINTIES,
    OPENNESSES,
    RECIPIENT,
    Kind,
    StatementColumns,
)
from tashabuk.store.judged import active, merges, standings_of
from tashabuk.store.rows import STATEMENT_COLUMNS, corrected, statement_of

_Cell = TypeVar("_Cell", np.int32, np.int8, np.bool_)
_ABOUT_ACTORS = (Verdict.MERGE, Verdict.SPLIT)


def with_judgements(read: StatementColumns, connection: DuckDBPyConnection) -> StatementColumns:
    """The columns as judged; `read` stays as it is, and lends what does not change."""
    judgements = active(connection)
    if not judgements:
        return read
    numbers = {j.subject: read.number(j.subject) for j in judgements if j.verdict not in _ABOUT_ACTORS}
    standings = standings_of(judgements)
    live, judged = read.live.copy(), read.judged.copy()
    judged[[n for n in numbers.values() if n >= 0]] = True
    live[[numbers[i] for i, s in standings.items() if s.rejected and numbers[i] >= 0]] = False
    changes = {i: s.changes for i, s in standings.items() if not s.rejected and numbers[i] >= 0}
    rows = connection.execute(
        f"SELECT {', '.join(STATEMENT_COLUMNS)} FROM statements WHERE id IN (SELECT unnest(?::VARCHAR[]))",
        [list(changes)],
    ).fetchall()
    new = {numbers[row[0]]: corrected(statement_of(row), changes[row[0]]) for row in rows}
    found = replace(read, live=live, judged=judged)
    if new:
        found = _with_new(found, new)
    merged = merges(judgements)
    return _merged(found, merged) if merged else found


def _with_new(old: StatementColumns, new: Mapping[int, Statement]) -> StatementColumns:
    """The columns with other statements at some numbers."""
    at = np.array(list(new), np.int64)
    said = list(new.values())
    holders, (holder,) = _extended(old.holders, [s.holder for s in said], old.holder)
    kinds = list(old.kinds)
    for statement in said:
        if _kind(statement) not in kinds:
            kinds.append(_kind(statement))
    days = [s.date.first().toordinal() if s.date else int(old.published[old.document[n]]) for n, s in new.items()]
    holder[at] = [holders.index(s.holder) for s in said]
    return _with_parts(
        replace(
            old,
            holders=holders,
            kinds=tuple(kinds),
            holder=holder,
            day=_set(old.day, at, days),
            dated=_set(old.dated, at, [s.date is not None for s in said]),
            kind=_set(old.kind, at, [kinds.index(_kind(s)) for s in said]),
            certainty=_set(old.certainty, at, [CERTAINTIES.index(s.certainty) for s in said]),
            openness=_set(old.openness, at, [OPENNESSES.index(s.openness) for s in said]),
        ),
        at,
        [(n, name, ACTOR) for n, s in new.items() for name in s.actor]
        + [(n, name, RECIPIENT) for n, s in new.items() for name in s.recipient],
    )


def _kind(statement: Statement) -> Kind:
    return Kind(statement.event, statement.mode, int(statement.sign))


def _set(old: NDArray[_Cell], at: NDArray[np.int64], values: Sequence[int]) -> NDArray[_Cell]:
    new = old.copy()
    new[at] = values
    return new


def _extended(
    known: tuple[str, ...], more: Sequence[str], *codes: NDArray[np.int32]
) -> tuple[tuple[str, ...], list[NDArray[np.int32]]]:
    """Sorted names with more of them, and copies of columns that count in the new order."""
    names = tuple(sorted({*known, *more}))
    if names == known:
        return known, [c.copy() for c in codes]
    place = {name: number for number, name in enumerate(names)}
    new = np.array([place[name] for name in known], np.int32)
    return names, [new[c] if len(c) else c for c in codes]


def _with_parts(
    old: StatementColumns, statements: NDArray[np.int64], parts: Sequence[tuple[int, str, int]]
) -> StatementColumns:
    """The columns with other parts in some statements; equal parts of one statement are one."""
    names, (actor,) = _extended(old.names, [name for _, name, _ in parts], old.actor)
    place = {name: number for number, name in enumerate(names)}
    touched = np.zeros(len(old), np.bool_)
    touched[statements] = True
    stays = ~touched[old.statement]
    rows = np.array(sorted({(n, place[name], role) for n, name, role in parts}), np.int64).reshape(-1, 3)
    statement = np.concatenate([old.statement[stays], rows[:, 0].astype(np.int32)])
    order = np.argsort(statement, kind="stable")
    return replace(
        old,
        names=names,
        statement=statement[order],
        actor=np.concatenate([actor[stays], rows[:, 1].astype(np.int32)])[order],
        role=np.concatenate([old.role[stays], rows[:, 2].astype(np.int8)])[order],
    )


def _merged(old: StatementColumns, merged: Mapping[str, str]) -> StatementColumns:
    """The columns with actors under the names that they were merged into."""
    gone = np.array([name in merged for name in old.names], np.bool_)
    touched = np.unique(old.statement[gone[old.actor]]) if len(old.actor) else np.zeros(0, np.int32)
    inside = np.isin(old.statement, touched)
    parts = [
        (int(n), merged.get(old.names[a], old.names[a]), int(role))
        for n, a, role in zip(old.statement[inside], old.actor[inside], old.role[inside], strict=True)
    ]
    return _with_parts(_held_by_merged(old, merged), touched.astype(np.int64), parts)


def _held_by_merged(old: StatementColumns, merged: Mapping[str, str]) -> StatementColumns:
    targets = [merged.get(name, name) for name in old.holders]
    holders, _ = _extended(old.holders, targets)
    new = np.array([holders.index(target) for target in targets], np.int32)
    return replace(old, holders=holders, holder=new[old.holder] if len(old.holder) else old.holder)
