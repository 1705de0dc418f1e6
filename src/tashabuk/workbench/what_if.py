"""Use case: what would change if an actor left or came, or a tie turned; named in any way that the catalogue knows."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tashabuk.errors import UsageError
from tashabuk.relate.budget import QUICK
from tashabuk.relate.cover import Progress
from tashabuk.relate.frustration import LineIndex
from tashabuk.relate.graph import SignedGraph
from tashabuk.relate.whatif import Added, Change, SetTie, WhatIf, Without, what_if

SIGNS = ("+", "-", "both", "none")
_WORDS = {"\N{MINUS SIGN}": "-", "1": "+", "+1": "+", "-1": "-", "0": "none", "entangled": "both"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is supposed: actors that leave, actors that come, ties (a, b, sign) that are set."""

    without: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    ties: tuple[tuple[str, str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is supposed."""
        return not (self.without or self.added or self.ties)


@dataclass(frozen=True, slots=True)
class WhatIfView:
    """A supposition and its answer."""

    graph: SignedGraph
    changes: tuple[Change, ...]
    weighted: bool
    seconds: float
    found: WhatIf


def suppose(
    graph: SignedGraph,
    asked: Asked,
    resolve: Callable[[str], str],
    name: Callable[[str], str] = str,
    *,
    weighted: bool = False,
    seconds: float = QUICK,
    progress: Progress | None = None,
    before: LineIndex | None = None,
) -> WhatIfView:
    """The answer to a supposition; `resolve` turns a name into an id, `name` an id into a name.

    `before` is the line index as it is, if known.

    A set tie weighs what it weighed before, else the median of all ties. UsageError for nothing asked, an unknown sign
    or actor, one without a tie in the network, and changes that contradict each other.
    """
    if asked.empty:
        raise UsageError("Say what would change: --without ACTOR, --add ACTOR, or --set A B SIGN.")
    _check_present(graph, asked, resolve, name)
    changes: list[Change] = [Without(resolve(name)) for name in asked.without]
    changes += [Added(resolve(name)) for name in asked.added]
    changes += [_set(graph, resolve(a), resolve(b), sign) for a, b, sign in asked.ties]
    found = what_if(graph, changes, weighted=weighted, seconds=seconds, progress=progress, before=before)
    return WhatIfView(graph, tuple(changes), weighted, seconds, found)


def _check_present(graph: SignedGraph, asked: Asked, resolve: Callable[[str], str], name: Callable[[str], str]) -> None:
    """UsageError for a known actor who is not in the network: near names of others would not help."""
    there = {*graph.nodes, *map(resolve, asked.added)}
    for given in (*asked.without, *(end for a, b, _ in asked.ties for end in (a, b))):
        actor = resolve(given)
        if actor not in there and name(actor) != actor:
            raise UsageError(
                f"{name(actor)} ({actor}) has no tie in this network that is not faint. "
                f"Let it come with --add {actor}, or widen the window."
            )


def _set(graph: SignedGraph, a: str, b: str, sign: str) -> SetTie:
    wanted = _WORDS.get(sign.lower(), sign.lower())
    if wanted not in SIGNS:
        raise UsageError(f"“{sign}” is no sign. Write one of {', '.join(SIGNS)}.")
    weights = {frozenset((e.a, e.b)): e.positive + e.negative for e in graph.edges}
    weight = weights.get(frozenset((a, b)), statistics.median(weights.values()) if weights else 1.0)
    positive = {"+": weight, "both": weight / 2}.get(wanted, 0.0)
    negative = {"-": weight, "both": weight / 2}.get(wanted, 0.0)
    return SetTie(a, b, positive, negative)


def described(changes: Sequence[Change], name: Callable[[str], str] = str) -> list[str]:
    """The changes in short."""
    lines = []
    for change in changes:
        if isinstance(change, Without):
            lines.append(f"without {name(change.actor)}")
        elif isinstance(change, Added):
            lines.append(f"with {name(change.actor)}")
        else:
            signs = ("+" if change.positive else "") + ("-" if change.negative else "")
            lines.append(f"{name(change.a)} – {name(change.b)}: {signs or 'no tie'}")
    return lines
