"""Search: documents and statements by words, in any form that Arabic gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request

from tashabuk.errors import UsageError
from tashabuk.model import Span
from tashabuk.web.forms import number, text
from tashabuk.web.render import Page, language_of, settings_of
from tashabuk.web.words import word
from tashabuk.workbench.rows import found_document_row, found_statement_row
from tashabuk.workbench.searching import FoundDocument, FoundStatement, search_again

SHOWN = 25
MOST_PAGES = 20
"""Who has not found it by then needs other words."""
PLACES = ("documents", "statements")
_QUOTES = '"«»“”'


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of text, and whether it is what was searched for."""

    text: str
    hit: bool


def search_page(request: Request) -> Page:
    """A page of what was found, the best first."""
    words, place = text(request, "q"), text(request, "in") or PLACES[0]
    if place not in PLACES:
        raise UsageError(f"in: one of {', '.join(PLACES)} is wanted.")
    page = number(request, "page", 0, most=MOST_PAGES - 1)
    given = {"q": words, "in": place}
    values = {"given": given, "places": PLACES, "page": page, "more": False, "bits": bits, "found": []}
    title = word("search_nav", language_of(request))
    if not words:
        return Page("search.html.j2", title, values, lambda: {"found": []})
    wanted = [words] if any(c in words for c in _QUOTES) else words.split()
    found = search_again(settings_of(request).store, wanted, SHOWN * (page + 1) + 1, statements=place == "statements")
    shown = found[SHOWN * page : SHOWN * (page + 1)]
    values |= {"found": shown, "more": len(found) > SHOWN * (page + 1) and page + 1 < MOST_PAGES}
    return Page("search.html.j2", title, values, lambda: {"found": [_row(one) for one in shown]})


def bits(words: str, marks: Sequence[Span]) -> list[Bit]:
    """A text cut at its marks.

    >>> [(b.text, b.hit) for b in bits("abc", [Span(1, 2)])]
    [('a', False), ('b', True), ('c', False)]
    """
    found, at = [], 0
    for mark in marks:
        found += [Bit(words[at : mark.start], hit=False), Bit(words[mark.start : mark.end], hit=True)]
        at = mark.end
    return [b for b in (*found, Bit(words[at:], hit=False)) if b.text]


def _row(one: FoundDocument | FoundStatement) -> dict[str, object]:
    return found_document_row(one) if isinstance(one, FoundDocument) else found_statement_row(one)
