"""Line index of balance (frustration index): the least weight of ties that a split into two blocs must violate.

Harary (1959); exact by covering the negative cycles (Aref, Mason & Wilson 2020 compare such models). Order of steps:
good split → semidefinite bound and cycles that share no weight → covering program → is another split as good? All but
the program give bounds within seconds on graphs of any size; `docs/methods/balance.md` has the formulas.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tashabuk.model import Bloc, Sign, Strain
from tashabuk.relate.binding import Binding, Ints, Mask, binding
from tashabuk.relate.budget import Budget
from tashabuk.relate.cover import Cover, CoverProgram, Progress, slack
from tashabuk.relate.graph import SignedGraph
from tashabuk.relate.negative_cycles import NegativeCycles
from tashabuk.relate.packing import packed
from tashabuk.relate.semidefinite import LARGEST, certificate, relaxed_bound
from tashabuk.relate.splits import good_split, tree_split

SECONDS = 60.0
"""Processor time unless told otherwise."""
DENSE = 10
"""Ties an actor from which on a network is dense."""


@dataclass(frozen=True, slots=True)
class LineIndex:
    """The least violated weight found, the split that attains it, and what is proved about it.

    `index` includes `entangled`, the part that entangled ties lose whichever way; no split violates less than `bound`,
    which is the index where that is `exact`.
    `total` is the weight of all signs. `blocs` are two, the second perhaps empty; the first actor (by name) of each
    connected component is in the first. `parts` are the two sides of each component that ties hold together, the
    greatest first: which side of one belongs to which of another, nothing says. An actor whom no tie, or only entangled
    ones, bind is a part of its own. `unique` says whether every other best split only swaps the sides of whole
    components; None where that was not decided in time. `strains` add up to `index`.
    """

    index: float
    bound: float
    exact: bool
    entangled: float
    total: float
    blocs: tuple[Bloc, Bloc]
    parts: tuple[tuple[Bloc, Bloc], ...]
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
    """The line index of balance of a graph, exact unless the `seconds` of processor time run out first.

    Among equally good splits that of `near` is kept where it is one, and sides are told so that most actors stay.
    """
    ties = binding(graph, weighted=weighted)
    budget = Budget(seconds)
    wanted = _wanted(graph, near)
    found = solved(ties, budget, progress, [] if near is None else [wanted])
    sides, best = found.sides, found.best
    unique = _only_one(ties, found, budget) if best.proved else None
    sides = _by_first(ties, sides) if near is None else _turned(ties, sides, wanted * _known(graph, near))
    total = sum(e.positive + e.negative if weighted else (e.positive > 0) + (e.negative > 0) for e in graph.edges)
    strains = tuple(_strains(graph, sides, weighted=weighted))
    index = math.fsum(s.weight for s in strains)
    return LineIndex(
        index=index,
        bound=index if best.proved else min(best.bound * ties.unit + ties.constant, index),
        exact=best.proved,
        entangled=ties.constant,
        total=float(total),
        blocs=_blocs(graph.nodes, sides),
        parts=tuple(_parts(graph, ties, sides)),
        unique=unique,
        strains=strains,
    )


@dataclass(frozen=True, slots=True)
class Solution:
    """The best split found, sides ±1, what is proved about it, and the program that proved it if one was needed.

    A split that violates other ties costs at least `apart` more than one that is proved; 0 where that is not known.
    """

    sides: Ints
    best: Cover
    apart: float
    program: CoverProgram | None


def solved(ties: Binding, budget: Budget, progress: Progress | None = None, starts: Iterable[Ints] = ()) -> Solution:
    """The best split that is found within the budget.

    Bounds are asked for in the order in which they are likely to prove it soon: where ties are dense, few cycles share
    no weight, and the semidefinite bound comes first.
    """
    sides = min((*starts, good_split(ties, budget.part(1 / 4))), key=ties.cost)
    cost, violated, proof = ties.cost(sides), ties.violated(sides), certificate(ties, sides)
    dense = len(ties.a) > DENSE * ties.size

    def raised(bound: float) -> Cover:
        return Cover(violated, cost, min(bound, cost))

    best = raised(proof.bound)
    if not best.proved and dense:
        best = raised(max(best.bound, relaxed_bound(ties, cost, best.bound, budget)))
    if best.proved:
        return Solution(sides, best, proof.apart, None)
    program, packing = covering(ties, sides, budget)
    best = raised(max(best.bound, packing))
    if not best.proved and not dense:
        best = raised(max(best.bound, relaxed_bound(ties, cost, best.bound, budget)))
    best = program.solve(best, budget, progress)
    return Solution(sides if best.cost == cost else sides_of(ties, best.chosen), best, proof.apart, program)


def covering(ties: Binding, sides: Ints, budget: Budget) -> tuple[CoverProgram, float]:
    """The covering program with the cycles of a packing, and the bound of that.

    The packing has a third of the time, or most of it where a proof is out of reach.
    """
    packing = packed(ties, sides, budget.part(1 / 3 if ties.size <= LARGEST else 4 / 5))
    program = CoverProgram(ties.weight, NegativeCycles(ties, sides), ties)
    program.add(packing.cycles)
    return program, packing.bound


def sides_of(ties: Binding, violated: Mask | None) -> Ints:
    """A split that violates these ties at most; they must cover the negative cycles."""
    return tree_split(ties, np.zeros(len(ties.a)) if violated is None else violated.astype(np.float64))


def next_cost(ties: Binding, cost: float) -> float:
    """The least cost above `cost` that has to count as another one."""
    return cost + 1 if ties.whole else cost + 3 * slack(cost)


def _only_one(ties: Binding, found: Solution, budget: Budget) -> bool | None:
    """Whether no other set of violated ties is as cheap; within a component that set and the split go together."""
    sides, best = found.sides, found.best
    if best.cost <= 0 or found.apart > slack(best.cost):
        return True
    pull = sides * (ties.matrix() @ sides)
    tied = np.bincount(np.r_[ties.a, ties.b], minlength=ties.size) > 0
    if np.any(tied & (np.abs(pull) <= slack(best.cost))):
        return False  # this actor could as well change sides
    program = found.program or covering(ties, sides, budget)[0]
    program.ban(ties.violated(sides))
    other = program.solve(Cover(None, next_cost(ties, best.cost), best.cost), budget)
    if other.chosen is not None and other.cost <= best.cost + slack(best.cost):
        return False
    return True if other.proved else None


def _wanted(graph: SignedGraph, near: LineIndex | None) -> Ints:
    """The side of each actor in another result; 1 for those that it lacks."""
    second = set() if near is None else set(near.blocs[1].members)
    return np.array([-1 if name in second else 1 for name in graph.nodes], dtype=np.int64)


def _known(graph: SignedGraph, near: LineIndex) -> Ints:
    """1 for each actor that another result has, 0 for newcomers."""
    known = {*near.blocs[0].members, *near.blocs[1].members}
    return np.array([name in known for name in graph.nodes], dtype=np.int64)


def _by_first(ties: Binding, sides: Ints) -> Ints:
    """The same split with the first actor of each component on side +1."""
    label = ties.components()
    _, firsts = np.unique(label, return_index=True)
    return sides * sides[firsts][label]


def _turned(ties: Binding, sides: Ints, wanted: Ints) -> Ints:
    """The same split, each component turned so that most of its actors that want a side (±1, 0: none) have it."""
    label = ties.components()
    return sides * np.where(np.bincount(label, weights=sides * wanted) < 0, -1, 1)[label]


def _blocs(names: Sequence[str], sides: Ints) -> tuple[Bloc, Bloc]:
    """The actors of either side."""
    first, second = (tuple(n for n, s in zip(names, sides, strict=True) if s == side) for side in (1, -1))
    return Bloc(first), Bloc(second)


def _parts(graph: SignedGraph, ties: Binding, sides: Ints) -> list[tuple[Bloc, Bloc]]:
    """The blocs of each component, the greatest first, then in the order of names."""
    label = ties.components()
    ends = np.cumsum(np.bincount(label))
    members = np.split(np.argsort(label, kind="stable"), ends[:-1]) if len(label) else []
    members.sort(key=lambda places: (-len(places), int(places[0])))
    return [_blocs([graph.nodes[n] for n in places], sides[places]) for places in members]


def _strains(graph: SignedGraph, sides: Ints, *, weighted: bool) -> Iterator[Strain]:
    """The ties that a split violates, in the order of edges; of an entangled tie the sign that is violated."""
    side = dict(zip(graph.nodes, sides.tolist(), strict=True))
    for edge in graph.edges:
        together = side[edge.a] == side[edge.b]
        lost = edge.negative if together else edge.positive
        if lost > 0:
            yield Strain(edge.a, edge.b, Sign.NEGATIVE if together else Sign.POSITIVE, lost if weighted else 1.0)
