"""Facts at or after the time of a forecast never change it."""

import datetime as dt

import numpy as np
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tashabuk.foresee.baselines import LastObject, MostFrequent
from tashabuk.foresee.blend import fit_blend
from tashabuk.foresee.facts import Facts, Index
from tashabuk.foresee.forecaster import Forecaster, Model, fit
from tashabuk.foresee.months import month_counts
from tashabuk.foresee.outlook import fit_outlook, outlook
from tashabuk.foresee.past import Past
from tashabuk.foresee.rules import fit_rules

from .worlds import world

AT = 10
DAYS = st.integers(0, AT - 1)
ENDS = st.integers(0, 7)


def _rows(days: st.SearchStrategy[int]) -> st.SearchStrategy[list[tuple[int, int, int, int]]]:
    return st.lists(st.tuples(ENDS, st.integers(0, 2), ENDS, days), max_size=25)


PAST, FUTURE = _rows(DAYS), _rows(st.integers(AT, AT + 5))
QUERIES = np.repeat(np.arange(8), 6), np.tile(np.arange(6), 8)


def _learned(facts: Facts) -> Model:
    """Rules and weights from the days before AT, however few the facts are."""
    index = Index(facts.between(0, AT))
    rules = fit_rules(index, 2, 6)
    return Model(rules, fit_blend(index, rules, 6, AT), fitted=True)


# A failure is plain as it is; to shrink one would take minutes of fitting.
@settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(PAST, FUTURE, FUTURE)
def test_who(
    past: list[tuple[int, int, int, int]], one: list[tuple[int, int, int, int]], other: list[tuple[int, int, int, int]]
) -> None:
    first, second = world(*past, *one), world(*past, *other)
    model, again = _learned(first), _learned(second)
    assert np.array_equal(model.rules.weight, again.rules.weight)
    assert np.array_equal(model.blend.weight, again.blend.weight)
    for make in (lambda f: Forecaster(f, model), LastObject, MostFrequent):
        assert np.array_equal(make(first).scores(AT, *QUERIES), make(second).scores(AT, *QUERIES))


def test_fitting_looks_at_nothing_of_the_test() -> None:
    random = np.random.default_rng(3)
    rows = [(*random.integers(0, 8, 2), int(random.integers(0, 30))) for _ in range(1500)]
    facts = world(*((a, 1, b, day) for a, b, day in rows))
    changed = facts.between(0, 25)
    one, other = fit(facts, 20, 25), fit(changed, 20, 25)
    assert one.fitted
    assert np.array_equal(one.rules.weight, other.rules.weight)
    assert np.array_equal(one.blend.weight, other.blend.weight)


START = dt.date(2020, 1, 1).toordinal()
EVENTS = st.lists(
    st.tuples(ENDS, ENDS, st.integers(0, 400), st.integers(0, 60), st.sampled_from([-3.0, 4.0])), max_size=40
)


def _past(rows: list[tuple[int, int, int, int, float]]) -> Past:
    """Rows (actor, recipient, day, days until it was known, score)."""
    table = np.array([row[:4] for row in rows], np.int64).reshape(-1, 4)
    day = START + table[:, 2]
    zeros, numbers = np.zeros(len(rows), np.int64), np.arange(len(rows))
    scores = np.array([row[4] for row in rows], np.float64)
    ids = [f"s{n}" for n in numbers]
    names = tuple("ABCDEFGH")
    return Past(names, table[:, 0], table[:, 1], zeros, day, day + table[:, 3], scores, numbers, ids)


@settings(max_examples=25, deadline=None)
@given(EVENTS, st.integers(0, 460))
def test_tie(rows: list[tuple[int, int, int, int, float]], at: int) -> None:
    """What had not happened, or was not known, on the day makes no difference, not even by its actors' names."""
    before = [row for row in rows if row[2] + row[3] < at]
    known, all_of_it = (_past(r).before(START + at) for r in (before, rows))
    assert known.names == all_of_it.names
    one, other = (month_counts(p, START + at, directed=True) for p in (known, all_of_it))
    assert np.array_equal(one.keys, other.keys)
    for channel, (own, opposite) in one.channels().items():
        again = other.channels()[channel]
        model = fit_outlook(own, opposite, one.months)
        assert np.array_equal(model.beta, fit_outlook(*again, other.months).beta)
        assert all(
            np.array_equal(p, q)
            for p, q in zip(
                outlook(model, own, opposite, one.months, 3), outlook(model, *again, other.months, 3), strict=True
            )
        )
