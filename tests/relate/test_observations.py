"""Rows of statements and coded events: who, when, how much, and the way back to their ids."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashabuk.model import Certainty, EventType, PartialDate, Sign, Span, Statement
from tashabuk.relate.channels import history, pair_periods, rows_between
from tashabuk.relate.observations import UNDATED, CodedIds, Dated, from_columns, from_statements, joined
from tashabuk.relate.periods import Step, period_numbers, period_start
from tashabuk.relate.ties import TieOptions, ties


def told(*given_statements):
    items = []
    for n, (actor, event, recipient, date) in enumerate(given_statements):
        kind = EventType(event)
        statement = Statement(
            "d",
            tuple(actor.split("+")),
            tuple(recipient.split("+")) if recipient else (),
            kind,
            kind.usual_sign,
            Span(n, n + 1),
            "x",
            Span(0, 99),
            date=PartialDate.parse(date) if date else None,
        )
        items.append(Dated(statement, f"s{n}"))
    return from_statements(items)


def coded(*events, numbers=None):
    names = tuple(sorted({n for a, b, *_ in events for n in (a, b)}))
    column = lambda k, kind: np.array([e[k] for e in events], kind)  # noqa: E731
    return from_columns(
        names,
        np.array([names.index(e[0]) for e in events], np.int32),
        np.array([names.index(e[1]) for e in events], np.int32),
        np.array([dt.date.fromisoformat(e[2]).toordinal() for e in events], np.int32),
        column(3, np.float64),
        column(4, np.int32),
        np.arange(len(events)) + 100 if numbers is None else np.array(numbers),
    )


def test_a_mutual_statement_is_one_row_and_counts_both_ways():
    rows = told(("GHA+TGO", "CONSULT", "", "2020"))
    assert (len(rows), rows.mutual.tolist()) == (1, [True])
    assert {(t.a, t.b) for t in ties(rows, TieOptions(directed=True))} == {("GHA", "TGO"), ("TGO", "GHA")}
    assert [t.cooperation.weight for t in ties(rows)] == [pytest.approx(2.1)]


def test_what_has_no_sign_or_no_weight_makes_no_row():
    assert len(told(("GHA", "REQUEST", "TGO", None))) == 0
    statement = Statement("d", ("A",), ("B",), EventType.AID, Sign.POSITIVE, Span(0, 1), "x", Span(0, 9))
    denied = Dated(Statement(**{**_fields(statement), "certainty": Certainty.NEGATED}), "s")
    assert len(from_statements([denied])) == 0
    assert len(from_statements([denied], {Certainty.NEGATED: 1.0})) == 1
    assert from_statements([Dated(statement, "s")], evidence={"s": 2.5}).weight.tolist() == [2.5]


def _fields(statement):
    return {name: getattr(statement, name) for name in statement.__slots__}


def test_an_event_of_n_sources_weighs_one_plus_log2_n():
    rows = coded(("GHA", "TGO", "2020-05-01", 4.0, 8), ("TGO", "GHA", "2020-06-01", -5.0, 1))
    (tie,) = ties(rows)
    assert (tie.cooperation.weight, tie.conflict.weight) == (pytest.approx(16.0), pytest.approx(5.0))
    assert tie.cooperation.statements == ("coded:100",)
    assert CodedIds.row_of("coded:100") == 100
    assert CodedIds.row_of("3f2a") is None


def test_an_event_that_is_coded_both_ways_is_one_mutual_act():
    once, other = ("GHA", "TGO", "2020-05-01", 2.1, 1), ("GHA", "BEN", "2020-05-01", 2.1, 1)
    rows = coded(once, ("TGO", "GHA", "2020-05-01", 2.1, 1), other, numbers=[7, 7, 7])
    assert sorted(zip(rows.mutual.tolist(), rows.a.tolist(), rows.b.tolist(), strict=True)) == [
        (False, 1, 0),
        (True, 1, 2),
    ]
    assert {(t.a, t.b): (t.cooperation.weight, t.cooperation.statements) for t in ties(rows)} == {
        ("GHA", "TGO"): (pytest.approx(2.1), ("coded:7",)),
        ("BEN", "GHA"): (pytest.approx(2.1), ("coded:7",)),
    }
    assert {(t.a, t.b) for t in ties(rows, TieOptions(directed=True))} == {
        ("GHA", "TGO"),
        ("TGO", "GHA"),
        ("GHA", "BEN"),
    }


def test_statements_and_coded_events_add_up():
    both = joined(told(("GHA", "AID", "TGO", "2020-05")), coded(("BEN", "GHA", "2020-05-01", -5.0, 1)))
    found = {(t.a, t.b): (t.cooperation.statements, t.conflict.statements) for t in ties(both)}
    assert found == {("GHA", "TGO"): (("s0",), ()), ("BEN", "GHA"): ((), ("coded:100",))}


def test_channels_of_a_pair_by_month():
    rows = told(
        ("GHA", "AID", "TGO", "2020-05-03"),
        ("TGO", "ASSAULT", "GHA", "2020-05-20"),
        ("GHA", "AID", "TGO", "2020-07"),
        ("GHA", "AID", "TGO", None),
    )
    found = pair_periods(rows, Step.MONTH, directed=False)
    assert [
        (found.names[a], found.names[b], period_start(p, Step.MONTH).isoformat(), c, k)
        for a, b, p, c, k in zip(found.a, found.b, found.period, found.cooperation, found.conflict, strict=True)
    ] == [("GHA", "TGO", "2020-05-01", 7.4, 9.3), ("GHA", "TGO", "2020-07-01", 7.4, 0.0)]
    assert len(pair_periods(rows)) == 3


def test_a_history_has_every_period_and_decays():
    rows = told(("GHA", "AID", "TGO", "2019-12-31"), ("GHA", "ASSAULT", "TGO", "2021-12-31"))
    steps = history(rows_between(rows, "TGO", "GHA"), Step.YEAR, half_life_days=365)
    assert [(s.start, s.cooperation, s.conflict) for s in steps] == [
        ("2019-01-01", 7.4, 0.0),
        ("2020-01-01", 0.0, 0.0),
        ("2021-01-01", 0.0, 9.3),
    ]
    assert [s.cooperation_level for s in steps] == [
        pytest.approx(7.4),
        pytest.approx(7.4 * 0.5 ** (366 / 365)),
        pytest.approx(7.4 * 0.5 ** (731 / 365)),
    ]
    assert steps[2].conflict_ids == ("s1",)


def test_directed_rows_of_a_pair_leave_out_the_way_back():
    rows = told(("GHA", "AID", "TGO", None), ("TGO", "ASSAULT", "GHA", None), ("GHA+TGO", "AGREE", "", None))
    assert [rows.ids[n] for n in rows_between(rows, "TGO", "GHA", directed=True).source] == ["s1", "s2"]
    assert len(rows_between(rows, "GHA", "BEN")) == 0


def test_nothing_observed_has_no_measures():
    rows = told()
    assert (ties(rows), len(pair_periods(rows)), history(rows)) == ([], 0, [])


days = st.dates(dt.date(1, 1, 1), dt.date(9998, 12, 31))


@given(days, st.sampled_from(list(Step)))
def test_every_day_lies_in_its_period(day, step):
    number = int(period_numbers(np.array([day.toordinal()], np.int32), step)[0])
    assert period_start(number, step) <= day < period_start(number + 1, step)


events = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.sampled_from(["AID", "ASSAULT", "CONSULT", "ACCUSE"]),
        st.sampled_from("DEF"),
        st.dates(dt.date(2000, 1, 1), dt.date(2020, 12, 31)).map(str),
    ),
    min_size=1,
    max_size=12,
)


@given(events, st.integers(-3000, 3000))
def test_shifting_all_dates_shifts_all_windows(made, shift):
    def shifted(text):
        return str(dt.date.fromisoformat(text) + dt.timedelta(days=shift))

    start, end, at = dt.date(2003, 1, 1), dt.date(2018, 1, 1), dt.date(2017, 6, 1)
    move = dt.timedelta(days=shift)
    before = ties(told(*made), TieOptions(start=start, end=end, at=at))
    after = ties(
        told(*((a, e, b, shifted(d)) for a, e, b, d in made)),
        TieOptions(start=start + move, end=end + move, at=at + move),
    )
    assert [(t.a, t.b, t.cooperation.weight, t.conflict.weight) for t in before] == [
        (t.a, t.b, t.cooperation.weight, t.conflict.weight) for t in after
    ]


@given(events)
def test_the_channels_never_mix(made):
    """What is hostile never touches cooperation: without it, cooperation is the same; and the other way round."""
    friendly = [m for m in made if m[1] in ("AID", "CONSULT")]
    hostile = [m for m in made if m[1] not in ("AID", "CONSULT")]
    whole = {(t.a, t.b): (t.cooperation.weight, t.conflict.weight) for t in ties(told(*made))}
    for part, channel in ((friendly, 0), (hostile, 1)):
        for tie in ties(told(*part)):
            weights = (tie.cooperation.weight, tie.conflict.weight)
            assert weights[channel] == pytest.approx(whole[tie.a, tie.b][channel])
            assert weights[1 - channel] == 0


@given(events)
def test_periods_add_up_to_the_tie(made):
    rows = told(*made)
    periods = pair_periods(rows, Step.QUARTER, directed=False)
    total = sum(t.cooperation.weight for t in ties(rows))
    assert periods.cooperation.sum() == pytest.approx(total)
    assert int(periods.rows.sum()) == len(rows)
    assert (rows.day != UNDATED).all()
