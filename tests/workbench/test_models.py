"""What was learned is kept in the store until the facts, the day or the way of learning differ."""

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tashabuk.foresee import keeping
from tashabuk.foresee.facts import Facts
from tashabuk.foresee.keeping import as_bytes, from_bytes, state_of
from tashabuk.store import Store
from tashabuk.store.foreseen import MODELS
from tashabuk.workbench import forecasting


def made(count: int = 1500, seed: int = 5) -> Facts:
    chance = np.random.default_rng(seed)
    columns = (chance.integers(0, most, count) for most in (12, 3, 12))
    subject, relation, object_ = columns
    return Facts(subject, relation, (subject + 1 + object_ % 11) % 12, np.sort(chance.integers(0, 90, count)), 12, 3)


def test_a_model_is_learned_once_and_comes_back_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, facts = Store(tmp_path / "s.duckdb"), made()
    first = forecasting._model(store, facts, 90)
    monkeypatch.setattr(forecasting, "fit_recent", None)
    again = forecasting._model(store, facts, 90)
    assert first.fitted
    assert again.fitted
    assert len(as_bytes(first)) < 50_000
    assert np.array_equal(first.rules.weight, again.rules.weight)
    assert np.array_equal(first.blend.weight, again.blend.weight)


def test_whatever_differs_is_learned_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = made()
    one = facts.relation.copy()
    one[700] = (one[700] + 1) % 3
    others = [
        (facts, 89),
        (facts.where(np.arange(len(facts)) != 700), 90),
        (replace(facts, relation=one), 90),
        (replace(facts, entities=13), 90),
        (replace(facts, subject=facts.object, object=facts.subject), 90),
    ]
    states = {state_of(*given) for given in [(facts, 90), *others]}
    assert len(states) == 1 + len(others)
    monkeypatch.setattr(keeping, "WAY", keeping.WAY + 1)
    assert state_of(facts, 90) not in states


def test_what_is_not_looked_at_changes_nothing() -> None:
    facts = made()
    later = Facts(*(np.append(c, 95 if n == 3 else 1) for n, c in enumerate(_columns(facts))), 12, 3)
    assert state_of(facts, 90) == state_of(later, 90) == state_of(made(), 90)


def _columns(facts: Facts) -> tuple[np.ndarray, ...]:
    return facts.subject, facts.relation, facts.object, facts.day


def test_too_few_facts_leave_nothing_behind(tmp_path: Path) -> None:
    store, facts = Store(tmp_path / "s.duckdb"), made(50)
    assert not forecasting._model(store, facts, 90).fitted
    assert store.model(state_of(facts, 90)) is None


def test_the_latest_models_are_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    for number in range(MODELS + 2):
        store.keep_model(f"state {number}", b"model %d" % number)
    found = [store.model(f"state {number}") for number in range(MODELS + 2)]
    assert found == [None, None, *(b"model %d" % n for n in range(2, MODELS + 2))]


def test_bytes_of_something_else_are_not_run() -> None:
    file = io.BytesIO()
    np.savez(file, rules=np.array([{"a": 1}], object), blend=np.zeros(1))
    with pytest.raises(ValueError, match="pickle"):
        from_bytes(file.getvalue())
