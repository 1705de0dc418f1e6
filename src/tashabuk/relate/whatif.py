"""What if an actor left or came, or a tie turned: the signed graph after changes, and what differs.

Changes hold together or not at all: their order does not matter, and two that speak of the same thing are an error.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tashabuk.errors import UsageError
from tashabuk.model import Strain, Triad
from tashabuk.relate.cover import Progress
from tashabuk.relate.frustration import SECONDS, LineIndex, line_index
from tashabuk.relate.gains import Turnings, turnings
from tashabuk.relate.graph import SignedGraph
from tashabuk.relate.triads import TriadCensus, triad_census, triads


@dataclass(frozen=True, slots=True)
class Without:
    """An actor leaves with all its ties."""

    actor: str


@dataclass(frozen=True, slots=True)
class Added:
    """An actor comes; its ties are given as `SetTie`."""

    actor: str


@dataclass(frozen=True, slots=True)
class SetTie:
    """A tie of two actors gets these weights of its signs, ≥ 0; both for an entangled one, neither for none."""

    a: str
    b: str
    positive: float
    negative: float


Change = Without | Added | SetTie


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The state before and after, and what differs between the two.

    `crossed` are actors that change blocs. Triads count as unbalanced where the product of their signs is negative;
    `unbalanced` are those that become so (or come), `released` those that cease to be (or go). `turnings` are the ties
    that would gain by turning after the changes.
    """

    before: LineIndex
    after: LineIndex
    triads_before: TriadCensus
    triads_after: TriadCensus
    crossed: tuple[str, ...]
    strained: tuple[Strain, ...]
    eased: tuple[Strain, ...]
    unbalanced: tuple[Triad, ...]
    released: tuple[Triad, ...]
    turnings: Turnings


def what_if(
    graph: SignedGraph,
    changes: Sequence[Change],
    *,
    weighted: bool = False,
    seconds: float = SECONDS,
    progress: Progress | None = None,
    before: LineIndex | None = None,
) -> WhatIf:
    """What differs after the changes; each of three solutions has `seconds`. UsageError as in `changed`.

    `before` is the line index of the graph as it is, for who has it already.
    """
    later = changed(graph, changes)
    if before is None:
        before = line_index(graph, weighted=weighted, seconds=seconds, progress=progress)
    after = line_index(later, weighted=weighted, seconds=seconds, progress=progress, near=before)
    touched = {(c.actor,) if isinstance(c, Without | Added) else (c.a, c.b) for c in changes}
    bad_before, bad_after = (
        {t.actors: t for through in touched for t in triads(g, *through) if t.product < 0} for g in (graph, later)
    )
    crossed = set(before.blocs[0].members) & set(after.blocs[1].members)
    crossed |= set(before.blocs[1].members) & set(after.blocs[0].members)
    return WhatIf(
        before=before,
        after=after,
        triads_before=triad_census(graph),
        triads_after=triad_census(later),
        crossed=tuple(sorted(crossed)),
        strained=tuple(_new(after.strains, before.strains)),
        eased=tuple(_new(before.strains, after.strains)),
        unbalanced=tuple(t for key, t in sorted(bad_after.items()) if key not in bad_before),
        released=tuple(t for key, t in sorted(bad_before.items()) if key not in bad_after),
        turnings=turnings(later, weighted=weighted, seconds=seconds, progress=progress),
    )


def _new(these: Iterable[Strain], those: Iterable[Strain]) -> Iterator[Strain]:
    known = {(s.a, s.b) for s in those}  # an entangled tie is violated by one of its signs, whichever way
    return (s for s in these if (s.a, s.b) not in known)


def changed(graph: SignedGraph, changes: Sequence[Change]) -> SignedGraph:
    """The graph after all changes.

    Raises UsageError for an actor that is not there (or, to be added, is there already), a tie of one actor with
    itself, weights below zero, and changes that contradict each other.
    """
    gone, come = _actors(graph, changes)
    nodes = (set(graph.nodes) - gone) | come
    ties = {(e.a, e.b): (e.positive, e.negative) for e in graph.edges if e.a in nodes and e.b in nodes}
    done: set[tuple[str, str]] = set()
    for change in changes:
        if not isinstance(change, SetTie):
            continue
        pair = _pair(change, nodes, gone)
        if pair in done:
            raise UsageError(f"The tie of {pair[0]} and {pair[1]} is set twice. Set it once.")
        done.add(pair)
        if change.positive or change.negative:
            ties[pair] = (change.positive, change.negative)
        else:
            ties.pop(pair, None)
    return SignedGraph.of(ties, nodes)


def _actors(graph: SignedGraph, changes: Sequence[Change]) -> tuple[set[str], set[str]]:
    """The actors that go and those that come."""
    gone = [c.actor for c in changes if isinstance(c, Without)]
    come = [c.actor for c in changes if isinstance(c, Added)]
    for name in gone:
        if name not in graph.nodes:
            raise UsageError(_unknown(name, graph.nodes))
    for name in come:
        if name in graph.nodes:
            raise UsageError(f"{name} is in the network already and cannot be added.")
    for name in {*gone, *come}:
        if (gone + come).count(name) > 1:
            raise UsageError(f"{name} is taken out or added twice. Say it once.")
    return set(gone), set(come)


def _pair(change: SetTie, nodes: set[str], gone: set[str]) -> tuple[str, str]:
    """The ends of a tie that can be set, in the order of names."""
    for name in (change.a, change.b):
        if name in gone:
            raise UsageError(f"{name} cannot leave and have a tie set. Leave one of the two out.")
        if name not in nodes:
            raise UsageError(_unknown(name, nodes))
    if change.a == change.b:
        raise UsageError(f"{change.a} cannot be tied to itself.")
    if change.positive < 0 or change.negative < 0:
        raise UsageError(f"The tie of {change.a} and {change.b} has a weight below zero.")
    return (change.a, change.b) if change.a < change.b else (change.b, change.a)


def _unknown(name: str, nodes: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, sorted(nodes), n=3, cutoff=0.5)
    hint = f" Did you mean {', '.join(near)}?" if near else ""
    return f"{name} is not in the network.{hint}"
