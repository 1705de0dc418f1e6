"""Use cases: the ties of a store as a network, as a drawing and as a signed graph."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.model import Tie
from tashabuk.relate.graph import SignedGraph
from tashabuk.relate.networks import signed_graph
from tashabuk.relate.observations import UNDATED
from tashabuk.relate.ties import TieOptions, ties
from tashabuk.report.graph import graph
from tashabuk.report.words import word
from tashabuk.store import Store
from tashabuk.workbench.observing import observe


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
    rows = observe(Store(store), options).observations
    found = ties(rows, options)
    if focus:
        near = {focus} | {n for t in found if focus in (t.a, t.b) for n in (t.a, t.b)}
        found = [t for t in found if t.a in near and t.b in near]
    heaviest = sorted(found, key=lambda t: -(t.cooperation.weight + t.conflict.weight))
    if focus:
        heaviest.sort(key=lambda t: focus not in (t.a, t.b))
    shown = tuple(heaviest[:limit])
    names = {n: catalogue.name(n, language) for t in shown for n in (t.a, t.b)}
    days = rows.day[rows.day != UNDATED]
    first, last = (dt.date.fromordinal(int(d)) for d in (days.min(), days.max())) if len(days) else (None, None)
    figure = graph(shown, names, word("graph", language), word("legend_covert", language)) if shown else ""
    return Network(shown, len(found), figure, first, last)


def graph_at(store: Path, options: TieOptions) -> SignedGraph:
    """The signed graph of a store's ties."""
    return signed_graph(observe(Store(store), options).observations, options)
