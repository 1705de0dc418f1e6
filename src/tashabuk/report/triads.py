"""A gallery of triads as SVG: small triangles, the balanced ones apart from those that are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tashabuk.model import Sign, Triad
from tashabuk.report.layout import Point
from tashabuk.report.svg import CONFLICT, COOPERATION, WIDTH, opening, text

_CELL = 180
_IN_ROW = WIDTH // _CELL
_CORNERS = ((90.0, 44.0), (34.0, 128.0), (146.0, 128.0))
_LABELS = ((90.0, 30.0), (50.0, 150.0), (130.0, 164.0))


def gallery(rows: Sequence[tuple[str, Sequence[Triad]]], names: Mapping[str, str], title: str, description: str) -> str:
    """Headings with their triads, in rows of five."""
    parts, y = [], 10.0
    for heading, triads in rows:
        if not triads:
            continue
        parts.append(text(WIDTH / 2, y + 18, heading))
        y += 26
        for number, triad in enumerate(triads):
            parts += _triad(triad, names, (_CELL * (number % _IN_ROW), y + _CELL * (number // _IN_ROW)))
        y += _CELL * -(-len(triads) // _IN_ROW)
    return "".join([opening(WIDTH, int(y) + 12, title, description), *parts, "</svg>"])


def _triad(triad: Triad, names: Mapping[str, str], at: Point) -> list[str]:
    places = [(at[0] + x, at[1] + y) for x, y in _CORNERS]
    lines = [
        _side(places[i], places[j], sign) for (i, j), sign in zip(((0, 1), (0, 2), (1, 2)), triad.signs, strict=True)
    ]
    nodes = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5"/>' for x, y in places]
    labels = [
        text(at[0] + x, at[1] + y, names.get(actor, actor)) for (x, y), actor in zip(_LABELS, triad.actors, strict=True)
    ]
    return [*lines, *nodes, *labels]


def _side(a: Point, b: Point, sign: Sign) -> str:
    """One tie; an entangled one is drawn as both."""
    colours = {Sign.POSITIVE: (COOPERATION,), Sign.NEGATIVE: (CONFLICT,), Sign.NEUTRAL: (COOPERATION, CONFLICT)}[sign]
    shift = 2.0 if len(colours) == 2 else 0.0
    return "".join(
        f'<line x1="{a[0] + k:.1f}" y1="{a[1] + k:.1f}" x2="{b[0] + k:.1f}" y2="{b[1] + k:.1f}" '
        f'stroke="{colour}" stroke-width="3"/>'
        for colour, k in zip(colours, (-shift, shift), strict=False)
    )
