"""How a tie goes on: counts by month, chances with intervals, and the scores of what was said."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashabuk.foresee.months import month_counts, months_later, pair_key
from tashabuk.foresee.outlook import (
    HORIZONS,
    USUAL,
    OutlookModel,
    fit_outlook,
    long_run_rate,
    outlook,
    same_as_last,
)
from tashabuk.foresee.past import Past, past_of
from tashabuk.foresee.scoring import probability_score, reliability
from tashabuk.model import Certainty, EventType, PartialDate, Sign, Span, Statement
from tashabuk.relate.observations import Dated

BY_HAND = OutlookModel(USUAL, 0, fitted=False)


def _said(
    date: str,
    published: str = "",
    actor: tuple[str, ...] = ("GHA",),
    recipient: tuple[str, ...] = ("TGO",),
    **fields: object,
) -> Dated:
    statement = Statement(
        document="d",
        actor=actor,
        recipient=recipient,
        event=EventType.CONSULT,
        sign=Sign.POSITIVE,
        span=Span(0, 3),
        trigger="زار",
        sentence=Span(0, 9),
        date=PartialDate.parse(date) if date else None,
        **fields,  # type: ignore[arg-type]
    )
    return Dated(statement, statement.id, dt.date.fromisoformat(published) if published else None)


def _ordinal(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal()


@pytest.mark.parametrize(
    ("date", "published", "day", "known"),
    [
        ("2020-03-05", "", "2020-03-05", "2020-03-05"),
        ("2020-03", "", "2020-03-31", "2020-03-31"),
        ("2020-03", "2020-03-10", "2020-03-10", "2020-03-10"),
        ("2019", "2021-05-04", "2019-12-31", "2021-05-04"),
        ("", "2021-05-04", "2021-05-04", "2021-05-04"),
    ],
)
def test_a_fact_has_the_day_it_happened_and_the_day_it_was_known(
    date: str, published: str, day: str, known: str
) -> None:
    past = past_of([_said(date, published)])
    assert (past.day.tolist(), past.known.tolist()) == ([_ordinal(day)], [_ordinal(known)])


def test_what_is_undated_or_not_said_to_have_happened_is_no_fact() -> None:
    items = [_said(""), _said("2020", certainty=Certainty.FUTURE), _said("2020", certainty=Certainty.NEGATED)]
    assert len(past_of(items)) == 0


def test_a_mutual_act_counts_once_a_pair_and_once_a_direction() -> None:
    past = past_of([_said("2020-03-05", actor=("GHA", "TGO"), recipient=())])
    at = _ordinal("2020-04-01")
    assert len(past) == 2
    assert month_counts(past, at, directed=False).cooperation.tolist() == [[1.0]]
    assert month_counts(past, at, directed=True).cooperation.tolist() == [[1.0], [1.0]]


def test_months_are_counted_back_from_the_forecast() -> None:
    past = past_of([_said(d) for d in ("2020-01-15", "2020-02-14", "2020-02-20", "2020-03-15")])
    counts = month_counts(past.before(_ordinal("2020-03-15")), _ordinal("2020-03-15"), directed=False)
    assert counts.cooperation.tolist() == [[2.0, 1.0]]
    assert counts.conflict.sum() == 0
    key = int(pair_key(np.array([1]), np.array([0]), 2, directed=False)[0])
    assert (counts.place(key), counts.place(99)) == (0, -1)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [("2021-01-31", 1, "2021-02-28"), ("2020-12-15", 1, "2021-01-15"), ("2021-03-31", -1, "2021-02-28")],
)
def test_months_later(day: str, months: int, expected: str) -> None:
    assert months_later(_ordinal(day), months) == _ordinal(expected)


COUNTS = st.lists(st.lists(st.integers(0, 9), min_size=6, max_size=6), min_size=1, max_size=5)


@given(COUNTS, st.integers(1, 6))
def test_chances_are_chances_grow_with_time_and_lie_in_their_interval(rows: list[list[int]], month: int) -> None:
    own = np.array(rows, np.float64)
    found = [outlook(BY_HAND, own, own[::-1], month, h) for h in HORIZONS]
    for middle, low, high in found:
        assert ((low >= 0) & (low <= middle) & (middle <= high) & (high <= 1)).all()
    assert (found[0][0] <= found[1][0]).all()
    assert (found[1][0] <= found[2][0]).all()


def test_baselines() -> None:
    own = np.array([[0.0, 3, 0, 0], [0, 0, 0, 1]])
    assert same_as_last(own, 4, 1).tolist() == [0, 1]
    assert same_as_last(own, 4, 3).tolist() == [1, 1]
    assert long_run_rate(own, 4, 1).tolist() == pytest.approx([0.3, 0.3])
    assert long_run_rate(own, 4, 3).tolist() == pytest.approx([1 - 0.7**3] * 2)


def test_the_fit_is_calibrated_where_rates_stay_and_beats_both_baselines() -> None:
    random = np.random.default_rng(5)
    rate = random.gamma(0.8, 1.2, 400)[:, None]
    own, other = random.poisson(rate, (400, 24)).astype(float), random.poisson(2.0, (400, 24)).astype(float)
    model = fit_outlook(own[:, :20], other[:, :20], 20)
    assert model.fitted
    happened = own[:, 20] > 0
    said = outlook(model, own, other, 20, 1)[0]
    assert said.mean() == pytest.approx(happened.mean(), abs=0.05)
    best = probability_score(said, happened)
    for baseline in (same_as_last, long_run_rate):
        assert best.brier < probability_score(baseline(own, 20, 1), happened).brier + 0.002


def test_few_windows_are_not_fitted_on() -> None:
    model = fit_outlook(np.ones((3, 5)), np.ones((3, 5)), 5)
    assert (model.fitted, model.beta.tolist()) == (False, USUAL.tolist())


def test_scores_by_hand() -> None:
    said, happened = np.array([1.0, 0.5, 0.0]), np.array([True, False, True])
    score = probability_score(said, happened)
    assert score.brier == pytest.approx((0 + 0.25 + 1) / 3, abs=1e-6)
    assert score.log == pytest.approx(-np.log([0.99, 0.5, 0.01]).mean(), abs=1e-4)
    assert np.isnan(probability_score(said[:0], happened[:0]).brier)


def test_reliability_puts_like_with_like() -> None:
    bins = reliability(np.array([0.11, 0.19, 0.95, 1.0]), np.array([False, True, True, True]))
    assert [(round(b.said, 3), b.happened, b.forecasts) for b in bins] == [(0.15, 0.5, 2), (0.975, 1.0, 2)]


def test_an_empty_past_has_no_names() -> None:
    assert isinstance(past_of([]), Past)
    assert past_of([]).before(5).names == ()
