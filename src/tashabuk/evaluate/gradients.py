"""What the fitting of networks shares: operations that know their gradients, fresh layers, and Adam.

Gradients come from automatic differentiation (autograd); steps are those of Adam with decoupled decay (Loshchilov &
Hutter 2019).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import autograd.numpy as anp
import numpy as np
from autograd import make_vjp
from autograd.extend import defvjp, primitive
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from tashabuk.engine.encoder import PLAIN, Floats, Ids, Numeric

DECAY = 1e-2
CLIP = 5.0


def _scatter(rows: Ids, size: int) -> csr_matrix:
    return csr_matrix((np.ones(len(rows), np.float32), rows, np.arange(len(rows) + 1)), shape=(len(rows), size))


def _bag_sums(table: Any, flat: Ids, counts: Ids) -> Any:
    return _bags_matrix(flat, counts, len(table)) @ table


def _bags_matrix(flat: Ids, counts: Ids, size: int) -> csr_matrix:
    ends = np.concatenate([[0], np.cumsum(counts)])
    return csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(counts), size))


_take: Callable[..., Any] = primitive(PLAIN.take)
defvjp(_take, lambda _, table, rows: lambda g: _scatter(rows, len(table)).T @ g, argnums=[0])
_bag: Callable[..., Any] = primitive(_bag_sums)
defvjp(_bag, lambda _, table, flat, counts: lambda g: _bags_matrix(flat, counts, len(table)).T @ g, argnums=[0])
TRACED = Numeric(anp, _take, _bag)
"""The operations of a forward pass with their gradients; gathering rows by sparse products is what makes it fast."""


def _leaf_value(anchor: float, array: Floats, slopes: dict[str, Floats], name: str) -> Floats:
    return array


def _leaf_slope(slopes: dict[str, Floats], name: str, slope: Floats) -> float:
    slopes[name] = slope
    return 0.0


_leaf: Callable[..., Any] = primitive(_leaf_value)
defvjp(_leaf, lambda _, anchor, array, slopes, name: lambda g: _leaf_slope(slopes, name, g), argnums=[0])


def traced(
    run: Callable[[dict[str, Any]], Any], parameters: Mapping[str, Floats]
) -> tuple[Callable[[Floats], dict[str, Floats]], Any]:
    """The value of `run`, and a function from its slope to the slopes of all parameters.

    Every parameter is a leaf of its own: autograd would make a dictionary of zeros for each one that is looked up.
    """
    slopes: dict[str, Floats] = {}

    def whole(anchor: float) -> Any:
        return run({name: _leaf(anchor, array, slopes, name) for name, array in parameters.items()})

    back, out = make_vjp(whole)(0.0)

    def pull(slope: Floats) -> dict[str, Floats]:
        back(slope)
        return {name: slopes[name] if name in slopes else np.zeros_like(a) for name, a in parameters.items()}

    return pull, out


def dropped(x: Any, share: float, rng: np.random.Generator) -> Any:
    """A layer with a share of its values blanked out, the others raised to make up for them."""
    kept = rng.random(x.shape, dtype=np.float32) >= share
    return x * (kept / np.float32(1 - share))


def forgotten(columns: Ids, first: int, share: float, rng: np.random.Generator) -> Ids:
    """Columns of values of which the `first` are unknown for a share of the rows: rare words are to be read as well."""
    out = columns.copy()
    for n in range(first):
        out[rng.random(len(out)) < share, n] = 0
    return out


def numbered(counts: Mapping[str, int], least: int) -> dict[str, int]:
    """A number for each value that occurs often enough, the commonest first."""
    kept = sorted((v for v, n in counts.items() if n >= least), key=lambda v: (-counts[v], v))
    return {value: number for number, value in enumerate(kept, 1)}


def cross_entropy(scores: Floats, right: NDArray[np.int64] | NDArray[np.int8]) -> tuple[float, Floats]:
    """The mean loss over rows of scores, and the slope of each row's own loss at its scores."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    chance = raised / raised.sum(axis=1, keepdims=True)
    mine = np.arange(len(right)), right
    loss = float(-np.log(np.maximum(chance[mine], 1e-12)).mean())
    chance[mine] -= 1
    return loss, chance


def normal(rng: np.random.Generator, *shape: int) -> Floats:
    """A fresh table of vectors."""
    return rng.normal(0, 0.1, shape).astype(np.float32)


def layer(rng: np.random.Generator, rows: int, columns: int) -> Floats:
    """A fresh matrix between two layers."""
    return rng.uniform(-1, 1, (rows, columns)).astype(np.float32) / np.float32(np.sqrt(rows))


def zeros(size: int) -> Floats:
    """A fresh bias."""
    return np.zeros(size, dtype=np.float32)


def fresh_mixing(rng: np.random.Generator, seen: int, width: int, layers: int) -> dict[str, Floats]:
    """Parameters of `engine.encoder.mixed` before anything is learnt."""
    p: dict[str, Floats] = {"in": layer(rng, seen, width), "in.bias": zeros(width)}
    for n in range(layers):
        p[f"mix.{n}"], p[f"mix.{n}.bias"] = layer(rng, 3 * width, width), zeros(width)
        p[f"mix.{n}.scale"], p[f"mix.{n}.shift"] = np.ones(width, dtype=np.float32), zeros(width)
    return p


class Adam:
    """Moves parameters, in place, against their gradients; those with a rate in `rates` do not decay."""

    def __init__(self, parameters: dict[str, Floats], rate: float, rates: Mapping[str, float] | None = None) -> None:
        self._p, self._rate, self._rates = parameters, rate, rates or {}
        self._first = {name: np.zeros_like(array) for name, array in parameters.items()}
        self._second = {name: np.zeros_like(array) for name, array in parameters.items()}
        self._steps = 0

    def move(self, gradient: Mapping[str, Floats], pace: float) -> None:
        """One step; `pace` shrinks the rates."""
        norm = float(np.sqrt(sum(float(np.vdot(g, g)) for g in gradient.values())))
        shrink = np.float32(min(1.0, CLIP / (norm + 1e-6)))
        self._steps += 1
        for name, array in self._p.items():
            g = gradient[name] * shrink
            first, second = self._first[name], self._second[name]
            first += np.float32(0.1) * (g - first)
            second += np.float32(0.001) * (g * g - second)
            mean = first / np.float32(1 - 0.9**self._steps)
            spread = np.sqrt(second / np.float32(1 - 0.999**self._steps)) + np.float32(1e-8)
            rate = np.float32(pace * self._rates.get(name, self._rate))
            if name not in self._rates:
                array *= np.float32(1) - rate * np.float32(DECAY)
            array -= rate * mean / spread
