"""From observations to the signed graph that balance, triads and what-if are about."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tashabuk.model import Tie, TieLabel
from tashabuk.relate.channels import pairs_of
from tashabuk.relate.graph import SignedEdge, SignedGraph
from tashabuk.relate.observations import Observations
from tashabuk.relate.windows import TieOptions, label, window_weights

FEW = 0.2
"""Share of rows that count up to which they are taken out; copying more costs more than adding nothing."""


def signed_graph(observations: Observations, options: TieOptions | None = None) -> SignedGraph:
    """An edge for each undirected tie (`ties.ties`) that is not faint, by its label.

    Allies and partners are +, rivals and enemies −, each with the weight |C − K|: what a split that violates the edge
    costs more than one that does not. An entangled tie is both, with the weights C and K. The ties themselves, which
    remember what they rest on, are not made: a graph of millions of events takes a fraction of a second.
    """
    chosen = options or TieOptions()
    rows = observations.weighing(window_weights(observations, chosen))
    counting = np.flatnonzero(rows.weight)
    if len(counting) < FEW * len(rows):
        rows = rows.where(counting)
    pairs, value = pairs_of(rows, directed=False), rows.score * rows.weight
    columns = pairs.a, pairs.b, pairs.sums(np.maximum(value, 0)), pairs.sums(np.maximum(-value, 0))
    edges = [
        edge
        for a, b, good, bad in zip(*(c.tolist() for c in columns), strict=True)
        if (good or bad)
        and (edge := _edge(rows.names[a], rows.names[b], good, bad, label(good, bad, chosen.thresholds))) is not None
    ]
    return _graph(edges)


def graph_of(ties: Iterable[Tie]) -> SignedGraph:
    """The same of some undirected ties only."""
    found = (_edge(t.a, t.b, t.cooperation.weight, t.conflict.weight, t.label) for t in ties)
    return _graph(sorted((edge for edge in found if edge is not None), key=lambda e: (e.a, e.b)))


def _graph(edges: list[SignedEdge]) -> SignedGraph:
    return SignedGraph(tuple(sorted({n for e in edges for n in (e.a, e.b)})), tuple(edges))


def _edge(a: str, b: str, good: float, bad: float, kind: TieLabel) -> SignedEdge | None:
    if kind is TieLabel.FAINT or good == bad == 0:
        return None
    if kind is TieLabel.ENTANGLED:
        return SignedEdge(a, b, good, bad)
    return SignedEdge(a, b, max(good - bad, 0.0), max(bad - good, 0.0))
