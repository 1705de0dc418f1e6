"""Documents: the list, and one with its statements underlined in the text as printed."""

from __future__ import annotations

import itertools
from dataclasses import asdict, dataclass
from typing import Any

from starlette.requests import Request

from tashabuk.web.forms import PAGE, number
from tashabuk.web.render import Page, language_of, settings_of
from tashabuk.web.words import word
from tashabuk.workbench.documents import DocumentView, list_documents, one_document
from tashabuk.workbench.rows import statement_row


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the same statements and actors all through; ids and actors are empty in plain text."""

    text: str
    statements: tuple[str, ...]
    actors: tuple[str, ...]
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
    """The text cut wherever a trigger or a mention begins or ends."""
    text = view.document.text
    cuts = {0, len(text)}
    for stored in view.statements:
        cuts |= {stored.statement.span.start, stored.statement.span.end}
    for mention in view.mentions:
        cuts |= {mention.span.start, mention.span.end}
    ordered = sorted(c for c in cuts if 0 <= c <= len(text))
    here: dict[int, list[tuple[str, str]]] = {}
    names: dict[int, list[str]] = {}
    places = {cut: n for n, cut in enumerate(ordered)}
    for stored in view.statements:
        span, sign = stored.statement.span, int(stored.statement.sign)
        css = f"{('zero', 'plus', 'minus')[sign]}{'' if stored.statement.certainty == 'asserted' else ' unsure'}"
        for n in range(places[span.start], places[span.end]):
            here.setdefault(n, []).append((stored.id, css))
    for mention in view.mentions:
        for n in range(places[mention.span.start], places[mention.span.end]):
            names.setdefault(n, []).extend(mention.actors)
    return [
        Piece(
            text[start:end],
            tuple(i for i, _ in here.get(n, ())),
            tuple(dict.fromkeys(names.get(n, ()))),
            here[n][0][1] if n in here else "",
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
