"""Balance against brute force, published networks and its own invariants; the worked examples of `docs/methods/`."""

import csv
import itertools
import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tashabuk.errors import UsageError
from tashabuk.model import Sign
from tashabuk.relate.clusterability import clusterability
from tashabuk.relate.frustration import line_index
from tashabuk.relate.gains import turnings
from tashabuk.relate.graph import SignedGraph
from tashabuk.relate.landscape import landscape
from tashabuk.relate.spectral import algebraic_conflict, walk_balance
from tashabuk.relate.triads import triad_census, triads

BENCH = Path(__file__).parents[2] / ".." / "shared" / "bench"
KNOWN = BENCH / "signed" / "known_values.json"
NETWORKS = json.loads(KNOWN.read_text(encoding="utf-8"))["networks"] if KNOWN.exists() else {}
PLUS, MINUS, BOTH = (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)


def graph_of(text: str) -> SignedGraph:
    """`A+B` a friendly tie, `A-B` a hostile one, `A*B` an entangled one."""
    signs = {"+": PLUS, "-": MINUS, "*": BOTH}
    return SignedGraph.of({(t[0], t[2]): signs[t[1]] for t in text.split()})


SQUARE = graph_of("A+B A-C A+D B-C B+D C+D")
"""The example of the pages: four actors, D friend of all, C enemy of A and B."""


def published(name: str) -> SignedGraph:
    with (BENCH / NETWORKS[name]["file"]).open(encoding="utf-8") as file:
        return SignedGraph.of(
            {(r["source"], r["target"]): PLUS if r["sign"] == "1" else MINUS for r in csv.DictReader(file)}
        )


needs_networks = pytest.mark.skipif(not NETWORKS, reason="needs ../shared/bench/signed")


@needs_networks
@pytest.mark.parametrize("name", NETWORKS)
def test_published_networks(name: str) -> None:
    graph, known = published(name), NETWORKS[name]
    found, census = line_index(graph), triad_census(graph)
    assert (found.index, found.exact) == (known["frustration_index"], True)
    assert found.normalised == pytest.approx(known["normalised_frustration_F"], abs=1e-6)
    assert len(found.strains) == found.index
    assert dict(zip(("+++", "++-", "+--", "---"), census.negative, strict=True)) == known["triads"]
    assert (census.triangles, census.entangled) == (known["triangles"], 0)
    assert census.balanced_share == pytest.approx(known["triangle_balance"], abs=1e-6)
    if known.get("clusterability_index_any_k") is not None:
        clusters = clusterability(graph)
        assert (clusters.index, clusters.exact) == (known["clusterability_index_any_k"], True)
    if len(graph.nodes) <= 40:
        assert walk_balance(graph) == pytest.approx(known["walk_balance"], abs=1e-6)
        assert algebraic_conflict(graph) == pytest.approx(known["algebraic_conflict_largest_component"], abs=1e-6)


# Small graphs of all kinds, and what exhaustive search says of them.


@st.composite
def graphs(draw, most=7, weights=(0, 1, 2, 5)):
    names = "ABCDEFGHIJKL"[: draw(st.integers(1, most))]
    pairs = list(itertools.combinations(names, 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    kind = st.tuples(st.sampled_from(weights), st.sampled_from(weights)).filter(any)
    return SignedGraph.of({pair: draw(kind) for pair in chosen}, names)


def lost(graph, blocs, weighted):
    """What a partition violates: friends apart, enemies together."""
    bloc = {name: n for n, members in enumerate(blocs) for name in members}
    parts = (e.negative if bloc[e.a] == bloc[e.b] else e.positive for e in graph.edges)
    return sum(p if weighted else p > 0 for p in parts)


def splits(names):
    """All splits into two, each once."""
    for bits in itertools.product([0, 1], repeat=len(names) - 1):
        chosen = {n for n, bit in zip(names[1:], bits, strict=True) if bit}
        yield tuple(n for n in names if n not in chosen), tuple(sorted(chosen))


def partitions(names):
    """All partitions."""
    if not names:
        yield []
        return
    for rest in partitions(names[1:]):
        yield [[names[0]], *rest]
        for n in range(len(rest)):
            yield [*rest[:n], [names[0], *rest[n]], *rest[n + 1 :]]


def binding_signs(graph, blocs, weighted):
    """What tells splits apart: which ties that bind are violated."""
    bloc = {name: n for n, members in enumerate(blocs) for name in members}
    nets = ((e, (e.positive - e.negative) if weighted else int(e.sign)) for e in graph.edges)
    return tuple((bloc[e.a] == bloc[e.b]) for e, net in nets if net)


@settings(max_examples=120, deadline=None)
@given(graphs(), st.booleans())
def test_brute_force_agrees_on_index_blocs_and_uniqueness(graph, weighted) -> None:
    costs = {split: lost(graph, split, weighted) for split in splits(graph.nodes)}
    least = min(costs.values())
    found = line_index(graph, weighted=weighted)
    assert found.exact
    assert found.index == least
    assert lost(graph, [b.members for b in found.blocs], weighted) == least
    assert sum(s.weight for s in found.strains) == least
    best = {binding_signs(graph, split, weighted) for split, cost in costs.items() if cost == least}
    assert found.unique == (len(best) == 1)


@pytest.mark.parametrize("seed", range(4))
def test_brute_force_agrees_on_twelve_actors(seed: int) -> None:
    chance = random.Random(seed)
    pairs = chance.sample(list(itertools.combinations("ABCDEFGHIJKL", 2)), 40)
    graph = SignedGraph.of({p: chance.choice([PLUS, MINUS, BOTH, (0.5, 2.25), (3.1, 0.2)]) for p in pairs})
    for weighted in (False, True):
        least = min(lost(graph, split, weighted) for split in splits(graph.nodes))
        assert line_index(graph, weighted=weighted).index == pytest.approx(least)


@settings(max_examples=40, deadline=None)
@given(graphs(most=6), st.booleans(), st.sampled_from([None, 1, 2, 3, 4]))
def test_brute_force_agrees_on_clusters(graph, weighted, limit) -> None:
    allowed = [p for p in partitions(graph.nodes) if limit is None or len(p) <= limit]
    found = clusterability(graph, limit, weighted=weighted)
    members = [b.members for b in found.blocs]
    assert found.exact
    assert found.index == min(lost(graph, p, weighted) for p in allowed) == lost(graph, members, weighted)
    assert limit is None or len(members) <= limit


@settings(max_examples=25, deadline=None)
@given(graphs(most=6), st.booleans())
def test_turning_a_tie_gains_what_is_said(graph, weighted) -> None:
    index = line_index(graph, weighted=weighted).index
    gains = {}
    for edge in graph.edges:
        flipped = {(e.a, e.b): (e.positive, e.negative) for e in graph.edges}
        flipped[edge.a, edge.b] = (edge.negative, edge.positive)
        after = line_index(SignedGraph.of(flipped, graph.nodes), weighted=weighted).index
        if after < index:
            gains[edge.a, edge.b] = index - after
    found = turnings(graph, weighted=weighted)
    assert found.complete
    assert {(t.a, t.b): t.gain for t in found.ties} == pytest.approx(gains)


# Invariants.


def switched(graph, chosen):
    """The graph with the signs of all ties across the cut turned."""
    return SignedGraph.of(
        {
            (e.a, e.b): (e.negative, e.positive) if (e.a in chosen) != (e.b in chosen) else (e.positive, e.negative)
            for e in graph.edges
        },
        graph.nodes,
    )


@settings(max_examples=60, deadline=None)
@given(graphs(most=10), st.sets(st.sampled_from("ABCDEFGHIJ")), st.booleans())
def test_turning_all_signs_across_a_cut_changes_no_balance(graph, chosen, weighted) -> None:
    one, two = graph, switched(graph, chosen)
    first, second = (line_index(g, weighted=weighted) for g in (one, two))
    assert (first.index, first.unique, first.entangled) == (second.index, second.unique, second.entangled)
    assert triad_census(one).balanced == triad_census(two).balanced
    assert triad_census(one).entangled == triad_census(two).entangled
    assert walk_balance(one) == pytest.approx(walk_balance(two))


@settings(max_examples=40, deadline=None)
@given(graphs(most=9), st.permutations("ABCDEFGHI"), st.randoms(), st.booleans())
def test_names_and_order_change_nothing(graph, names, random, weighted) -> None:
    new = dict(zip("ABCDEFGHI", names, strict=True))
    edges = list(graph.edges)
    random.shuffle(edges)
    other = SignedGraph.of({(new[e.b], new[e.a]): (e.positive, e.negative) for e in edges}, map(new.get, graph.nodes))
    one, two = (line_index(g, weighted=weighted) for g in (graph, other))
    assert (one.index, one.unique, one.total) == (two.index, two.unique, two.total)
    assert triad_census(graph) == triad_census(other)
    assert clusterability(graph).index == clusterability(other).index


@settings(max_examples=40, deadline=None)
@given(graphs(most=7), st.booleans())
def test_the_deepest_minimum_is_the_best_split(graph, weighted) -> None:
    found = landscape(graph, weighted=weighted)
    nets = [e.positive - e.negative if weighted else int(e.sign) for e in graph.edges]
    index = line_index(graph, weighted=weighted)
    hostile = -sum(n for n in nets if n < 0)
    assert found.complete
    assert sum(m.basin for m in found.minima) == pytest.approx(1 if found.minima else 0)
    if found.minima:
        assert found.minima[0].energy == pytest.approx(2 * (index.index - index.entangled - hostile))


@settings(max_examples=40, deadline=None)
@given(graphs(most=6))
def test_local_minima_are_all_found(graph) -> None:
    found = landscape(graph, weighted=True)
    actors = found.actors
    pull = {frozenset((e.a, e.b)): e.positive - e.negative for e in graph.edges}

    def energy(chosen):
        return sum(2 * p for pair, p in pull.items() if len(pair & chosen) == 1)

    sides = [frozenset(c) for r in range(len(actors) + 1) for c in itertools.combinations(actors, r)]
    stable = [s for s in sides if all(energy(s) <= energy(s ^ {a}) for a in actors)] if actors else []
    assert 2 * len(found.minima) == len(stable)
    assert [m.energy for m in found.minima for _ in range(2)] == sorted(map(energy, stable))


# By hand: the numbers of `docs/methods/`.


def test_triads_page() -> None:
    census = triad_census(SQUARE)
    assert (census.negative, census.balanced, census.triangles) == ((1, 2, 1, 0), 2, 4)
    assert census.balanced_share == 0.5
    (first, second) = triads(SQUARE, "A", "C")
    assert (first.actors, first.signs, first.balanced) == (("A", "B", "C"), (1, -1, -1), True)
    assert (second.actors, second.signs, second.balanced) == (("A", "C", "D"), (-1, 1, 1), False)
    assert walk_balance(SQUARE) == pytest.approx(0.592, abs=5e-4)
    entangled = graph_of("A+B A-C B*C")
    assert triad_census(entangled).entangled == 1
    assert triad_census(entangled).balanced_share is None


def test_balance_page() -> None:
    found = line_index(SQUARE)
    assert (found.index, found.exact, found.unique) == (1, True, True)
    assert [b.members for b in found.blocs] == [("A", "B", "D"), ("C",)]
    assert [(s.a, s.b, s.sign) for s in found.strains] == [("C", "D", Sign.POSITIVE)]
    assert found.normalised == pytest.approx(2 / 3)
    both = SignedGraph.of({("A", "B"): (3, 1), ("A", "C"): (0, 1), ("B", "C"): (5, 0)})
    assert line_index(both).index == 1
    weighted = line_index(both, weighted=True)
    assert (weighted.index, weighted.entangled, weighted.unique) == (2, 1, True)
    assert [(s.a, s.b, int(s.sign), s.weight) for s in weighted.strains] == [("A", "B", -1, 1), ("A", "C", -1, 1)]


def test_an_unbalanced_triangle_has_three_best_splits() -> None:
    assert line_index(graph_of("A-B A-C B-C")).unique is False


def test_clusterability_page() -> None:
    enemies = graph_of("A+B A-C B-C A-D B-D C-D")
    two, three = (clusterability(enemies, k) for k in (2, 3))
    assert (two.index, three.index, clusterability(enemies).index) == (1, 0, 0)
    assert [b.members for b in three.blocs] == [("A", "B"), ("C",), ("D",)]
    with pytest.raises(ValueError, match="0 blocs"):
        clusterability(enemies, 0)


def test_landscape_page() -> None:
    graph = graph_of("A+B A-C B+C")
    found = landscape(graph, {"A": 3, "B": 1, "C": 2})
    assert [(m.energy, [b.members for b in m.blocs]) for m in found.minima] == [(-8, [("A", "B"), ("C",)])]
    assert found.minima[0].frustration == (-2, 2, -2)
    assert found.minima[0].basin == 1
    equal = landscape(graph)
    assert [m.energy for m in equal.minima] == [0, 0, 0]


def test_sizes_must_make_sense() -> None:
    for sizes in ({"A": 0}, {"A": float("nan")}, {"Z": 1}):
        with pytest.raises(UsageError):
            landscape(SQUARE, sizes)


def test_nothing_at_all() -> None:
    empty = SignedGraph((), ())
    assert (line_index(empty).index, line_index(empty).normalised, line_index(empty).unique) == (0, None, True)
    assert (triad_census(empty).triangles, walk_balance(empty), algebraic_conflict(empty)) == (0, None, None)
    assert (clusterability(empty).blocs, landscape(empty).minima, turnings(empty).ties) == ((), (), ())
    alone = SignedGraph.of({}, ["A"])
    assert [b.members for b in line_index(alone).blocs] == [("A",), ()]


@pytest.mark.parametrize("factor", [1e-9, 0.37, 1e9])
def test_the_unit_of_weights_does_not_matter(factor) -> None:
    weights = {"AB": (0, 1.5), "AC": (0, 2.25), "BC": (0, 1.5), "CD": (3, 1), "AD": (1, 0), "BD": (0.5, 0)}
    graph, scaled = (
        SignedGraph.of({(k[0], k[1]): (p * f, n * f) for k, (p, n) in weights.items()}) for f in (1, factor)
    )
    one, two = line_index(graph, weighted=True), line_index(scaled, weighted=True)
    assert two.index == pytest.approx(one.index * factor)
    assert (two.exact, two.unique, two.blocs) == (one.exact, one.unique, one.blocs)
    clusters = clusterability(graph, weighted=True).index
    assert clusterability(scaled, weighted=True).index == pytest.approx(clusters * factor)
    gains = {(t.a, t.b): t.gain * factor for t in turnings(graph, weighted=True).ties}
    assert {(t.a, t.b): t.gain for t in turnings(scaled, weighted=True).ties} == pytest.approx(gains)


def test_when_time_runs_out_the_bounds_are_valid() -> None:
    chance = random.Random(1)
    names = [f"{n:02}" for n in range(60)]
    pairs = chance.sample(list(itertools.combinations(names, 2)), 600)
    graph = SignedGraph.of({p: chance.choice([PLUS, MINUS]) for p in pairs})
    found = line_index(graph, seconds=1)
    assert (found.exact, found.unique) == (False, None)
    assert 0 < found.bound < found.index == len(found.strains)
    assert turnings(graph, seconds=0.5).complete is False
