"""Figures of ties, blocs and triads: well-formed, nothing over anything else, and what was left out is said."""

import re
import xml.etree.ElementTree as ET

import pytest

from tashabuk.model import Bloc, PartialDate, Sign, Strain, Triad
from tashabuk.report.blocs import MOST, MOST_STRAINS, Panel, blocs
from tashabuk.report.svg import CONFLICT, COOPERATION, LETTER, WIDTH
from tashabuk.report.timeline import Mark, Step, timeline
from tashabuk.report.triads import gallery
from tashabuk.report.words import MONTHS, date_in_words

SVG = "{http://www.w3.org/2000/svg}"


def texts(figure: str) -> list[ET.Element]:
    return list(ET.fromstring(figure).iter(f"{SVG}text"))


def words(figure: str) -> list[str]:
    return [(t.text or "").strip("\u2068\u2069") for t in texts(figure)]


def drawn(panels: list[Panel], names: dict[str, str] | None = None) -> str:
    given = names or {n: n for p in panels for part in p.parts for b in part for n in b.members}
    return blocs(panels, given, lambda left_out: f"+{left_out} more", "Blocs", "legend")


@pytest.mark.parametrize("panels", [1, 2])
def test_names_stay_within_their_panel_and_beside_their_actor(panels: int) -> None:
    names = {"A": "Southern Transitional Council of the Southern Governorates", "B": "المملكة العربية السعودية"}
    panel = Panel("before", [(Bloc(("A",)), Bloc(("B",)))], [])
    figure = drawn([panel] * panels, names)
    root = ET.fromstring(figure)
    for number in range(panels):
        left, right = WIDTH / panels * number, WIDTH / panels * (number + 1)
        circles = [float(c.get("cx", 0)) for c in root.iter(f"{SVG}circle")][2 * number : 2 * number + 2]
        labels = [t for t in texts(figure) if t.get("text-anchor") != "middle"][2 * number : 2 * number + 2]
        for x, label, side in zip(circles, labels, (-1, 1), strict=True):
            start, length = float(label.get("x", 0)), LETTER * len((label.text or "").strip("\u2068\u2069"))
            assert (start - x) * side > 5
            assert left < start + side * length < right
            assert label.get("text-anchor") == ("end" if side < 0 else "start")
    assert any(t.findtext(f"{SVG}title") == names["A"] for t in texts(figure))


def test_parts_stand_below_each_other_with_a_rule_between() -> None:
    panel = Panel("", [(Bloc(("A", "B")), Bloc(("C",))), (Bloc(("D",)), Bloc(("E",)))], [], "on no side: F")
    root = ET.fromstring(drawn([panel]))
    depth = {g.get("data-actor"): float(next(g.iter(f"{SVG}circle")).get("cy", 0)) for g in root.iter(f"{SVG}g")}
    (rule,) = [float(r.get("y1", 0)) for r in root.iter(f"{SVG}line")]
    assert max(depth["A"], depth["B"], depth["C"]) < rule < depth["D"] == depth["E"]
    assert "on no side: F" in words(drawn([panel]))


def test_too_many_actors_and_strains_are_counted_not_drawn() -> None:
    many = tuple(f"A{n:03}" for n in range(MOST + 7))
    strains = [Strain("B", a, Sign.POSITIVE, float(n)) for n, a in enumerate(many)] * 3
    figure = drawn([Panel("", [(Bloc(many), Bloc(("B",)))], strains)])
    assert "+7 more" in words(figure)
    assert figure.count("<path ") == MOST_STRAINS


def test_an_entangled_side_of_a_triad_is_two_lines_side_by_side() -> None:
    triad = Triad(("A", "B", "C"), (Sign.POSITIVE, Sign.NEUTRAL, Sign.NEGATIVE))
    lines = list(ET.fromstring(gallery([("some", [triad])], {}, "Triads", "legend")).iter(f"{SVG}line"))
    assert [line.get("stroke") for line in lines] == [COOPERATION, COOPERATION, CONFLICT, CONFLICT]
    (x1, y1, x2, y2), (u1, v1, _, _) = (
        tuple(float(line.get(k, 0)) for k in ("x1", "y1", "x2", "y2")) for line in lines[1:3]
    )
    assert abs((u1 - x1) * (x2 - x1) + (v1 - y1) * (y2 - y1)) < 10
    assert (u1 - x1) ** 2 + (v1 - y1) ** 2 > 16


def test_a_timeline_says_whose_it_is_what_it_counts_and_what_to_beware_of() -> None:
    steps = [Step("2020", 3, 1, covert_cooperation=3), Step("2021", 8, 0)]
    figure = timeline(steps, "A – B", "weight a year", rtl=True, marks=[Mark(1, "2021")], note="2 without a date")
    assert [w for w in words(figure) if not re.fullmatch(r"\d+", w)] == ["A – B", "weight a year", "2 without a date"]
    assert 'class="hatch"' in figure
    heights = [float(t.get("y", 0)) for t in texts(figure)]
    assert max(heights) < int(ET.fromstring(figure).get("viewBox", "").split()[-1])


def test_dates_in_words() -> None:
    assert len({*MONTHS}) == 12
    assert date_in_words(PartialDate.parse("2021-08-05"), "ar") == "5 آب/أغسطس 2021"
    assert date_in_words(PartialDate.parse("2021"), "ar") == "2021"
