"""Places for the nodes of a small graph: Fruchterman & Reingold (1991), deterministic, standard library only."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Point = tuple[float, float]


def spring_layout(nodes: Sequence[str], edges: Mapping[tuple[str, str], float], rounds: int = 150) -> dict[str, Point]:
    """Coordinates in 0..1 for each node; heavier edges pull harder. Quadratic in nodes: for up to a hundred.

    >>> sorted(spring_layout(["a", "b"], {("a", "b"): 1.0}))
    ['a', 'b']
    """
    count = len(nodes)
    if count == 0:
        return {}
    place = {
        n: [0.5 + 0.4 * math.cos(2 * math.pi * k / count), 0.5 + 0.4 * math.sin(2 * math.pi * k / count)]
        for k, n in enumerate(nodes)
    }
    ideal = 0.9 / math.sqrt(count)
    heaviest = max(edges.values(), default=1.0) or 1.0
    for step in range(rounds):
        move = {n: [0.0, 0.0] for n in nodes}
        _repel(nodes, place, move, ideal)
        _attract(edges, place, move, ideal, heaviest)
        heat = 0.1 * (1 - step / rounds)
        for n in nodes:
            dx, dy = move[n]
            length = math.hypot(dx, dy) or 1e-9
            place[n][0] += dx / length * min(length, heat)
            place[n][1] += dy / length * min(length, heat)
    return _scaled(place)


def _repel(nodes: Sequence[str], place: dict[str, list[float]], move: dict[str, list[float]], ideal: float) -> None:
    for i, a in enumerate(nodes):
        for b in nodes[i + 1 :]:
            dx, dy = place[a][0] - place[b][0], place[a][1] - place[b][1]
            square = dx * dx + dy * dy + 1e-6
            force = ideal * ideal / square
            move[a][0] += dx * force
            move[a][1] += dy * force
            move[b][0] -= dx * force
            move[b][1] -= dy * force


def _attract(
    edges: Mapping[tuple[str, str], float],
    place: dict[str, list[float]],
    move: dict[str, list[float]],
    ideal: float,
    heaviest: float,
) -> None:
    for (a, b), weight in edges.items():
        dx, dy = place[a][0] - place[b][0], place[a][1] - place[b][1]
        pull = math.hypot(dx, dy) / ideal * (0.3 + 0.7 * weight / heaviest)
        move[a][0] -= dx * pull
        move[a][1] -= dy * pull
        move[b][0] += dx * pull
        move[b][1] += dy * pull


def _scaled(place: dict[str, list[float]]) -> dict[str, Point]:
    xs = [p[0] for p in place.values()]
    ys = [p[1] for p in place.values()]
    width, height = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0
    return {n: ((p[0] - min(xs)) / width, (p[1] - min(ys)) / height) for n, p in place.items()}
