"""The index: incremental, true to the store's present content, ranked by a formula that can be checked by hand."""

import datetime as dt
import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from tashabuk.errors import UsageError
from tashabuk.model import Document, EventType, Judgement, Sign, Span, Statement, Verdict
from tashabuk.store import Store
from tashabuk.store.search import SearchIndex, searching
from tashabuk.workbench.searching import search_documents, search_statements, terms_of

TEXTS = (
    "موّلت غانا بناء جسر في توغو. وزار وفد من بنين لومي.",
    "قال التمويل كلمته. وقع البلدان اتفاق صيد جديد.",
    "رفضت توغو الاتفاق، وصيد الأسماك مستمر.",
)


def _document(number: int, text: str, title: str = "") -> Document:
    return Document(id=f"d{number}", text=text, title=title, published=dt.date(2020, 5, number + 1))


def _statement(document: Document, sentence: str, trigger: str) -> Statement:
    start = document.text.index(sentence)
    at = document.text.index(trigger)
    return Statement(
        document=document.id,
        actor=("GHA",),
        recipient=("TGO",),
        event=EventType.AID,
        sign=Sign.POSITIVE,
        span=Span(at, at + len(trigger)),
        trigger=trigger,
        sentence=Span(start, start + len(sentence)),
    )


def _filled(folder: Path) -> Store:
    kept = Store(folder / "s.duckdb")
    kept.add([(_document(n, text), ()) for n, text in enumerate(TEXTS)], "r1")
    return kept


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return _filled(tmp_path)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store that the tests only ask."""
    return _filled(tmp_path_factory.mktemp("asked"))


def found(store: Store, *words: str) -> list[str]:
    return [f.document.id for f in search_documents(store.path, words, 20)]


QUERIES = [
    # words, documents
    (("تمويل",), {"d0", "d1"}),
    (("تمويل", "جسر"), {"d0"}),
    (("اتفاق",), {"d1", "d2"}),
    (("اتفاق صيد",), {"d1"}),
    (("صيد اتفاق",), set()),
    (("«اتفاق صيد» البلدان",), {"d1"}),
    (("توغو", "وفد"), {"d0"}),
    (("كينيا",), set()),
    (("تمويل", "كينيا"), set()),
]


@pytest.mark.parametrize(("words", "wanted"), QUERIES, ids=["+".join(w) for w, _ in QUERIES])
def test_all_words_and_phrases(unchanged: Store, words: Sequence[str], wanted: set[str]) -> None:
    assert set(found(unchanged, *words)) == wanted


def test_the_sentence_and_the_words_in_it_are_marked(unchanged: Store) -> None:
    (one,) = search_documents(unchanged.path, ["اتفاق صيد"], 20)
    assert one.sentence == "وقع البلدان اتفاق صيد جديد."
    assert [m.of(one.sentence) for m in one.marks] == ["اتفاق", "صيد"]
    (one,) = search_documents(unchanged.path, ["لومي", "جسر"], 20)
    assert [m.of(one.sentence) for m in one.marks] == ["جسر"]


def test_only_new_documents_are_indexed(store: Store) -> None:
    assert found(store, "توغو") == ["d2", "d0"]
    index = SearchIndex(store)
    assert index.missing() == (0, ["ar"])
    store.add([(_document(5, "عادت توغو إلى التمويل."), ())], "r1")
    assert index.missing()[0] == 1
    assert set(found(store, "توغو", "تمويل")) == {"d0", "d5"}
    assert index.add(10) == 0


def test_a_newer_reader_changes_statements_and_search_follows(store: Store) -> None:
    document = _document(0, TEXTS[0])
    first, second = "موّلت غانا بناء جسر في توغو.", "وزار وفد من بنين لومي."
    store.add([(document, [_statement(document, first, "موّلت")])], "r2")
    ids = [f.stored.id for f in search_statements(store.path, ["تمويل"], 9)]
    assert len(ids) == 1
    assert search_statements(store.path, ["وفد"], 9) == []
    store.add([(document, [_statement(document, second, "وزار")])], "r3")
    assert search_statements(store.path, ["تمويل"], 9) == []
    (one,) = search_statements(store.path, ["وفد", "لومي"], 9)
    assert [m.of(one.stored.sentence) for m in one.marks] == ["وفد", "لومي"]
    assert one.stored.sentence == second


def test_a_rejected_statement_is_not_found(store: Store) -> None:
    document = _document(0, TEXTS[0])
    store.add([(document, [_statement(document, "موّلت غانا بناء جسر في توغو.", "موّلت")])], "r2")
    (one,) = search_statements(store.path, ["جسر"], 9)
    store.judge(Judgement("j", one.stored.id, Verdict.REJECT, "Rana", dt.datetime(2024, 1, 2), "satire"))
    assert search_statements(store.path, ["جسر"], 9) == []


def test_rank_by_hand(tmp_path: Path) -> None:
    """Two documents of three words, the word once in one, and in the other's title: N = 2, df = 2, average 3.5."""
    store = Store(tmp_path / "r.duckdb")
    store.add([(_document(0, "قمح من غانا"), ()), (_document(1, "خبز من توغو", "قمح"), ())], "r")
    first, second = search_documents(store.path, ["قمح"], 9)
    idf = math.log(1 + 0.5 / 2.5)
    assert (first.document.id, second.document.id) == ("d1", "d0")
    assert first.score == pytest.approx(idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 4 / 3.5)))
    assert second.score == pytest.approx(idf * 1 * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 3 / 3.5)))
    assert [m.of("قمح") for m in first.title_marks] == ["قمح"]


def test_a_better_morphology_renews_keys_and_not_postings(store: Store) -> None:
    assert found(store, "جسر") == ["d0"]
    index = SearchIndex(store)
    assert index.without_keys({"ar": "a newer version"}, 1000)
    forms = index.without_keys({"ar": "a newer version"}, 1000)
    index.keep_keys({number: {"everything": 1.0} for number, _, _ in forms}, "a newer version")
    assert index.without_keys({"ar": "a newer version"}, 1000) == []
    with searching(store) as search:
        assert len(search.forms_of({"everything": 1.0})) == len(forms)
        hits = search.documents([[search.forms_of({"everything": 1.0})]], 9)
    assert {document.id for document, _ in hits} == {"d0", "d1", "d2"}


def test_other_languages_are_found_by_the_folded_word(store: Store) -> None:
    store.add([(Document(id="en", text="The Ships of Lomé", language="en"), ())], "r1")
    assert found(store, "ships") == ["en"]
    assert found(store, "ship") == []


@pytest.mark.parametrize("words", [[], [""], ["؟!"], ["«»"]])
def test_no_word_at_all_is_wrong_usage(unchanged: Store, words: list[str]) -> None:
    with pytest.raises(UsageError, match="no word"):
        search_documents(unchanged.path, words, 5)


def test_an_empty_store_has_nothing(tmp_path: Path) -> None:
    assert search_documents(tmp_path / "new.duckdb", ["شيء"], 5) == []


def test_terms() -> None:
    assert terms_of(["a b", "c", "c"]) == [("a", "b"), ("c",)]
