"""The reliability diagram as SVG: what was said against how often it happened.

A point on the diagonal is honest: of all forecasts that said p, a share p came true. Its area grows with the number
of forecasts behind it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from tashabuk.foresee.scoring import ReliabilityBin
from tashabuk.report.svg import COOPERATION

SIZE = 360
MARGIN = 46


def reliability_diagram(
    bins: Sequence[ReliabilityBin], title: str, said: str = "said", happened: str = "happened"
) -> str:
    """The diagram of `bins`; `said` and `happened` name the axes."""
    rows = "; ".join(f"{said} {b.said:.2f}, {happened} {b.happened:.2f} ({b.forecasts})" for b in bins)
    inner = SIZE - 2 * MARGIN
    most = max((b.forecasts for b in bins), default=1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" role="img" class="figure">'
        f"<title>{escape(title)}</title><desc>{escape(rows)}</desc>",
        f'<rect x="{MARGIN}" y="{MARGIN}" width="{inner}" height="{inner}" fill="none" stroke="#9ca3af"/>',
        f'<line x1="{MARGIN}" y1="{SIZE - MARGIN}" x2="{SIZE - MARGIN}" y2="{MARGIN}" stroke="#9ca3af" '
        'stroke-dasharray="4 4"/>',
    ]
    places = [(MARGIN + b.said * inner, SIZE - MARGIN - b.happened * inner) for b in bins]
    if places:
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{COOPERATION}" stroke-width="1.5"/>')
    for b, (x, y) in zip(bins, places, strict=True):
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + 8 * math.sqrt(b.forecasts / most):.1f}" fill="{COOPERATION}" '
            f'fill-opacity="0.7"><title>{escape(f"{b.said:.2f} → {b.happened:.2f} ({b.forecasts})")}</title></circle>'
        )
    for tick in (0.0, 0.5, 1.0):
        x, y = MARGIN + tick * inner, SIZE - MARGIN - tick * inner
        parts.append(f'<text x="{x:.1f}" y="{SIZE - MARGIN + 16}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{MARGIN - 6}" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>')
    middle = SIZE / 2
    parts.append(f'<text x="{middle}" y="{SIZE - 10}" text-anchor="middle">{escape(said)}</text>')
    parts.append(
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">{escape(happened)}</text>'
    )
    parts.append(f'<text x="{middle}" y="24" text-anchor="middle">{escape(title)}</text>')
    return "".join([*parts, "</svg>"])
