"""The report: everything of a window as one file that needs neither us nor a network."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from tashabuk.actors.catalogue import Catalogue
from tashabuk.model import Certainty, EventType, Openness
from tashabuk.report import words
from tashabuk.store import Filter
from tashabuk.web.forms import statement_filter, text
from tashabuk.web.render import Page, language_of, settings_of
from tashabuk.web.statements import FIELDS
from tashabuk.web.ties import tie_options
from tashabuk.web.words import word
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.reports import write_report
from tashabuk.workbench.statements import publishers, some_statements

SIGNS = {1: "friendly", -1: "hostile", 0: "neither"}


def report_page(request: Request) -> Page:
    """Choose what the report is of: a window, or the statements of a filter."""
    store, language = settings_of(request).store, language_of(request)
    wanted = statement_filter(request)
    _, total = some_statements(store, replace(wanted, limit=0))
    given = {k: text(request, k) for k in (*FIELDS, "at")}
    chosen = bool(filter_in_words(wanted, catalogue(), language))
    values = {"given": given, "total": total, "publishers": publishers(store), "chosen": chosen}
    return Page("report.html.j2", word("report_nav", language), values, lambda: {"statements": total, "filter": given})


def download(request: Request) -> Response:
    """The file."""
    wanted, options, language = statement_filter(request), tie_options(request), language_of(request)
    with tempfile.NamedTemporaryFile(suffix=".html", delete=False) as file:
        path = Path(file.name)
    names = catalogue()
    about = filter_in_words(wanted, names, language)
    write_report(settings_of(request).store, path, options, names, language, wanted=wanted, about=about)
    name = f"tashabuk-{language}.html"
    return FileResponse(path, filename=name, background=BackgroundTask(path.unlink, missing_ok=True))


def filter_in_words(wanted: Filter, names: Catalogue, language: str) -> list[str]:
    """What a filter asks for, beside its window: `Actor: Iran`."""

    def holder(given: str) -> str:
        key = words.holder_key(given)
        return word(key, language) if key else names.name(given, language)

    def known(kind: type[StrEnum], given: str, named: Callable[[Any, str], str]) -> str:
        return named(kind(given), language) if given in set(kind) else given

    parts = [
        ("actor", wanted.actor and names.name(wanted.actor, language)),
        ("recipient", wanted.recipient and names.name(wanted.recipient, language)),
        ("anyone", wanted.anyone and names.name(wanted.anyone, language)),
        ("pair", " – ".join(names.name(one, language) for one in wanted.pair or ())),
        ("type", known(EventType, wanted.event, words.event_name)),
        ("sign", word(SIGNS[wanted.sign], language) if wanted.sign is not None else ""),
        ("certainty", known(Certainty, wanted.certainty, words.certainty_name)),
        ("openness", known(Openness, wanted.openness, words.openness_name)),
        ("holder", wanted.holder and holder(wanted.holder)),
        ("publisher", wanted.publisher),
        ("documents_nav", wanted.document),
    ]
    return [f"{word(key, language)}: {value}" for key, value in parts if value]
