"""Who will do what to whom: the forecaster that `rules`, `walks`, `popularity` and `blend` make together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tashabuk.foresee.blend import USUAL, Blend, fit_blend
from tashabuk.foresee.evidence import Gatherer
from tashabuk.foresee.facts import Facts, Floats, Index, Ints
from tashabuk.foresee.memory import Memory
from tashabuk.foresee.rules import Rules, fit_rules, usual_rules

WARM_UP = 0.25
"""Share of the training days that only fill the memory before rules are learned from the rest."""
RECENT = 50_000
"""Facts that are looked at where a person waits for the answer."""
ENOUGH = 1000
"""Facts below which nothing is fitted and the usual weights are taken."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What was learned: the rules, and the weights of the features; `fitted` is False for the usual ones."""

    rules: Rules
    blend: Blend
    fitted: bool


def recent(facts: Facts, at: int) -> Facts:
    """The latest `RECENT` facts before `at`."""
    known = facts.between(-1, at)
    return known.where(np.sort(np.argsort(known.day, kind="stable")[-RECENT:]))


def fit_recent(facts: Facts, at: int) -> Model:
    """A model from the `recent` facts before `at`: rules from their first four fifths, weights from the rest."""
    latest = recent(facts, at)
    return fit(latest, int(np.quantile(latest.day, 0.8)) if len(latest) >= ENOUGH else at, at)


def fit(facts: Facts, valid_from: int, test_from: int) -> Model:
    """Rules from the days before `valid_from`, weights of features from there to `test_from` (exclusive).

    Facts of `test_from` and later are not looked at.
    """
    known = facts.between(-1, test_from)
    if len(known) < ENOUGH:
        return Model(usual_rules(2 * facts.relations), USUAL, fitted=False)
    index = Index(known)
    first = int(known.day.min())
    rules = fit_rules(index, first + int(WARM_UP * (valid_from - first)), valid_from)
    return Model(rules, fit_blend(index, rules, valid_from, test_from), fitted=True)


class Forecaster:
    """Scores the candidates of queries from the facts of earlier days; days are asked in ascending order."""

    def __init__(self, facts: Facts, model: Model) -> None:
        self.index = Index(facts)
        self.model = model
        self.memory = Memory(self.index)
        self._gatherer: Gatherer | None = None

    def gatherer(self, day: int) -> Gatherer:
        """What gathers the evidence of the days before `day`."""
        if self._gatherer is None or day != self.memory.day:
            self.memory.advance(day)
            self._gatherer = Gatherer(self.memory, self.model.rules)
        return self._gatherer

    def scores(self, day: int, subject: Ints, relation: Ints) -> Floats:
        """Scores β · x of shape (queries, entities): greater is likelier, exp of them is proportional to chance."""
        return self.model.blend.scores(self.gatherer(day).gather(subject, relation))
