"""Any text at all: what a cell, an XML file and a Turtle file hold is what was put in, or what we say they hold."""

import csv
import io
import re
import xml.etree.ElementTree as ET

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from tashabuk.exchange.cells import csv_cell, csv_lines, guarded, joined, one_line, xml
from tashabuk.exchange.out.rdf import literal

from .test_tables import parts

nasty = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
    st.text(st.sampled_from("=+-@'\"\t\r\n\\;,|<>&\x00\x01\x1f\x7f\x85\u2028\u200f\u202eع\u0640"), max_size=12),
)


@settings(deadline=None)
@given(st.lists(st.lists(nasty, min_size=2, max_size=2), max_size=4))
def test_a_csv_gives_back_every_text(rows: list[list[str]]) -> None:
    text = "".join(csv_lines(["a", "b"], ([csv_cell(c) for c in row] for row in rows)))
    found = [[c.removeprefix("'") for c in row] for row in csv.reader(io.StringIO(text, newline=""))]
    assert found == [["a", "b"], *rows]


@given(nasty)
def test_no_guarded_text_is_a_formula(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert guarded(text).removeprefix("'") == text


@given(st.lists(nasty.filter(bool), max_size=4))
def test_a_list_comes_back(texts: list[str]) -> None:
    assert parts(joined(texts)) == texts


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (-3.0, -3.0),
        ("=A1", "'=A1"),
        ("'صحيفة", "''صحيفة"),
        (("-أ", "ب+ج"), "'-أ+ب\\+ج"),
        ((), ""),
    ],
)
def test_cells(value: object, cell: object) -> None:
    assert csv_cell(value) == cell


@given(nasty)
def test_xml_holds_every_text_that_it_can_hold(text: str) -> None:
    expected = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)
    assert (ET.fromstring(f"<a>{xml(text)}</a>").text or "") == expected
    assert ET.fromstring(f'<a b="{xml(text)}"/>').get("b") == expected


@settings(deadline=None, max_examples=50)
@given(nasty)
def test_turtle_holds_every_text(text: str) -> None:
    graph = rdflib.Graph().parse(data=f"<urn:s> <urn:p> {literal(text)} .", format="turtle")
    assert [str(o) for o in graph.objects()] == [text]


@given(nasty)
def test_one_line_is_one_cell_of_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert "\t" not in one_line(text)
    assert len(one_line(text)) == len(text)
