"""Line index of balance (frustration index): the least weight of ties that a split into two blocs must violate.

Harary (1959); exact by covering the negative cycles (Aref, Mason & Wilson 2020 compare such models). Order of steps:
good split → cycles that share no weight → covering program → is another split as good? The first two give bounds within
seconds on graphs of any size; `docs/methods/balance.md` has the formulas.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from tashabuk.model import Bloc, Sign, Strain
from tashabuk.relate.binding import Binding, Ints, Mask, binding
from tashabuk.relate.cover import Cover, CoverProgram, Progress, slack
from tashabuk.relate.graph import SignedGraph
from tashabuk.relate.negative_cycles import NegativeCycles
from tashabuk.relate.packing import packed
from tashabuk.relate.splits import good_split, tree_split

SECONDS = 60.0
"""Time limit unless told otherwise."""


@dataclass(frozen=True, slots=True)
class LineIndex:
    """The least violated weight found, the split that attains it, and what is proved about it.

    `index` includes `entangled`, the part that entangled ties lose whichever way; no split violates less than `bound`,
    which is the index where that is `exact`.
    `total` is the weight of all signs. `blocs` are two, the second perhaps empty; the first actor (by name) of each
    connected component is in the first. `unique` says whether every other best split only swaps the sides of whole
    components; None where that was not decided in time. `strains` add up to `index`.
    """

    index: float
    bound: float
    exact: bool
    entangled: float
    total: float
    blocs: tuple[Bloc, Bloc]
    unique: bool | None
    strains: tuple[Strain, ...]

    @property
    def normalised(self) -> float | None:
        """1 − 2L/m (Aref & Wilson 2018): 1 where nothing is violated; None without ties."""
        return None if self.total == 0 else 1 - 2 * self.index / self.total


def line_index(
    graph: SignedGraph,
    *,
    weighted: bool = False,
    seconds: float = SECONDS,
    progress: Progress | None = None,
    near: LineIndex | None = None,
) -> LineIndex:
    """The line index of balance of a graph, exact unless `seconds` run out first.

    Among equally good splits that of `near` is kept where it is one, and sides are told so that most actors stay.
    """
    ties = binding(graph, weighted=weighted)
    until = time.monotonic() + seconds
    wanted = _wanted(graph, near)
    sides, best, program = solved(ties, until, progress, [] if near is None else [wanted])
    unique = _only_one(ties, sides, best, program, until) if best.proved else None
    sides = _by_first(ties, sides) if near is None else _turned(ties, sides, wanted)
    total = sum(e.positive + e.negative if weighted else (e.positive > 0) + (e.negative > 0) for e in graph.edges)
    found = tuple(_strains(graph, sides, weighted=weighted))
    index = math.fsum(s.weight for s in found)
    return LineIndex(
        index=index,
        bound=index if best.proved else min(best.bound * ties.unit + ties.constant, index),
        exact=best.proved,
        entangled=ties.constant,
        total=float(total),
        blocs=_blocs(graph, sides),
        unique=unique,
        strains=found,
    )


def solved(
    ties: Binding, until: float, progress: Progress | None = None, starts: Iterable[Ints] = ()
) -> tuple[Ints, Cover, CoverProgram]:
    """The best split, sides ±1, with what is proved about it, and the program that proved it."""
    sides = min((*starts, good_split(ties)), key=ties.cost)
    now = time.monotonic()
    packing = packed(ties, sides, now + (until - now) / 3)
    program = CoverProgram(ties.weight, NegativeCycles(ties, sides), ties)
    program.add(packing.cycles)
    cost = ties.cost(sides)
    best = program.solve(Cover(ties.violated(sides), cost, min(packing.bound, cost)), until, progress)
    return (sides if best.cost == cost else sides_of(ties, best.chosen)), best, program


def sides_of(ties: Binding, violated: Mask | None) -> Ints:
    """A split that violates these ties at most; they must cover the negative cycles."""
    return tree_split(ties, np.zeros(len(ties.a)) if violated is None else violated.astype(np.float64))


def next_cost(ties: Binding, cost: float) -> float:
    """The least cost above `cost` that has to count as another one."""
    return cost + 1 if ties.whole else cost + 3 * slack(cost)


def _only_one(ties: Binding, sides: Ints, best: Cover, program: CoverProgram, until: float) -> bool | None:
    """Whether no other set of violated ties is as cheap; within a component that set and the split go together."""
    if best.cost <= 0:
        return True
    pull = sides * (ties.matrix() @ sides)
    tied = np.bincount(np.r_[ties.a, ties.b], minlength=ties.size) > 0
    if np.any(tied & (np.abs(pull) <= slack(best.cost))):
        return False  # this actor could as well change sides
    violated = ties.violated(sides)
    program.ban(violated)
    other = program.solve(Cover(None, next_cost(ties, best.cost), best.cost), until)
    if other.chosen is not None and other.cost <= best.cost + slack(best.cost):
        return False
    return True if other.proved else None


def _wanted(graph: SignedGraph, near: LineIndex | None) -> Ints:
    """The side of each actor in another result; 1 for those that it lacks."""
    second = set() if near is None else set(near.blocs[1].members)
    return np.array([-1 if name in second else 1 for name in graph.nodes], dtype=np.int64)


def _by_first(ties: Binding, sides: Ints) -> Ints:
    """The same split with the first actor of each component on side +1."""
    label = ties.components()
    _, firsts = np.unique(label, return_index=True)
    return sides * sides[firsts][label]


def _turned(ties: Binding, sides: Ints, wanted: Ints) -> Ints:
    """The same split, each component turned so that most of its actors have the wanted side."""
    label = ties.components()
    return sides * np.where(np.bincount(label, weights=sides * wanted) < 0, -1, 1)[label]


def _blocs(graph: SignedGraph, sides: Ints) -> tuple[Bloc, Bloc]:
    """The actors of either side."""
    first, second = (tuple(n for n, s in zip(graph.nodes, sides, strict=True) if s == side) for side in (1, -1))
    return Bloc(first), Bloc(second)


def _strains(graph: SignedGraph, sides: Ints, *, weighted: bool) -> Iterator[Strain]:
    """The ties that a split violates, in the order of edges; of an entangled tie the sign that is violated."""
    side = dict(zip(graph.nodes, sides.tolist(), strict=True))
    for edge in graph.edges:
        together = side[edge.a] == side[edge.b]
        lost = edge.negative if together else edge.positive
        if lost > 0:
            yield Strain(edge.a, edge.b, Sign.NEGATIVE if together else Sign.POSITIVE, lost if weighted else 1.0)
