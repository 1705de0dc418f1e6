"""Blocs as SVG: the two sides of a split, and the ties that strain it; one panel, or before and after side by side.

Friends on two sides are joined by a teal line across, enemies on one side by a red arc between the sides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tashabuk.model import Bloc, Sign, Strain
from tashabuk.report.layout import Point
from tashabuk.report.svg import CONFLICT, COOPERATION, WIDTH, opening, text

_ROW = 26
_TOP = 56
_ACROSS = 190
"""Between the two blocs of a panel."""
_ASIDE = 64
"""From an actor to the middle of its name, away from the arcs."""
MOST = 40
"""Members of a bloc that are drawn; those with strained ties come first."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One split: its heading, its two blocs, and what strains them."""

    heading: str
    blocs: Sequence[Bloc]
    strains: Sequence[Strain]


def blocs(panels: Sequence[Panel], names: Mapping[str, str], more: str, title: str, description: str) -> str:
    """The panels side by side, the first where reading begins is up to the caller; `more` names what is left out."""
    width = WIDTH / max(len(panels), 1)
    tallest = max((min(len(b.members), MOST + 1) for p in panels for b in p.blocs), default=1)
    height = _TOP + _ROW * max(tallest, 2) + 34
    parts = [opening(WIDTH, height, title, description)]
    for number, panel in enumerate(panels):
        parts += _panel(panel, names, more, width * (number + 0.5))
    parts.append(text(WIDTH / 2, height - 8, description, css="soft"))
    return "".join([*parts, "</svg>"])


def _panel(panel: Panel, names: Mapping[str, str], more: str, middle: float) -> list[str]:
    parts = [text(middle, 24, panel.heading)]
    places: dict[str, Point] = {}
    side_of: dict[str, int] = {}
    strained = {n for s in panel.strains for n in (s.a, s.b)}
    for side, bloc in enumerate(panel.blocs[:2]):
        ordered = sorted(bloc.members, key=lambda n: (n not in strained, names.get(n, n)))
        x = middle + (side - 0.5) * _ACROSS
        for row, member in enumerate(ordered[:MOST]):
            places[member] = (x, _TOP + _ROW * row)
            side_of[member] = side
        if len(ordered) > MOST:
            parts.append(text(x, _TOP + _ROW * MOST + 5, f"+{len(ordered) - MOST} {more}", css="soft"))
    parts += [
        _strain(strain, places[strain.a], places[strain.b], side_of[strain.a])
        for strain in panel.strains
        if strain.a in places and strain.b in places
    ]
    for member, (x, y) in places.items():
        parts.append(f'<g class="node" data-actor="{escape(member)}"><circle cx="{x:.1f}" cy="{y:.1f}" r="5"/>')
        aside = _ASIDE if side_of[member] else -_ASIDE
        parts.append(text(x + aside, y + 4, names.get(member, member)) + "</g>")
    return parts


def _strain(strain: Strain, a: Point, b: Point, side: int) -> str:
    colour = COOPERATION if strain.sign is Sign.POSITIVE else CONFLICT
    if a[0] == b[0]:
        bend = a[0] + (1 if side == 0 else -1) * (30 + abs(a[1] - b[1]) / 6)
        path = f"M{a[0]:.1f} {a[1]:.1f}Q{bend:.1f} {(a[1] + b[1]) / 2:.1f} {b[0]:.1f} {b[1]:.1f}"
    else:
        path = f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
