"""What a process keeps of a store's present state: the same as worked out anew, once, and no longer than it holds."""

import random
import threading
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from tashabuk.model import Verdict
from tashabuk.relate.explain import reasons, strongest
from tashabuk.relate.observations import CERTAINTY_WEIGHTS, Dated, Observations, from_statements
from tashabuk.relate.pairing import observations_of
from tashabuk.relate.ties import TieOptions, ties
from tashabuk.store import Store
from tashabuk.store.connection import kept_open
from tashabuk.workbench.current import current, lasting
from tashabuk.workbench.judging import judge
from tashabuk.workbench.once import Once

from ..store.crowded import chance_store, judge_something


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    chance = random.Random(11)
    made = chance_store(tmp_path_factory.mktemp("current") / "s.duckdb", chance, 60)
    with kept_open(made.path):
        for _ in range(12):
            judge_something(made, chance)
    return made


def rows(of: Observations) -> Counter[tuple[object, ...]]:
    """Rows by what they say, mutual ones in the order of names."""
    return Counter(
        (of.names[a], of.names[b], bool(m), int(d), float(s), round(float(w), 9), int(o), of.ids[int(n)])
        for a, b, m, d, s, w, o, n in zip(
            of.a, of.b, of.mutual, of.day, of.score, of.weight, of.openness, of.source, strict=True
        )
    )


@pytest.mark.parametrize("least", [0.0, 0.5])
def test_columns_make_the_rows_that_statements_make(store: Store, least: float) -> None:
    columns = store.columns().judged
    evidence = np.random.default_rng(1).choice([1.0, 0.5, 2.0], len(columns))
    by_id = {columns.id(n): float(w) for n, w in enumerate(evidence)}
    told = [Dated(s.statement, s.id, s.published) for s in store.statements() if s.statement.confidence >= least]
    assert rows(observations_of(columns, evidence, CERTAINTY_WEIGHTS, least)) == rows(
        from_statements(told, CERTAINTY_WEIGHTS, by_id)
    )


def test_ties_in_columns_are_found_as_in_a_list(store: Store) -> None:
    found = current(store).ties(TieOptions())
    everything = list(found)
    assert len(everything) > 10
    first = everything[0]
    assert found.between(first.b, first.a) == first
    assert found.between(first.a, "XXX") is None
    assert list(found.of_actors("GHA")) == [t for t in everything if "GHA" in (t.a, t.b)]
    assert list(found.of_actors("GHA", "BEN", "MLI", within=True)) == [
        t for t in everything if {t.a, t.b} <= {"GHA", "BEN", "MLI"}
    ]
    volumes = [t.cooperation.weight + t.conflict.weight for t in found.heaviest(4)]
    assert volumes == sorted((t.cooperation.weight + t.conflict.weight for t in everything), reverse=True)[:4]
    assert list(found[2:5]) == everything[2:5]
    near = {n for t in everything if "GHA" in (t.a, t.b) for n in (t.a, t.b)}
    assert set(found.neighbours("GHA")) == near


@pytest.mark.parametrize("limit", [1, 3, 10, 1000])
def test_the_strongest_pulls_are_those_of_all(store: Store, limit: int) -> None:
    found = current(store).ties(TieOptions())
    all_of_them = reasons("GHA", "TGO", found)
    assert all_of_them
    assert reasons("GHA", "TGO", strongest("GHA", "TGO", found, limit))[:limit] == all_of_them[:limit]
    assert reasons("GHA", "XXX", strongest("GHA", "XXX", found, limit)) == []


def test_a_process_that_lasts_gives_what_others_give(store: Store) -> None:
    options = TieOptions()
    once = [(t.a, t.b, t.cooperation.weight, t.conflict.weight) for t in current(store).ties(options)]
    pair = once[0][:2]
    ids = [current(store).between(*pair, options).ids[n] for n in current(store).between(*pair, options).source]
    with lasting(store.path):
        here = current(store)
        assert [(t.a, t.b, t.cooperation.weight, t.conflict.weight) for t in here.ties(options)] == once
        between = here.between(*pair, options)
        assert [between.ids[n] for n in between.source] == ids
        assert here.ties(options) is here.ties(TieOptions())
        assert here is current(Store(store.path))


def test_a_judgement_makes_a_new_state_without_reading_all_again(tmp_path: Path) -> None:
    chance = random.Random(2)
    made = chance_store(tmp_path / "s.duckdb", chance, 8)
    with lasting(made.path):
        first = current(made)
        weight = sum(t.cooperation.weight for t in first.ties(TieOptions()))
        subject = next(i for t in first.ties(TieOptions()) for i in t.cooperation.statements)
        judge(made.path, subject, Verdict.REJECT, "Rana")
        second = current(made)
        assert second is not first
        assert second.read is first.read
        assert sum(t.cooperation.weight for t in second.ties(TieOptions())) != weight


def test_ties_do_not_change_with_who_measures(store: Store) -> None:
    here = current(store)
    by_rows = ties(here.rows(TieOptions()), TieOptions())
    assert list(here.ties(TieOptions())) == list(by_rows)


def test_one_thread_makes_what_many_want() -> None:
    kept, made = Once(5), []

    def make() -> int:
        made.append(1)
        time.sleep(0.05)
        return len(made)

    threads = [threading.Thread(target=lambda: kept.get("k", make)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_once_keeps_no_more_than_it_may_and_no_failure() -> None:
    kept = Once(2)
    for number in range(3):
        kept.get(number, lambda n=number: n)  # type: ignore[misc]
    assert kept.get(0, lambda: "made again") == "made again"
    assert kept.get(2, lambda: "made again") == 2

    def fail() -> int:
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        kept.get("x", fail)
    assert kept.get("x", lambda: 7) == 7
