"""Judgements over judgements: the last word decides, corrections add up, merges are followed to their end."""

import datetime as dt
from pathlib import Path

import pytest

from tashabuk.model import Certainty, Document, EventType, Judgement, PartialDate, Sign, Span, Statement, Verdict
from tashabuk.store import Filter, Store
from tashabuk.store.query import Order

TEXT = "زار وزير غانا لومي. وانتقدت توغو بنين."


def made(document: Document, **fields: object) -> Statement:
    base: dict[str, object] = {
        "document": document.id,
        "actor": ("GHA",),
        "recipient": ("TGO",),
        "event": EventType.CONSULT,
        "sign": Sign.POSITIVE,
        "span": Span(0, 3),
        "trigger": document.text[:3],
        "sentence": Span(0, 19),
    }
    return Statement(**{**base, **fields})  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    kept = Store(tmp_path / "s.duckdb")
    one = Document("d1", TEXT, published=dt.date(2020, 5, 1), publisher="الأفق")
    two = Document("d2", TEXT + " 2", published=dt.date(2020, 6, 1), publisher="المدى")
    kept.add(
        [
            (one, [made(one, date=PartialDate(2019), confidence=0.9), made(one, actor=("BEN", "TGO"), recipient=())]),
            (two, [made(two, actor=("BEN",), date=PartialDate(2020, 2), confidence=0.4)]),
        ],
        "r",
    )
    return kept


def judge(store: Store, number: int, subject: str, verdict: Verdict, **changes: str) -> None:
    store.judge(Judgement(f"j{number}", subject, verdict, "Rana", dt.datetime(2024, 1, number), "", changes))


def test_acceptance_brings_back_what_was_rejected(store: Store) -> None:
    first = store.statements()[0].id
    judge(store, 1, first, Verdict.REJECT)
    assert store.count(Filter()) == 2
    judge(store, 2, first, Verdict.ACCEPT)
    assert store.count(Filter()) == 3


def test_corrections_add_up_and_survive_an_acceptance(store: Store) -> None:
    first = store.statements()[0].id
    judge(store, 1, first, Verdict.CORRECT, event="AID")
    judge(store, 2, first, Verdict.CORRECT, certainty="hedged")
    judge(store, 3, first, Verdict.ACCEPT)
    (found,) = store.statements(Filter(event="AID"))
    assert (found.id, found.statement.certainty) == (first, Certainty.HEDGED)
    store.undo("j1")
    assert store.count(Filter(event="AID")) == 0
    assert store.count(Filter(certainty="hedged")) == 1


def test_merges_are_followed_to_their_end_and_split_again(store: Store) -> None:
    judge(store, 1, "GHA", Verdict.MERGE, into="GHANA")
    judge(store, 2, "GHANA", Verdict.MERGE, into="GH")
    assert store.count(Filter(actor="GH")) == 1
    judge(store, 3, "GHANA", Verdict.SPLIT)
    assert store.count(Filter(actor="GHANA")) == 1


def test_two_actors_that_become_one_are_named_once(store: Store) -> None:
    judge(store, 1, "BEN", Verdict.MERGE, into="TGO")
    assert [s.statement.actor for s in store.statements(Filter(actor="TGO", order=Order.PLACE))] == [("TGO",), ("TGO",)]


def test_of_merges_in_a_circle_the_last_word_holds(store: Store) -> None:
    judge(store, 1, "GHA", Verdict.MERGE, into="TGO")
    judge(store, 2, "BEN", Verdict.MERGE, into="GHA")
    judge(store, 3, "TGO", Verdict.MERGE, into="GHA")
    assert store.merged() == [("BEN", "GHA"), ("TGO", "GHA")]
    judge(store, 4, "GHA", Verdict.MERGE, into="BEN")
    assert store.merged() == [("GHA", "BEN"), ("TGO", "BEN")]
    assert len(store.statements()) == 3


def test_who_is_merged_away_is_no_holder_any_more(store: Store) -> None:
    one, other, *_ = (s.id for s in store.statements())
    judge(store, 1, one, Verdict.CORRECT, holder="BEN")
    judge(store, 2, "BEN", Verdict.MERGE, into="Benin")
    assert {s.statement.holder for s in store.statements()} == {"author", "Benin"}
    assert {s.statement.holder for s in store.by_ids([one, other])} == {"author", "Benin"}
    judged = store.columns().judged
    assert {judged.holders[n] for n in judged.holder} == {"author", "Benin"}


def test_judgements_of_statements_that_are_gone_are_kept_on_record(store: Store) -> None:
    gone = Judgement("j1", "no-such-statement", Verdict.REJECT, "Rana", dt.datetime(2024, 1, 1))
    back = Judgement("j2", store.statements()[0].id, Verdict.REJECT, "Rana", dt.datetime(2024, 1, 2))
    store.keep_judgements([gone, back], undone={"j2"})
    assert store.judgement_ids() == {"j1", "j2"}
    assert [j.id for j in store.judgements()] == ["j1"]
    assert store.count(Filter()) == 3


ORDERS = [
    (Order.OLDEST, ["2019", "2020-02", None]),
    (Order.NEWEST, [None, "2020-02", "2019"]),
]


@pytest.mark.parametrize(("order", "dates"), ORDERS)
def test_order_by_date_the_document_s_where_a_statement_has_none(store: Store, order: Order, dates: list[str]) -> None:
    found = store.statements(Filter(order=order))
    assert [str(s.statement.date) if s.statement.date else None for s in found] == dates


def test_order_by_confidence(store: Store) -> None:
    assert [s.statement.confidence for s in store.statements(Filter(order=Order.SUREST))] == [1.0, 0.9, 0.4]


CONDITIONS = [
    (Filter(publisher="المدى"), 1),
    (Filter(recipient="BEN"), 1),
    (Filter(pair=("BEN", "TGO")), 2),
    (Filter(start=dt.date(2020, 2, 1)), 2),
    (Filter(end=dt.date(2020, 2, 1)), 1),
    (Filter(start=dt.date(2020, 5, 1), end=dt.date(2020, 5, 2)), 1),
]


@pytest.mark.parametrize(("wanted", "number"), CONDITIONS)
def test_conditions(store: Store, wanted: Filter, number: int) -> None:
    assert store.count(wanted) == number == len(store.statements(wanted))
