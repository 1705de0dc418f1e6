"""A tie over time as SVG: cooperation upwards, conflict downwards, the covert part hatched, changes marked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tashabuk.report.svg import CONFLICT, COOPERATION, WIDTH, opening, text

_HEIGHT = 354
_HEAD = 20
"""From the top to the heading; the labels of upper marks come below it."""
_MIDDLE = 174
_TALLEST = 104
_LABELS = 320
_LINE = 20
"""From one line below the figure to the next."""
_EDGE = 34
_HALF_LABEL = 76
"""Room that the label of a mark needs on both sides."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a timeline: its label and the weight of both channels, with their covert parts."""

    label: str
    cooperation: float
    conflict: float
    covert_cooperation: float = 0.0
    covert_conflict: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A change at the beginning of step `at`: an upper mark belongs to cooperation, a lower one to conflict."""

    at: int
    label: str
    upper: bool = True


def timeline(
    steps: Sequence[Step], title: str, description: str, *, rtl: bool, marks: Sequence[Mark] = (), note: str = ""
) -> str:
    """A bar a step and channel; right to left where the page is. `description` and `note` stand below it."""
    height = _HEIGHT + (_LINE if note else 0)
    top = max((max(s.cooperation, s.conflict) for s in steps), default=0.0) or 1.0
    slot = (WIDTH - 2 * _EDGE) / max(len(steps), 1)
    bar = min(max(slot * 0.7, 1.0), 46.0)
    every = max(1, math.ceil(len(steps) / (WIDTH / 70)))

    def left_of(n: float) -> float:
        return WIDTH - _EDGE - slot * n - slot if rtl else _EDGE + slot * n

    parts = [opening(WIDTH, height, title, f"{description}. {note}" if note else description)]
    parts.append(text(WIDTH / 2, _HEAD, title, css="head"))
    parts.append(f'<line x1="{_EDGE}" y1="{_MIDDLE}" x2="{WIDTH - _EDGE}" y2="{_MIDDLE}" class="axis"/>')
    for sign in (-1, 1):
        beside = WIDTH - _EDGE + 4 if rtl else _EDGE - 4
        parts.append(text(beside, _MIDDLE + sign * _TALLEST + 4, f"{top:.0f}", "start" if rtl else "end", "soft"))
    for n, step in enumerate(steps):
        place = left_of(n) + (slot - bar) / 2
        parts += _bars(place, bar, step, top)
        if n % every == 0:
            parts.append(text(place + bar / 2, _LABELS, step.label, css="soft"))
    parts.append(text(WIDTH / 2, _HEIGHT - 8, description, css="soft"))
    if note:
        parts.append(text(WIDTH / 2, height - 8, note, css="soft"))
    for row, mark in enumerate(sorted(marks, key=lambda m: m.at)):
        parts.append(_mark(left_of(mark.at) + (slot if rtl else 0), mark, _HEAD + 20 + 14 * (row % 2)))
    return "".join([*parts, "</svg>"])


def _bars(x: float, width: float, step: Step, top: float) -> list[str]:
    up, down = _TALLEST * step.cooperation / top, _TALLEST * step.conflict / top
    hidden_up, hidden_down = _TALLEST * step.covert_cooperation / top, _TALLEST * step.covert_conflict / top
    return [
        _bar(x, _MIDDLE - up, width, up, COOPERATION, f"{step.label}: {step.cooperation:.1f}"),
        _bar(x, _MIDDLE, width, down, CONFLICT, f"{step.label}: {step.conflict:.1f}"),
        _hatch(x, _MIDDLE - hidden_up, width, hidden_up),
        _hatch(x, _MIDDLE, width, hidden_down),
    ]


def _bar(x: float, y: float, width: float, height: float, colour: str, tip: str) -> str:
    if height <= 0:
        return ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}">'
        f"<title>{escape(tip)}</title></rect>"
    )


def _hatch(x: float, y: float, width: float, height: float) -> str:
    lines = [
        f'<line x1="{x:.1f}" y1="{y + k:.1f}" x2="{x + width:.1f}" y2="{y + k:.1f}" class="hatch"/>'
        for k in range(2, int(height), 4)
    ]
    return "".join(lines)


def _mark(x: float, mark: Mark, depth: int) -> str:
    end = depth + 4 if mark.upper else _LABELS + 6 - depth
    line = f'<line x1="{x:.1f}" y1="{_MIDDLE}" x2="{x:.1f}" y2="{end}" class="mark"/>'
    middle = min(max(x, _HALF_LABEL), WIDTH - _HALF_LABEL)
    return line + text(middle, depth if mark.upper else _LABELS + 18 - depth, mark.label)
