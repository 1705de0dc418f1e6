"""Blocs as SVG: the two sides of a split, and the ties that strain it; one panel, or before and after side by side.

Friends on two sides are joined by a teal line across, enemies on one side by a red arc between the sides. Parts of the
network that no tie joins stand below each other: which side of one belongs to which of another, nothing says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tashabuk.model import Bloc, Sign, Strain
from tashabuk.report.layout import Point
from tashabuk.report.svg import CONFLICT, COOPERATION, LETTER, WIDTH, fitted, name_beside, opening, text

_ROW = 26
_TOP = 56
_GAP = 22
"""Between two parts."""
_ASIDE = 12
"""From an actor to its name."""
MOST = 40
"""Members of a side that are drawn; those that are strained most come first."""
MOST_STRAINS = 80
"""Strained ties that are drawn, the heaviest first; more would hide each other."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One split: its heading, the two sides of each part, what strains them, and a line about those in no part."""

    heading: str
    parts: Sequence[tuple[Bloc, Bloc]]
    strains: Sequence[Strain]
    unbound: str = ""


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where a panel's actors are, on which side, where a rule or a remark stands, and how deep it reaches."""

    places: dict[str, Point]
    side: dict[str, int]
    rules: list[float]
    remarks: list[tuple[Point, int]]
    depth: float


def blocs(
    panels: Sequence[Panel],
    names: Mapping[str, str],
    more: Callable[[int], str],
    title: str,
    description: str,
) -> str:
    """The panels side by side, in the order in which they are given; `more` says how many are left out."""
    width = WIDTH / max(len(panels), 1)
    across = width * 0.24
    placed = [_placed(panel, names, width * (n + 0.5), across) for n, panel in enumerate(panels)]
    height = int(max((p.depth for p in placed), default=_TOP)) + 44
    parts = [opening(WIDTH, height, title, description)]
    for n, (panel, at) in enumerate(zip(panels, placed, strict=True)):
        parts += _panel(panel, at, names, more, (width * n, width * (n + 1)))
    parts.append(text(WIDTH / 2, height - 8, description, css="soft"))
    return "".join([*parts, "</svg>"])


def _placed(panel: Panel, names: Mapping[str, str], middle: float, across: float) -> _Placed:
    strained: dict[str, float] = defaultdict(float)
    for strain in panel.strains:
        for end in (strain.a, strain.b):
            strained[end] += strain.weight
    found = _Placed({}, {}, [], [], _TOP)
    y: float = _TOP
    for number, part in enumerate(panel.parts):
        if number:
            found.rules.append(y - _ROW / 2)
            y += _GAP
        for side, bloc in enumerate(part):
            x = middle + (side - 0.5) * across
            ordered = sorted(bloc.members, key=lambda n: (-strained[n], names.get(n, n)))
            for row, member in enumerate(ordered[:MOST]):
                found.places[member], found.side[member] = (x, y + _ROW * row), side
            if len(ordered) > MOST:
                found.remarks.append(((x, y + _ROW * MOST + 5), len(ordered) - MOST))
        y += _ROW * max(min(len(b.members), MOST + 1) for b in part)
    return _Placed(found.places, found.side, found.rules, found.remarks, y + (_ROW if panel.unbound else 0))


def _panel(
    panel: Panel, at: _Placed, names: Mapping[str, str], more: Callable[[int], str], ends: tuple[float, float]
) -> list[str]:
    left, right = ends
    middle = (left + right) / 2
    parts = [text(middle, 24, panel.heading, css="head")]
    for y in at.rules:
        parts.append(f'<line x1="{left + 20:.1f}" y1="{y:.1f}" x2="{right - 20:.1f}" y2="{y:.1f}" class="rule"/>')
    parts += [text(x, y, more(count), css="soft") for (x, y), count in at.remarks]
    drawn = [s for s in panel.strains if s.a in at.places and s.b in at.places]
    drawn.sort(key=lambda s: -s.weight)
    parts += [_strain(s, at.places[s.a], at.places[s.b], at.side[s.a]) for s in drawn[:MOST_STRAINS]]
    for member, (x, y) in at.places.items():
        side = 1 if at.side[member] else -1
        edge = right if side > 0 else left
        beside = name_beside(x + side * _ASIDE, y + 4, names.get(member, member), side, abs(edge - x) - _ASIDE - 4)
        circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
        parts.append(f'<g class="node" data-actor="{escape(member)}">{circle}{beside}</g>')
    if panel.unbound:
        parts.append(text(middle, at.depth - 6, fitted(panel.unbound, right - left + 4 * LETTER), css="soft"))
    return parts


def _strain(strain: Strain, a: Point, b: Point, side: int) -> str:
    colour = COOPERATION if strain.sign is Sign.POSITIVE else CONFLICT
    if a[0] == b[0]:
        bend = a[0] + (1 if side == 0 else -1) * min(30 + abs(a[1] - b[1]) / 6, 150)
        path = f"M{a[0]:.1f} {a[1]:.1f}Q{bend:.1f} {(a[1] + b[1]) / 2:.1f} {b[0]:.1f} {b[1]:.1f}"
    else:
        path = f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
