"""The store: whole documents, content-hash ids, judgements as rows of their own, versions."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tashabuk.errors import StoreNotAStore, StoreNotWritable, StoreTooNew, UsageError
from tashabuk.model import (
    AUTHOR,
    Certainty,
    Document,
    EventType,
    Judgement,
    Openness,
    PartialDate,
    Sign,
    Span,
    Statement,
    Verdict,
)
from tashabuk.store import Filter, Store

TEXT = "زار الوزير الغاني توغو. وانتقدت توغو بنين."


def _document(number: int = 1) -> Document:
    return Document(id=f"d{number}", text=f"{TEXT} {number}", published=dt.date(2020, 5, number), title="خبر")


def _statement(document: Document, start: int = 0, end: int = 3, **fields: object) -> Statement:
    base = Statement(
        document=document.id,
        actor=("GHA",),
        recipient=("TGO",),
        event=EventType.CONSULT,
        sign=Sign.POSITIVE,
        span=Span(start, end),
        trigger=document.text[start:end],
        sentence=Span(0, 23),
        mode=None,
        date=PartialDate.parse("2020-05"),
        holder=AUTHOR,
        certainty=Certainty.ASSERTED,
        openness=Openness.OVERT,
        confidence=0.75,
        rules=("visit", "actor:b1"),
    )
    return replace(base, **fields)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "s.duckdb")


def _filled(store: Store, documents: Sequence[Document]) -> None:
    accuse = {"actor": ("TGO",), "recipient": ("BEN",), "event": EventType.ACCUSE, "sign": Sign.NEGATIVE}
    store.add([(d, (_statement(d), _statement(d, 24, 32, openness=None, **accuse))) for d in documents], "r1")


def test_what_goes_in_comes_out(store: Store) -> None:
    document = _document()
    statement = _statement(document)
    store.add([(document, (statement,))], "r1")
    (found,) = store.statements()
    assert replace(found.statement, document=document.id) == statement
    assert (found.sentence, found.document_id, found.published) == (TEXT[:23], "d1", dt.date(2020, 5, 1))
    assert list(store.documents()) == [document]


def test_reading_again_adds_nothing(store: Store) -> None:
    _filled(store, [_document()])
    before = store.dump()
    _filled(store, [_document()])
    assert store.dump() == before
    assert store.known([_document().content_hash, "other"], "r1") == {_document().content_hash}


def test_a_newer_reader_replaces_the_statements_of_a_document(store: Store) -> None:
    _filled(store, [_document(1), _document(2)])
    store.add([(_document(1), ())], "r2")
    assert store.counts() == {"documents": 2, "statements": 2, "judgements": 0, "coded_events": 0}
    assert store.known([_document(1).content_hash], "r1") == set()


def test_a_batch_that_fails_leaves_nothing_behind(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _filled(store, [_document(1)])
    before = store.dump()
    broken = _statement(_document(2), sign="friendly")
    with pytest.raises((duckdb.Error, ValueError)):
        store.add([(_document(2), (broken,))], "r1")
    assert store.dump() == before


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Filter(), 4),
        (Filter(actor="GHA"), 2),
        (Filter(recipient="BEN"), 2),
        (Filter(anyone="TGO"), 4),
        (Filter(event="ACCUSE"), 2),
        (Filter(sign=1), 2),
        (Filter(openness="overt"), 2),
        (Filter(holder="author", limit=3), 3),
        (Filter(limit=3, offset=3), 1),
        (Filter(actor="'; DROP TABLE statements; --"), 0),
    ],
)
def test_filters(store: Store, wanted: Filter, count: int) -> None:
    _filled(store, [_document(1), _document(2)])
    assert len(store.statements(wanted)) == count


def test_a_stream_is_the_same_view(store: Store) -> None:
    _filled(store, [_document(n) for n in range(1, 5)])
    first = store.statements()[0]
    store.judge(Judgement("j1", first.id, Verdict.REJECT, "Rana", dt.datetime(2024, 1, 2), "", {}))
    for wanted in (None, Filter(actor="GHA"), Filter(anyone="TGO", limit=3, offset=2), Filter(event="AID")):
        assert list(store.stream(wanted)) == store.statements(wanted)


def test_a_stream_holds_neither_the_store_nor_files(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    _filled(store, [_document(1), _document(2)])
    stream = store.stream()
    first = next(stream)
    store.add([], "r1")
    assert [first.id, *(s.id for s in stream)] == [s.id for s in store.statements()]
    assert not list((tmp_path / "scratch").iterdir())


def test_a_rejected_statement_leaves_the_view_and_comes_back_when_the_judgement_is_undone(store: Store) -> None:
    _filled(store, [_document()])
    first, second = store.statements()
    judgement = Judgement(
        "j1", first.id, Verdict.REJECT, "Rana", dt.datetime(2024, 1, 2, 3, 4), "a quotation of fiction", {}
    )
    store.judge(judgement)
    assert [s.id for s in store.statements()] == [second.id]
    store.undo(store.judgements()[0].id)
    assert [s.id for s in store.statements()] == [first.id, second.id]


def test_a_correction_changes_the_view_only(store: Store) -> None:
    _filled(store, [_document()])
    first = store.statements()[0]
    before = store.dump()
    at = dt.datetime(2024, 1, 2)
    store.judge(
        Judgement("j1", first.id, Verdict.CORRECT, "Rana", at, "the visitor was its minister", {"actor": "CIV"})
    )
    assert store.statements(Filter(actor="CIV"))[0].id == first.id
    assert store.dump() == before


def test_merged_actors_are_one_in_every_view(store: Store) -> None:
    _filled(store, [_document()])
    store.judge(Judgement("j1", "GHA", Verdict.MERGE, "Rana", dt.datetime(2024, 1, 2), "same", {"into": "GHANA"}))
    assert [s.statement.actor for s in store.statements(Filter(actor="GHANA"))] == [("GHANA",)]


def test_a_judgement_about_nothing_is_refused(store: Store) -> None:
    _filled(store, [_document()])
    with pytest.raises(UsageError, match="no statement"):
        store.judge(Judgement("j1", "nope", Verdict.REJECT, "Rana", dt.datetime(2024, 1, 2), "", {}))


def test_a_store_of_a_newer_version_is_left_alone(store: Store) -> None:
    _filled(store, [_document()])
    with duckdb.connect(str(store.path)) as connection:
        connection.execute("INSERT INTO tashabuk_migrations VALUES (99, 'future')")
    with pytest.raises(StoreTooNew, match="newer Tashabuk"):
        store.statements()


def test_other_files_are_no_stores(tmp_path: Path) -> None:
    text, database = tmp_path / "notes.txt", tmp_path / "other.duckdb"
    text.write_text("notes " * 2000, encoding="utf-8")
    with duckdb.connect(str(database)) as connection:
        connection.execute("CREATE TABLE flowers (name VARCHAR)")
    for path in (text, database, tmp_path):
        with pytest.raises((StoreNotAStore, StoreNotWritable)):
            Store(path).statements()
    assert text.read_text(encoding="utf-8").startswith("notes")


def test_a_folder_that_does_not_exist_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StoreNotWritable, match="--store"):
        Store(tmp_path / "missing" / "s.duckdb").check()


texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.lists(texts, min_size=1, max_size=4), min_size=1, max_size=3))
def test_any_text_survives_and_order_of_writing_does_not_matter(tmp_path: Path, batches: list[list[str]]) -> None:
    def filled(name: str, ordered: list[list[str]]) -> Store:
        path = tmp_path / name
        path.unlink(missing_ok=True)
        one = Store(path)
        for batch in ordered:
            documents = [Document(id=t[:3], text=t) for t in dict.fromkeys(batch)]
            one.add([(d, (_statement(d, 0, 1, sentence=Span(0, len(d.text))),)) for d in documents], "r")
        return one

    one, two = filled("1.duckdb", batches), filled("2.duckdb", batches[::-1])
    assert one.dump() == two.dump()
    assert {d.text for d in one.documents()} == {t for batch in batches for t in batch}
    assert all(s.sentence[:1] == s.statement.trigger for s in one.statements())
