"""Fitting of log-linear choices: which of several options, each a bag of readable features, is right.

Two shapes are fitted: flat choices (`fit_choices`), and the factored choice of the reader (`fit_factored`), whose score
for (sense, actor, recipient) is a sum of four parts. Both maximise the likelihood of the right options, less a penalty
on the squares of the weights, by L-BFGS on sparse matrices; there is no chance in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Ids = NDArray[np.int32]
Floats = NDArray[np.float64]
ITERATIONS = 80


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

    def ids(self, features: Iterable[Sequence[str]]) -> list[Ids]:
        """The numbers of each bag of features, rare ones left out."""
        get = self.numbers.get
        return [np.array([n for f in bag if (n := get(f, 0))], dtype=np.int32) for bag in features]

    def weights(self, values: Floats) -> dict[str, float]:
        """The weights worth keeping, by name."""
        return {
            name: round(float(value), 3)
            for name, value in zip(self.names[1:], values[1:], strict=True)
            if abs(value) >= 0.005
        }


@dataclass(slots=True)
class Flat:
    """Options of one choice and which of them are right."""

    options: list[Ids]
    right: NDArray[np.bool_]


@dataclass(slots=True)
class Sense:
    """One sense of one trigger: features of the trigger, of each actor, each recipient (nobody last), each pair.

    `pairs[k]` are the features of (actor, recipient) = `places[k]`; `right[k]` tells whether gold has that pair.
    """

    trigger: Ids
    actors: list[Ids]
    recipients: list[Ids]
    pairs: list[Ids]
    places: list[tuple[int, int]]
    right: list[bool]


@dataclass(slots=True)
class Factored:
    """The senses of one trigger; if nothing in any of them is right, the right choice is no statement."""

    senses: list[Sense]


@dataclass(slots=True)
class _Problem:
    """All options of all choices: an option's score is the sum over `parts` of (matrix · weights)[index].

    `choice` numbers the choice of each option, in order; with `nothing` each choice has one more option that scores 0
    and is right where no other is.
    """

    parts: list[tuple[csr_matrix, NDArray[np.int64]]]
    choice: NDArray[np.int64]
    right: NDArray[np.bool_]
    nothing: bool

    def solve(self, size: int, penalty: float) -> Floats:
        starts = np.searchsorted(self.choice, np.arange(self.choice[-1] + 1))
        transposed = [matrix.T.tocsr() for matrix, _ in self.parts]
        right = self.right.astype(np.float64)
        empty = np.add.reduceat(right, starts) == 0

        def loss(weights: Floats) -> tuple[float, Floats]:
            scores = sum((matrix @ weights)[index] for matrix, index in self.parts)
            top = np.maximum.reduceat(scores, starts)
            if self.nothing:
                top = np.maximum(top, 0.0)
            raised = np.exp(scores - top[self.choice])
            rest = np.exp(-top) if self.nothing else np.zeros_like(top)
            total = np.add.reduceat(raised, starts) + rest
            wanted = np.where(empty, rest, np.add.reduceat(raised * right, starts))
            wanted = np.maximum(wanted, 1e-300)
            pull = raised / total[self.choice] - raised * right / wanted[self.choice]
            gradient = penalty * weights
            for (matrix, index), back in zip(self.parts, transposed, strict=True):
                gradient = gradient + back @ np.bincount(index, weights=pull, minlength=matrix.shape[0])
            value = np.sum(np.log(total) - np.log(wanted)) + np.sum(penalty * weights * weights) / 2
            return float(value), gradient

        found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
        return np.asarray(found.x, dtype=np.float64)


def _matrix(bags: Sequence[Ids], size: int) -> csr_matrix:
    ends = np.cumsum([0, *(len(b) for b in bags)])
    columns = np.concatenate(bags)
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(bags), size))


def fit_choices(instances: Sequence[Flat], size: int, *, penalty: float) -> Floats:
    """Weights that make the right options probable."""
    options = [o for one in instances for o in one.options]
    choice = np.repeat(np.arange(len(instances)), [len(one.options) for one in instances])
    right = np.concatenate([one.right for one in instances])
    parts = [(_matrix(options, size), np.arange(len(options)))]
    return _Problem(parts, choice, right, nothing=False).solve(size, penalty)


class _Bags:
    """Bags of features, each different one once: a few are most of what is seen."""

    def __init__(self) -> None:
        self.different: list[Ids] = []
        self._rows: dict[bytes, int] = {}

    def row(self, ids: Ids) -> int:
        """The number of a bag among the different ones."""
        found = self._rows.setdefault(ids.tobytes(), len(self.different))
        if found == len(self.different):
            self.different.append(ids)
        return found


def fit_factored(instances: Sequence[Factored], size: int, *, penalty: float = 8.0) -> Floats:
    """Weights that make the right (sense, actor, recipient), or no statement, probable."""
    bags = tuple(_Bags() for _ in range(4))
    rows: list[tuple[int, int, int, int, int]] = []
    right: list[bool] = []
    for number, one in enumerate(instances):
        for sense in one.senses:
            trigger = bags[0].row(sense.trigger)
            actors = [bags[1].row(ids) for ids in sense.actors]
            recipients = [bags[2].row(ids) for ids in sense.recipients]
            pairs = [bags[3].row(ids) for ids in sense.pairs]
            rows += [
                (trigger, actors[a], recipients[r], pair, number)
                for pair, (a, r) in zip(pairs, sense.places, strict=True)
            ]
            right += sense.right
    columns = np.array(rows, dtype=np.int64).T
    parts = [(_matrix(bag.different, size), index) for bag, index in zip(bags, columns[:4], strict=True)]
    return _Problem(parts, columns[4], np.array(right), nothing=True).solve(size, penalty)
