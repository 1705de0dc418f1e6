"""Use cases: the events of a store, one event with all that speaks for and against it, and evidence weights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import UsageError
from tashabuk.model import Event, EventType
from tashabuk.relate.credibility import events
from tashabuk.relate.events import Report, texts_of
from tashabuk.relate.observations import Dated
from tashabuk.relate.witnesses import evidence_weights
from tashabuk.store import Store, Stored
from tashabuk.store.evidence import Evidence
from tashabuk.workbench.catalogues import find_actor
from tashabuk.workbench.repeats import Progress, witness_groups


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


def evidence_of(store: Path, stored: Sequence[Stored], on_progress: Progress | None = None) -> dict[str, float]:
    """The evidence weight of each of these statements by its id.

    Give all statements of the store, not those of a window: an event's witnesses count wherever they stand.
    """
    return evidence_weights(events(_reports(stored, witness_groups(store, on_progress))))


def kept_evidence(store: Store, on_progress: Progress | None = None) -> dict[str, float]:
    """The evidence weights of a store's statements that do not weigh 1, worked out anew when the store has changed."""
    kept = Evidence(store)
    state = kept.state()
    weights = kept.kept(state)
    if weights is None:
        weights = evidence_of(store.path, store.statements(), on_progress)
        kept.keep(state, weights)
    return weights


def list_events(
    store: Path, wanted: EventFilter, catalogue: Catalogue, on_progress: Progress | None = None
) -> list[Event]:
    """The events that meet `wanted`, whose actors may be given by any name; by day."""
    if wanted.kind and wanted.kind not in EventType.__members__:
        raise UsageError(f"There is no event type {wanted.kind!r}. The types: {', '.join(EventType)}.")
    if wanted.start is not None and wanted.end is not None and wanted.end <= wanted.start:
        raise UsageError(f"--to {wanted.end} must come after --from {wanted.start}.")
    names = {find_actor(store, n, catalogue).id for n in (wanted.anyone, *(wanted.pair or ())) if n}
    found = events(_reports(Store(store).statements(), witness_groups(store, on_progress)))
    return [e for e in found if _meets(e, wanted, names)]


def _meets(event: Event, wanted: EventFilter, names: set[str]) -> bool:
    return (
        names <= {*event.actor, *event.recipient}
        and (not wanted.kind or event.type == wanted.kind)
        and event.witnesses >= wanted.witnesses
        and (bool(event.contradicts) or not wanted.contradicted)
        and _in_window(event, wanted.start, wanted.end)
    )


def _in_window(event: Event, start: dt.date | None, end: dt.date | None) -> bool:
    if start is None and end is None:
        return True
    day = event.date.first() if event.date is not None else None
    return day is not None and (start is None or day >= start) and (end is None or day < end)


def one_event(store: Path, beginning: str, on_progress: Progress | None = None) -> EventView:
    """The event whose id, or the id of one of whose statements, begins so; UsageError for none or several."""
    stored = {s.id: s for s in Store(store).statements()}
    groups = witness_groups(store, on_progress)
    all_events = {e.id: e for e in events(_reports(stored.values(), groups))}
    found = [
        e
        for e in all_events.values()
        if e.id.startswith(beginning) or any(s.startswith(beginning) for s in e.statements)
    ]
    if len(found) != 1 or not beginning:
        number = "no event" if not found else f"more than one event ({len(found)})"
        raise UsageError(
            f"There is {number} {beginning!r} in {store}. `tashabuk events` and `tashabuk statements` show the ids."
        )

    def reports(event: Event) -> tuple[Reported, ...]:
        own = [stored[s] for s in event.statements]
        return tuple(Reported(s, text) for s, text in zip(own, texts_of(_reports(own, groups)), strict=True))

    (event,) = found
    against = tuple((all_events[i], reports(all_events[i])) for i in event.contradicts)
    return EventView(event, reports(event), against)


def _reports(stored: Iterable[Stored], groups: dict[str, str]) -> list[Report]:
    return [
        Report(
            Dated(s.statement, s.id, s.published),
            s.statement.document,
            groups[s.statement.document],
            s.publisher or (urlsplit(s.url).hostname or "" if s.url else ""),
            s.sentence,
        )
        for s in stored
    ]
