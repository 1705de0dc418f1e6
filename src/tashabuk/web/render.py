"""A page from a template, in its language, and its JSON twin."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tashabuk.model import Certainty, EventType, Openness
from tashabuk.report import words as report_words
from tashabuk.web.guard import signature
from tashabuk.web.settings import Settings
from tashabuk.web.words import word
from tashabuk.workbench.catalogues import catalogue

LANGUAGES = ("ar", "en")
SECTIONS = (
    ("", "home"),
    ("add", "add"),
    ("documents", "documents_nav"),
    ("statements", "statements_nav"),
    ("ties", "ties_nav"),
    ("events", "events_nav"),
    ("graph", "graph_nav"),
    ("balance", "balance_nav"),
    ("search", "search_nav"),
    ("review", "review_nav"),
    ("report", "report_nav"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a handler gives: a template with its values, and what makes the same into data for the JSON twin."""

    template: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    data: Callable[[], Any] | None = None
    status: int = 200


def settings_of(request: Request) -> Settings:
    """How this workbench is served."""
    settings: Settings = request.app.state.settings
    return settings


def language_of(request: Request) -> str:
    """The language of the address, else of the browser, else Arabic."""
    given = request.url.path.split("/")[1]  # not a parameter of the route: an address without a page has no route
    if given in LANGUAGES:
        return given
    wanted = request.headers.get("accept-language", "").lower()
    return "en" if wanted.startswith("en") else "ar"


def html(request: Request, page: Page) -> Response:
    """The page as HTML."""
    language = language_of(request)
    path = request.url.path
    rest = path.split("/", 2)[2] if path.count("/") > 1 else ""
    query = f"?{request.url.query}" if request.url.query else ""
    other = "en" if language == "ar" else "ar"
    text = (
        _environment()
        .get_template(page.template)
        .render(
            language=language,
            direction="rtl" if language == "ar" else "ltr",
            title=page.title,
            sections=[(f"/{language}/{slug}", key, rest.split("/")[0] == slug) for slug, key in SECTIONS],
            other_language=other,
            other_address=f"/{other}/{rest}{query}",
            data_address=f"/{language}/{rest or 'index'}.json{query}" if page.data is not None else "",
            csrf=signature(settings_of(request), request.scope["tashabuk_session"]),
            word=lambda key: word(key, language),
            counted=lambda number, noun: report_words.counted(number, noun, language),
            event=lambda e: report_words.event_name(e, language),
            certainty=lambda c: report_words.certainty_name(c, language),
            openness=lambda o: report_words.openness_name(o, language),
            label=lambda x: report_words.label_name(x, language),
            holder=lambda h: (
                word(key, language) if (key := report_words.holder_key(h)) else catalogue().name(h, language)
            ),
            name=lambda actor: catalogue().name(actor, language),
            to=lambda *parts, **query: address(language, *parts, **query),
            **page.values,
        )
    )
    return HTMLResponse(text, page.status)


def twin(page: Page) -> Response:
    """The page's data as JSON."""
    return Response(
        json.dumps(page.data() if page.data else None, ensure_ascii=False, default=str),
        page.status,
        media_type="application/json",
    )


def address(language: str, *parts: object, **query: object) -> str:
    """The address of a page: parts are quoted, empty query values left out."""
    path = "/".join(_quoted(str(part)) for part in (language, *parts))
    given = {k: v for k, v in query.items() if v not in ("", None)}
    return f"/{path}" + (f"?{urlencode(given)}" if given else "")


@lru_cache(maxsize=20_000)
def _quoted(part: str) -> str:
    return quote(part, safe="")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tashabuk.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"EventType": EventType, "Certainty": Certainty, "Openness": Openness}
    return environment
