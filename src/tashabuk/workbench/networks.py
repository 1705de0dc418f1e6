"""Use cases: the ties of a store as a network, as a drawing and as a signed graph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.model import Tie
from tashabuk.relate.graph import SignedGraph
from tashabuk.relate.networks import graph_of, signed_graph
from tashabuk.relate.ties import TieOptions
from tashabuk.report.graph import graph
from tashabuk.report.words import word
from tashabuk.store import Store
from tashabuk.workbench.balance import BalanceOptions, BalanceView, balance
from tashabuk.workbench.current import Current, current, tie_key
from tashabuk.workbench.what_if import Asked, WhatIfView, suppose


@dataclass(frozen=True, slots=True)
class Network:
    """The heaviest ties, drawn; how many there are in all; the first and last day of what the store observed."""

    ties: tuple[Tie, ...]
    total: int
    figure: str
    first: dt.date | None
    last: dt.date | None


def network(store: Path, options: TieOptions, focus: str, limit: int, catalogue: Catalogue, language: str) -> Network:
    """The network of the heaviest ties; with `focus`, of those among an actor and whom it has ties with."""
    here = current(Store(store))
    return here.once(
        ("network", tie_key(options), focus, limit, language),
        lambda: _network(here, options, focus, limit, catalogue, language),
    )


def _network(
    here: Current, options: TieOptions, focus: str, limit: int, catalogue: Catalogue, language: str
) -> Network:
    found = here.ties(options)
    if focus:
        own = found.of_actors(focus).heaviest(limit)
        near = found.of_actors(*found.neighbours(focus), within=True)
        rest = [t for t in near.heaviest(limit) if focus not in (t.a, t.b)]
        total, shown = len(near), (*own, *rest[: limit - len(own)])
    else:
        total, shown = len(found), tuple(found.heaviest(limit))
    names = {n: catalogue.name(n, language) for t in shown for n in (t.a, t.b)}
    first, last = here.days(options)
    figure = graph(shown, names, word("graph", language), word("legend_covert", language)) if shown else ""
    return Network(tuple(shown), total, figure, first, last)


def graph_at(store: Path, options: TieOptions) -> SignedGraph:
    """The signed graph of a store's ties."""
    return signed_graph(current(Store(store)).rows(options), options)


@dataclass(frozen=True, slots=True)
class Standing:
    """How balanced the heaviest ties of a store are, out of how many, and what would change if something asked held."""

    total: int
    view: BalanceView
    answer: WhatIfView | None


def standing(
    store: Path,
    options: TieOptions,
    limit: int,
    asked: Asked,
    resolve: Callable[[str], str],
    *,
    weighted: bool,
    seconds: float,
) -> Standing:
    """The balance of the heaviest ties, and the answer to a supposition; UsageError as in `suppose`."""
    here = current(Store(store))
    key = tie_key(options), limit, weighted
    view = here.once(("balance", key), lambda: _balance(here, options, limit, weighted, seconds))

    def answered() -> WhatIfView:
        return suppose(view.graph, asked, resolve, weighted=weighted, seconds=seconds, before=view.index)

    answer = None if asked.empty else here.once(("what if", key, asked), answered)
    return Standing(len(here.ties(options)), view, answer)


def _balance(here: Current, options: TieOptions, limit: int, weighted: bool, seconds: float) -> BalanceView:
    graph = graph_of(here.ties(options).heaviest(limit))
    return balance(graph, BalanceOptions(weighted=weighted, seconds=seconds))
