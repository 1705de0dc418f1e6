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
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import Any, Protocol

UNIT = 10_000
"""Scores for each unit of a weight."""
KEPT = 35_000
"""Bundles whose weights a table keeps; beyond that those of the commonest spelling go, so that memory stays bounded."""
BITS = 32
"""Room for one score: sums of weights stay far below two thousand millions of ten-thousandths."""
Bundle = tuple[Any, ...]
"""A spelling function, and the hashable values that it takes after the role, if it takes one."""


class Weights(Protocol):
    """What features weigh, in ten-thousandths."""

    def get(self, feature: str, default: int, /) -> int:
        """The weight of a feature, `default` for an unknown one."""
        ...


@dataclass(frozen=True, slots=True)
class Model:
    """What features weigh, and the threshold and calibration of decisions."""

    whole: Weights
    settings: Mapping[str, float]

    @classmethod
    def of(cls, weights: Mapping[str, float], settings: Mapping[str, float]) -> Model:
        """A model of these weights; features that two models share are one string in memory."""
        return cls({intern(feature): round(weight * UNIT) for feature, weight in weights.items()}, settings)

    @classmethod
    def load(cls, path: Path) -> Model:
        """Read a model that `save` wrote."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        weights = raw["weights"]
        for feature, weight in weights.items():
            weights[feature] = round(weight * UNIT)  # in its place: a second table is what loading would take most for
        return cls(weights, raw["settings"])

    def weight(self, feature: str) -> float:
        """The weight of a feature, 0 for an unknown one."""
        return self.whole.get(feature, 0) / UNIT

    def save(self, path: Path) -> None:
        """Write features in alphabetical order, one a line, so that a new fit reads as a diff. The views that `Tables`
        give cannot be written: they do not know the features by name."""
        if not isinstance(self.whole, Mapping):
            raise TypeError("only a model that was fitted or loaded can be saved")
        lines = [f"  {json.dumps(k, ensure_ascii=False)}: {v / UNIT:.4f}" for k, v in sorted(self.whole.items())]
        settings = json.dumps(dict(sorted(self.settings.items())))
        path.write_text(
            '{"settings": ' + settings + ',\n"weights": {\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8"
        )

    def score(self, features: Iterable[str]) -> int:
        """The sum of the weights of `features`, in ten-thousandths; unknown ones weigh nothing."""
        total = 0
        for feature in features:
            total += self.whole.get(feature, 0)
        return total


Scores = tuple[int, int]
"""By the first model, and by the second."""
RoleScores = tuple[int, int, int, int]
"""As actor by the first and by the second model, as recipient by the first and by the second."""


class Tables:
    """What bundles weigh in two models that see the same features, so that each bundle is spelled once for both.

    Scores lie side by side in one whole number, 32 bits each: adding such numbers adds all of them at once, exactly,
    and a number takes less room than a tuple. Features are known by their hash, of 64 bits, since a hundred bytes for
    each of their names would be the most of what reading takes. The models are kept in this form alone (see `models`).
    """

    def __init__(self, models: Iterable[Model]) -> None:
        """Of the first model and the second; each is let go before the next is asked for."""
        self._weights: dict[int, int] = {}
        self._settings: list[Mapping[str, float]] = []
        for model in models:
            self._take(model)
            del model
        self._scores = _Kept(self._weigh)
        self._role_scores = _Kept(self._weigh_roles)

    def _take(self, model: Model) -> None:
        assert isinstance(model.whole, Mapping)
        shift = BITS * len(self._settings)
        self._settings.append(model.settings)
        for feature, weight in model.whole.items():
            key = hash(feature)
            self._weights[key] = self._weights.get(key, 0) + (weight << shift)

    def models(self) -> tuple[Model, Model]:
        """Both models, as views of these tables."""
        first, second = self._settings
        return Model(_Side(self._weights, 0), first), Model(_Side(self._weights, 1), second)

    def scores(self, bundles: list[Bundle]) -> Scores:
        """What some bundles weigh together."""
        return _parted(sum(map(self._scores.__getitem__, bundles)))

    def role_scores(self, bundles: list[Bundle]) -> RoleScores:
        """What some bundles weigh together in the roles of actor (`A`) and of recipient (`R`)."""
        actor, recipient = _parted(sum(map(self._role_scores.__getitem__, bundles)), 2 * BITS)
        return *_parted(actor), *_parted(recipient)

    def _weigh(self, bundle: Bundle) -> int:
        return self._sum(bundle[0](*bundle[1:]))

    def _weigh_roles(self, bundle: Bundle) -> int:
        spell, values = bundle[0], bundle[1:]
        return self._sum(spell("A", *values)) + (self._sum(spell("R", *values)) << 2 * BITS)

    def _sum(self, features: Sequence[str]) -> int:
        get = self._weights.get
        return sum([get(key, 0) for key in map(hash, features)])


def _parted(both: int, bits: int = BITS) -> tuple[int, int]:
    """Two numbers that lie in one, the lower `bits` bits first; either may be negative.

    >>> _parted(-7 + (3 << 32)), _parted(7 + (-3 << 32))
    ((-7, 3), (7, -3))
    """
    half = 1 << bits - 1
    low = (both + half & (half << 1) - 1) - half
    return low, both - low >> bits


class _Side:
    """The weights of one of two models that lie in the same numbers."""

    def __init__(self, both: Mapping[int, int], side: int) -> None:
        self._both, self._side = both, side

    def get(self, feature: str, default: int, /) -> int:
        """The weight of a feature, `default` for one that neither model has."""
        both = self._both.get(hash(feature))
        return default if both is None else _parted(both)[self._side]


class _Kept(dict[Bundle, int]):
    """What bundles weigh, worked out when first asked for."""

    def __init__(self, weigh: Callable[[Bundle], int]) -> None:
        super().__init__()
        self._weigh = weigh
        self._counts: Counter[Any] = Counter()  # of bundles, by spelling

    def __missing__(self, bundle: Bundle) -> int:
        if len(self) >= KEPT:
            self._make_room()
        found = self[bundle] = self._weigh(bundle)
        self._counts[bundle[0]] += 1
        return found

    def _make_room(self) -> None:
        """Drop the bundles of the spelling that has most: the long tail (paths, frames), not what is always asked
        for."""
        commonest = max(self._counts, key=self._counts.__getitem__)
        for bundle in [bundle for bundle in self if bundle[0] is commonest]:
            del self[bundle]
        del self._counts[commonest]


def spelled(bundles: list[Bundle], *role: str) -> list[str]:
    """The features that bundles stand for, in a role where they need one."""
    return [feature for spell, *values in bundles for feature in spell(*role, *values)]
