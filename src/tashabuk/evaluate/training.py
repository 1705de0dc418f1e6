"""Fitting of log-linear choices: which of several options, each a bag of readable features, is right.

Two shapes are fitted: flat choices (`fit_choices`), and the factored choice of the reader (`fit_factored`), whose score
for (sense, actor, recipient) is a sum of four parts. Both maximise the likelihood of the right options, less a penalty
on the squares of the weights, by L-BFGS on sparse matrices; there is no chance in it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tashabuk.engine.ranker import Bundle, spelled

Ids = NDArray[np.int32]
Floats = NDArray[np.float64]
ITERATIONS = 80
LEAST_WEIGHT = 0.005
"""Weights nearer to zero are not kept."""
AT_ONCE = 100_000
"""Bags that are looked up together: all of them at once would take several times the room of what comes of it."""
PARTS = 4
"""Bags that an option of a factored choice has: of the trigger, the actor, the recipient, the pair."""


class Bags:
    """Bags of features by number, each different one of a text kept once: texts have thousands, and few in common.
    Features are numbers too; `names` has them in words. A bundle (see `engine.ranker`) is spelled once."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._spelled: dict[tuple[str, ...], dict[Bundle, bytes]] = {}
        self._rows: dict[bytes, int] = {}
        self._features = array("i")
        self._ends = array("q", [0])

    def new_text(self) -> None:
        """Keep the bags, and no longer ask which of them are the same as those to come."""
        self._rows.clear()

    def row(self, bundles: Iterable[Bundle], *role: str) -> int:
        """The number of the bag of the features that bundles stand for, in a role where they need one."""
        known = self._spelled.setdefault(role, {})
        key = b"".join([known.get(bundle) or self._spell(known, bundle, role) for bundle in bundles])
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = len(self._ends) - 1
            self._features.frombytes(key)
            self._ends.append(len(self._features))
        return row

    def _spell(self, known: dict[Bundle, bytes], bundle: Bundle, role: tuple[str, ...]) -> bytes:
        """The numbers of the features of one bundle, worked out once."""
        numbers, bag = self._numbers, array("i")
        for feature in spelled([bundle], *role):
            number = numbers.get(feature)
            if number is None:
                number = numbers[feature] = len(self.names)
                self.names.append(feature)
            bag.append(number)
        found = known[bundle] = bag.tobytes()
        return found

    def features(self, rows: NDArray[np.int64]) -> tuple[Ids, NDArray[np.int64]]:
        """The features of some bags, one bag after the other, and how many each has."""
        ends = np.frombuffer(self._ends, dtype=np.int64)
        starts, counts = ends[rows], ends[rows + 1] - ends[rows]
        places = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        return np.frombuffer(self._features, dtype=np.int32)[places], counts


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
        return worth_keeping(self.names[1:], values[1:])


@dataclass(slots=True)
class Flat:
    """Options of one choice and which of them are right."""

    options: list[Ids]
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Factored:
    """The options of one trigger: the numbers of their bags, shape (options, `PARTS`), and which are right. If none is,
    no statement is right."""

    bags: Ids
    right: NDArray[np.bool_]


class Choices:
    """Which options belong to one choice, and which are right.

    `choice` numbers the choice of each option, in order; with `nothing` each choice has one more option that scores 0
    and is right where no other is.
    """

    def __init__(self, choice: NDArray[Any], right: NDArray[np.bool_], *, nothing: bool) -> None:
        self._choice, self._right, self._nothing = choice, right.astype(np.float64), nothing
        self._starts = np.searchsorted(choice, np.arange(choice[-1] + 1))
        self._empty = np.add.reduceat(self._right, self._starts) == 0

    def loss(self, scores: NDArray[Any]) -> tuple[float, Floats]:
        """How improbable the right options are (in nats, over all choices), and the slope at each option's score."""
        scores = scores.astype(np.float64, copy=False)
        top = np.maximum.reduceat(scores, self._starts)
        if self._nothing:
            top = np.maximum(top, 0.0)
        raised = np.exp(scores - top[self._choice])
        rest = np.exp(-top) if self._nothing else np.zeros_like(top)
        total = np.add.reduceat(raised, self._starts) + rest
        wanted = np.where(self._empty, rest, np.add.reduceat(raised * self._right, self._starts))
        wanted = np.maximum(wanted, 1e-300)
        pull = raised / total[self._choice] - raised * self._right / wanted[self._choice]
        return float(np.sum(np.log(total) - np.log(wanted))), pull


@dataclass(slots=True)
class _Problem:
    """All options of all choices: an option's score is the sum over `parts` of (matrix · weights)[index]."""

    parts: list[tuple[csr_matrix, NDArray[np.int64]]]
    choices: Choices

    def solve(self, size: int, penalty: float) -> Floats:
        def loss(weights: Floats) -> tuple[float, Floats]:
            value, pull = self.choices.loss(sum((matrix @ weights)[index] for matrix, index in self.parts))
            gradient = penalty * weights
            for matrix, index in self.parts:
                gradient = gradient + matrix.T @ np.bincount(index, weights=pull, minlength=matrix.shape[0])
            return value + float(np.sum(penalty * weights * weights)) / 2, gradient

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
    return _Problem(parts, Choices(choice, right, nothing=False)).solve(size, penalty)


def fit_factored(instances: Sequence[Factored], bags: Bags, *, least: int, penalty: float = 8.0) -> dict[str, float]:
    """Weights, by feature, that make the right (sense, actor, recipient), or no statement, probable.

    Features that occur in fewer than `least` of the instances are left out.
    """
    kept, columns = frequent(instances, bags, least)
    options = np.concatenate([one.bags for one in instances])
    choice = np.repeat(np.arange(len(instances)), [len(one.bags) for one in instances])
    right = np.concatenate([one.right for one in instances])
    parts: list[tuple[csr_matrix, NDArray[np.int64]]] = []
    ones = np.ones(0)
    for part in reversed(range(PARTS)):  # the pairs, last, have the most features: their ones will do for all
        matrix, index = part_matrix(options[:, part], bags, columns, len(kept))
        ones = max(ones, matrix.data, key=len)
        matrix.data = ones[: matrix.nnz]
        parts.insert(0, (matrix, index))
    weights = _Problem(parts, Choices(choice, right, nothing=True)).solve(len(kept), penalty)
    return worth_keeping([bags.names[number] for number in kept], weights)


def frequent(instances: Iterable[Factored], bags: Bags, least: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The features of at least so many instances, and the column of each feature among them: -1 for the others."""
    counts = np.zeros(len(bags.names), dtype=np.int64)
    for one in instances:
        counts[np.unique(bags.features(np.unique(one.bags).astype(np.int64))[0])] += 1
    kept = np.flatnonzero(counts >= least)
    columns = np.full(len(counts), -1, dtype=np.int64)
    columns[kept] = np.arange(len(kept))
    return kept, columns


def part_matrix(
    options: Ids, bags: Bags, columns: NDArray[np.int64], size: int, dtype: type[np.floating[Any]] = np.float64
) -> tuple[csr_matrix, NDArray[np.int64]]:
    """The different bags of a part of the options as rows of features, and the row of each option."""
    rows, index = np.unique(options, return_inverse=True)
    found, counts = [], []
    for start in range(0, len(rows), AT_ONCE):
        features, sizes = bags.features(rows[start : start + AT_ONCE].astype(np.int64))
        fitted = columns[features] >= 0
        found.append(columns[features[fitted]].astype(np.int32))
        row_of = np.repeat(np.arange(len(sizes)), sizes)
        counts.append(np.bincount(row_of[fitted], minlength=len(sizes)))
    indices = np.concatenate(found)
    ends = np.concatenate([[0], np.cumsum(np.concatenate(counts))])
    return csr_matrix((np.ones(len(indices), dtype=dtype), indices, ends), shape=(len(rows), size)), index


def worth_keeping(names: Sequence[str], weights: Floats) -> dict[str, float]:
    """Weights by name, those near zero left out."""
    return {
        name: round(float(weight), 3)
        for name, weight in zip(names, weights, strict=True)
        if abs(weight) >= LEAST_WEIGHT
    }
