"""Use case: what a store holds as the rows that measures rest on, with the way back to the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tashabuk.model import CodedEvent, PartialDate
from tashabuk.relate.observations import CodedIds, Dated, Observations, from_columns, from_statements, joined
from tashabuk.relate.ties import TieOptions
from tashabuk.store import Filter, Store, Stored
from tashabuk.workbench.happenings import kept_evidence


@dataclass(frozen=True, slots=True)
class Observed:
    """Observations, and the stored statements behind them by id."""

    observations: Observations
    stored: dict[str, Stored]

    def witness(self, row_id: str) -> str:
        """The document of a statement; a coded event is a witness of its own."""
        return self.stored[row_id].statement.document if row_id in self.stored else row_id


def observe(store: Store, options: TieOptions, anyone: Sequence[str] = ()) -> Observed:
    """The statements and coded events of a store; where `anyone` names actors, those in which one has a part."""
    filters = [Filter(anyone=actor, start=options.start, end=options.end) for actor in anyone or ("",)]
    stored = {s.id: s for wanted in filters for s in store.statements(wanted)}
    sure = [s for s in stored.values() if s.statement.confidence >= options.min_confidence]
    told = from_statements(
        [Dated(s.statement, s.id, s.published) for s in sure], options.certainty_weights, kept_evidence(store)
    )
    coded = store.coded_columns(options.start, options.end, anyone)
    rows = from_columns(coded.names, coded.a, coded.b, coded.day, coded.score, coded.sources, coded.row)
    return Observed(joined(told, rows), stored)


def coded_events(store: Store, ids: Sequence[str], limit: int) -> list[CodedEvent]:
    """The coded events among the ids of a tie, at most `limit` of them."""
    rows = [row for i in ids if (row := CodedIds.row_of(i)) is not None]
    return list(store.coded_by_row(rows[:limit]).values()) if rows else []


def coded_days(store: Store, ids: Sequence[str]) -> dict[str, PartialDate | None]:
    """The day of each coded event, by the id that it has in ties."""
    rows = {row: i for i in ids if (row := CodedIds.row_of(i)) is not None}
    return {rows[row]: PartialDate.of(event.day) for row, event in store.coded_by_row(list(rows)).items()}
