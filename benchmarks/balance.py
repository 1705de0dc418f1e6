"""Exact balance of published networks, agreement and times: `python benchmarks/balance.py [FOLDER]`.

FOLDER holds `known_values.json` and the networks that it names (default: ../shared/bench). Everything runs on one
thread; its processor time is that of a machine with nothing else to do.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command has it

import json
import math
import random
import resource
import sys
import time
from pathlib import Path
from typing import Any

from tashabuk.relate.clusterability import clusterability
from tashabuk.relate.frustration import line_index
from tashabuk.relate.graph import SignedGraph
from tashabuk.relate.spectral import algebraic_conflict, walk_balance
from tashabuk.relate.triads import triad_census
from tashabuk.workbench.edges import read_edges


def main(folder: Path) -> None:
    """Measure every network, then one of 10,000 actors."""
    networks = json.loads((folder / "signed" / "known_values.json").read_text(encoding="utf-8"))["networks"]
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'network':26} {'n':>4} {'m':>5} {'index':>5} {'unique':>6} {'agrees':>6} {'clock s':>8} {'cpu s':>6}")
    seconds: dict[str, float] = {}
    agreed = 0
    for name, known in networks.items():
        graph = read_edges(folder / known["file"]).graph
        clock, cpu = time.perf_counter(), time.process_time()
        found = line_index(graph)
        clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
        seconds[name] = cpu
        agrees = found.exact and found.index == known["frustration_index"] and rest_agrees(graph, known)
        agreed += agrees
        print(
            f"{name:26} {len(graph.nodes):4} {len(graph.edges):5} {found.index:5.0f} {found.unique!s:>6} {agrees!s:>6} "
            f"{clock:8.2f} {cpu:6.2f}"
        )
    windows = [s for name, s in seconds.items() if name.startswith("cow_")]
    whole = sum(seconds.values())
    print(f"{agreed} of {len(networks)} networks agree in every value; index of all in {whole:.1f} s of processor time")
    mean = sum(windows) / len(windows)
    print(
        f"{len(windows)} Correlates of War windows: slowest {max(windows):.2f} s, mean {mean:.2f} s of processor time"
    )
    large()


def rest_agrees(graph: SignedGraph, known: dict[str, Any]) -> bool:
    """Whether triads, degrees of balance and clusterability are as known."""
    census = triad_census(graph)
    pairs = [
        (walk_balance(graph), known["walk_balance"]),
        (algebraic_conflict(graph), known["algebraic_conflict_largest_component"]),
        (census.balanced_share, known["triangle_balance"]),
    ]
    if known.get("clusterability_index_any_k") is not None:
        found = clusterability(graph)
        pairs.append((found.index if found.exact else None, known["clusterability_index_any_k"]))
    same = all(a == b or (a is not None and b is not None and math.isclose(a, b, abs_tol=1e-6)) for a, b in pairs)
    return same and list(census.negative) == list(known["triads"].values())


def large(actors: int = 10_000, ties: int = 50_000) -> None:
    """Bounds of a random graph that is too large for a proof."""
    chance = random.Random(1)
    pairs = {tuple(sorted(chance.sample(range(actors), 2))) for _ in range(ties)}
    signs = ((1.0, 0.0), (0.0, 1.0))
    graph = SignedGraph.of({(f"{a:05}", f"{b:05}"): chance.choice(signs) for a, b in sorted(pairs)})
    started = time.process_time()
    found = line_index(graph, seconds=30)
    took = time.process_time() - started
    print(f"{actors} actors, {len(pairs)} ties of random sign, limit 30 s, took {took:.0f} s of processor time:")
    print(f"{found.bound:.0f} ≤ index ≤ {found.index:.0f}")
    started = time.perf_counter()
    triangles = triad_census(graph).triangles
    print(f"{triangles} triangles in {time.perf_counter() - started:.2f} s")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB resident at most")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / ".." / "shared" / "bench")
