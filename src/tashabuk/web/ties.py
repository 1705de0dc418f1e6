"""Ties: the list, and one with its history, turning points, third parties and story."""

from __future__ import annotations

from starlette.requests import Request

from tashabuk.errors import UsageError
from tashabuk.relate.periods import Step
from tashabuk.relate.ties import TieOptions
from tashabuk.web.forms import PAGE, actor_id, day, number, text
from tashabuk.web.render import Page, language_of, settings_of
from tashabuk.web.words import word
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.figures import tie_figure
from tashabuk.workbench.rows import in_words, tie_object, tie_row
from tashabuk.workbench.ties import Part, all_ties, one_tie

THIRDS = 12
"""Third parties that a page names."""


def tie_options(request: Request) -> TieOptions:
    """Window and moment out of the query."""
    start, end, at = day(request, "from"), day(request, "to"), day(request, "at")
    if start is not None and end is not None and end <= start:
        raise UsageError(f"to: {end} must come after {start}.")
    return TieOptions(start=start, end=end, at=at)


def list_page(request: Request) -> Page:
    """All ties, the most entangled first."""
    found = all_ties(settings_of(request).store, tie_options(request))
    page = number(request, "page", 0, most=10**6)
    shown = found[PAGE * page : PAGE * (page + 1)]
    values = {
        "ties": shown,
        "total": len(found),
        "page": page,
        "more": (page + 1) * PAGE < len(found),
        "given": {k: text(request, k) for k in ("from", "to", "at")},
    }
    return Page(
        "ties.html.j2",
        word("ties_nav", language_of(request)),
        values,
        lambda: {"total": len(found), "ties": [tie_row(t) for t in shown]},
    )


def tie_page(request: Request) -> Page:
    """One tie."""
    names, language = catalogue(), language_of(request)
    a, b = (actor_id(request, str(request.path_params[k]), names) for k in ("a", "b"))
    step = text(request, "step") or Step.MONTH
    if step not in set(Step):
        raise UsageError(f"step: one of {', '.join(Step)} is wanted.")
    page = number(request, "page", 0, most=10**6)
    part = Part(PAGE * page, PAGE, THIRDS)
    view = one_tie(settings_of(request).store, a, b, tie_options(request), names, Step(step), part)
    given = {"step": step, **{k: text(request, k) for k in ("from", "to", "at")}}
    values = {
        "view": view,
        "page": page,
        "more": PAGE * (page + 1) < view.told,
        "figure": tie_figure(view, language) if view.steps else "",
        "reasons": [(r, in_words(r, view, language)) for r in view.reasons],
        "given": given,
        "steps": list(Step),
    }
    title = f"{names.name(a, language)} – {names.name(b, language)}"
    return Page("tie.html.j2", title, values, lambda: tie_object(view))
