"""Fitting of log-linear choices: which of several options, each a bag of readable features, is right.

Two shapes are fitted: flat choices (`fit_choices`), and the factored choice of the reader (`fit_factored`), whose score
for (sense, actor, recipient) is a sum of four parts. Both maximise the likelihood of the right options, less a penalty
on the squares of the weights: flat choices by L-BFGS on one sparse matrix, without chance; factored ones, of which
there are hundreds of times as many, by Adam on some texts after the other, in an order from a generator with a fixed
seed.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tashabuk.engine.ranker import Bundle, spelled
from tashabuk.evaluate.gradients import Adam

Ids = NDArray[np.int32]
Floats = NDArray[np.float64]
ITERATIONS = 80
EPOCHS = 4
BATCH = 30_000
"""Options in one step of Adam."""
WEIGHTS_RATE, SLOWEST = 1e-2, 0.02
"""How far weights move in a step at first, and which share of it at last."""
PENALTY = 8.0
"""How strongly the weights of factored choices are held near zero."""
SEED = 1
LEAST_WEIGHT = 0.02
"""Weights nearer to zero are not kept: a fifth of the statement models lies between .01 and this."""
PARTS = 4
"""Bags that an option of a factored choice has: of the trigger, the actor, the recipient, the pair."""


class Lists:
    """Many lists of numbers, one behind the other."""

    def __init__(self) -> None:
        self._items = array("i")
        self._ends = array("q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, items: bytes) -> int:
        """Add a list, given as the bytes of an array of whole numbers of 32 bits; its place."""
        self._items.frombytes(items)
        self._ends.append(len(self._items))
        return len(self) - 1

    def since(self, first: int) -> Lists:
        """The lists from a place on."""
        out, start = Lists(), self._ends[first]
        out._items = self._items[start:]
        out._ends = array("q", [end - start for end in self._ends[first:]])
        return out

    def extend(self, others: Lists, names: array[int]) -> int:
        """Add other lists, whose numbers are places in `names`; the place of the first of them."""
        first, end = len(self), len(self._items)
        self._items.frombytes(np.array(names, dtype=np.int32)[np.array(others._items, dtype=np.int32)].tobytes())
        self._ends.frombytes((np.array(others._ends[1:], dtype=np.int64) + end).tobytes())
        return first

    def at(self, places: NDArray[np.int64]) -> tuple[Ids, NDArray[np.int64]]:
        """The numbers in the lists at some places, one list after the other, and how many each has."""
        ends = np.frombuffer(self._ends, dtype=np.int64)
        starts, counts = ends[places], ends[places + 1] - ends[places]
        inside = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        return np.frombuffer(self._items, dtype=np.int32)[inside], counts


@dataclass(frozen=True, slots=True)
class Shed:
    """Bags on their way to another process: names of features and features of bundles, as far as they are new there,
    and the bundles of each bag."""

    names: list[str]
    bundles: Lists
    bags: Lists


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The numbers here of the features and of the bundles of another process, in their order there."""

    features: array[int] = field(default_factory=lambda: array("i"))
    bundles: array[int] = field(default_factory=lambda: array("i"))


class Bags:
    """Bags of features by number, each different one of a text kept once: texts have thousands, and few in common.
    What they have in common are bundles of features (see `engine.ranker`), each spelled once: a bag is a list of
    numbers of bundles, a bundle one of numbers of features; `names` has features in words."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._spelled: dict[tuple[str, ...], dict[Bundle, int]] = {}
        self._rows: dict[bytes, int] = {}
        self._bundles, self._bags = Lists(), Lists()
        self._told = 0, 0  # names and bundles that have been shed

    def new_text(self) -> None:
        """Keep the bags, and no longer ask which of them are the same as those to come."""
        self._rows.clear()

    def row(self, bundles: Iterable[Bundle], *role: str) -> int:
        """The number of the bag of the features that bundles stand for, in a role where they need one."""
        known = self._spelled.setdefault(role, {})
        numbers = [known[bundle] if bundle in known else self._spell(known, bundle, role) for bundle in bundles]
        key = array("i", numbers).tobytes()
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = self._bags.add(key)
        return row

    def _spell(self, known: dict[Bundle, int], bundle: Bundle, role: tuple[str, ...]) -> int:
        """The number of a bundle that is new in this role."""
        features = array("i", [self._number(feature) for feature in spelled([bundle], *role)])
        found = known[bundle] = self._bundles.add(features.tobytes())
        return found

    def _number(self, feature: str) -> int:
        number = self._numbers.get(feature)
        if number is None:
            number = self._numbers[feature] = len(self.names)
            self.names.append(feature)
        return number

    def shed(self) -> Shed:
        """All bags, for `take_over` of another process; features and bundles keep their numbers, bags are numbered from
        0 again."""
        names, bundles = self._told
        out = Shed(self.names[names:], self._bundles.since(bundles), self._bags)
        self._told = len(self.names), len(self._bundles)
        self.forget()
        return out

    def forget(self) -> None:
        """Begin again without bags; features and bundles keep their numbers."""
        self._rows.clear()
        self._bags = Lists()

    def take_over(self, shed: Shed, there: Elsewhere) -> int:
        """Add the bags that were shed elsewhere; the number here of the first of them. What is known of the numbers of
        that process grows."""
        there.features.extend(map(self._number, shed.names))
        first = self._bundles.extend(shed.bundles, there.features)
        there.bundles.extend(range(first, len(self._bundles)))
        return self._bags.extend(shed.bags, there.bundles)

    def features(self, rows: NDArray[np.int64]) -> tuple[Ids, NDArray[np.int64]]:
        """The features of some bags, one bag after the other, and how many each has."""
        bundles, counts = self._bags.at(rows)
        features, sizes = self._bundles.at(bundles.astype(np.int64))
        ends, bounds = np.append(0, np.cumsum(sizes)), np.append(0, np.cumsum(counts))
        return features, ends[bounds[1:]] - ends[bounds[:-1]]


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

    def moved(self, by: int) -> Factored:
        """The same where its bags have other numbers."""
        return Factored(self.bags + np.int32(by), self.right)


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


@dataclass(frozen=True, slots=True)
class Sums:
    """Scores of options as sums of weights: of each part the features of its different bags, and whose bag is which."""

    parts: list[tuple[csr_matrix, NDArray[np.int64]]]

    @classmethod
    def of(cls, options: Ids, bags: Bags, columns: NDArray[np.int64], size: int) -> Sums:
        """Of the bags of some options, shape (n, `PARTS`); `columns` are those of features among `size` weights."""
        return cls([_part(options[:, part], bags, columns, size) for part in range(PARTS)])

    def scores(self, weights: NDArray[Any]) -> NDArray[Any]:
        """The score of each option."""
        out: NDArray[Any] = sum((matrix @ weights)[index] for matrix, index in self.parts)
        return out

    def slope(self, pull: NDArray[Any]) -> NDArray[Any]:
        """The slope at each weight, of the slopes at each score."""
        pulls = (matrix.T @ np.bincount(index, weights=pull, minlength=matrix.shape[0]) for matrix, index in self.parts)
        out: NDArray[Any] = sum(pulls)
        return out


def fit_choices(instances: Sequence[Flat], size: int, *, penalty: float) -> Floats:
    """Weights that make the right options probable."""
    bags = [bag for one in instances for bag in one.options]
    columns, ends = np.concatenate(bags), np.cumsum([0, *map(len, bags)])
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(bags), size))
    choice = np.repeat(np.arange(len(instances)), [len(one.options) for one in instances])
    choices = Choices(choice, np.concatenate([one.right for one in instances]), nothing=False)

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, pull = choices.loss(matrix @ weights)
        return value + float(np.sum(penalty * weights * weights)) / 2, penalty * weights + matrix.T @ pull

    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    return np.asarray(found.x, dtype=np.float64)


def fit_factored(instances: Sequence[Factored], bags: Bags, *, least: int) -> dict[str, float]:
    """Weights, by feature, that make the right (sense, actor, recipient), or no statement, probable.

    Features that occur in fewer than `least` of the instances are left out.
    """
    kept, columns = frequent(instances, bags, least)
    p = {"weights": np.zeros(len(kept), dtype=np.float32)}
    adam, weights = Adam(p, WEIGHTS_RATE, {"weights": WEIGHTS_RATE}), p["weights"]
    for batch, pace in batches(instances, [len(one.right) for one in instances]):
        options = np.concatenate([one.bags for one in batch])
        choice = np.repeat(np.arange(len(batch)), [len(one.right) for one in batch])
        sums = Sums.of(options, bags, columns, len(kept))
        choices = Choices(choice, np.concatenate([one.right for one in batch]), nothing=True)
        _, pull = choices.loss(sums.scores(weights))
        slope = PENALTY / len(instances) * weights + sums.slope(pull / len(batch))
        adam.move({"weights": slope.astype(np.float32)}, pace)
    return worth_keeping([bags.names[number] for number in kept], weights.astype(np.float64))


Learnt = TypeVar("Learnt")


def batches(some: Sequence[Learnt], sizes: Sequence[int]) -> Iterator[tuple[list[Learnt], float]]:
    """What is learnt in each step of each epoch, `BATCH` options or a little more, and how far the step goes: as a
    share of the first one's length. The order is another in each epoch."""
    rng = np.random.default_rng(SEED)
    for epoch in range(EPOCHS):
        steps: list[list[Learnt]] = [[]]
        size = 0
        for number in rng.permutation(len(some)):
            if size > BATCH:
                steps.append([])
                size = 0
            steps[-1].append(some[number])
            size += sizes[number]
        for n, step in enumerate(steps):
            yield step, max(SLOWEST, 1 - (epoch + n / len(steps)) / EPOCHS)


def frequent(instances: Iterable[Factored], bags: Bags, least: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The features of at least so many instances, and the column of each feature among them: -1 for the others."""
    counts = np.zeros(len(bags.names), dtype=np.int64)
    for one in instances:
        counts[np.unique(bags.features(np.unique(one.bags).astype(np.int64))[0])] += 1
    kept = np.flatnonzero(counts >= least)
    columns = np.full(len(counts), -1, dtype=np.int64)
    columns[kept] = np.arange(len(kept))
    return kept, columns


def _part(options: Ids, bags: Bags, columns: NDArray[np.int64], size: int) -> tuple[csr_matrix, NDArray[np.int64]]:
    rows, index = np.unique(options, return_inverse=True)
    features, sizes = bags.features(rows.astype(np.int64))
    columns = columns[features]
    fitted = columns >= 0
    row_of = np.repeat(np.arange(len(sizes)), sizes)
    ends = np.concatenate([[0], np.cumsum(np.bincount(row_of[fitted], minlength=len(sizes)))])
    indices = columns[fitted].astype(np.int32)
    return csr_matrix((np.ones(len(indices), dtype=np.float32), indices, ends), shape=(len(rows), size)), index


def worth_keeping(names: Sequence[str], weights: Floats) -> dict[str, float]:
    """Weights by name, those near zero left out."""
    return {
        name: round(float(weight), 3)
        for name, weight in zip(names, weights, strict=True)
        if abs(weight) >= LEAST_WEIGHT
    }
