"""Blocs as SVG: the two sides of a split, and the ties that strain it; one panel, or before and after side by side.

Friends on two sides are joined by a teal line across, enemies on one side by a red arc at their side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tashabuk.model import Bloc, Sign, Strain
from tashabuk.report.layout import Point
from tashabuk.report.svg import CONFLICT, COOPERATION, opening, text

_PANEL = 450
_ROW = 30
_TOP = 64
_SIDES = (130, 320)
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
    tallest = max((min(len(b.members), MOST + 1) for p in panels for b in p.blocs), default=1)
    height = _TOP + _ROW * max(tallest, 2) + 34
    parts = [opening(_PANEL * len(panels), height, title, description)]
    for number, panel in enumerate(panels):
        parts += _panel(panel, names, more, _PANEL * number)
    parts.append(text(_PANEL * len(panels) / 2, height - 8, description, css="soft"))
    return "".join([*parts, "</svg>"])


def _panel(panel: Panel, names: Mapping[str, str], more: str, left: float) -> list[str]:
    parts = [text(left + _PANEL / 2, 24, panel.heading)]
    places: dict[str, Point] = {}
    side_of: dict[str, int] = {}
    strained = {n for s in panel.strains for n in (s.a, s.b)}
    for side, bloc in enumerate(panel.blocs[:2]):
        ordered = sorted(bloc.members, key=lambda n: (n not in strained, names.get(n, n)))
        x = left + _SIDES[side]
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
        parts.append(text(x, y - 9, names.get(member, member)) + "</g>")
    return parts


def _strain(strain: Strain, a: Point, b: Point, side: int) -> str:
    colour = COOPERATION if strain.sign is Sign.POSITIVE else CONFLICT
    if a[0] == b[0]:
        bend = a[0] + (-1 if side == 0 else 1) * (40 + abs(a[1] - b[1]) / 6)
        path = f"M{a[0]:.1f} {a[1]:.1f}Q{bend:.1f} {(a[1] + b[1]) / 2:.1f} {b[0]:.1f} {b[1]:.1f}"
    else:
        path = f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
