"""The worked examples of docs/methods: computed here, and their numbers found on the page."""

import datetime as dt
import math
from pathlib import Path

import pytest

from tashabuk.model import Certainty, EventType, Openness, PartialDate, Sign, Span, Statement, TieLabel
from tashabuk.relate.observations import Dated, from_statements
from tashabuk.relate.ties import TieOptions, ties

PAGES = Path(__file__).parents[2] / "docs" / "methods"


def page(name):
    return (PAGES / f"{name}.md").read_text(encoding="utf-8").replace("\n", " ")


def statement(actor, event, recipient, date, *, mode=None, certainty=Certainty.ASSERTED, openness=None, at=0):
    kind = EventType(event)
    return Statement(
        document="d",
        actor=(actor,),
        recipient=(recipient,),
        event=kind,
        sign=Sign(kind.usual_sign),
        span=Span(at, at + 1),
        trigger="x",
        sentence=Span(0, 10),
        mode=mode,
        date=PartialDate.parse(date),
        certainty=certainty,
        openness=openness,
    )


def rows(*statements):
    return from_statements([Dated(s, f"s{n}") for n, s in enumerate(statements)])


def test_ties():
    made = rows(
        statement("GHA", "AID", "TGO", "2021-01-01"),
        statement("TGO", "ASSAULT", "GHA", "2022-01-01", mode="heavy-weapons", certainty=Certainty.HEDGED),
    )
    (plain,) = ties(made)
    assert (plain.cooperation.weight, plain.conflict.weight) == (pytest.approx(7.4), pytest.approx(5))
    assert (round(plain.net, 3), round(plain.entanglement, 3), round(plain.ambivalence, 1)) == (0.194, 0.806, 3.8)
    assert plain.label is TieLabel.ENTANGLED
    (seen,) = ties(made, TieOptions(at=dt.date(2022, 1, 1)))
    assert (seen.cooperation.weight, round(seen.net, 3), round(seen.entanglement, 3)) == (
        pytest.approx(3.7),
        -0.149,
        0.851,
    )
    for figure in ("2.4/12.4 = 0.194", "entanglement 0.806", "= 3.8", "C = 3.7", "= −0.149", "entanglement 0.851"):
        assert figure in page("ties")


def test_openness():
    (tie,) = ties(
        rows(
            statement("A", "AID", "B", "2017", openness=Openness.COVERT),
            statement("A", "COOPERATE", "B", "2021-09", openness=Openness.OVERT),
            statement("A", "CONSULT", "B", "2019"),
        )
    )
    assert round(tie.cooperation.covert_share, 3) == 0.521
    assert (str(tie.surfacing.covert_on), str(tie.surfacing.overt_on)) == ("2017-01-01", "2021-09-01")
    for figure in ("7.4/(7.4 + 6.8) = 0.521", "covert by 2017-01-01, overt on 2021-09-01"):
        assert figure in page("openness")


def test_turning_points():
    """The page's arithmetic; that the point is found is in test_turning."""
    one_mean = 24 * ((math.sqrt(24) - 2) / 2) ** 2
    price = 3 * 1 * math.log(24)
    assert (round(one_mean, 1), round(price, 1)) == (50.4, 9.5)
    assert "= 50.4" in page("turning-points")
    assert "3·1·ln 24 = 9.5" in page("turning-points")


def test_third_parties():
    """The same system as in test_explain."""
    assert "USA min(12, 10) = 10, ISIS-K min(9, 20) = 9" in page("third-parties")
    assert "min(12, 2) = 2" in page("third-parties")
