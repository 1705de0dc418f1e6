"""The report: everything of a window as one file that needs neither us nor a network."""

from __future__ import annotations

import tempfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from tashabuk.web.forms import text
from tashabuk.web.render import Page, language_of, settings_of
from tashabuk.web.ties import tie_options
from tashabuk.web.words import word
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.reports import write_report


def report_page(request: Request) -> Page:
    """Choose the window."""
    given = {k: text(request, k) for k in ("from", "to", "at")}
    return Page("report.html.j2", word("report_nav", language_of(request)), {"given": given})


def download(request: Request) -> Response:
    """The file."""
    with tempfile.NamedTemporaryFile(suffix=".html", delete=False) as file:
        path = Path(file.name)
    language = language_of(request)
    write_report(settings_of(request).store, path, tie_options(request), catalogue(), language)
    name = f"tashabuk-{language}.html"
    return FileResponse(path, filename=name, background=BackgroundTask(path.unlink, missing_ok=True))
