"""Places for the nodes of a small graph: Fruchterman & Reingold (1991), the same at every run."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Places = NDArray[np.float64]


def spring_layout(nodes: Sequence[str], edges: Mapping[tuple[str, str], float], rounds: int = 150) -> dict[str, Point]:
    """Coordinates in 0..1 for each node; heavier edges pull harder. Quadratic in nodes: for some hundreds.

    >>> sorted(spring_layout(["a", "b"], {("a", "b"): 1.0}))
    ['a', 'b']
    """
    count = len(nodes)
    if count == 0:
        return {}
    angle = 2 * math.pi * np.arange(count) / count
    place = np.stack([0.5 + 0.4 * np.cos(angle), 0.5 + 0.4 * np.sin(angle)], axis=1)
    number = {name: at for at, name in enumerate(nodes)}
    ends = np.array([(number[a], number[b]) for a, b in edges], np.int64).reshape(-1, 2)
    weight = np.array(list(edges.values()), np.float64)
    pull = 0.3 + 0.7 * weight / (weight.max(initial=0.0) or 1.0)
    ideal = 0.9 / math.sqrt(count)
    for step in range(rounds):
        move = _repelled(place, ideal)
        _attract(place, move, ends, pull / ideal)
        length = np.hypot(move[:, 0], move[:, 1]) + 1e-12
        heat = 0.1 * (1 - step / rounds)
        place += move * (np.minimum(length, heat) / length)[:, None]
    size = np.ptp(place, axis=0)
    scaled = (place - place.min(axis=0)) / np.where(size == 0, 1.0, size)
    return {name: (float(x), float(y)) for name, (x, y) in zip(nodes, scaled, strict=True)}


def _repelled(place: Places, ideal: float) -> Places:
    """How far every node is pushed by all others."""
    apart = place[:, None, :] - place[None, :, :]
    force = ideal * ideal / ((apart**2).sum(axis=2) + 1e-6)
    moved: Places = (apart * force[:, :, None]).sum(axis=1)
    return moved


def _attract(place: Places, move: Places, ends: NDArray[np.int64], pull: Places) -> None:
    """Add to `move` how far edges pull their ends, the longer the harder."""
    apart = place[ends[:, 0]] - place[ends[:, 1]]
    force = apart * (np.hypot(apart[:, 0], apart[:, 1]) * pull)[:, None]
    np.subtract.at(move, ends[:, 0], force)
    np.add.at(move, ends[:, 1], force)
