"""Statements as CSV, JSON lines and Parquet, in the hands of those who read them."""

import csv
import io
import json
import re
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.parquet
import pytest

from tashabuk.actors.catalogue import Catalogue
from tashabuk.exchange.columns import STATEMENTS, Kind
from tashabuk.exchange.schema import schema
from tashabuk.relate.ties import TieOptions
from tashabuk.store import Store
from tashabuk.workbench.exporting import export
from tashabuk.workbench.giving import Selection

from .conftest import ODD, Give, given

NAMES = [c.name for c in STATEMENTS]


def parts(cell: str) -> list[str]:
    r"""A list cell read as the documentation says: split at `+`, but for `\+`."""
    return [re.sub(r"\\(.)", r"\1", p) for p in re.findall(r"(?:[^\\+]|\\.)+", cell)]


def read_csv(text: str) -> list[dict[str, str]]:
    """Rows with the guard against spreadsheets taken off, as the documentation says."""
    return [{k: v.removeprefix("'") for k, v in row.items()} for row in csv.DictReader(io.StringIO(text, newline=""))]


@pytest.fixture
def parquet(store: Path, tmp_path: Path) -> Path:
    export(store, "parquet", tmp_path / "s.parquet", Selection(), Catalogue.load(), stdout=io.BytesIO())
    return tmp_path / "s.parquet"


def test_csv_gives_back_every_text(store: Path, give: Give) -> None:
    rows = read_csv(give("csv"))
    stored = Store(store).statements()
    assert [r["sentence"] for r in rows] == [s.sentence for s in stored]
    assert [parts(r["actor"]) for r in rows] == [list(s.statement.actor) for s in stored]
    assert [parts(r["recipient"]) for r in rows] == [list(s.statement.recipient) for s in stored]
    assert {r["title"] for r in rows} == {'عنوان "أول"; =1+1', ""}


def test_no_cell_of_a_csv_is_a_formula(give: Give) -> None:
    text = give("csv")
    cells = [c for row in csv.reader(io.StringIO(text, newline="")) for c in row]
    numbers = {c.name for c in STATEMENTS if c.kind in (Kind.INTEGER, Kind.NUMBER)}
    assert any(c.startswith("'@صحيفة") for c in cells)
    for row in csv.DictReader(io.StringIO(text, newline="")):
        assert not [v for k, v in row.items() if k not in numbers and v[:1] in ("=", "+", "-", "@", "\t", "\r")]


@pytest.mark.parametrize(
    "read",
    [
        lambda path: pandas.read_csv(path, keep_default_na=False, dtype=str)[NAMES].to_dict("list"),
        lambda path: polars.read_csv(path, infer_schema=False).fill_null("").to_dict(as_series=False),
        lambda path: {
            k: list(v)
            for k, v in duckdb.sql(f"SELECT * FROM read_csv('{path}', all_varchar = true, nullstr = '\x02')")
            .fetchnumpy()
            .items()
        },
    ],
    ids=["pandas", "polars", "duckdb"],
)
def test_csv_readers_agree_with_python(read, give: Give, tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_bytes(give("csv").encode())
    expected = list(csv.DictReader(io.StringIO(give("csv"), newline="")))
    found = read(path)
    for name in ("id", "actor", "recipient", "trigger", "sentence", "title", "publisher", "date", "score"):
        assert list(found[name]) == [row[name] for row in expected], name


@pytest.mark.parametrize(
    "read",
    [
        lambda path: pandas.read_parquet(path).to_dict("list"),
        lambda path: polars.read_parquet(path).to_dict(as_series=False),
        lambda path: pyarrow.parquet.read_table(path).to_pydict(),
        lambda path: {k: list(v) for k, v in duckdb.sql(f"SELECT * FROM '{path}'").fetchnumpy().items()},
    ],
    ids=["pandas", "polars", "pyarrow", "duckdb"],
)
def test_parquet_holds_what_json_lines_hold(read, parquet: Path, give: Give) -> None:
    lines = [json.loads(line) for line in give("jsonl").split("\n")[:-1]]
    found = read(parquet)
    assert list(found) == NAMES
    for name in ("id", "trigger", "sentence", "score", "start", "mutual"):
        assert list(found[name]) == [line[name] for line in lines], name
    for name in ("actor", "recipient", "rules"):
        assert [list(v) for v in found[name]] == [line[name] for line in lines], name


def test_every_line_is_as_the_schema_says(give: Give) -> None:
    found = schema()
    lines = [json.loads(line) for line in give("jsonl").split("\n")[:-1]]
    assert len(lines) == 9
    for line in lines:
        assert set(line) == set(found["properties"]) == set(found["required"])
        for name, value in line.items():
            assert_valid(value, found["properties"][name], name)


TYPES = {"string": str, "array": list, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}


def assert_valid(value: object, rule: dict, name: str) -> None:
    """The part of JSON Schema that ours uses."""
    assert set(rule) <= {"type", "description", "enum", "pattern", "items"}, name
    kinds = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
    assert any(isinstance(value, TYPES[k]) and (k == "boolean" or not isinstance(value, bool)) for k in kinds), name
    assert value in rule.get("enum", [value]), name
    if isinstance(value, str) and "pattern" in rule:
        assert re.search(rule["pattern"], value), (name, value)
    for item in value if isinstance(value, list) else ():
        assert_valid(item, rule["items"], name)


@pytest.mark.parametrize(
    ("actors", "triggers"),
    [(("إريتريا",), ["نفت\u202b"]), (("Eritrea", "SOM:CVL"), ["نفت\u202b", "ستساعد"])],
)
def test_only_what_an_actor_has_a_part_in(give: Give, actors: tuple[str, ...], triggers: list[str]) -> None:
    lines = [json.loads(line) for line in give("jsonl", actors=actors).split("\n")[:-1]]
    assert sorted(line["trigger"] for line in lines) == sorted(triggers)


def test_only_what_the_reader_is_sure_of(give: Give) -> None:
    assert give("jsonl", options=TieOptions(min_confidence=0.8)) == ""


def test_an_empty_store_gives_a_header_and_nothing_else(empty: Path, tmp_path: Path) -> None:
    assert given(empty, "csv") == ",".join(NAMES) + "\r\n"
    assert given(empty, "jsonl") == ""
    export(empty, "parquet", tmp_path / "e.parquet", Selection(), Catalogue.load(), stdout=io.BytesIO())
    assert pandas.read_parquet(tmp_path / "e.parquet").shape == (0, len(NAMES))


def test_the_odd_name_is_there(give: Give) -> None:
    assert any(ODD in json.loads(line)["recipient"] for line in give("jsonl").split("\n")[:-1])
