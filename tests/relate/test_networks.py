"""The signed graph: one edge a tie that is not faint, by its label."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashabuk.model import TieLabel
from tashabuk.relate.networks import signed_graph
from tashabuk.relate.observations import from_columns
from tashabuk.relate.ties import Thresholds, TieOptions, ties

NAMES = tuple("ABCDE")
FIRST = dt.date(2021, 1, 1).toordinal()


def coded(*events):
    """(actor, recipient, day, score) as rows."""
    a, b, day, score = zip(*events, strict=True) if events else ((),) * 4
    return from_columns(
        NAMES,
        np.array([NAMES.index(n) for n in a], np.int32),
        np.array([NAMES.index(n) for n in b], np.int32),
        np.array(day, np.int32) + np.int32(FIRST),
        np.array(score, np.float64),
        np.ones(len(a), np.int32),
        np.arange(len(a)),
    )


def test_entangled_ties_are_both_and_faint_ones_nothing():
    rows = coded(
        ("A", "B", 0, 8), ("B", "A", 1, -4), ("C", "A", 0, 9), ("A", "C", 9, -1), ("B", "C", 3, -9), ("D", "A", 0, 2)
    )
    graph = signed_graph(rows)
    assert graph.nodes == ("A", "B", "C")
    assert [(e.a, e.b, e.positive, e.negative, e.entangled) for e in graph.edges] == [
        ("A", "B", 8, 4, True),
        ("A", "C", 8, 0, False),
        ("B", "C", 0, 9, False),
    ]


events = st.tuples(
    *[st.sampled_from(NAMES)] * 2, st.integers(0, 900), st.sampled_from([7.4, 4.0, 2.1, -3.0, -9.3])
).filter(lambda e: e[0] != e[1])
options = st.builds(
    TieOptions,
    start=st.sampled_from([None, dt.date(2021, 6, 1)]),
    at=st.sampled_from([None, dt.date(2023, 1, 1)]),
    thresholds=st.builds(Thresholds, faint=st.sampled_from([0, 4, 20])),
)


@given(st.lists(events), options)
def test_it_says_what_the_ties_say(given_events, chosen):
    rows = coded(*given_events)
    expected = {}
    for tie in ties(rows, chosen):
        good, bad = tie.cooperation.weight, tie.conflict.weight
        if tie.label is TieLabel.ENTANGLED:
            expected[tie.a, tie.b] = good, bad
        elif tie.label is not TieLabel.FAINT:
            expected[tie.a, tie.b] = max(good - bad, 0), max(bad - good, 0)
    found = {(e.a, e.b): (e.positive, e.negative) for e in signed_graph(rows, chosen).edges}
    assert found.keys() == expected.keys()
    for pair, weights in found.items():
        assert weights == pytest.approx(expected[pair])


@given(st.permutations([2.1, 2.1, 2.1, 2.1, -2.1, 7.4, 0.1, 0.2, -3.0]))
def test_the_order_of_events_never_decides_a_label(scores):
    events_ = [("A", "B", n, score) for n, score in enumerate(scores)]
    good, bad = sum(sorted(s for s in scores if s > 0)), -sum(s for s in scores if s < 0)
    exact = Thresholds(faint=good + bad, entangled=1 - (good - bad) / (good + bad), strong=good + bad)
    (tie,) = ties(coded(*events_), TieOptions(thresholds=exact))
    (edge,) = signed_graph(coded(*events_), TieOptions(thresholds=exact)).edges
    assert (tie.label, edge.entangled) == (TieLabel.ENTANGLED, True)


@pytest.mark.parametrize("room", [0, 1_000_000])
def test_few_pairs_of_many_actors_are_the_same_as_many_of_few(monkeypatch, room):
    monkeypatch.setattr("tashabuk.relate.channels.ROOM", room)
    rows = coded(("E", "A", 0, 8), ("A", "E", 5, 2), ("B", "D", 7, -9))
    assert [(e.a, e.b, e.positive, e.negative) for e in signed_graph(rows).edges] == [
        ("A", "E", 10, 0),
        ("B", "D", 0, 9),
    ]
