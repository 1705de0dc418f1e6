"""A gallery of triads as SVG: small triangles, the balanced ones apart from those that are not."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tashabuk.model import Sign, Triad
from tashabuk.report.layout import Point
from tashabuk.report.svg import CONFLICT, COOPERATION, WIDTH, fitted, name_beside, opening, text

_CELL = 180
_IN_ROW = WIDTH // _CELL
_CORNERS = ((90.0, 44.0), (34.0, 128.0), (146.0, 128.0))
_EDGE = 6.0
"""From the edge of a cell to the name of a lower corner."""


def gallery(rows: Sequence[tuple[str, Sequence[Triad]]], names: Mapping[str, str], title: str, description: str) -> str:
    """Headings with their triads, in rows of five, and what the colours mean."""
    parts, y = [], 10.0
    for heading, triads in rows:
        if not triads:
            continue
        parts.append(text(WIDTH / 2, y + 18, heading, css="head"))
        y += 26
        for number, triad in enumerate(triads):
            parts += _triad(triad, names, (_CELL * (number % _IN_ROW), y + _CELL * (number // _IN_ROW)))
        y += _CELL * -(-len(triads) // _IN_ROW)
    parts.append(text(WIDTH / 2, y + 14, description, css="soft"))
    return "".join([opening(WIDTH, int(y) + 26, title, description), *parts, "</svg>"])


def _triad(triad: Triad, names: Mapping[str, str], at: Point) -> list[str]:
    places = [(at[0] + x, at[1] + y) for x, y in _CORNERS]
    lines = [
        _side(places[i], places[j], sign) for (i, j), sign in zip(((0, 1), (0, 2), (1, 2)), triad.signs, strict=True)
    ]
    nodes = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5"/>' for x, y in places]
    top, left, right = (names.get(actor, actor) for actor in triad.actors)
    room = _CELL - 2 * _EDGE
    labels = [
        text(places[0][0], places[0][1] - 14, fitted(top, room)),
        name_beside(at[0] + _EDGE, at[1] + 150, left, 1, room),
        name_beside(at[0] + _CELL - _EDGE, at[1] + 166, right, -1, room),
    ]
    return [*lines, *nodes, *labels]


def _side(a: Point, b: Point, sign: Sign) -> str:
    """One tie; an entangled one is drawn as both, side by side."""
    colours = {Sign.POSITIVE: (COOPERATION,), Sign.NEGATIVE: (CONFLICT,), Sign.NEUTRAL: (COOPERATION, CONFLICT)}[sign]
    apart = 2.2 if len(colours) == 2 else 0.0
    length = math.hypot(b[0] - a[0], b[1] - a[1])
    x, y = (b[1] - a[1]) / length * apart, (a[0] - b[0]) / length * apart
    return "".join(
        f'<line x1="{a[0] + k * x:.1f}" y1="{a[1] + k * y:.1f}" x2="{b[0] + k * x:.1f}" y2="{b[1] + k * y:.1f}" '
        f'stroke="{colour}" stroke-width="3"/>'
        for colour, k in zip(colours, (-1, 1), strict=False)
    )
