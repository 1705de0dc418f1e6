"""One self-contained HTML page: ties, the network, the timeline and the ledger, in Arabic or English.

The page needs no network and no script. Whatever it shows links to the statements behind it, and each statement shows
its sentence with the trigger marked. Names in another direction are isolated (`bdi`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from tashabuk.model import Certainty, Statement, Tie
from tashabuk.report import words
from tashabuk.report.graph import graph
from tashabuk.report.timeline import Step, timeline
from tashabuk.report.words import LANGUAGES

MAX_GRAPH = 40
"""Ties drawn in the network; more would hide each other."""
MAX_LEDGER = 2000
"""Statements listed in full; a longer ledger is cut, and the page says so."""
THIN = 3
"""A channel with fewer statements than this is marked as thin evidence."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A statement with its id and its sentence, cut around the trigger."""

    id: str
    statement: Statement
    before: str
    trigger: str
    after: str
    title: str
    publisher: str = ""
    url: str = ""
    published: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a page shows: of `total` statements those of the ledger in `rows`, and the sums of all by years. `about`
    says what they were chosen by, beside a window from `start` on and before `end`, if they are not all."""

    ties: Sequence[Tie]
    rows: Sequence[LedgerRow]
    years: Sequence[Step]
    total: int
    documents: int
    name: Callable[[str], str]
    language: str = "ar"
    about: Sequence[str] = ()
    start: dt.date | None = None
    end: dt.date | None = None


def render(report: Report) -> str:
    """The page as text."""
    if report.language not in LANGUAGES:
        raise ValueError(f"no such language: {report.language}")
    template = _environment().get_template("report.html.j2")
    language = report.language
    shown = [t for t in report.ties if t.cooperation.weight or t.conflict.weight]
    graph_ties = sorted(shown, key=lambda t: -(t.cooperation.weight + t.conflict.weight))[:MAX_GRAPH]
    names = {n: report.name(n) for t in graph_ties for n in (t.a, t.b)}
    legend = "; ".join(words.word(f"legend_{k}", language) for k in ("cooperation", "conflict", "covert"))
    return template.render(
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        word=lambda key: words.word(key, language),
        counted=lambda number, noun: words.counted(number, noun, language),
        event=lambda e: words.event_name(e, language),
        certainty=lambda c: words.certainty_name(c, language),
        openness=lambda o: words.openness_name(o, language),
        label=lambda x: words.label_name(x, language),
        name=report.name,
        holder=lambda h: words.word(key, language) if (key := words.holder_key(h)) else report.name(h),
        about=[*report.about, *_window(report)],
        rows=report.rows,
        listed={row.id for row in report.rows},
        total=report.total,
        documents=report.documents,
        ties=shown,
        thin=THIN,
        graph=graph(graph_ties, names, words.word("graph", language), legend) if graph_ties else "",
        timeline=_timeline(report),
        certainties=Certainty,
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("tashabuk.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _window(report: Report) -> list[str]:
    days = (("from", report.start), ("to", report.end))
    return [f"{words.word(key, report.language)} {day}" for key, day in days if day is not None]


def _timeline(report: Report) -> str:
    if not report.years:
        return ""
    title = words.word("timeline", report.language)
    span = f"{report.years[0].label}-{report.years[-1].label}"
    return timeline(report.years, title, span, rtl=report.language == "ar")
