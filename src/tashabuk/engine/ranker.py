"""A log-linear model: a readable table of features with weights, and the scores that it gives.

Features are strings; a candidate's score is the sum of its features' weights. Fitting lives in `evaluate.fit`.

Spelling features costs more than all else in reading, and few values make most of them. So the reader asks for bundles:
a bundle is a tuple of a spelling function and the values that it spells, and stands for the few features that depend on
just these values. What its features weigh together is looked up once and kept.

Scores are counted in whole ten-thousandths, which is how the model's file has the weights: sums are exact, so that
scores, and which of two is larger, are the same however features are bundled and in whatever order they are added.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

UNIT = 10_000
"""Scores for each unit of a weight."""
KEPT = 100_000
"""Bundles whose weights a table keeps; beyond that those of the commonest spelling go, so that memory stays bounded."""
Bundle = tuple[Any, ...]
"""A spelling function, and the hashable values that it takes after the role, if it takes one."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, and the threshold and calibration of its decisions; the same weights in whole numbers."""

    weights: Mapping[str, float]
    settings: Mapping[str, float]
    whole: dict[str, int] = field(init=False, repr=False, compare=False)
    sums: Sums = field(init=False, repr=False, compare=False)
    role_sums: RoleSums = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        whole = {feature: round(weight * UNIT) for feature, weight in self.weights.items()}
        object.__setattr__(self, "whole", whole)
        object.__setattr__(self, "sums", Sums(whole))
        object.__setattr__(self, "role_sums", RoleSums(whole))

    @classmethod
    def load(cls, path: Path) -> Model:
        """Read a model that `save` wrote."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        return cls(raw["weights"], raw["settings"])

    def save(self, path: Path) -> None:
        """Write features in alphabetical order, one a line, so that a new fit reads as a diff."""
        lines = [f"  {json.dumps(k, ensure_ascii=False)}: {v:.4f}" for k, v in sorted(self.weights.items())]
        settings = json.dumps(dict(sorted(self.settings.items())))
        path.write_text(
            '{"settings": ' + settings + ',\n"weights": {\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8"
        )

    def score(self, features: Iterable[str]) -> int:
        """The sum of the weights of `features`, in ten-thousandths; unknown ones weigh nothing."""
        return summed(self.whole, features)


def summed(weights: dict[str, int], features: Iterable[str]) -> int:
    """The weight of all features together; unknown ones weigh nothing.

    >>> summed({"a": 1000, "b": -2000}, ["b", "unknown", "a"])
    -1000
    """
    total = 0
    for feature in features:
        total += weights.get(feature, 0)
    return total


class Sums(dict[Bundle, int]):
    """Bundle → what its features weigh together."""

    __slots__ = ("_weights",)

    def __init__(self, weights: dict[str, int]) -> None:
        self._weights = weights

    def __missing__(self, bundle: Bundle) -> int:
        found = summed(self._weights, bundle[0](*bundle[1:]))
        if len(self) >= KEPT:
            _make_room(self)
        self[bundle] = found
        return found

    def total(self, bundles: list[Bundle]) -> int:
        """What some bundles weigh together."""
        total = 0
        for bundle in bundles:
            total += self[bundle]
        return total


class RoleSums(dict[Bundle, tuple[int, int]]):
    """Bundle → what its features weigh together in the role of actor (`A`), and in that of recipient (`R`)."""

    __slots__ = ("_weights",)

    def __init__(self, weights: dict[str, int]) -> None:
        self._weights = weights

    def __missing__(self, bundle: Bundle) -> tuple[int, int]:
        spell, values, weights = bundle[0], bundle[1:], self._weights
        found = summed(weights, spell("A", *values)), summed(weights, spell("R", *values))
        if len(self) >= KEPT:
            _make_room(self)
        self[bundle] = found
        return found

    def totals(self, bundles: list[Bundle]) -> tuple[int, int]:
        """What some bundles weigh together in either role."""
        as_actor = as_recipient = 0
        for bundle in bundles:
            actor, recipient = self[bundle]
            as_actor += actor
            as_recipient += recipient
        return as_actor, as_recipient


def _make_room(table: dict[Bundle, Any]) -> None:
    """Drop the bundles of the spelling that has most: the long tail (paths, frames), not what is always asked for."""
    commonest = Counter([bundle[0] for bundle in table]).most_common(1)[0][0]
    for bundle in [bundle for bundle in table if bundle[0] is commonest]:
        del table[bundle]


def spelled(bundles: list[Bundle], *role: str) -> list[str]:
    """The features that bundles stand for, in a role where they need one."""
    return [feature for spell, *values in bundles for feature in spell(*role, *values)]
