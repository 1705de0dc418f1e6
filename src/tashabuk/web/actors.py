"""One actor: names, offices, ties, words used of it, and what it says itself against what others say of it."""

from __future__ import annotations

from starlette.requests import Request

from tashabuk.web.forms import actor_id, text
from tashabuk.web.render import Page, language_of, settings_of
from tashabuk.web.ties import tie_options
from tashabuk.workbench.actors import profile
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.rows import profile_object

SHOWN = 20
"""Statements and events of each kind that a page lists."""


def actor_page(request: Request) -> Page:
    """The page of an actor."""
    names = catalogue()
    actor = actor_id(request, str(request.path_params["actor"]), names)
    found = profile(settings_of(request).store, actor, tie_options(request), names, SHOWN)
    values = {"found": found, "given": {k: text(request, k) for k in ("from", "to", "at")}}
    return Page("actor.html.j2", names.name(actor, language_of(request)), values, lambda: profile_object(found))
