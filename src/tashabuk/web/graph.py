"""The signed network at a day: as a drawing that can be searched, dragged and clicked."""

from __future__ import annotations

import datetime as dt

from starlette.requests import Request

from tashabuk.web.forms import actor, number, text
from tashabuk.web.render import Page, language_of, settings_of
from tashabuk.web.ties import tie_options
from tashabuk.web.words import word
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.networks import network
from tashabuk.workbench.rows import tie_row

MOST = 200
"""Ties drawn at most."""


def graph_page(request: Request) -> Page:
    """The network, or an actor's neighbourhood in it."""
    names, language = catalogue(), language_of(request)
    focus = actor(request, "focus", names)
    limit = number(request, "limit", 60, 1, MOST)
    found = network(settings_of(request).store, tie_options(request), focus, limit, names, language)
    values = {
        "found": found,
        "focus": focus,
        "limit": limit,
        "given": {k: text(request, k) for k in ("from", "to", "at")},
        "slider": _slider(found.first, found.last, tie_options(request).at),
    }
    return Page(
        "graph.html.j2", word("graph_nav", language), values, lambda: {"ties": [tie_row(t) for t in found.ties]}
    )


def _slider(first: dt.date | None, last: dt.date | None, at: dt.date | None) -> dict[str, object] | None:
    """Months from the first to the last observation, and which one is shown."""
    if first is None or last is None or first == last:
        return None
    months = (last.year - first.year) * 12 + last.month - first.month
    shown = at or last
    value = (shown.year - first.year) * 12 + shown.month - first.month
    return {"year": first.year, "month": first.month, "most": months, "value": min(max(value, 0), months)}
