"""Copies in a store: each document is looked at once, and whoever stops in between loses nothing."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest

from tashabuk.model import Document
from tashabuk.relate.repeats import signature
from tashabuk.store import Store
from tashabuk.store.copies import Copies
from tashabuk.workbench import repeats
from tashabuk.workbench.repeats import witness_groups

TEXT = "وصلت قافلة من أربعين شاحنة إلى معبر زيندر محملة بالأدوية والخيام بعد تأخير دام أسبوعين بسبب السيول"
LATER = TEXT.replace("أربعين", "ستين").replace("أسبوعين", "يومين")
DOCUMENTS = [
    Document("agency", TEXT, "قافلة", dt.date(2021, 5, 1), "Agency"),
    Document("reprint", f"زيندر - وكالات: {TEXT}", "Convoy", dt.date(2021, 5, 2), "Daily"),
    Document("other", "افتتح وزير الزراعة سدا صغيرا في الشمال يروي ألف فدان من القطن", "", dt.date(2021, 5, 2)),
    Document("formula", LATER, "قافلة", dt.date(2021, 7, 1), "Agency"),
]


def _ids(store: Store) -> list[list[str]]:
    names = {d.content_hash: d.id for d in store.documents()}
    groups: dict[str, list[str]] = {}
    witnesses = witness_groups(store.path)
    for document, name in names.items():
        groups.setdefault(witnesses.get(document, document), []).append(name)
    return sorted(sorted(own) for own in groups.values())


def _add(store: Store, documents: Iterable[Document]) -> None:
    store.add([(d, ()) for d in documents], "r")


def test_reprints_are_one_witness_and_the_formula_of_another_month_is_not(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    _add(store, DOCUMENTS)
    assert _ids(store) == [["agency", "reprint"], ["formula"], ["other"]]


def test_one_after_the_other_gives_what_all_at_once_gives_and_nothing_is_signed_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed: list[str] = []
    monkeypatch.setattr(repeats, "signature", lambda text: signed.append(text) or signature(text))
    store = Store(tmp_path / "s.duckdb")
    for document in reversed(DOCUMENTS):
        _add(store, [document])
        witness_groups(store.path)
    assert _ids(store) == [["agency", "reprint"], ["formula"], ["other"]]
    assert sorted(signed) == sorted(d.text for d in DOCUMENTS)


def test_signatures_without_pairs_are_compared_the_next_time(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    _add(store, DOCUMENTS)
    kept = Copies(store)
    kept.sign([(document, signature(text).tobytes()) for document, text in kept.unsigned(9)])
    assert (kept.unsigned(9), kept.uncompared(), kept.pairs()) == ([], 4, [])
    assert _ids(store) == [["agency", "reprint"], ["formula"], ["other"]]
    assert kept.uncompared() == 0


def test_progress_counts_new_documents_and_an_empty_store_has_no_witness(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    assert witness_groups(store.path) == {}
    _add(store, DOCUMENTS)
    told: list[tuple[int, int]] = []
    witness_groups(store.path, lambda done, of: told.append((done, of)))
    witness_groups(store.path, lambda done, of: told.append((done, of)))
    assert told == [(4, 4)]
