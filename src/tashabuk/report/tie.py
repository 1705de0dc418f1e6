"""One tie as a figure: its history with turning points and the day it surfaced, in Arabic or English."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence

from tashabuk.model import Surfacing
from tashabuk.relate.channels import HistoryStep
from tashabuk.relate.periods import Step as Period
from tashabuk.relate.turning import TurningPoints
from tashabuk.report.svg import isolated
from tashabuk.report.timeline import Mark, Step, timeline
from tashabuk.report.words import counted, word

_DIGITS = {Period.YEAR: 4, Period.QUARTER: 7, Period.MONTH: 7, Period.WEEK: 10}


def tie_figure(
    pair: str,
    period: Period,
    steps: Sequence[HistoryStep],
    turning: TurningPoints,
    surfacing: Surfacing | None,
    language: str,
    undated: int = 0,
) -> str:
    """The timeline of one tie; `pair` names both actors, `undated` counts statements at their day of publication."""
    digits = _DIGITS[period]
    bars = [Step(s.start[:digits], s.cooperation, s.conflict, s.covert_cooperation, s.covert_conflict) for s in steps]
    marks = [
        Mark(_at(steps, p.on), _label("turning_point", p.on, digits, language), p.channel == "cooperation")
        for p in turning.points
    ]
    if surfacing is not None and steps:
        marks.append(Mark(_at(steps, surfacing.overt_on), _label("surfaced", surfacing.overt_on, digits, language)))
    title = f"{word('tie', language)}: {pair}"
    said = ("cooperation_up", "conflict_down", "hatched", f"weight_{period}")
    legend = " · ".join(word(key, language) for key in said)
    note = f"{counted(undated, 'statement', language)} {word('at_publication', language)}" if undated else ""
    return timeline(bars, title, legend, rtl=language == "ar", marks=marks, note=note)


def _at(steps: Sequence[HistoryStep], day: dt.date) -> int:
    """The step that a day lies in."""
    return max(bisect.bisect_right([s.start for s in steps], day.isoformat()) - 1, 0)


def _label(key: str, day: dt.date, digits: int, language: str) -> str:
    return f"{word(key, language)} {isolated(day.isoformat()[:digits])}"
