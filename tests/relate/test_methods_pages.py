"""The worked examples of docs/methods: computed here, and their numbers found on the page."""

import datetime as dt
import math
from pathlib import Path

import numpy as np
import pytest

from tashabuk.model import Certainty, EventType, Openness, PartialDate, Sign, Span, Statement, TieLabel
from tashabuk.relate.channels import history, rows_between
from tashabuk.relate.clusterability import clusterability
from tashabuk.relate.explain import reasons
from tashabuk.relate.frustration import line_index
from tashabuk.relate.graph import SignedGraph
from tashabuk.relate.landscape import landscape
from tashabuk.relate.observations import Dated, from_columns, from_statements
from tashabuk.relate.spectral import walk_balance
from tashabuk.relate.ties import TieOptions, ties
from tashabuk.relate.triads import triad_census
from tashabuk.relate.turning import turning_points
from tashabuk.relate.whatif import SetTie, Without, what_if

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


def coded(*events):
    """(actor, recipient, day, score) as rows, one source each."""
    a, b, day, score = zip(*events, strict=True)
    names = tuple(sorted({*a, *b}))
    place = {name: number for number, name in enumerate(names)}
    return from_columns(
        names,
        np.array([place[n] for n in a], np.int32),
        np.array([place[n] for n in b], np.int32),
        np.array([d.toordinal() for d in day], np.int32),
        np.array(score, np.float64),
        np.ones(len(a), np.int32),
        np.arange(len(a)),
    )


def test_turning_points():
    days = [dt.date(2020 + n // 12, n % 12 + 1, 1 + k) for n in range(24) for k in range(1 if n < 12 else 6)]
    steps = history(rows_between(coded(*(("A", "B", day, 4.0) for day in days)), "A", "B"))
    (point,) = turning_points(steps).points
    assert (str(point.on), point.channel, point.before, point.after) == ("2021-01-01", "cooperation", 4, 24)
    one_mean = 24 * ((math.sqrt(24) - 2) / 2) ** 2
    price = 3 * 1 * math.log(24)
    assert (round(one_mean, 1), round(price, 1)) == (50.4, 9.5)
    for figure in ("= 50.4", "3·1·ln 24 = 9.5", "at the beginning of the thirteenth month, from 4 to 24 a month"):
        assert figure in page("turning-points")


def test_third_parties():
    day = dt.date(2021, 1, 1)
    weights = {
        ("RUS", "ISIS-K"): (0, 9),
        ("TALIBAN", "ISIS-K"): (0, 20),
        ("RUS", "USA"): (1, 12),
        ("TALIBAN", "USA"): (2, 10),
    }
    rows_ = coded(*((a, b, day, sign) for (a, b), (c, k) in weights.items() for sign in (c, -k) if sign))
    found = {(r.third, str(r.pull)): r.strength for r in reasons("RUS", "TALIBAN", ties(rows_))}
    assert found == {
        ("USA", "common enemy"): 10,
        ("ISIS-K", "common enemy"): 9,
        ("USA", "enemy of the first, friend of the second"): 2,
        ("USA", "common friend"): 1,
        ("USA", "friend of the first, enemy of the second"): 1,
    }
    assert list(found.values()) == sorted(found.values(), reverse=True)
    for figure in ("USA min(12, 10) = 10, ISIS-K min(9, 20) = 9", "min(12, 2) = 2", "friend of the first with 1 each"):
        assert figure in page("third-parties")


def graph(text):
    """`A+B` a friendly tie, `A-B` a hostile one."""
    return SignedGraph.of({(t[0], t[2]): (1, 0) if t[1] == "+" else (0, 1) for t in text.split()})


SQUARE = graph("A+B A-C A+D B-C B+D C+D")
"""A, B, D friends, C an enemy of A and B and a friend of D: the example of four pages."""


def test_balance():
    found = line_index(SQUARE)
    assert (found.index, found.unique, round(found.normalised, 3)) == (1, True, 0.667)
    both = SignedGraph.of({("A", "B"): (3, 1), ("A", "C"): (0, 1), ("B", "C"): (5, 0)})
    weighted = line_index(both, weighted=True)
    assert (weighted.index, len(weighted.blocs[1].members), line_index(both).index) == (2, 0, 1)
    for figure in (
        "L = 1, no other split is as good, 1 − 2·1/6 = 0.667",
        "L = 1 + 1 = 2 with everybody in one bloc",
        "so L = 1, all of it lost to A–B",
    ):
        assert figure in page("balance")


def test_triads():
    census = triad_census(SQUARE)
    assert (census.negative, census.balanced_share) == ((1, 2, 1, 0), 0.5)
    assert round(walk_balance(SQUARE), 3) == 0.592
    for figure in ("T = (1, 2, 1, 0), 2 of 4 balanced, share 0.5", "12.5496 ÷ 21.1892 = 0.592"):
        assert figure in page("triads")


def test_what_if():
    fallen_out = what_if(SQUARE, [SetTie("A", "B", 0, 1)])
    assert [t.actors for t in fallen_out.unbalanced] == [("A", "B", "C"), ("A", "B", "D")]
    assert (fallen_out.after.index, fallen_out.crossed, len(fallen_out.turnings.ties)) == (2, (), 6)
    left = what_if(SQUARE, [Without("D")])
    assert (left.after.index, [(s.a, s.b) for s in left.eased]) == (0, [("C", "D")])
    for figure in (
        "L = 2",
        "any of the six ties would gain 1 by turning",
        "If D leaves instead, L = 0",
        "C–D is eased",
    ):
        assert figure in page("what-if")


def test_clusterability():
    enemies = graph("A+B A-C B-C A-D B-D C-D")
    assert [clusterability(enemies, k).index for k in (2, 3)] == [1, 0]
    assert "C(2) = 1" in page("clusterability")
    assert "C(3) = 0" in page("clusterability")


def test_landscape():
    found = landscape(graph("A+B A-C B+C"), {"A": 3, "B": 1, "C": 2})
    assert [(m.energy, m.frustration) for m in found.minima] == [(-8, (-2, 2, -2))]
    assert [m.energy for m in landscape(graph("A+B A-C B+C")).minima] == [0, 0, 0]
    for figure in (
        "E = −8, with F(A) = −2, F(B) = 2, F(C) = −2",
        "With equal sizes three alignments are stable at E = 0",
    ):
        assert figure in page("landscape")


def test_every_page_of_a_measure_has_its_example_here():
    elsewhere = {"reading", "repeats", "forecast"}
    for path in PAGES.glob("*.md"):
        assert path.stem in elsewhere or f"test_{path.stem.replace('-', '_')}" in globals(), path
