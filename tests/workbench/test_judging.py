"""Judgements as people give them: actors by name, statements by the beginning of their id."""

import datetime as dt
from pathlib import Path

import pytest

from tashabuk.errors import UsageError
from tashabuk.model import Document, EventType, Sign, Span, Statement, Verdict
from tashabuk.store import Filter, Store
from tashabuk.workbench.judging import judge

TEXT = "اتهمت كينيا لواء النور بمهاجمة غانا."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    kept, document = Store(tmp_path / "s.duckdb"), Document("d", TEXT, published=dt.date(2020, 5, 1))
    span, all_of_it = Span(0, 5), Span(0, len(TEXT))
    said = [
        Statement("d", ("KEN",), ("لواء النور",), EventType.ACCUSE, Sign.NEGATIVE, span, "اتهمت", all_of_it),
        Statement(
            "d", ("لواء النور",), ("GHA",), EventType.ASSAULT, Sign.NEGATIVE, span, "اتهمت", all_of_it, holder="KEN"
        ),
    ]
    kept.add([(document, said)], "r")
    return kept


def _judge(store: Store, subject: str, verdict: Verdict, **changes: str) -> None:
    judge(store.path, subject, verdict, "Rana", changes=changes)


def _first(store: Store) -> str:
    (found,) = store.statements(Filter(event="ACCUSE"))
    return found.id


@pytest.mark.parametrize("name", ["غانا", "Ghana", "gha", "GHA"])
def test_actors_of_a_correction_are_given_by_any_name(store: Store, name: str) -> None:
    _judge(store, _first(store), Verdict.CORRECT, recipient=f"{name} + لواء النور", holder=name)
    (found,) = store.statements(Filter(event="ACCUSE"))
    assert (found.statement.recipient, found.statement.holder) == (("GHA", "لواء النور"), "GHA")


@pytest.mark.parametrize("holder", ["author", "unnamed"])
def test_a_holder_may_be_nobody_by_name(store: Store, holder: str) -> None:
    _judge(store, _first(store), Verdict.CORRECT, holder=holder)
    assert store.count(Filter(holder=holder, event="ACCUSE")) == 1


def test_the_beginning_of_an_id_is_enough(store: Store) -> None:
    _judge(store, _first(store)[:6], Verdict.REJECT)
    assert store.count(Filter(event="ACCUSE")) == 0


def test_the_beginning_of_several_ids_is_not(store: Store) -> None:
    document = Document("many", TEXT * 17)
    at = [Span(n, n + 1) for n in range(17)]  # of seventeen ids, two begin with the same hexadecimal digit
    said = [Statement("many", ("KEN",), ("GHA",), EventType.AID, Sign.POSITIVE, one, TEXT[:1], one) for one in at]
    store.add([(document, said)], "r")
    ids = [found.id for found in store.statements()]
    beginning = next(digit for digit in "0123456789abcdef" if sum(i.startswith(digit) for i in ids) > 1)
    with pytest.raises(UsageError, match="give more of it"):
        _judge(store, beginning, Verdict.REJECT)


@pytest.mark.parametrize("into", ["غانا", "LIWAALNOUR", "ALNOUR-2:REB"])
def test_an_actor_of_the_store_is_merged_into_one_of_the_catalogue_or_a_new_id(store: Store, into: str) -> None:
    _judge(store, "لواء النور", Verdict.MERGE, into=into)
    assert store.merged() == [("لواء النور", "GHA" if into == "غانا" else into)]
    _judge(store, "لواء النور", Verdict.SPLIT)
    assert store.merged() == []


def test_merging_by_name_merges_the_actor_of_that_name(store: Store) -> None:
    _judge(store, "Kenya", Verdict.MERGE, into="غانا")
    assert store.merged() == [("KEN", "GHA")]


UNKNOWN = [
    (Verdict.MERGE, "لواء الظلام", {"into": "GHA"}),
    (Verdict.MERGE, "KEN", {"into": "لواء الظلام"}),
    (Verdict.CORRECT, "", {"actor": "Ghanaa"}),
    (Verdict.CORRECT, "", {"holder": "صحيفة لا يعرفها أحد"}),
]


@pytest.mark.parametrize(("verdict", "subject", "changes"), UNKNOWN)
def test_a_name_that_nobody_has_is_refused(
    store: Store, verdict: Verdict, subject: str, changes: dict[str, str]
) -> None:
    with pytest.raises(UsageError, match="No actor is called"):
        _judge(store, subject or _first(store), verdict, **changes)
    assert store.judgements() == []
