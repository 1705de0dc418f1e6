"""Use case: how balanced a signed graph is, which blocs it falls into, and which ties strain them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tashabuk.errors import DataError
from tashabuk.relate.budget import QUICK
from tashabuk.relate.clusterability import Clustering, clusterability
from tashabuk.relate.cover import Progress
from tashabuk.relate.frustration import LineIndex, line_index
from tashabuk.relate.graph import SignedGraph
from tashabuk.relate.landscape import Landscape, landscape
from tashabuk.relate.spectral import algebraic_conflict, walk_balance
from tashabuk.relate.triads import TriadCensus, triad_census


@dataclass(frozen=True, slots=True)
class BalanceOptions:
    """`clusters` asks for k-way blocs, `limit` their greatest number (None: any); `landscape` for local minima.

    Each solution may take `seconds` of processor time.
    """

    weighted: bool = False
    clusters: bool = False
    limit: int | None = None
    landscape: bool = False
    sizes: Mapping[str, float] = field(default_factory=dict)
    seconds: float = QUICK


@dataclass(frozen=True, slots=True)
class BalanceView:
    """What is known of a graph's balance; None what was not asked for or cannot be had."""

    graph: SignedGraph
    weighted: bool
    seconds: float
    index: LineIndex
    triads: TriadCensus
    walks: float | None
    conflict: float | None
    clusters: Clustering | None
    landscape: Landscape | None


def balance(graph: SignedGraph, options: BalanceOptions, progress: Progress | None = None) -> BalanceView:
    """All measures of balance that were asked for. UsageError for impossible sizes or too wide a landscape."""
    weighted, seconds = options.weighted, options.seconds
    land = landscape(graph, options.sizes, weighted=weighted) if options.landscape else None
    index = line_index(graph, weighted=weighted, seconds=seconds, progress=progress)
    clusters = None
    if options.clusters:
        clusters = clusterability(graph, options.limit, weighted=weighted, seconds=seconds, progress=progress)
    return BalanceView(
        graph,
        weighted,
        seconds,
        index,
        triad_census(graph),
        walk_balance(graph),
        algebraic_conflict(graph),
        clusters,
        land,
    )


def read_sizes(path: Path) -> dict[str, float]:
    """Sizes of actors from a CSV file with the columns `actor,size`; DataError names the line that is wrong."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}: cannot be read ({error}). Give --sizes a CSV file in UTF-8.") from error
    sizes: dict[str, float] = {}
    for line, row in enumerate(rows, 2):
        try:
            sizes[row["actor"].strip()] = float(row["size"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise DataError(f"{path}:{line}: columns actor and size are needed, with a number in size.") from error
    return sizes
