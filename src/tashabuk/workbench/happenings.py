"""Use cases: the events of a store, and one event with all that speaks for and against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import UsageError
from tashabuk.model import Event, EventType
from tashabuk.relate.events import texts_of
from tashabuk.store import Store, Stored
from tashabuk.store.event_index import EventFilter
from tashabuk.store.kept_events import KeptEvents
from tashabuk.workbench.catalogues import find_actor
from tashabuk.workbench.current import current
from tashabuk.workbench.forming import reports, up_to_date
from tashabuk.workbench.repeats import Progress, witness_groups


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
    store: Path,
    wanted: EventFilter,
    catalogue: Catalogue,
    limit: int | None = None,
    offset: int = 0,
    on_progress: Progress | None = None,
) -> tuple[list[Event], int]:
    """The events that meet `wanted`, whose actors may be given by any name, some of them; and how many there are."""
    if wanted.kind and wanted.kind not in EventType.__members__:
        raise UsageError(f"There is no event type {wanted.kind!r}. The types: {', '.join(EventType)}.")
    if wanted.start is not None and wanted.end is not None and wanted.end <= wanted.start:
        raise UsageError(f"The end of the window, {wanted.end}, must come after its beginning, {wanted.start}.")
    names = tuple(dict.fromkeys(find_actor(store, n, catalogue).id for n in wanted.names))
    here = current(Store(store))
    here.evidence(on_progress)
    found = here.events.numbers(replace(wanted, names=names), here.index)
    end = None if limit is None else offset + limit
    return KeptEvents(here.store).at(found[offset:end].tolist()), len(found)


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
