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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import Any

UNIT = 10_000
"""Scores for each unit of a weight."""
KEPT = 40_000
"""Bundles whose weights a table keeps; beyond that those of the commonest spelling go, so that memory stays bounded."""
Bundle = tuple[Any, ...]
"""A spelling function, and the hashable values that it takes after the role, if it takes one."""


@dataclass(frozen=True, slots=True)
class Model:
    """What features weigh, in ten-thousandths, and the threshold and calibration of decisions."""

    whole: Mapping[str, int]
    settings: Mapping[str, float]

    @classmethod
    def of(cls, weights: Mapping[str, float], settings: Mapping[str, float]) -> Model:
        """A model of these weights; features that two models share are one string in memory."""
        return cls({intern(feature): round(weight * UNIT) for feature, weight in weights.items()}, settings)

    @classmethod
    def load(cls, path: Path) -> Model:
        """Read a model that `save` wrote."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        return cls.of(raw["weights"], raw["settings"])

    def weight(self, feature: str) -> float:
        """The weight of a feature, 0 for an unknown one."""
        return self.whole.get(feature, 0) / UNIT

    def save(self, path: Path) -> None:
        """Write features in alphabetical order, one a line, so that a new fit reads as a diff."""
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
    """What bundles weigh in two models that see the same features, so that each bundle is spelled once for both."""

    def __init__(self, first: Model, second: Model) -> None:
        one, other = first.whole, second.whole
        self._weights = {f: (one.get(f, 0), other.get(f, 0)) for f in {**one, **other}}
        self._scores: dict[Bundle, Scores] = {}
        self._role_scores: dict[Bundle, RoleScores] = {}

    def scores(self, bundles: list[Bundle]) -> Scores:
        """What some bundles weigh together."""
        first = second = 0
        for bundle in bundles:
            found = self._scores.get(bundle)
            if found is None:
                found = self._learn(bundle)
            first += found[0]
            second += found[1]
        return first, second

    def role_scores(self, bundles: list[Bundle]) -> RoleScores:
        """What some bundles weigh together in the roles of actor (`A`) and of recipient (`R`)."""
        actor = actor_too = recipient = recipient_too = 0
        for bundle in bundles:
            found = self._role_scores.get(bundle)
            if found is None:
                found = self._learn_roles(bundle)
            actor += found[0]
            actor_too += found[1]
            recipient += found[2]
            recipient_too += found[3]
        return actor, actor_too, recipient, recipient_too

    def _learn(self, bundle: Bundle) -> Scores:
        found = self._sum(bundle[0](*bundle[1:]))
        _make_room(self._scores)
        self._scores[bundle] = found
        return found

    def _learn_roles(self, bundle: Bundle) -> RoleScores:
        spell, values = bundle[0], bundle[1:]
        actor, recipient = self._sum(spell("A", *values)), self._sum(spell("R", *values))
        found = actor[0], actor[1], recipient[0], recipient[1]
        _make_room(self._role_scores)
        self._role_scores[bundle] = found
        return found

    def _sum(self, features: Sequence[str]) -> Scores:
        first = second = 0
        for feature in features:
            weights = self._weights.get(feature)
            if weights is not None:
                first += weights[0]
                second += weights[1]
        return first, second


def _make_room(table: dict[Bundle, Any]) -> None:
    """In a full table, drop the bundles of the spelling that has most: the long tail (paths, frames), not what is
    always asked for."""
    if len(table) < KEPT:
        return
    commonest = Counter([bundle[0] for bundle in table]).most_common(1)[0][0]
    for bundle in [bundle for bundle in table if bundle[0] is commonest]:
        del table[bundle]


def spelled(bundles: list[Bundle], *role: str) -> list[str]:
    """The features that bundles stand for, in a role where they need one."""
    return [feature for spell, *values in bundles for feature in spell(*role, *values)]
