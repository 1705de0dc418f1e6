"""Bounds by eigenvalues: never above the least, close where ties are dense, and a proof where there are two camps."""

import itertools
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tashabuk.relate.binding import binding
from tashabuk.relate.budget import Budget
from tashabuk.relate.frustration import line_index, solved
from tashabuk.relate.gains import turnings
from tashabuk.relate.graph import SignedGraph
from tashabuk.relate.semidefinite import LARGEST, Certificate, certificate, relaxed_bound
from tashabuk.relate.splits import good_split

PLUS, MINUS = (1.0, 0.0), (0.0, 1.0)
WEIGHTS = (PLUS, MINUS, (2.5, 0.0), (0.0, 0.75), (3.0, 1.0))


@st.composite
def graphs(draw):
    names = "ABCDEFG"[: draw(st.integers(1, 7))]
    pairs = list(itertools.combinations(names, 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return SignedGraph.of({pair: draw(st.sampled_from(WEIGHTS)) for pair in chosen}, names)


def every_split(ties):
    return (np.array([1, *rest]) for rest in itertools.product([1, -1], repeat=ties.size - 1))


@settings(max_examples=150, deadline=None)
@given(graphs(), st.booleans(), st.randoms())
def test_no_split_is_below_a_bound_or_nearer_than_said(graph, weighted, chance) -> None:
    ties = binding(graph, weighted=weighted)
    costs = {tuple(ties.violated(s).tolist()): ties.cost(s) for s in every_split(ties)}
    least = min(costs.values())
    some = np.array([chance.choice([1, -1]) for _ in range(ties.size)])
    for sides in (some, good_split(ties, Budget(60))):
        proof, cost = certificate(ties, sides), ties.cost(sides)
        assert proof.bound <= least + 1e-6
        if proof.bound == cost:
            others = [c for violated, c in costs.items() if violated != tuple(ties.violated(sides).tolist())]
            assert all(other >= cost + proof.apart - 1e-6 for other in others)
    assert relaxed_bound(ties, least, 0.0, Budget(60)) <= least + 1e-6


def test_the_example_of_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "methods" / "balance.md").read_text(encoding="utf-8")
    enemies = binding(SignedGraph.of(dict.fromkeys(itertools.combinations("ABC", 2), MINUS)), weighted=False)
    matrix = np.eye(3) - enemies.matrix().toarray()
    assert np.linalg.eigvalsh(matrix) == pytest.approx([0, 0, 3], abs=1e-12)
    assert (3 - 3 / 2) / 2 == 0.75
    assert "L ≥ (3 − 3/2)/2 = 0.75, and as ties are counted in ones, L ≥ 1" in page
    assert relaxed_bound(enemies, 1.0, 0.0, Budget(60)) == 1


def camps(size, noise, seed=1):
    """Two camps in which everybody is tied to everybody, and a share of ties turned; and what that leaves strained."""
    chance = random.Random(seed)
    names = [f"{n:03}" for n in range(size)]
    turned = {p for p in itertools.combinations(names, 2) if chance.random() < noise}
    friends = {p: (int(p[0]) % 2 == int(p[1]) % 2) != (p in turned) for p in itertools.combinations(names, 2)}
    return SignedGraph.of({p: PLUS if f else MINUS for p, f in friends.items()}), len(turned)


def test_two_camps_with_noise_are_proved_at_once() -> None:
    graph, strained = camps(60, 0.15)
    found = solved(binding(graph, weighted=False), Budget(60))
    assert (found.best.cost, found.best.proved, found.program) == (strained, True, None)
    assert found.apart > 1
    index = line_index(graph)
    assert (index.index, index.exact, index.unique) == (strained, True, True)
    assert all(len({int(n) % 2 for n in bloc.members}) == 1 for bloc in index.blocs)
    gains = turnings(graph)
    assert (len(gains.ties), gains.complete) == (strained, True)


def test_a_dense_network_without_camps_has_a_close_bound() -> None:
    chance = random.Random(4)
    pairs = itertools.combinations([f"{n:02}" for n in range(70)], 2)
    ties = binding(SignedGraph.of({p: chance.choice([PLUS, MINUS]) for p in pairs}), weighted=False)
    cost = ties.cost(good_split(ties, Budget(60)))
    assert 0.93 * cost < relaxed_bound(ties, cost, 0.0, Budget(60)) < cost


@pytest.mark.parametrize("size", [0, LARGEST + 1])
def test_nothing_is_said_of_nobody_or_of_too_many(size) -> None:
    ties = binding(SignedGraph.of({}, [f"{n:04}" for n in range(size)]), weighted=False)
    assert certificate(ties, np.ones(size, np.int64)) == Certificate(0.0, 0.0)
    assert relaxed_bound(ties, 0.0, 0.0, Budget(60)) == 0


def test_without_any_time_there_is_an_answer_still() -> None:
    graph, strained = camps(30, 0.4, seed=3)
    found = line_index(graph, seconds=0)
    assert 0 <= found.bound <= found.index <= strained
    assert turnings(graph, seconds=0).ties == () or found.exact
