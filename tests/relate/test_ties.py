"""Ties by hand: every number here can be checked with pencil and paper."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashabuk.model import Certainty, EventType, Openness, PartialDate, Sign, Span, Statement, TieLabel
from tashabuk.relate.observations import Dated, from_statements
from tashabuk.relate.ties import Thresholds, TieOptions, label, ties


def statement(actor, event, recipient, *, date=None, certainty="asserted", openness=None, sign=None, at=0):
    kind = EventType(event)
    return Statement(
        document="d",
        actor=tuple(actor.split("+")),
        recipient=tuple(recipient.split("+")) if recipient else (),
        event=kind,
        sign=kind.usual_sign if sign is None else Sign(sign),
        span=Span(at, at + 1),
        trigger="x",
        sentence=Span(0, 10),
        date=PartialDate.parse(date) if date else None,
        certainty=Certainty(certainty),
        openness=Openness(openness) if openness else None,
    )


def dated(*statements):
    return from_statements([Dated(s, f"s{n}") for n, s in enumerate(statements)])


def test_the_two_channels_stay_apart():
    (tie,) = ties(dated(statement("IRN", "AID", "TALIBAN"), statement("TALIBAN", "ASSAULT", "IRN", certainty="hedged")))
    assert (tie.a, tie.b) == ("IRN", "TALIBAN")
    assert tie.cooperation.weight == pytest.approx(7.4)
    assert tie.conflict.weight == pytest.approx(9.3 / 2)
    assert tie.net == pytest.approx((7.4 - 4.65) / (7.4 + 4.65))
    assert tie.entanglement == pytest.approx(1 - abs(tie.net))
    assert tie.ambivalence == pytest.approx((7.4 + 4.65) / 2 - (7.4 - 4.65))
    assert tie.label is TieLabel.ENTANGLED


def test_what_is_denied_planned_asked_or_supposed_weighs_nothing():
    unsure = [statement("A", "AID", "B", certainty=c) for c in ("negated", "future", "question", "hypothetical")]
    assert ties(dated(*unsure)) == []


def test_a_mutual_statement_ties_all_its_actors():
    found = ties(dated(statement("A+B+C", "CONSULT", "")))
    assert {(t.a, t.b) for t in found} == {("A", "B"), ("A", "C"), ("B", "C")}
    assert all(t.cooperation.weight == pytest.approx(2.1) for t in found)


def test_directed_ties_count_one_way():
    found = ties(dated(statement("A", "AID", "B"), statement("B", "ASSAULT", "A")), TieOptions(directed=True))
    assert {(t.a, t.b, round(t.net or 0)) for t in found} == {("A", "B", 1), ("B", "A", -1)}


def test_decay_halves_in_one_half_life():
    options = TieOptions(at=dt.date(2022, 1, 1), half_life_days=365)
    (tie,) = ties(dated(statement("A", "AID", "B", date="2021-01-01")), options)
    assert tie.cooperation.weight == pytest.approx(3.7)


def test_the_window_is_half_open_and_leaves_out_what_has_no_date():
    items = dated(*(statement("A", "AID", "B", date=d) for d in ("2020-12-31", "2021-01-01", "2022-01-01", None)))
    (tie,) = ties(items, TieOptions(start=dt.date(2021, 1, 1), end=dt.date(2022, 1, 1)))
    assert tie.cooperation.statements == ("s1",)


def test_covert_share_counts_only_what_is_known():
    (tie,) = ties(
        dated(
            statement("A", "AID", "B", openness="covert"),
            statement("A", "AID", "B", openness="overt"),
            statement("A", "AID", "B"),
        )
    )
    assert tie.cooperation.covert_share == pytest.approx(0.5)
    assert tie.conflict.covert_share is None


def test_a_secret_tie_surfaces():
    (tie,) = ties(
        dated(
            statement("A", "COOPERATE", "B", date="2016", openness="overt"),
            statement("A", "AID", "B", date="2017", openness="covert"),
            statement("A", "COOPERATE", "B", date="2021-09", openness="overt"),
        )
    )
    assert tie.surfacing is not None
    assert (tie.surfacing.covert, tie.surfacing.overt) == ("s1", "s2")
    assert tie.surfacing.overt_on == dt.date(2021, 9, 1)


LABELS = [
    (0.0, 3.0, TieLabel.FAINT),
    (30.0, 1.0, TieLabel.ALLY),
    (8.0, 0.0, TieLabel.PARTNER),
    (1.0, 30.0, TieLabel.ENEMY),
    (0.0, 8.0, TieLabel.RIVAL),
    (20.0, 18.0, TieLabel.ENTANGLED),
]


@pytest.mark.parametrize(("cooperation", "conflict", "expected"), LABELS)
def test_labels(cooperation, conflict, expected):
    assert label(cooperation, conflict, Thresholds()) is expected


actors = st.sampled_from("ABCD")
statements = st.lists(
    st.builds(
        statement,
        actors,
        st.sampled_from(["AID", "ASSAULT", "CONSULT", "ACCUSE", "REQUEST"]),
        actors,
        date=st.sampled_from([None, "2019", "2020-05", "2021-09-15"]),
    ),
    max_size=12,
)


@given(statements)
def test_invariants(made):
    for tie in ties(dated(*made)):
        assert tie.a < tie.b
        assert -1 <= tie.net <= 1
        assert 0 <= tie.entanglement <= 1
        assert tie.ambivalence <= min(tie.cooperation.weight, tie.conflict.weight) * 1.5 + 1e-9


@given(statements, st.randoms())
def test_order_does_not_matter(made, random):
    shuffled = made[:]
    random.shuffle(shuffled)
    assert [(t.a, t.b, t.label) for t in ties(dated(*made))] == [(t.a, t.b, t.label) for t in ties(dated(*shuffled))]
