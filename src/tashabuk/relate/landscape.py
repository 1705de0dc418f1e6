"""Energy landscape of two-bloc configurations (Axelrod & Bennett 1993): which alignments are stable, and how deep.

Actors have sizes s > 0, pairs have propensities p (friendly weight − hostile weight). In configuration X, d = 1 for two
actors in different blocs and 0 for two in the same. Actor i's frustration is F_i(X) = Σ_j s_j p_ij d_ij(X), and the
energy is E(X) = Σ_i s_i F_i(X), each pair counted from both ends. A configuration is a local minimum when no single
actor lowers the energy by changing its bloc.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tashabuk.errors import UsageError
from tashabuk.model import Bloc
from tashabuk.relate.binding import Floats, Ints
from tashabuk.relate.graph import SignedGraph

LARGEST = 20
"""Actors up to which all configurations, 2^19, are looked at."""
MOST = 2000
"""Actors of the greatest landscape."""
STARTS = 400
"""Descents in greater graphs."""
EVEN = 1e-9
"""Differences of energy below this, times the greatest pair, count as none."""


@dataclass(frozen=True, slots=True)
class Minimum:
    """A local minimum: its energy, its one or two blocs, each actor's frustration in the order of `Landscape.actors`.

    `basin` is the share of configurations from which steepest descent ends here; among 2^(n−1) in a full landscape,
    among the descents made otherwise.
    """

    energy: float
    blocs: tuple[Bloc, ...]
    frustration: tuple[float, ...]
    basin: float


@dataclass(frozen=True, slots=True)
class Landscape:
    """Local minima, deepest first. `complete` says that they are all there are."""

    actors: tuple[str, ...]
    minima: tuple[Minimum, ...]
    complete: bool


def landscape(graph: SignedGraph, sizes: Mapping[str, float] | None = None, *, weighted: bool = False) -> Landscape:
    """The landscape of a graph; actors that `sizes` does not name have size 1. Actors that nothing pulls are left out.

    Unweighted, propensities are +1, −1 and 0 (entangled). Raises UsageError for a size that is not above zero, a size
    of an actor that the graph lacks, and too many actors.
    """
    given = sizes or {}
    for name, value in given.items():
        if name not in graph.nodes:
            raise UsageError(f"{name} has a size but no tie. Sizes are for actors of the network.")
        if not 0 < value < np.inf:
            raise UsageError(f"{value} is no size of {name}: sizes are numbers above zero.")
    if len(graph.nodes) > MOST:
        raise UsageError(f"A landscape of {len(graph.nodes)} actors is too wide; {MOST} are the most.")
    propensity = _propensities(graph, weighted=weighted)
    kept = np.flatnonzero(propensity.any(axis=1))
    names = [graph.nodes[i] for i in kept]
    if not names:
        return Landscape((), (), True)
    propensity = propensity[np.ix_(kept, kept)]
    size = np.array([given.get(name, 1.0) for name in names], dtype=np.float64)
    pull = propensity * np.outer(size, size)
    complete = len(names) <= LARGEST
    sides, shares = _all_minima(pull) if complete else _some_minima(pull)
    minima = []
    for row, share in zip(sides, shares.tolist(), strict=True):
        apart = row[:, None] != row[None, :]
        frustration = (propensity * apart) @ size
        parts = (tuple(names[i] for i in np.flatnonzero(row == side)) for side in (row[0], -row[0]))
        blocs = tuple(Bloc(part) for part in parts if part)
        minima.append(Minimum(float(size @ frustration), blocs, tuple(frustration.tolist()), share))
    minima.sort(key=lambda m: (round(m.energy, 9), [b.members for b in m.blocs]))
    return Landscape(tuple(names), tuple(minima), complete)


def _propensities(graph: SignedGraph, *, weighted: bool) -> Floats:
    """The symmetric matrix of friendly − hostile weight, shape (n, n)."""
    place = {name: n for n, name in enumerate(graph.nodes)}
    matrix = np.zeros((len(place), len(place)))
    for edge in graph.edges:
        pull = edge.positive - edge.negative if weighted else float(edge.sign)
        matrix[place[edge.a], place[edge.b]] = matrix[place[edge.b], place[edge.a]] = pull
    return matrix


def _all_minima(pull: Floats) -> tuple[Ints, Floats]:
    """All local minima, sides ±1 with the last actor at +1, and the shares of their basins.

    Configurations are numbers whose bit i says that actor i sits across from the last one. Turning the last actor is
    turning all others.
    """
    n = len(pull)
    count = 1 << (n - 1)
    numbers = np.arange(count)
    energy = _energies(pull)
    best, goal = energy.copy(), numbers.copy()
    even = EVEN * max(1.0, float(np.abs(pull).max()))
    for actor in range(n):
        turned = numbers ^ (1 << actor if actor < n - 1 else count - 1)
        lower = energy[turned] < best - even
        best[lower], goal[lower] = energy[turned][lower], turned[lower]
    while not np.array_equal(goal, goal[goal]):
        goal = goal[goal]
    ends, reached = np.unique(goal, return_counts=True)
    bits = (ends[:, None] >> np.arange(n)) & 1
    return 1 - 2 * bits, reached / count


def _energies(pull: Floats) -> Floats:
    """The energy of each configuration, shape (2^(n−1),), built up actor by actor."""
    n = len(pull)
    energy = np.zeros(1)
    for actor in range(n - 1):
        # Bit `actor` doubles the list; its pull on the actors before it depends on their bits.
        across = np.zeros(1)
        for other in range(actor):
            across = np.concatenate([across, across + pull[actor, other]])
        alone = pull[actor, :actor].sum() - across
        energy = np.concatenate([energy + across, energy + alone + pull[actor, n - 1]])
    return 2 * energy


def _some_minima(pull: Floats) -> tuple[Ints, Floats]:
    """The local minima that steepest descents from many starts end in, and the share that ends there."""
    n = len(pull)
    chance = np.random.default_rng(0)
    even = EVEN * max(1.0, float(np.abs(pull).max()))
    ends: dict[bytes, int] = {}
    for start in range(STARTS):
        side = np.linalg.eigh(pull)[1][:, -1] if start == 0 else chance.standard_normal(n)
        now = np.where(side < 0, -1.0, 1.0)
        gain = now * (pull @ now)
        while gain.min() < -even:
            actor = int(gain.argmin())
            now[actor] = -now[actor]
            gain = now * (pull @ now)
        key = (now * now[-1]).astype(np.int8).tobytes()
        ends[key] = ends.get(key, 0) + 1
    sides = np.array([np.frombuffer(key, dtype=np.int8) for key in ends], dtype=np.int64)
    return sides, np.array(list(ends.values())) / STARTS
