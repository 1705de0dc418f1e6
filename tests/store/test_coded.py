"""Coded events in the store: in bulk from Parquet, each once, out as columns."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from tashabuk.model import CODED_COLUMNS, EventType, Judgement, Sign, Verdict
from tashabuk.store import Store

ROWS = [
    ("icews", "1:2018-01-02", "2018-01-02", ["GHA"], ["TGO"], "Ghana", "Togo", "040", "CONSULT", None, 1, 2.1, 3),
    (
        "icews",
        "2:2018-02-03",
        "2018-02-03",
        ["TGO", "BEN"],
        ["GHA"],
        "TGO",
        "Ghana",
        "112",
        "ACCUSE",
        None,
        -1,
        -3,
        1,
    ),
    ("icews", "3:2018-02-04", "2018-02-04", ["GHA"], [], "Ghana", "Xlandia", "01", None, None, 0, 0.0, 1),
]


def parquet(folder: Path, rows: list[tuple[object, ...]]) -> Path:
    path = folder / f"{len(rows)}.parquet"
    with duckdb.connect() as connection:
        columns = ", ".join(f"{name} {kind}" for name, kind in CODED_COLUMNS.items())
        connection.execute(f"CREATE TABLE t ({columns})")
        connection.executemany(
            f"INSERT INTO t VALUES ({', '.join('?' * len(CODED_COLUMNS))})", [[*row, "", "", ""] for row in rows]
        )
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "s.duckdb")


def test_each_event_is_kept_once(store: Store, tmp_path: Path) -> None:
    assert store.add_coded(parquet(tmp_path, ROWS[:2])) == 2
    assert store.add_coded(parquet(tmp_path, ROWS)) == 1
    assert store.counts()["coded_events"] == 3


def test_columns_hold_every_pair_with_a_score(store: Store, tmp_path: Path) -> None:
    store.add_coded(parquet(tmp_path, ROWS))
    found = store.coded_columns()
    pairs = [
        (found.names[a], found.names[b], dt.date.fromordinal(int(d)).isoformat(), float(s), int(n))
        for a, b, d, s, n in zip(found.a, found.b, found.day, found.score, found.sources, strict=True)
    ]
    assert sorted(pairs) == [
        ("BEN", "GHA", "2018-02-03", -3.0, 1),
        ("GHA", "TGO", "2018-01-02", 2.1, 3),
        ("TGO", "GHA", "2018-02-03", -3.0, 1),
    ]
    assert len(store.coded_columns(start=dt.date(2018, 2, 1)).a) == 2
    assert len(store.coded_columns(end=dt.date(2018, 2, 3)).a) == 1
    (first,) = store.coded_by_row([int(found.row[list(found.score).index(2.1)])]).values()
    assert (first.id, first.event, first.sign) == ("1:2018-01-02", EventType.CONSULT, Sign.POSITIVE)


def test_an_empty_store_has_no_columns(store: Store) -> None:
    assert store.coded_columns().names == ()


def test_merged_actors_are_one_in_coded_events_too(store: Store, tmp_path: Path) -> None:
    store.add_coded(parquet(tmp_path, ROWS))
    store.judge(Judgement("j", "BEN", Verdict.MERGE, "Rana", dt.datetime(2024, 1, 1), "", {"into": "TGO"}))
    for found in (store.coded_columns(), store.coded_columns(anyone=["TGO"])):
        pairs = [(found.names[a], found.names[b]) for a, b in zip(found.a, found.b, strict=True)]
        assert sorted(pairs) == [("GHA", "TGO"), ("TGO", "GHA")]
    store.judge(Judgement("k", "GHA", Verdict.MERGE, "Rana", dt.datetime(2024, 1, 2), "", {"into": "TGO"}))
    assert not len(store.coded_columns().a)  # nobody acts on himself
