"""Fitting of log-linear choices by AdaGrad: which of several options, each a bag of readable features, is right.

Two shapes are fitted: flat choices (`fit_choices`), and the factored choice of the reader (`fit_factored`), whose score
for (sense, actor, recipient) is a sum of four parts. Everything is deterministic: instances keep their order but for
a seeded shuffle, and sums run in a fixed order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]


class Vocabulary:
    """Feature names and their numbers; number 0 is every feature that is too rare to fit."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = ["", *sorted(names)]
        self.numbers = {name: n for n, name in enumerate(self.names)}

    @classmethod
    def of(cls, counts: Counter[str], least: int) -> Vocabulary:
        """The features that occur at least `least` times."""
        return cls(name for name, count in counts.items() if count >= least)

    def __len__(self) -> int:
        return len(self.names)

    def ids(self, features: Sequence[Sequence[str]]) -> Ids:
        """A padded matrix, one row a bag of features."""
        width = max((len(f) for f in features), default=0)
        out = np.zeros((len(features), max(width, 1)), dtype=np.int32)
        get = self.numbers.get
        for row, bag in enumerate(features):
            for column, feature in enumerate(bag):
                out[row, column] = get(feature, 0)
        return out

    def weights(self, values: NDArray[np.float64]) -> dict[str, float]:
        """The weights worth keeping, by name."""
        return {
            name: round(float(value), 4)
            for name, value in zip(self.names[1:], values[1:], strict=True)
            if abs(value) >= 0.005
        }


@dataclass(slots=True)
class Flat:
    """Options of one choice and which of them are right."""

    options: Ids
    right: NDArray[np.bool_]
    weight: float = 1.0


@dataclass(slots=True)
class Sense:
    """One sense of one trigger: features of the trigger, of each actor, each recipient (nobody last), each pair."""

    trigger: Ids
    actors: Ids
    recipients: Ids
    pairs: Ids
    allowed: NDArray[np.bool_]
    right: NDArray[np.bool_]


@dataclass(slots=True)
class Factored:
    """The senses of one trigger; if nothing in any of them is right, the right choice is no statement."""

    senses: list[Sense]

    @property
    def empty(self) -> bool:
        """Whether no statement is the right choice."""
        return not any(s.right.any() for s in self.senses)


class _AdaGrad:
    def __init__(self, size: int, rate: float, decay: float) -> None:
        self.weights = np.zeros(size)
        self._squares = np.full(size, 1e-6)
        self._rate = rate
        self._decay = decay

    def step(self, ids: NDArray[np.int64], values: NDArray[np.float64]) -> None:
        touched, inverse = np.unique(ids, return_inverse=True)
        pull = np.bincount(inverse.ravel(), weights=values, minlength=len(touched))
        gradient: NDArray[np.float64] = pull + self._decay * self.weights[touched]
        self._squares[touched] += gradient * gradient
        self.weights[touched] -= self._rate * gradient / np.sqrt(self._squares[touched])
        self.weights[0] = 0.0


def _target(probability: NDArray[np.float64], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    wanted = np.where(right, probability, 0.0)
    total = wanted.sum()
    return np.asarray(wanted / total if total > 0 else right / right.sum(), dtype=np.float64)


def fit_choices(
    instances: Sequence[Flat],
    size: int,
    *,
    epochs: int = 12,
    rate: float = 0.1,
    decay: float = 2e-3,
    seed: int = 7,
) -> NDArray[np.float64]:
    """Weights that make the right options probable."""
    learner = _AdaGrad(size, rate, decay)
    order = np.random.default_rng(seed)
    for _ in range(epochs):
        for n in order.permutation(len(instances)):
            one = instances[n]
            scores = learner.weights[one.options].sum(axis=1)
            raised = np.exp(scores - scores.max())
            probability = raised / raised.sum()
            gradient = (probability - _target(probability, one.right)) * one.weight
            learner.step(one.options.ravel().astype(np.int64), np.repeat(gradient, one.options.shape[1]))
    return learner.weights


def sense_scores(sense: Sense, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores of all pairs of a sense, shape (actors, recipients + 1); forbidden pairs score −inf."""
    scores = (
        weights[sense.trigger].sum()
        + weights[sense.actors].sum(axis=1)[:, None]
        + weights[sense.recipients].sum(axis=1)[None, :]
        + weights[sense.pairs].sum(axis=2)
    )
    return np.where(sense.allowed, scores, -np.inf)


def fit_factored(
    instances: Sequence[Factored],
    size: int,
    *,
    epochs: int = 5,
    rate: float = 0.03,
    decay: float = 1e-2,
    seed: int = 7,
) -> NDArray[np.float64]:
    """Weights that make the right (sense, actor, recipient), or no statement, probable."""
    learner = _AdaGrad(size, rate, decay)
    order = np.random.default_rng(seed)
    for _ in range(epochs):
        for n in order.permutation(len(instances)):
            _factored_step(instances[n], learner)
    return learner.weights


def _factored_step(one: Factored, learner: _AdaGrad) -> None:
    scores = [sense_scores(s, learner.weights) for s in one.senses]
    top = max(0.0, *(float(s.max()) for s in scores))
    raised = [np.exp(s - top) for s in scores]
    nothing = np.exp(-top)
    total = sum(float(r.sum()) for r in raised) + nothing
    wanted_total = sum(float(r[s.right].sum()) for r, s in zip(raised, one.senses, strict=True))
    ids: list[NDArray[np.int64]] = []
    values: list[NDArray[np.float64]] = []
    for r, sense in zip(raised, one.senses, strict=True):
        gradient = r / total
        if wanted_total > 0:
            gradient = gradient - np.where(sense.right, r, 0.0) / wanted_total
        _collect(sense, gradient, ids, values)
    learner.step(np.concatenate(ids), np.concatenate(values))


def _collect(
    sense: Sense,
    gradient: NDArray[np.float64],
    ids: list[NDArray[np.int64]],
    values: list[NDArray[np.float64]],
) -> None:
    for matrix, share in (
        (sense.trigger.reshape(1, -1), np.array([gradient.sum()])),
        (sense.actors, gradient.sum(axis=1)),
        (sense.recipients, gradient.sum(axis=0)),
        (sense.pairs.reshape(-1, sense.pairs.shape[2]), gradient.ravel()),
    ):
        ids.append(matrix.ravel().astype(np.int64))
        values.append(np.repeat(share, matrix.shape[1]))
