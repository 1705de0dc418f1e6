"""Statements: filtered, sorted, paged; and what is shown as a file."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from tashabuk.web.forms import PAGE, number, statement_filter, text
from tashabuk.web.render import Page, language_of, settings_of
from tashabuk.web.words import word
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.exporting import LISTS, export_statements
from tashabuk.workbench.rows import statement_row
from tashabuk.workbench.statements import publishers, some_statements

FIELDS = (
    *("any", "actor", "recipient", "a", "b", "event", "sign", "certainty", "openness", "holder", "publisher"),
    *("from", "to", "order", "document"),
)


def list_page(request: Request) -> Page:
    """One page of statements."""
    store = settings_of(request).store
    found, total = some_statements(store, statement_filter(request))
    given = {k: text(request, k) for k in FIELDS}
    page = number(request, "page", 0, most=10**7)
    values = {
        "rows": found,
        "total": total,
        "page": page,
        "more": (page + 1) * PAGE < total,
        "given": given,
        "query": urlencode({k: v for k, v in given.items() if v}),
        "publishers": publishers(store),
        "exports": LISTS,
    }
    return Page(
        "statements.html.j2",
        word("statements_nav", language_of(request)),
        values,
        lambda: {"total": total, "page": page, "statements": [statement_row(s) for s in found]},
    )


def export(request: Request) -> Response:
    """Every statement of the filter as a file."""
    form = text(request, "form")
    wanted = replace(statement_filter(request), limit=None, offset=0)
    with tempfile.NamedTemporaryFile(suffix=f".{form}" if form in LISTS else "", delete=False) as file:
        path = Path(file.name)
    export_statements(settings_of(request).store, form, path, wanted, catalogue())
    return FileResponse(path, filename=f"statements.{form}", background=BackgroundTask(path.unlink, missing_ok=True))
