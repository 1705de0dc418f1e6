"""The signed network of ties as SVG: an entangled tie is drawn as both its signs, a mostly covert channel dashed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from tashabuk.model import Channel, Tie
from tashabuk.report.layout import Point, spring_layout
from tashabuk.report.svg import CONFLICT, COOPERATION, WIDTH, opening, text

HEIGHT = 560
_MARGIN = 70


def graph(ties: Sequence[Tie], names: Mapping[str, str], title: str, description: str, *, caption: bool = False) -> str:
    """The network of `ties`, nodes sized by their number of ties; the description as a caption where none is near."""
    nodes = sorted({n for t in ties for n in (t.a, t.b)})
    weights = {(t.a, t.b): t.cooperation.weight + t.conflict.weight for t in ties}
    places = {
        n: (_MARGIN + x * (WIDTH - 2 * _MARGIN), _MARGIN / 2 + y * (HEIGHT - 1.5 * _MARGIN))
        for n, (x, y) in spring_layout(nodes, weights).items()
    }
    degree = {n: sum(n in (t.a, t.b) for t in ties) for n in nodes}
    heaviest = max(weights.values(), default=1.0)
    height = HEIGHT + (24 if caption else 0)
    parts = [opening(WIDTH, height, title, description)]
    parts += [_edge(t, places[t.a], places[t.b], heaviest, names) for t in ties]
    parts += [_node(n, places[n], degree[n], names.get(n, n)) for n in nodes]
    if caption:
        parts.append(text(WIDTH / 2, height - 8, description, css="soft"))
    return "".join([*parts, "</svg>"])


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
    ends = f'data-a="{escape(tie.a)}" data-b="{escape(tie.b)}"'
    return f'<g class="edge" {ends}><title>{escape(pair)}</title>{"".join(out)}</g>'


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
