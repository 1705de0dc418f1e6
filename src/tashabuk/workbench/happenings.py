"""Use cases: the events of a store, and one event with all that speaks for and against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import UsageError
from tashabuk.model import Event, EventType
from tashabuk.relate.events import texts_of
from tashabuk.store import Store, Stored
from tashabuk.store.kept_events import KeptEvents
from tashabuk.workbench.catalogues import find_actor
from tashabuk.workbench.current import current
from tashabuk.workbench.forming import reports, up_to_date
from tashabuk.workbench.repeats import Progress, witness_groups


class EventOrder(StrEnum):
    """How events are sorted; undated ones come last, within equals by id."""

    OLDEST = "oldest"
    NEWEST = "newest"
    WITNESSES = "witnesses"


_ORDERS = {
    EventOrder.OLDEST: "day NULLS LAST, id",
    EventOrder.NEWEST: "day DESC NULLS LAST, id",
    EventOrder.WITNESSES: "witnesses DESC, day NULLS LAST, id",
}


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Conditions that must all hold; empty ones hold always. `start` is inclusive, `end` exclusive."""

    anyone: str = ""
    pair: tuple[str, str] | None = None
    kind: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    witnesses: int = 1
    contradicted: bool = False
    order: EventOrder = EventOrder.OLDEST


@dataclass(frozen=True, slots=True)
class Reported:
    """A statement of an event and the text it speaks for; those of the same text are copies."""

    stored: Stored
    text: str


@dataclass(frozen=True, slots=True)
class EventView:
    """An event, its reports from the first to the last, and the events that contradict it with theirs."""

    event: Event
    reports: tuple[Reported, ...]
    against: tuple[tuple[Event, tuple[Reported, ...]], ...]


def list_events(
    store: Path, wanted: EventFilter, catalogue: Catalogue, on_progress: Progress | None = None
) -> list[Event]:
    """The events that meet `wanted`, whose actors may be given by any name."""
    condition, values = _condition(store, wanted, catalogue)
    return up_to_date(Store(store), on_progress).find(condition, values, _ORDERS[wanted.order])


def some_events(
    store: Path, wanted: EventFilter, catalogue: Catalogue, limit: int, offset: int = 0
) -> tuple[list[Event], int]:
    """A page of the events that `list_events` gives, and how many there are in all."""
    here = current(Store(store))
    here.evidence()
    kept = KeptEvents(here.store)
    condition, values = _condition(store, wanted, catalogue)
    key = ("events", condition, tuple(sorted(values.items())), wanted.order)
    rows = here.listed(key, lambda: kept.rows(condition, values, _ORDERS[wanted.order]))
    return kept.at(rows[offset : offset + limit].tolist()), len(rows)


def _condition(store: Path, wanted: EventFilter, catalogue: Catalogue) -> tuple[str, dict[str, Any]]:
    """What is wanted in SQL, and its values."""
    if wanted.kind and wanted.kind not in EventType.__members__:
        raise UsageError(f"There is no event type {wanted.kind!r}. The types: {', '.join(EventType)}.")
    if wanted.start is not None and wanted.end is not None and wanted.end <= wanted.start:
        raise UsageError(f"--to {wanted.end} must come after --from {wanted.start}.")
    names = {find_actor(store, n, catalogue).id for n in (wanted.anyone, *(wanted.pair or ())) if n}
    parts: dict[str, tuple[str, Any]] = {
        f"name{n}": (f"(list_contains(actor, $name{n}) OR list_contains(recipient, $name{n}))", name)
        for n, name in enumerate(sorted(names))
    }
    if wanted.kind:
        parts["kind"] = "type = $kind", wanted.kind
    if wanted.start is not None:
        parts["start"] = "day >= $start", wanted.start
    if wanted.end is not None:
        parts["end"] = "day < $end", wanted.end
    if wanted.witnesses > 1:
        parts["witnesses"] = "witnesses >= $witnesses", wanted.witnesses
    conditions = [sql for sql, _ in parts.values()] + ["len(contradicts) > 0"] * wanted.contradicted
    return " AND ".join(conditions) or "TRUE", {name: value for name, (_, value) in parts.items()}


def one_event(store: Path, beginning: str, on_progress: Progress | None = None) -> EventView:
    """The event whose id, or the id of one of whose statements, begins so; UsageError for none or several."""
    kept = up_to_date(Store(store), on_progress)
    found = kept.beginning(beginning) if beginning else []
    if len(found) != 1:
        number = "no event" if not found else f"more than one event ({len(found)})"
        raise UsageError(
            f"There is {number} {beginning!r} in {store}. `tashabuk events` and `tashabuk statements` show the ids."
        )
    (event,) = found
    others = kept.find("id IN (SELECT unnest($ids::VARCHAR[]))", {"ids": list(event.contradicts)})
    groups = witness_groups(store, on_progress)
    against = tuple((other, _reported(kept, other, groups)) for other in others)
    return EventView(event, _reported(kept, event, groups), against)


def _reported(kept: KeptEvents, event: Event, groups: dict[str, str]) -> tuple[Reported, ...]:
    own: Sequence[Stored] = kept.statements(event)
    return tuple(Reported(s, text) for s, text in zip(own, texts_of(reports(own, groups)), strict=True))
