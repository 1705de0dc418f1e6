"""What comes next: how a tie goes on, and to whom an actor will act, with the past facts behind each answer."""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request

from tashabuk.web.forms import actor_id, day
from tashabuk.web.render import Page, language_of, settings_of
from tashabuk.web.words import word
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.forecasting import forecast_who
from tashabuk.workbench.outlooks import forecast_tie


def tie_page(request: Request) -> Page:
    """The chances of cooperation and conflict in 1, 3 and 6 months."""
    names, language = catalogue(), language_of(request)
    a, b = (actor_id(request, str(request.path_params[k]), names) for k in ("a", "b"))
    view = forecast_tie(settings_of(request).store, a, b, names, at=day(request, "at"), keep=False)
    title = f"{word('forecast', language)}: {names.name(a, language)} – {names.name(b, language)}"
    return Page("outlook.html.j2", title, {"view": view}, lambda: {**asdict(view), "a": a, "b": b})


def actor_page(request: Request) -> Page:
    """To whom an actor will act, and who will act towards it."""
    names, language = catalogue(), language_of(request)
    actor = actor_id(request, str(request.path_params["actor"]), names)
    view = forecast_who(settings_of(request).store, actor, names, at=day(request, "at"), keep=False)
    title = f"{word('forecast', language)}: {names.name(actor, language)}"
    return Page("forecast.html.j2", title, {"view": view}, lambda: {**asdict(view), "actor": actor})
