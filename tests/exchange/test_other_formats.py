"""PLOVER lines, CAMEO tables with a column map, signed edge lists, dyad-months, and our own lines."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tashabuk.exchange.incoming.codes import quad
from tashabuk.model import Quad

from .build import imported, jsonl, table

DYADS = Path(__file__).parents[2] / "../shared/bench/icews18_dyad_month.csv"
TRIBES = Path(__file__).parents[2] / "../shared/bench/signed/tribes.csv"


PAIR = {"event": "AID", "source": "KEN", "recipient": "UGA"}


def test_plover_lines(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "p.jsonl",
        [
            {
                "id": "1",
                "date": "2020-02-01",
                "event": ["ASSAULT"],
                "mode": ["firearms"],
                "source": [{"code": "KEN", "sector": "MIL"}],
                "recipient": [{"identifier_id": "ALSHABAAB", "identifier_text": "al-Shabaab"}],
                "cite_info": {"url": "https://example.org/1"},
                "text": "Troops fired on them.",
            },
            {
                "id": "2",
                "date": "2020-02-02",
                "event": "FIGHT",
                "source": [{"actorText": "rebels", "code": "MLI", "sector": ["REB"]}],
                "target": [{"actorText": "Lilliput army", "code": "LIL"}],
            },
            {"id": "3", "date": "2020-02-03", "event": "CONSULT", "source": ["KEN", "UGA"], "target": []},
            {"id": "3b", "date": "2020-02-03", "event": "CONSULT", "source": ["KEN", "UGA"]},
            {"id": "3c", "date": "2020-02-03", "event": "CONSULT", "source": ["KEN", "UGA"], "target": "SOM"},
            {
                "id": "4",
                "date": "2020-02-04",
                "event": "AID",
                "source": "KEN",
                "recipient": "UGA",
                "certainty": "hedged",
            },
            {
                "id": "5",
                "date": "2020-02-05",
                "event": "AID",
                "source": "KEN",
                "recipient": "UGA",
                "certainty": "negated",
            },
            {"id": "6", "date": "2020-02-06", "event": "STANCE", "sign": -1, "source": "KEN", "recipient": "UGA"},
            {"id": "7", "event": "AID", "source": "KEN", "recipient": "UGA"},
            ["no object"],
        ],
    )
    path.write_text(path.read_text() + '{"id": "9", "date": \n', encoding="utf-8")
    found = imported("plover", tmp_path, path)
    assert (found.account.rows, found.account.mapped, found.account.malformed) == (11, 6, 3)
    assert found.account.unmapped == {"actor not known": 1, "not asserted": 1}
    assert [line for line, _ in found.lines()] == [9, 10, 11]
    one, two, three = (found.events[n] for n in "123")
    assert (one["actor"], one["recipient"], one["mode"], one["url"]) == (
        ["KEN"],
        ["ALSHABAAB"],
        "firearms",
        "https://example.org/1",
    )
    assert (two["event"], two["actor"], two["recipient"], two["actor_given"]) == ("ASSAULT", ["MLI:REB"], [], "rebels")
    assert three["actor"] == three["recipient"] == ["KEN", "UGA"], "two without a recipient do it to each other"
    assert found.events["3b"]["recipient"] == ["KEN", "UGA"]
    assert (found.events["3c"]["recipient"], found.events["3c"]["recipient_given"]) == (["SOM"], "SOM")
    assert [found.events[n]["score"] for n in "456"] == [3.7, 0.0, -4.0]
    assert found.unresolved == {"Lilliput army": 1}


def test_plover_lines_of_nearly_a_megabyte(tmp_path: Path) -> None:
    line = {"date": "2023-01-01", "event": "AID", "source": ["KEN"], "recipient": ["SOM"], "text": "word " * 190_000}
    found = imported("plover", tmp_path, jsonl(tmp_path / "p.jsonl", [{"id": f"e{n}"} | line for n in range(30)]))
    assert (found.account.mapped, {len(event["text"]) for event in found.rows}) == (30, {950_000})


def test_cameo_tables_with_a_column_map(tmp_path: Path) -> None:
    rows = [
        {"when": "2001-09-11", "A": "USAGOV", "B": "Iran", "Cameo": "112", "link": "https://example.org"},
        {"when": "2001-09-12", "A": "KE", "B": "UGA", "Cameo": "51"},
    ]
    path = table(tmp_path / "mine.csv", ("when", "A", "B", "Cameo", "link"), rows, delimiter=";")
    columns = {"date": "when", "source": "A", "target": "b", "url": "link"}
    found = imported("cameo", tmp_path, path, columns=columns)
    assert [(r["actor"], r["recipient"], r["event"]) for r in found.rows] == [
        (["USA"], ["IRN"], "ACCUSE"),
        (["KEN"], ["UGA"], "SUPPORT"),
    ]
    assert {r["dataset"] for r in found.rows} == {"cameo:mine"}


def test_a_missing_column_is_a_finding(tmp_path: Path) -> None:
    path = table(tmp_path / "mine.csv", ("when", "source", "target", "code"), [])
    (finding,) = imported("cameo", tmp_path, path).account.findings
    assert (finding.problem, "--map" in finding.advice) == ("its first line names no column 'date'", True)


EDGES = [
    {"source": "Iran", "target": "TALIBAN", "sign": "-1", "weight": "3", "date": "2001"},
    {"source": "Alpha", "target": "Beta", "sign": "+", "date": "2001-05"},
    {"source": "Alpha", "target": "Gamma", "sign": "0", "date": "2001-05-03"},
    {"source": "Alpha", "target": "Delta", "sign": "maybe", "date": "2001-05-03"},
    {"source": "Alpha", "target": "Epsilon", "sign": "negative"},
]


def test_signed_edges_become_stances(tmp_path: Path) -> None:
    path = table(tmp_path / "net.csv", ("source", "target", "sign", "weight", "date"), EDGES)
    found = imported("edges", tmp_path, path)
    assert [
        (r["actor"][0], r["recipient"][0], *(str(r[f]) for f in ("event", "score", "day", "code"))) for r in found.rows
    ] == [
        ("IRN", "TALIBAN", "STANCE", "-4.0", "2001-01-01", "-1 weight 3"),
        ("Alpha", "Beta", "STANCE", "4.0", "2001-05-01", "+"),
        ("Alpha", "Gamma", "STANCE", "0.0", "2001-05-03", "0"),
        ("Alpha", "Delta", "None", "0.0", "2001-05-03", "maybe"),
    ]
    assert found.lines() == [(6, "the date is missing (--date gives one)")]


@pytest.mark.parametrize(("codes", "actor"), [("cow_abb", "AUT"), ("iso3", "AUS"), ("", "AUS")])
def test_the_code_list_of_states_can_be_given(tmp_path: Path, codes: str, actor: str) -> None:
    rows = [{"source": "AUS", "target": "USA", "sign": "1", "date": "1999"}]
    path = table(tmp_path / "net.csv", ("source", "target", "sign", "date"), rows)
    assert imported("edges", tmp_path, path, codes=codes).rows[0]["actor"] == [actor]


@pytest.mark.skipif(not TRIBES.exists(), reason="needs the signed networks in ../shared")
def test_a_published_network(tmp_path: Path) -> None:
    import datetime as dt

    found = imported("edges", tmp_path, TRIBES, day=dt.date(1954, 1, 1))
    assert (found.account.rows, found.account.mapped) == (58, 58)
    assert sum(r["score"] > 0 for r in found.rows) == sum(r["score"] < 0 for r in found.rows) == 29


def test_dyad_months_give_an_event_for_each_that_is_counted(tmp_path: Path) -> None:
    header = (
        "source",
        "target",
        "month",
        "verbal_coop",
        "material_coop",
        "verbal_conf",
        "material_conf",
        "plover_dropped",
    )
    rows = [
        dict(zip(header, ("KEN", "UGA", "2018-02", 2, 0, 0, 1, 1), strict=True)),
        dict(zip(header, ("KEN", "XXX", "2018-03", 0, "", 1, 0, 0), strict=True)),
        dict(zip(header, ("KEN", "SOM", "2018-04", "many", 0, -1, 3, 0), strict=True)),
    ]
    found = imported("dyads", tmp_path, table(tmp_path / "m.csv", header, rows))
    assert (found.account.rows, found.account.mapped, found.account.malformed) == (10, 6, 2)
    assert found.account.unmapped == {"dropped by PLOVER": 1, "actor not known": 1}
    assert sorted(found.lines()) == [(4, "-1 is no count"), (4, "many is no count")]
    scores = sorted(r["score"] for r in found.rows if r["recipient"] == ["UGA"])
    assert scores == sorted([0.0, quad(Quad.MATERIAL_CONFLICT).score, *[quad(Quad.VERBAL_COOPERATION).score] * 2])


@pytest.mark.skipif(not DYADS.exists(), reason="needs the dyad-months in ../shared")
def test_published_dyad_months_add_up(tmp_path: Path) -> None:
    with DYADS.open(encoding="utf-8") as file:
        counted = sum(int(n) for row in csv.reader(file) if row[3].isdecimal() for n in row[3:])
    account = imported("dyads", tmp_path, DYADS).account
    assert (account.rows, account.duplicates, account.malformed) == (counted, 0, 0)


OWN = {
    "id": "3f",
    "actor": ["IRN", "فصيل مجهول"],
    "recipient": ["TALIBAN"],
    "event": "AID",
    "mode": None,
    "sign": 1,
    "date": "2018-07",
    "holder": "author",
    "certainty": "hedged",
    "sentence": "ساعدتها.",
    "published": "2021-09-20",
}


def test_our_own_lines_of_both_kinds(tmp_path: Path) -> None:
    bare = {key: OWN[key] for key in ("actor", "event", "sign", "certainty")}
    document = {
        "id": "d",
        "published": "2021-09-20",
        "statements": [
            bare | {"recipient": ["KEN"], "date": None, "start": 0, "end": 4},
            bare | {"recipient": [], "date": "2016", "certainty": "asserted", "start": 9, "end": 12},
        ],
    }
    path = jsonl(tmp_path / "own.jsonl", [OWN, document, {"id": "none", "statements": []}])
    found = imported("tashabuk", tmp_path, path)
    assert (found.account.rows, found.account.mapped) == (3, 3)
    stated, undated, mutual = found.rows
    assert (stated["id"], stated["actor"], stated["score"], str(stated["day"])) == (
        "3f",
        OWN["actor"],
        3.7,
        "2018-07-01",
    )
    assert (undated["recipient"], str(undated["day"])) == (["KEN"], "2021-09-20")
    assert mutual["actor"] == mutual["recipient"]
    assert mutual["score"] == 7.4


def test_documents_of_half_a_megabyte_with_their_statements(tmp_path: Path) -> None:
    one = {"actor": ["IRN"], "recipient": ["RUS"], "event": "CONSULT", "sign": 1, "sentence": "word " * 70}
    said = [one | {"start": number, "end": number + 3, "date": "2021-03-04"} for number in range(1000)]
    lines = [{"id": f"d{number}", "published": "2021-01-01", "statements": said} for number in range(6)]
    found = imported("tashabuk", tmp_path, jsonl(tmp_path / "own.jsonl", lines))
    assert (found.account.rows, found.account.mapped, len(found.events)) == (6000, 6000, 6000)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(TEXT, TEXT, st.sampled_from(["1", "-1", "x"]), st.sampled_from(["2001", "no", ""])), max_size=9
    )
)
def test_any_edge_list_adds_up(rows: list[tuple[str, str, str, str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("edges")
    header = ("source", "target", "sign", "date")
    path = table(folder / "e.csv", header, [dict(zip(header, row, strict=True)) for row in rows])
    found = imported("edges", folder, path)  # the builder asserts that the account adds up
    kept = {row for row in rows if row[3] == "2001"}
    assert found.account.malformed >= sum(row[3] != "2001" for row in rows)
    assert found.account.kept <= len(kept)


DAYS = {
    "2018-06-01": "2018-06-01",
    "2018-06-01 10:00:00": "2018-06-01",
    "2018-06-01T10:00:00Z": "2018-06-01",
    "6/1/2018": "2018-06-01",
    "06/01/2018": "2018-06-01",
    "20180601": "2018-06-01",
    "1 June 2018": "2018-06-01",
    "01-Jun-2018": "2018-06-01",
    "2018-06": "2018-06-01",
    "2018": "2018-01-01",
    "2018-02-30": None,
    "13/13/2018": None,
    "soon": None,
}
"""Ways to write a day, and what they mean."""


def test_ways_to_write_a_day(tmp_path: Path) -> None:
    rows = [{"source": written, "target": "B", "sign": "1", "date": written} for written in DAYS]
    found = imported("edges", tmp_path, table(tmp_path / "e.csv", ("source", "target", "sign", "date"), rows))
    read = {row["actor_given"]: str(row["day"]) for row in found.rows}
    assert {written: read.get(written) for written in DAYS} == DAYS
