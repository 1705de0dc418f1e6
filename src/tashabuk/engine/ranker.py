"""A log-linear model: a readable table of features with weights, and the scores that it gives.

Features are strings; a candidate's score is the sum of its features' weights. Fitting lives in `evaluate.fit`.

Spelling features costs more than all else in reading, and few values make most of them. So the reader asks for bundles:
a bundle is a tuple of a spelling function and the values that it spells, and stands for the few features that depend on
just these values. What its features weigh is looked up once and kept. Sums are always taken over the single weights, in
the order in which features are spelled: probabilities stay the same to the last digit however features are bundled.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KEPT = 100_000
"""Bundles whose weights a table keeps; beyond that those of the commonest spelling go, so that memory stays bounded."""
Bundle = tuple[Any, ...]
"""A spelling function, and the hashable values that it takes after the role, if it takes one."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, and the threshold and calibration of its decisions."""

    weights: Mapping[str, float]
    settings: Mapping[str, float]
    sums: Sums = field(init=False, repr=False, compare=False)
    role_sums: RoleSums = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sums", Sums(self.weights))
        object.__setattr__(self, "role_sums", RoleSums(self.weights))

    @classmethod
    def load(cls, path: Path) -> Model:
        """Read a model that `save` wrote."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        shared: dict[float, float] = {}  # equal weights as one object: few, so that they stay in the processor's cache
        return cls({feature: shared.setdefault(w, w) for feature, w in raw["weights"].items()}, raw["settings"])

    def save(self, path: Path) -> None:
        """Write features in alphabetical order, one a line, so that a new fit reads as a diff."""
        lines = [f"  {json.dumps(k, ensure_ascii=False)}: {v:.4f}" for k, v in sorted(self.weights.items())]
        settings = json.dumps(dict(sorted(self.settings.items())))
        path.write_text(
            '{"settings": ' + settings + ',\n"weights": {\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8"
        )

    def score(self, features: Iterable[str]) -> float:
        """The sum of the weights of `features`; unknown ones weigh nothing."""
        return sum(known(self.weights, features))


Weights = tuple[float, ...]


def known(weights: Mapping[str, float], features: Iterable[str]) -> Weights:
    """The weights of those features that have one.

    >>> known({"a": 0.1, "b": -0.2}, ["b", "unknown", "a"])
    (-0.2, 0.1)
    """
    get = weights.get
    return tuple([weight for feature in features if (weight := get(feature, 0.0))])


class Sums(dict[Bundle, Weights]):
    """Bundle → the weights of its features; `rows` is for tables that a reader of many like bundles makes of them."""

    __slots__ = ("_weights", "rows")

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self.rows: dict[Any, Any] = {}

    def __missing__(self, bundle: Bundle) -> Weights:
        spell, *values = bundle
        found = known(self._weights, spell(*values))
        if len(self) >= KEPT:
            _make_room(self)
        self[bundle] = found
        return found

    def total(self, bundles: Iterable[Bundle]) -> float:
        """The sum of all weights of some bundles."""
        weights: list[float] = []
        for bundle in bundles:
            weights += self[bundle]
        return sum(weights)


class RoleSums(dict[Bundle, tuple[Weights, Weights]]):
    """Bundle → the weights of its features in the role of actor (`A`), and in that of recipient (`R`)."""

    __slots__ = ("_weights",)

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    def __missing__(self, bundle: Bundle) -> tuple[Weights, Weights]:
        spell, *values = bundle
        found = known(self._weights, spell("A", *values)), known(self._weights, spell("R", *values))
        if len(self) >= KEPT:
            _make_room(self)
        self[bundle] = found
        return found

    def totals(self, bundles: Iterable[Bundle]) -> tuple[float, float]:
        """The sums of all weights of some bundles, in either role."""
        as_actor: list[float] = []
        as_recipient: list[float] = []
        for bundle in bundles:
            actor, recipient = self[bundle]
            as_actor += actor
            as_recipient += recipient
        return sum(as_actor), sum(as_recipient)


def _make_room(table: dict[Bundle, Any]) -> None:
    """Drop the bundles of the spelling that has most: the long tail (paths, frames), not what is always asked for."""
    commonest = Counter([bundle[0] for bundle in table]).most_common(1)[0][0]
    for bundle in [bundle for bundle in table if bundle[0] is commonest]:
        del table[bundle]


def spelled(bundles: Iterable[Bundle], *role: str) -> list[str]:
    """The features that bundles stand for, in a role where they need one."""
    return [feature for spell, *values in bundles for feature in spell(*role, *values)]
