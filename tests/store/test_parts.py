"""Parquet parts: whole or not there, the same whoever makes them, and a store loaded from them is the same store."""

import datetime as dt
import itertools
import os
import random
import time
from pathlib import Path

import duckdb
import pytest

from tashabuk.errors import DataError, UsageError
from tashabuk.model import Document, EventType, Finding, Openness, PartialDate, Sign, Span, Statement
from tashabuk.store import Store
from tashabuk.store.parts import ABANDONED, Parts

READER = "reader-1"


def _read(number: int, text: str = "", publisher: str = "") -> tuple[Document, list[Statement]]:
    """A document with as many statements as its number modulo three says."""
    words = text or f"زار وزير مصري بغداد 'أمس' {number}"
    document = Document(f"d{number}", words, "عنوان", dt.date(2021, 5, 4) if number % 2 else None, publisher)
    statements = [
        Statement(
            document.id,
            ("EGY",),
            ("IRQ",) if n else (),
            EventType.CONSULT,
            Sign(1),
            Span(n, n + 3),
            words[n : n + 3],
            Span(0, len(words)),
            date=PartialDate.parse("2021-05") if n else None,
            openness=Openness.OVERT if n else None,
            rules=("visit", "actor:subject"),
        )
        for n in range(number % 3)
    ]
    return document, statements


def _write(parts: Parts, place: tuple[int, int], batch, findings=()) -> str:
    name = parts.name([document for document, _ in batch])
    parts.write(name, place, batch, findings)
    return name


def _loaded(store: Store, *folders: Path) -> str:
    for folder in folders:
        assert list(store.load(folder))
    return store.dump()


def test_what_is_loaded_is_what_would_have_been_added(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("tashabuk.store.parts.GROUP", 3)
    batches = [[_read(n) for n in range(10 * b, 10 * b + 10)] for b in range(8)]
    direct = Store(tmp_path / "direct.duckdb")
    for batch in batches:
        direct.add(batch, READER)
    parts = Parts(tmp_path / "it's parts", READER)
    order = list(enumerate(batches))
    random.Random(3).shuffle(order)
    for number, batch in order:
        _write(parts, (0, number), batch)
    loaded = Store(tmp_path / "loaded.duckdb")
    assert _loaded(loaded, parts.folder) == direct.dump() != ""
    assert _loaded(loaded, parts.folder) == direct.dump(), "loading again adds nothing"


def test_a_part_that_is_written_twice_is_there_once(tmp_path: Path) -> None:
    batch = [_read(1), _read(2)]
    parts = Parts(tmp_path, READER)
    name = parts.name([d for d, _ in batch])
    assert not parts.has(name)
    finding = Finding("d9", "the reader fails", "report it", 3)
    for _ in range(2):
        assert _write(parts, (0, 0), batch, [finding]) == name
    assert parts.has(name)
    assert parts.findings(name) == [finding]
    assert not list((tmp_path / "unfinished").iterdir())
    assert len(list(tmp_path.glob("*/*.parquet"))) == 2


def test_what_a_killed_process_left_is_removed_later(tmp_path: Path) -> None:
    Parts(tmp_path, READER)
    old, young = (tmp_path / "unfinished" / name for name in ("old.parquet", "young.parquet"))
    for path in (old, young):
        path.write_bytes(b"PAR1")
    os.utime(old, (0, time.time() - 2 * ABANDONED))
    Parts(tmp_path, READER)
    assert (old.exists(), young.exists()) == (False, True)


def test_the_name_tells_documents_and_reader(tmp_path: Path) -> None:
    (one, _), (two, _) = _read(1), _read(2)
    elsewhere = _read(1, publisher="al-Ahram")[0]
    names = [Parts(tmp_path, READER).name(documents) for documents in ([one], [two], [one, two], [two, one])]
    names += [Parts(tmp_path, READER).name([elsewhere]), Parts(tmp_path, "reader-2").name([one])]
    assert all(a != b for a, b in itertools.combinations(names, 2))


def test_of_equal_documents_the_first_of_the_input_is_taken(tmp_path: Path) -> None:
    parts = Parts(tmp_path / "parts", READER)
    copies = [
        (*_read(1, "نص واحد", publisher), place)
        for publisher, place in (("third", (1, 0)), ("first", (0, 2)), ("second", (0, 10)))
    ]
    for document, statements, place in copies:
        _write(parts, place, [(document, statements)])
    store = Store(tmp_path / "s.duckdb")
    _loaded(store, parts.folder)
    assert [d.publisher for d in store.documents()] == ["first"]
    assert store.counts()["statements"] == 1


def test_another_reader_wants_another_folder_and_replaces_in_the_store(tmp_path: Path) -> None:
    document, statements = _read(2)
    _write(Parts(tmp_path / "old", "old"), (0, 0), [(document, statements)])
    with pytest.raises(UsageError, match="new folder"):
        Parts(tmp_path / "old", "new")
    _write(Parts(tmp_path / "new", "new"), (0, 0), [(document, statements[:1])])
    store = Store(tmp_path / "s.duckdb")
    _loaded(store, tmp_path / "old")
    assert store.counts()["statements"] == 2
    _loaded(store, tmp_path / "new")
    assert store.counts()["statements"] == 1


def test_statements_without_their_documents_wait_for_them(tmp_path: Path) -> None:
    parts = Parts(tmp_path / "parts", READER)
    name = _write(parts, (0, 0), [_read(2)])
    _write(parts, (0, 1), [_read(4)])
    (parts.folder / "documents" / f"{name}.parquet").unlink()  # as after a stop between the two files
    store = Store(tmp_path / "s.duckdb")
    _loaded(store, parts.folder)
    assert store.counts()["statements"] == 1
    _write(parts, (0, 0), [_read(2)])
    _loaded(store, parts.folder)
    assert store.counts()["statements"] == 3


@pytest.mark.parametrize(
    ("file", "made_by", "said"),
    [
        ("documents/a.parquet", "COPY (SELECT 1 AS hash) TO '{}' (FORMAT parquet)", "no part"),
        (
            "documents/a.parquet",
            "COPY (SELECT 1 AS hash) TO '{}' (FORMAT parquet, KV_METADATA {{place: '0/0', reader: 'x'}})",
            "lacks the columns hash VARCHAR, id VARCHAR",
        ),
        ("documents/a.parquet", "", "no part"),
        ("other.parquet", "COPY (SELECT 1 AS x) TO '{}' (FORMAT parquet)", "holds no documents"),
    ],
)
def test_other_folders_and_files_are_refused_whole(tmp_path: Path, file: str, made_by: str, said: str) -> None:
    path = tmp_path / "parts" / file
    path.parent.mkdir(parents=True)
    if made_by:
        duckdb.execute(made_by.format(path))
    else:
        path.write_bytes(b"no parquet")
    store = Store(tmp_path / "s.duckdb")
    with pytest.raises(DataError, match=said):
        list(store.load(tmp_path / "parts"))
    assert set(store.counts().values()) == {0}
    with pytest.raises(UsageError, match="no folder"):
        list(store.load(tmp_path / "nowhere"))
