"""Statements in columns, as judged, give what SQL over the tables gives."""

import random
from pathlib import Path

import pytest

from tashabuk.store import Filter, Store
from tashabuk.store.connection import kept_open
from tashabuk.store.index import StatementIndex
from tashabuk.store.query import Order
from tashabuk.workbench.documents import list_documents

from .crowded import chance_filter, chance_store, judge_something


@pytest.mark.parametrize("judgements", [0, 25])
def test_every_filter_finds_the_same_in_columns_and_in_tables(tmp_path: Path, judgements: int) -> None:
    chance = random.Random(judgements)
    store = chance_store(tmp_path / "s.duckdb", chance)
    with kept_open(store.path):
        for _ in range(judgements):
            judge_something(store, chance)
        columns = store.columns().judged
        index = StatementIndex(columns)
        empty = 0
        for _ in range(100):
            wanted = chance_filter(chance)
            found = columns.texts(index.numbers(wanted))
            assert found == [s.id for s in store.statements(wanted)], wanted
            empty += not found
    assert empty < 70


def test_statements_by_their_ids_are_those_of_the_view(tmp_path: Path) -> None:
    chance = random.Random(5)
    store = chance_store(tmp_path / "s.duckdb", chance)
    for _ in range(10):
        judge_something(store, chance)
    everything = store.statements()
    shuffled = [s.id for s in everything]
    chance.shuffle(shuffled)
    assert sorted(store.by_ids([*shuffled, "0" * 16]), key=lambda s: s.id) == sorted(everything, key=lambda s: s.id)
    assert [s.id for s in store.by_ids(shuffled)] == shuffled
    assert store.statements(Filter(limit=7, offset=3)) == everything[3:10]


def test_judgements_come_over_columns_that_were_read_before(tmp_path: Path) -> None:
    chance = random.Random(6)
    store = chance_store(tmp_path / "s.duckdb", chance)
    first = store.columns()
    for _ in range(6):
        judge_something(store, chance)
    second = store.columns(first.read, first.stamps.content)
    assert second.read is first.read
    assert second.stamps.content == first.stamps.content
    assert second.stamps.judged != first.stamps.judged
    fresh = store.columns()
    wanted = Filter(anyone="GHA")
    one, two = (c.judged.texts(StatementIndex(c.judged).numbers(wanted)) for c in (second, fresh))
    assert one == two


def test_columns_of_nothing(tmp_path: Path) -> None:
    columns = Store(tmp_path / "s.duckdb").columns().judged
    assert (len(columns), columns.number("0" * 16)) == (0, -1)
    assert StatementIndex(columns).numbers(Filter(anyone="GHA", event="AID")).tolist() == []


@pytest.mark.parametrize("wrong", ["", "xyz", "-1", "0", "f" * 17, "0" * 15, "FFFFFFFFFFFFFFFF"])
def test_what_is_no_id_has_no_number(tmp_path: Path, wrong: str) -> None:
    columns = chance_store(tmp_path / "s.duckdb", random.Random(1), 2).columns().read
    assert columns.number(wrong) == -1
    assert columns.number(columns.id(0)) == 0


def test_statements_of_a_document(tmp_path: Path) -> None:
    store = chance_store(tmp_path / "s.duckdb", random.Random(1), 5)
    columns = store.columns().judged
    for document in store.documents():
        wanted = Filter(document=document.content_hash, order=Order.PLACE)
        assert columns.texts(StatementIndex(columns).numbers(wanted)) == [s.id for s in store.statements(wanted)]


def test_documents_are_listed_the_newest_first(tmp_path: Path) -> None:
    store = chance_store(tmp_path / "s.duckdb", random.Random(2), 30)
    found, total = list_documents(store.path, 100, 0)
    known = sorted(store.documents(), key=lambda d: (d.id, d.content_hash))
    known.sort(key=lambda d: d.published.toordinal() if d.published else 0, reverse=True)
    assert total == 30
    assert [line.hash for line in found] == [d.content_hash for d in known]
    assert sum(line.statements for line in found) == store.counts()["statements"]
    assert list_documents(store.path, 4, 10)[0] == found[10:14]
