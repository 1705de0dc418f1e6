"""Use case: why a stored statement is as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tashabuk.errors import UsageError
from tashabuk.read.explain import Explanation, explain
from tashabuk.store import Store, Stored
from tashabuk.workbench.reader import language_of, make_pack


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement and why; `explanation` is None where this reader would not say it (any more)."""

    stored: Stored
    explanation: Explanation | None


def explain_statement(store: Path, statement_id: str, actors: Sequence[Path] = ()) -> StatementView:
    """The statement of an id, or of the beginning of an id; UsageError if there is none, or more than one."""
    kept = Store(store)
    found = kept.by_ids(kept.ids_beginning(statement_id))
    if len(found) != 1:
        number = "no statement" if not found else f"{len(found)} statements"
        raise UsageError(
            f"There is {number} {statement_id!r} in {store}. `tashabuk statements --format jsonl` shows the ids."
        )
    (stored,) = found
    document = kept.document(stored.statement.document)
    return StatementView(stored, explain(document, stored.statement, make_pack(language_of(document), actors)))
