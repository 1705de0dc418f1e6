"""From ties to the signed graph that balance, triads and what-if are about."""

from __future__ import annotations

from collections.abc import Iterable

from tashabuk.model import Tie, TieLabel
from tashabuk.relate.graph import SignedEdge, SignedGraph


def signed_graph(ties: Iterable[Tie]) -> SignedGraph:
    """An edge for each undirected tie that is not faint, by its label.

    Allies and partners are +, rivals and enemies −, each with the weight |C − K|: what a split that violates the edge
    costs more than one that does not. An entangled tie is both, with the weights C and K.
    """
    edges = [edge for tie in ties if (edge := _edge(tie)) is not None]
    nodes = {n for edge in edges for n in (edge.a, edge.b)}
    return SignedGraph(tuple(sorted(nodes)), tuple(sorted(edges, key=lambda e: (e.a, e.b))))


def _edge(tie: Tie) -> SignedEdge | None:
    good, bad = tie.cooperation.weight, tie.conflict.weight
    if tie.label is TieLabel.FAINT or good == bad == 0:
        return None
    if tie.label is TieLabel.ENTANGLED:
        return SignedEdge(tie.a, tie.b, good, bad)
    return SignedEdge(tie.a, tie.b, max(good - bad, 0.0), max(bad - good, 0.0))
