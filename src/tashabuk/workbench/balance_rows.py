"""Balance and what-if as plain data, the same on the command line and in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tashabuk.model import Bloc, Strain, Triad
from tashabuk.relate.frustration import LineIndex
from tashabuk.workbench.balance import BalanceView
from tashabuk.workbench.what_if import WhatIfView, described

TRIADS = ("+++", "++-", "+--", "---")


def balance_row(view: BalanceView) -> dict[str, Any]:
    """All that is known as one object."""
    edges, found, census = view.graph.edges, view.index, view.triads
    row: dict[str, Any] = {
        "n": len(view.graph.nodes),
        "m": len(edges),
        "positive": sum(e.positive > 0 and not e.entangled for e in edges),
        "negative": sum(e.negative > 0 and not e.entangled for e in edges),
        "entangled": sum(e.entangled for e in edges),
        "weighted": view.weighted,
        "frustration": plain_number(found.index),
        "frustration_bound": plain_number(found.bound),
        "exact": found.exact,
        "reason": None if found.exact else ran_out(view.seconds),
        "frustration_of_entangled": plain_number(found.entangled),
        "normalised": rounded(found.normalised),
        "triangles": census.triangles,
        "balanced_triangles": census.balanced,
        "entangled_triangles": census.entangled,
        "triads": dict(zip(TRIADS, census.negative, strict=True)),
        "triangle_balance": rounded(census.balanced_share),
        "walk_balance": rounded(view.walks),
        "algebraic_conflict": rounded(view.conflict),
        "blocs": members_of(found.blocs),
        "parts": parts_of(found),
        "unbound": unbound_of(found),
        "unique": found.unique,
        "strained": [strain_row(s) for s in found.strains],
    }
    if view.clusters is not None:
        row["clusters"] = {
            "limit": view.clusters.limit,
            "violated": plain_number(view.clusters.index),
            "bound": plain_number(view.clusters.bound),
            "exact": view.clusters.exact,
            "blocs": members_of(view.clusters.blocs),
        }
    if view.landscape is not None:
        row["landscape"] = {
            "complete": view.landscape.complete,
            "minima": [
                {
                    "energy": plain_number(m.energy),
                    "basin": rounded(m.basin),
                    "blocs": members_of(m.blocs),
                    "frustration": dict(zip(view.landscape.actors, map(plain_number, m.frustration), strict=True)),
                }
                for m in view.landscape.minima
            ],
        }
    return row


def ran_out(seconds: float) -> str:
    """Why an index is not proved."""
    return f"{seconds:g} s of processor time ran out before a proof"


def strain_row(strain: Strain) -> dict[str, Any]:
    """A strained tie as flat fields."""
    return {"a": strain.a, "b": strain.b, "sign": int(strain.sign), "weight": plain_number(strain.weight)}


def actor_rows(view: BalanceView) -> list[dict[str, Any]]:
    """A row an actor: its bloc, its ties, and how many and how much of them are strained."""
    bloc = {name: n for n, b in enumerate(view.index.blocs, 1) for name in b.members}
    cluster = {name: n for n, b in enumerate(view.clusters.blocs if view.clusters else (), 1) for name in b.members}
    rows: dict[str, dict[str, Any]] = {
        name: {"actor": name, "bloc": bloc[name], "ties": 0, "strained": 0, "strained_weight": 0.0}
        for name in view.graph.nodes
    }
    for edge in view.graph.edges:
        for name in (edge.a, edge.b):
            rows[name]["ties"] += 1
    for strain in view.index.strains:
        for name in (strain.a, strain.b):
            rows[name]["strained"] += 1
            rows[name]["strained_weight"] += strain.weight
    for name, number in cluster.items():
        rows[name]["cluster"] = number
    return list(rows.values())


def what_if_object(view: WhatIfView) -> dict[str, Any]:
    """A supposition and its answer as one object."""
    found = view.found
    return {
        "changes": described(view.changes),
        "weighted": view.weighted,
        "before": _index(found.before, view.seconds),
        "after": _index(found.after, view.seconds),
        "balanced_triangles": {"before": found.triads_before.balanced, "after": found.triads_after.balanced},
        "crossed": list(found.crossed),
        "strained": [strain_row(s) for s in found.strained],
        "eased": [strain_row(s) for s in found.eased],
        "unbalanced_triads": [_triad(t) for t in found.unbalanced],
        "released_triads": [_triad(t) for t in found.released],
        "gain_by_turning": [
            {"a": t.a, "b": t.b, "sign": int(t.sign), "gain": plain_number(t.gain)} for t in found.turnings.ties
        ],
        "gain_by_turning_complete": found.turnings.complete,
    }


def _index(index: LineIndex, seconds: float) -> dict[str, Any]:
    return {
        "frustration": plain_number(index.index),
        "bound": plain_number(index.bound),
        "exact": index.exact,
        "reason": None if index.exact else ran_out(seconds),
        "unique": index.unique,
        "blocs": members_of(index.blocs),
        "parts": parts_of(index),
        "unbound": unbound_of(index),
        "strained": [strain_row(s) for s in index.strains],
    }


def _triad(triad: Triad) -> dict[str, Any]:
    return {"actors": list(triad.actors), "signs": [int(s) for s in triad.signs]}


def members_of(blocs: Sequence[Bloc]) -> list[list[str]]:
    """The members of each bloc that has any."""
    return [list(b.members) for b in blocs if b.members]


def parts_of(index: LineIndex) -> list[list[list[str]]]:
    """The two sides of each part of a network that ties bind to sides, the greatest part first."""
    return [members_of(part) for part in index.parts if sum(len(b.members) for b in part) > 1]


def unbound_of(index: LineIndex) -> list[str]:
    """The actors whom nothing binds to a side: without ties, or with entangled ones alone."""
    return [m for part in index.parts if sum(len(b.members) for b in part) == 1 for b in part for m in b.members]


def plain_number(value: float) -> int | float:
    """A whole number where it is one."""
    return int(value) if float(value).is_integer() else float(f"{value:.9g}")


def rounded(value: float | None) -> float | None:
    """Seven digits behind the point."""
    return None if value is None else round(value, 7)
