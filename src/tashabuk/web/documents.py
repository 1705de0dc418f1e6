"""Documents: the list, and one with its statements underlined in the text as printed."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Any

from starlette.requests import Request

from tashabuk.model import Span
from tashabuk.web.forms import PAGE, number
from tashabuk.web.render import Page, language_of, settings_of
from tashabuk.web.words import word
from tashabuk.workbench.documents import DocumentView, list_documents, one_document
from tashabuk.workbench.rows import statement_row


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the same statements, actors and dates all through; there are none in plain text."""

    text: str
    statements: tuple[str, ...]
    actors: tuple[str, ...]
    dates: tuple[int, ...]
    css: str


def list_page(request: Request) -> Page:
    """All documents, the newest first."""
    page = number(request, "page", 0, most=10**7)
    found, total = list_documents(settings_of(request).store, PAGE, PAGE * page)
    values = {"documents": found, "total": total, "page": page, "more": (page + 1) * PAGE < total}
    return Page(
        "documents.html.j2",
        word("documents_nav", language_of(request)),
        values,
        lambda: {"total": total, "documents": [asdict(d) for d in found]},
    )


def document_page(request: Request) -> Page:
    """One document."""
    view = one_document(settings_of(request).store, str(request.path_params["hash"]))
    document = view.document
    values = {"view": view, "pieces": pieces(view)}
    return Page("document.html.j2", document.title or document.id, values, lambda: _data(view))


def pieces(view: DocumentView) -> list[Piece]:
    """The text cut wherever a trigger, a mention or a date begins or ends."""
    text = view.document.text
    spans = [s.statement.span for s in view.statements] + [m.span for m in view.mentions] + list(view.dates)
    cuts = {0, len(text), *(c for span in spans for c in (span.start, span.end))}
    ordered = sorted(c for c in cuts if 0 <= c <= len(text))
    places = {cut: n for n, cut in enumerate(ordered)}
    said: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    names: defaultdict[int, list[str]] = defaultdict(list)
    dates: defaultdict[int, list[int]] = defaultdict(list)

    def inside(span: Span) -> range:
        return range(places[span.start], places[span.end])

    for stored in view.statements:
        sign = int(stored.statement.sign)
        css = f"{('zero', 'plus', 'minus')[sign]}{'' if stored.statement.certainty == 'asserted' else ' unsure'}"
        for n in inside(stored.statement.span):
            said[n].append((stored.id, css))
    for mention in view.mentions:
        for n in inside(mention.span):
            names[n] += mention.actors
    for date, span in enumerate(view.dates):
        for n in inside(span):
            dates[n].append(date)
    return [
        Piece(
            text[start:end],
            tuple(i for i, _ in said[n]),
            tuple(dict.fromkeys(names[n])),
            tuple(dates[n]),
            said[n][0][1] if said[n] else "",
        )
        for n, (start, end) in enumerate(itertools.pairwise(ordered))
        if end > start
    ]


def _data(view: DocumentView) -> dict[str, Any]:
    return {
        **asdict(view.document),
        "hash": view.hash,
        "statements": [statement_row(s) for s in view.statements],
        "mentions": [{"start": m.span.start, "end": m.span.end, "actors": m.actors} for m in view.mentions],
    }
