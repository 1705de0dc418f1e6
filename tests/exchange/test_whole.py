"""A whole store as Parquet or JSON lines, and back."""

import datetime as dt
import io
import json
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tashabuk.errors import DataError, UsageError
from tashabuk.exchange.ours import TABLES
from tashabuk.model import Document, EventType, Judgement, Sign, Span, Statement, Verdict
from tashabuk.store import Store
from tashabuk.store.store import TABLES as STORED
from tashabuk.workbench.exporting import export_whole, load_whole


def whole(store: Path, name: str, folder: Path) -> Path:
    target = folder / f"whole.{name}"
    export_whole(store, name, target, io.BytesIO())
    return target


def test_the_tables_are_those_of_the_store(store: Path) -> None:
    assert {name: tuple(columns) for name, columns in TABLES.items()} == STORED


@pytest.mark.parametrize("name", ["parquet", "jsonl"])
def test_a_store_comes_back_whole(store: Path, tmp_path: Path, name: str) -> None:
    path = whole(store, name, tmp_path)
    load_whole(path, tmp_path / "back.duckdb")
    kept, back = Store(store), Store(tmp_path / "back.duckdb")
    assert back.dump() == kept.dump()
    assert back.judgements() == kept.judgements()
    assert back.statements() == kept.statements()
    load_whole(path, tmp_path / "back.duckdb")
    assert back.dump() == kept.dump()
    assert back.counts() == kept.counts()


@pytest.mark.parametrize("name", ["parquet", "jsonl"])
def test_judgements_come_back_when_what_they_were_about_is_gone(store: Path, tmp_path: Path, name: str) -> None:
    kept = Store(tmp_path / "s.duckdb")
    kept.path.write_bytes(store.read_bytes())
    gone = Judgement("gone", "0123456789abcdef", Verdict.REJECT, "Rana", dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    kept.keep_judgements([gone])  # as it is when a better reader has read the document again
    load_whole(whole(kept.path, name, tmp_path), tmp_path / "back.duckdb")
    assert gone in Store(tmp_path / "back.duckdb").judgements()
    assert Store(tmp_path / "back.duckdb").dump() == kept.dump()


@pytest.mark.parametrize("name", ["parquet", "jsonl"])
def test_an_empty_store_comes_back_empty(empty: Path, tmp_path: Path, name: str) -> None:
    load_whole(whole(empty, name, tmp_path), tmp_path / "back.duckdb")
    assert set(Store(tmp_path / "back.duckdb").counts().values()) == {0}


texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30)


@settings(deadline=None, max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(texts, min_size=1, max_size=6, unique=True), name=st.sampled_from(["parquet", "jsonl"]))
def test_any_text_comes_back(tmp_path: Path, found: list[str], name: str) -> None:
    for old in tmp_path.glob("*.duckdb"):
        old.unlink()
    kept = Store(tmp_path / "any.duckdb")
    batch = []
    for text in found:
        span = Span(0, len(text))
        said = Statement("", (text,), (text, "KEN"), EventType.AID, Sign.POSITIVE, span, text, span, rules=(text,))
        batch.append((Document(text, text, text, None, text, text), (said,)))
    kept.add(batch[1:], "r1")
    kept.add(batch[:1], "r2")
    load_whole(whole(kept.path, name, tmp_path), tmp_path / "back.duckdb")
    assert Store(tmp_path / "back.duckdb").dump() == kept.dump()


@pytest.mark.parametrize(
    ("line", "said"),
    [('{"table": "documents"', "whole.jsonl"), ('{"table": "flowers"}', "flowers"), ("خبر", "whole.jsonl")],
)
def test_a_broken_file_is_named(store: Path, tmp_path: Path, line: str, said: str) -> None:
    path = whole(store, "jsonl", tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=said):
        load_whole(path, tmp_path / "back.duckdb")


def test_a_value_that_there_is_not_is_named_with_its_document(store: Path, tmp_path: Path) -> None:
    path = whole(store, "jsonl", tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace('"ASSAULT"', '"TICKLE"'), encoding="utf-8")
    with pytest.raises(DataError, match=r"whole\.jsonl: document d2: 'TICKLE'"):
        load_whole(path, tmp_path / "back.duckdb")


def test_a_folder_with_something_missing_is_named(store: Path, tmp_path: Path) -> None:
    path = whole(store, "parquet", tmp_path)
    (path / "judgements.parquet").unlink()
    with pytest.raises(DataError, match=r"judgements\.parquet is missing"):
        load_whole(path, tmp_path / "back.duckdb")


def test_statements_without_their_document_are_not_lost_silently(store: Path, tmp_path: Path) -> None:
    path = whole(store, "jsonl", tmp_path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
    path.write_text("\n".join(json.dumps(x) for x in lines if x["id"] != "d2"), encoding="utf-8")
    with pytest.raises(DataError, match="not there"):
        load_whole(path, tmp_path / "back.duckdb")


def test_each_line_says_where_it_belongs(store: Path) -> None:
    out = io.BytesIO()
    export_whole(store, "jsonl", None, out)
    lines = [json.loads(line) for line in out.getvalue().decode().split("\n")[:-1]]
    assert [line["table"] for line in lines] == ["documents"] * 2 + ["statements"] * 9 + ["judgements"] * 2 + [
        "coded_events"
    ] * 3


def test_parquet_files_are_plain_tables(store: Path, tmp_path: Path) -> None:
    path = whole(store, "parquet", tmp_path)
    found = duckdb.sql(
        f"SELECT d.id, count(*) FROM '{path}/statements.parquet' s JOIN '{path}/documents.parquet' d "
        "ON d.hash = s.document GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert found == [("d2", 3), ("خبر 1", 6)]


def test_other_formats_cannot_hold_a_whole_store(store: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="parquet or jsonl"):
        whole(store, "graphml", tmp_path)
    with pytest.raises(UsageError, match="-o FOLDER"):
        export_whole(store, "parquet", None, io.BytesIO())
