"""From Python: the statements, ties and pair periods of a store as frames.

    from tashabuk.workbench import frames

    hostile = frames.statements("tashabuk.duckdb", actors=("إيران",)).pandas().query("sign < 0")
    frames.pair_periods("tashabuk.duckdb", step="year").relation().aggregate("period, sum(conflict)", "period")

Columns are those of `tashabuk export csv`, `tashabuk ties --format csv` and `tashabuk export panel`; the codebooks of
these explain them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from tashabuk.errors import UsageError
from tashabuk.exchange.columns import PERIODS, STATEMENTS, TIES, row
from tashabuk.exchange.content import Content
from tashabuk.exchange.frames import Frame
from tashabuk.relate.periods import Step
from tashabuk.relate.ties import TieOptions
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.giving import Selection, content_of

__all__ = ["Frame", "TieOptions", "pair_periods", "statements", "ties"]


def statements(
    store: str | Path,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    actors: Sequence[str] = (),
) -> Frame:
    """The statements of a store with their sources, oldest first; `start` is inclusive, `end` exclusive."""
    found = _content(store, Selection(TieOptions(start, end), tuple(actors)))
    return Frame((row(STATEMENTS, s) for s in found.statements()), STATEMENTS)


def ties(store: str | Path, options: TieOptions | None = None, *, actors: Sequence[str] = ()) -> Frame:
    """All ties, the most entangled first; `options` set window, moment, decay, weights, thresholds and direction."""
    found = _content(store, Selection(options or TieOptions(), tuple(actors)))
    return Frame((row(TIES, t) for t in found.ties()), TIES)


def pair_periods(
    store: str | Path,
    *,
    step: str = "month",
    start: dt.date | None = None,
    end: dt.date | None = None,
    actors: Sequence[str] = (),
) -> Frame:
    """Both channels of every directed pair in every week, month, quarter or year in which anything happened."""
    if step not in tuple(Step):
        raise UsageError(f"There is no step {step!r}. Use one of {', '.join(Step)}.")
    found = _content(store, Selection(TieOptions(start, end), tuple(actors), Step(step)))
    return Frame((row(PERIODS, p) for p in found.periods()), PERIODS)


def _content(store: str | Path, selection: Selection) -> Content:
    path = Path(store)
    if not path.exists():
        raise UsageError(f"There is no store at {path}. Read something first: tashabuk read FILE --store {path}")
    return content_of(path, selection, catalogue())
