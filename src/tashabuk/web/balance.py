"""Balance and what-if: blocs, strains and triads of the network at a day, and what would change them."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from tashabuk.errors import UsageError
from tashabuk.relate.budget import QUICK
from tashabuk.web.forms import actor_id, number, text
from tashabuk.web.render import Page, language_of, settings_of
from tashabuk.web.ties import tie_options
from tashabuk.web.words import word
from tashabuk.workbench.balance_rows import balance_row, what_if_object
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.figures import blocs_figure, triads_figure, what_if_figure
from tashabuk.workbench.networks import standing
from tashabuk.workbench.what_if import SIGNS, Asked

MOST_CHANGES = 20
USUAL, MOST = 100, 300
"""Ties of most weight that are looked at, unless told otherwise, and at most."""


def balance_page(request: Request) -> Page:
    """The network's balance, and the answer to what is supposed in the query (`without`, `turn=A|B|SIGN`)."""
    names, language = catalogue(), language_of(request)
    weighted, limit = text(request, "weighted") == "1", number(request, "limit", USUAL, 1, MOST)
    asked = _asked(request)

    def name(actor: str) -> str:
        return names.name(actor, language)

    found = standing(
        settings_of(request).store,
        tie_options(request),
        limit,
        asked,
        lambda n: actor_id(request, n, names),
        weighted=weighted,
        seconds=QUICK,
    )
    view, answer = found.view, found.answer
    values = {
        "view": view,
        "total": found.total,
        "limit": limit,
        "asked": asked,
        "answer": answer,
        "figure": what_if_figure(answer, name, language) if answer else blocs_figure(view, name, language),
        "gallery": triads_figure(view, name, language) if not answer and view.triads.triangles else "",
        "given": {k: text(request, k) for k in ("from", "to", "at")},
        "here": partial(_with, request),
        "weighted": weighted,
        "signs": SIGNS,
        "nodes": sorted(view.graph.nodes, key=name),
    }

    def data() -> dict[str, Any]:
        return {"balance": balance_row(view), "what_if": what_if_object(answer) if answer else None}

    return Page("balance.html.j2", word("balance_nav", language), values, data)


def _with(request: Request, **more: str) -> str:
    """The address of this page with something more supposed."""
    given = [(k, v) for k, v in request.query_params.multi_items() if v]
    return "?" + urlencode([*given, *more.items()])


def _asked(request: Request) -> Asked:
    without = tuple(dict.fromkeys(v.strip() for v in request.query_params.getlist("without") if v.strip()))
    turned = []
    for value in request.query_params.getlist("turn"):
        parts = [p.strip() for p in value.split("|")]
        if len(parts) != 3 or not all(parts):
            raise UsageError("turn: A|B|SIGN is wanted, for example turn=IRN|RUS|-.")
        turned.append((parts[0], parts[1], parts[2]))
    a, b, sign = text(request, "a"), text(request, "b"), text(request, "sign")
    if a and b and sign:
        turned.append((a, b, sign))
    if len(without) + len(turned) > MOST_CHANGES:
        raise UsageError(f"No more than {MOST_CHANGES} changes at once.")
    return Asked(without, (), tuple(turned))
