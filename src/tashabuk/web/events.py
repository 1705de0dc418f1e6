"""Events: what statements of any number of documents report as one happening, and what speaks for and against it."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request

from tashabuk.errors import UsageError
from tashabuk.report.words import event_name
from tashabuk.store.event_index import EventFilter, EventOrder
from tashabuk.web.forms import PAGE, actor, day, number, text
from tashabuk.web.render import Page, language_of, settings_of
from tashabuk.web.words import word
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.happenings import list_events, one_event
from tashabuk.workbench.rows import event_object, event_row

FIELDS = ("any", "a", "b", "event", "from", "to", "witnesses", "contradicted", "order")


def list_page(request: Request) -> Page:
    """One page of events, the newest first unless told otherwise."""
    page = number(request, "page", 0, most=10**7)
    found, total = list_events(settings_of(request).store, _filter(request), catalogue(), PAGE, PAGE * page)
    given = {k: text(request, k) for k in FIELDS}
    values = {
        "events": found,
        "total": total,
        "page": page,
        "more": (page + 1) * PAGE < total,
        "given": given,
        "query": urlencode({k: v for k, v in given.items() if v}),
        "orders": list(EventOrder),
    }
    return Page(
        "events.html.j2",
        word("events_nav", language_of(request)),
        values,
        lambda: {"total": total, "page": page, "events": [event_row(e) for e in found]},
    )


def event_page(request: Request) -> Page:
    """One event, by its id or by that of one of its statements."""
    language = language_of(request)
    view = one_event(settings_of(request).store, str(request.path_params["event"])[:64])
    title = f"{word('event_title', language)}: {event_name(view.event.type, language)}"
    return Page("event.html.j2", title, {"view": view}, lambda: event_object(view))


def _filter(request: Request) -> EventFilter:
    names = catalogue()
    start, end = day(request, "from"), day(request, "to")
    if start is not None and end is not None and end <= start:
        raise UsageError(f"to: {end} must come after {start}.")
    order = text(request, "order") or EventOrder.NEWEST
    if order not in set(EventOrder):
        raise UsageError(f"order: one of {', '.join(EventOrder)} is wanted.")
    return EventFilter(
        tuple(name for key in ("any", "a", "b") if (name := actor(request, key, names))),
        text(request, "event").upper(),
        start,
        end,
        number(request, "witnesses", 1, 1, 10**6),
        text(request, "contradicted") == "1",
        EventOrder(order),
    )
