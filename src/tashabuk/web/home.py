"""The first page: what is in the store, or how to begin."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.requests import Request

from tashabuk.web.render import Page, language_of, settings_of
from tashabuk.web.words import word
from tashabuk.workbench.home import Overview, overview
from tashabuk.workbench.rows import tie_row


def home_page(request: Request) -> Page:
    """Counts, newest documents, most entangled pairs, latest turning points."""
    view = overview(settings_of(request).store)
    return Page("home.html.j2", word("tagline", language_of(request)), {"view": view}, lambda: _data(view))


def _data(view: Overview) -> dict[str, Any]:
    return {
        "counts": view.counts,
        "documents": [asdict(d) for d in view.documents],
        "ties": [tie_row(t) for t in view.ties],
        "turning_points": [
            {
                "a": t.a,
                "b": t.b,
                "on": t.point.on,
                "channel": t.point.channel,
                "from": t.point.before,
                "to": t.point.after,
            }
            for t in view.turns
        ],
    }
