"""Figures as SVG text: the signed network of ties, and the mirrored timeline of cooperation and conflict.

Colours and strokes: cooperation is teal, conflict red; an entangled tie is drawn as both, side by side; a channel
that is mostly covert is dashed. Every figure has a title and a description for readers who cannot see it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tashabuk.model import Channel, Tie
from tashabuk.report.layout import Point, spring_layout

COOPERATION = "#0f766e"
CONFLICT = "#b91c1c"
WIDTH = 900
HEIGHT = 560
_MARGIN = 70


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a timeline: its label and the weight of both channels, with their covert parts."""

    label: str
    cooperation: float
    conflict: float
    covert_cooperation: float = 0.0
    covert_conflict: float = 0.0


def graph(ties: Sequence[Tie], names: Mapping[str, str], title: str, description: str) -> str:
    """The network of `ties`, nodes sized by their number of ties."""
    nodes = sorted({n for t in ties for n in (t.a, t.b)})
    weights = {(t.a, t.b): t.cooperation.weight + t.conflict.weight for t in ties}
    places = {
        n: (_MARGIN + x * (WIDTH - 2 * _MARGIN), _MARGIN / 2 + y * (HEIGHT - 1.5 * _MARGIN))
        for n, (x, y) in spring_layout(nodes, weights).items()
    }
    degree = {n: sum(n in (t.a, t.b) for t in ties) for n in nodes}
    heaviest = max(weights.values(), default=1.0)
    parts = [_open(WIDTH, HEIGHT, title, description)]
    parts += [_edge(t, places[t.a], places[t.b], heaviest, names) for t in ties]
    parts += [_node(n, places[n], degree[n], names.get(n, n)) for n in nodes]
    return "".join([*parts, "</svg>"])


def _open(width: int, height: int, title: str, description: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" class="figure">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    )


def _edge(tie: Tie, a: Point, b: Point, heaviest: float, names: Mapping[str, str]) -> str:
    length = math.hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    normal = (-(b[1] - a[1]) / length, (b[0] - a[0]) / length)
    both = bool(tie.cooperation.weight and tie.conflict.weight)
    out = []
    for channel, colour, side in ((tie.cooperation, COOPERATION, 1), (tie.conflict, CONFLICT, -1)):
        if channel.weight:
            width = 1.2 + 6 * math.sqrt(channel.weight / heaviest)
            shift = side * (width / 2 + 0.6) if both else 0.0
            out.append(_line(a, b, normal, shift, width, colour, channel))
    pair = f"{names.get(tie.a, tie.a)} – {names.get(tie.b, tie.b)}"
    return f"<g><title>{escape(pair)}</title>{''.join(out)}</g>"


def _line(a: Point, b: Point, normal: Point, shift: float, width: float, colour: str, channel: Channel) -> str:
    x, y = normal[0] * shift, normal[1] * shift
    hidden = channel.covert_share is not None and channel.covert_share > 0.5
    dash = ' stroke-dasharray="7 5"' if hidden else ""
    return (
        f'<line x1="{a[0] + x:.1f}" y1="{a[1] + y:.1f}" x2="{b[0] + x:.1f}" y2="{b[1] + y:.1f}" '
        f'stroke="{colour}" stroke-width="{width:.1f}" stroke-opacity="0.75"{dash}/>'
    )


def _node(actor: str, at: Point, degree: int, name: str) -> str:
    radius = 5 + 2.2 * math.sqrt(degree)
    return (
        f'<g class="node" data-actor="{escape(actor)}"><circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:.1f}"/>'
        f'<text x="{at[0]:.1f}" y="{at[1] - radius - 4:.1f}" text-anchor="middle">{escape(name)}</text></g>'
    )


def timeline(steps: Sequence[Step], title: str, description: str, *, rtl: bool) -> str:
    """Cooperation upwards, conflict downwards, a bar a step; right to left where the page is."""
    width, height, middle = WIDTH, 260, 120
    top = max((max(s.cooperation, s.conflict) for s in steps), default=1.0) or 1.0
    slot = (width - 40) / max(len(steps), 1)
    bar = min(slot * 0.7, 46.0)
    every = max(1, math.ceil(len(steps) / (width / 70)))
    parts = [_open(width, height, title, description)]
    parts.append(f'<line x1="20" y1="{middle}" x2="{width - 20}" y2="{middle}" class="axis"/>')
    for n, step in enumerate(steps):
        k = len(steps) - 1 - n if rtl else n
        x = 20 + slot * k + (slot - bar) / 2
        up, down = 100 * step.cooperation / top, 100 * step.conflict / top
        parts.append(_bar(x, middle - up, bar, up, COOPERATION, f"{step.label}: {step.cooperation:.1f}"))
        parts.append(_bar(x, middle, bar, down, CONFLICT, f"{step.label}: {step.conflict:.1f}"))
        parts.append(_hatch(x, middle - 100 * step.covert_cooperation / top, bar, 100 * step.covert_cooperation / top))
        parts.append(_hatch(x, middle, bar, 100 * step.covert_conflict / top))
        if n % every == 0:
            parts.append(
                f'<text x="{x + bar / 2:.1f}" y="{height - 12}" text-anchor="middle">{escape(step.label)}</text>'
            )
    return "".join([*parts, "</svg>"])


def _bar(x: float, y: float, width: float, height: float, colour: str, tip: str) -> str:
    if height <= 0:
        return ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}">'
        f"<title>{escape(tip)}</title></rect>"
    )


def _hatch(x: float, y: float, width: float, height: float) -> str:
    if height <= 0:
        return ""
    lines = [
        f'<line x1="{x:.1f}" y1="{y + k:.1f}" x2="{x + width:.1f}" y2="{y + k:.1f}" class="hatch"/>'
        for k in range(2, int(height), 4)
    ]
    return "".join(lines)
