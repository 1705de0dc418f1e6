"""Ties as graphs, edge lists and panels, opened by networkx, pandas and DuckDB."""

import csv
import datetime as dt
import io
from pathlib import Path

import duckdb
import networkx
import pandas
import pytest

from tashabuk.actors.catalogue import Catalogue
from tashabuk.model import TieLabel
from tashabuk.relate.periods import Step
from tashabuk.relate.ties import TieOptions
from tashabuk.store import Store
from tashabuk.workbench.exporting import export
from tashabuk.workbench.giving import Selection
from tashabuk.workbench.networks import graph_at
from tashabuk.workbench.ties import all_ties

from .conftest import ODD, Give, given


def test_graphml_in_networkx(store: Path, give: Give) -> None:
    graph = networkx.parse_graphml(give("graphml"))
    ties = all_ties(store, TieOptions())
    assert {frozenset(e) for e in graph.edges} == {frozenset((t.a, t.b)) for t in ties}
    assert graph.nodes["ETH"] == {"label": "Ethiopia", "name_ar": "إثيوبيا", "kind": "state", "iso3": "ETH", "cow": 530}
    assert ODD in graph
    edge = graph.edges["ETH", "ALSHABAAB"]
    (tie,) = (t for t in ties if {t.a, t.b} == {"ETH", "ALSHABAAB"})
    assert (edge["cooperation"], edge["label"]) == (tie.cooperation.weight, str(tie.label))
    known = {s.id for s in Store(store).statements()}
    assert set(edge["statements_cooperation"].split("+")) == set(tie.cooperation.statements) <= known
    between = graph.edges["KEN", "ETH"]
    assert {"icews:1:2018", "icews:2:2018"} <= {
        *between["statements_cooperation"].split("+"),
        *between["statements_conflict"].split("+"),
    }


def test_directed_ties_make_a_directed_graph(give: Give) -> None:
    graph = networkx.parse_graphml(give("graphml", options=TieOptions(directed=True)))
    assert graph.is_directed()
    assert graph.has_edge("ALSHABAAB", "KEN")
    assert not graph.has_edge("SOM:CVL", "KEN")


def test_gexf_in_networkx_has_both_channels_by_period(store: Path, give: Give, tmp_path: Path) -> None:
    path = tmp_path / "ties.gexf"
    path.write_text(give("gexf"), encoding="utf-8")
    graph = networkx.read_gexf(path, version="1.3")
    assert graph.nodes["KEN"]["label"] == "Kenya"
    assert graph.nodes["KEN"]["name_ar"] == "كينيا"
    edge = graph.edges["KEN", "ETH"]
    spells = dict(edge["spells"])
    assert spells["2018-01-01"] == "2018-01-31"
    conflict = {start: value for value, start, _ in edge["conflict"]}
    cooperation = {start: value for value, start, _ in edge["cooperation"]}
    sources = {start: value.split("+") for value, start, _ in edge["statements"]}
    assert conflict["2018-01-01"] == 3.0
    assert cooperation["2018-01-01"] == pytest.approx(2.1 * 3)
    assert sources["2018-01-01"] == ["icews:1:2018", "icews:2:2018"]
    assert conflict["2019-01-01"] == 3.0
    assert set(sources["2019-01-01"]) <= {s.id for s in Store(store).statements()}


def test_a_panel_is_read_by_pandas_with_cow_codes(give: Give) -> None:
    panel = pandas.read_csv(io.StringIO(give("panel", step=Step.YEAR)), parse_dates=["period"])
    row = panel[(panel.cow_a == 501) & (panel.cow_b == 530) & (panel.period == "2018-01-01")].iloc[0]
    assert (row.iso3_a, row.actor_b, row.events, row.conflict) == ("KEN", "ETH", 2, 3.0)
    assert row.cooperation == pytest.approx(6.3)
    assert not panel.duplicated(["actor_a", "actor_b", "period"]).any()
    assert panel[panel.actor_a == "ALSHABAAB"].cow_a.isna().all()


@pytest.mark.parametrize(
    ("step", "period"),
    [(Step.WEEK, "2018-01-01"), (Step.MONTH, "2018-01-01"), (Step.QUARTER, "2018-01-01"), (Step.YEAR, "2018-01-01")],
)
def test_periods_begin_on_their_first_day(give: Give, step: Step, period: str) -> None:
    rows = list(csv.DictReader(io.StringIO(give("panel", step=step))))
    assert period in {r["period"] for r in rows}
    assert sum(int(r["events"]) for r in rows) == sum(len(r["statements"].split("+")) for r in rows)


def test_the_window_holds_for_statements_and_coded_events(give: Give) -> None:
    options = TieOptions(start=dt.date(2018, 1, 10), end=dt.date(2019, 1, 1))
    (row,) = csv.DictReader(io.StringIO(give("panel", options=options)))
    assert (row["statements"], row["events"]) == ("icews:2:2018", "1")


def test_edges_are_the_graph_of_balance(store: Path, give: Give) -> None:
    rows = list(csv.DictReader(io.StringIO(give("edges"))))
    graph = graph_at(store, TieOptions())
    expected = {}
    for edge in graph.edges:
        for sign, weight in ((1, edge.positive), (-1, edge.negative)):
            if weight:
                expected[edge.a, edge.b, sign] = weight
    found = {
        (*sorted((unguarded(r["source"]), unguarded(r["target"]))), int(r["sign"])): float(r["weight"]) for r in rows
    }
    assert found == pytest.approx(expected)
    assert {r["label"] for r in rows} >= {str(TieLabel.ENTANGLED)}
    assert all(r["statements"] for r in rows)


def unguarded(cell: str) -> str:
    return cell.removeprefix("'")


@pytest.fixture
def neo4j(store: Path, tmp_path: Path) -> Path:
    export(store, "neo4j", tmp_path / "neo", Selection(), Catalogue.load(), codebook=True, stdout=io.BytesIO())
    return tmp_path / "neo"


def test_neo4j_relationships_have_both_their_ends(neo4j: Path) -> None:
    nodes = list(csv.DictReader((neo4j / "nodes.csv").open(encoding="utf-8", newline="")))
    ends = list(csv.DictReader((neo4j / "relationships.csv").open(encoding="utf-8", newline="")))
    ids = [n[":ID"] for n in nodes]
    assert len(ids) == len(set(ids))
    assert {e[":START_ID"] for e in ends} | {e[":END_ID"] for e in ends} <= set(ids)
    assert {n[":LABEL"] for n in nodes} == {"Actor", "Statement", "Document"}
    assert {e[":TYPE"] for e in ends} == {"ACTS", "TOWARDS", "STATED_IN", "HELD_BY", "TIE"}
    statements = {n[":ID"] for n in nodes if n[":LABEL"] == "Statement"}
    assert {e[":START_ID"] for e in ends if e[":TYPE"] == "STATED_IN"} == statements
    tie = next(e for e in ends if (e[":START_ID"], e[":END_ID"]) == ("actor:ETH", "actor:KEN") and e[":TYPE"] == "TIE")
    assert "icews:1:2018" in tie["statements_cooperation:string[]"].split(";")


def test_neo4j_files_in_duckdb(neo4j: Path) -> None:
    nodes = duckdb.sql(f"SELECT * FROM read_csv('{neo4j / 'nodes.csv'}', all_varchar = true)")
    assert nodes.filter("\":ID\" = 'actor:KEN'").project('"name_ar:string"').fetchall() == [("كينيا",)]


@pytest.mark.parametrize("name", ["graphml", "gexf", "edges", "panel"])
def test_an_empty_store_gives_an_empty_graph(empty: Path, tmp_path: Path, name: str) -> None:
    text = given(empty, name)
    if name == "graphml":
        assert len(networkx.parse_graphml(text)) == 0
    elif name == "gexf":
        (tmp_path / "e.gexf").write_text(text, encoding="utf-8")
        assert len(networkx.read_gexf(tmp_path / "e.gexf", version="1.3")) == 0
    else:
        assert text.count("\n") == 1
