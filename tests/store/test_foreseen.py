"""Forecasts in the store: kept once, as first made; and the types of coded events."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tashabuk.model import Forecast, Prediction, Question
from tashabuk.store import Store
from tashabuk.store.schema import MIGRATIONS

FORECAST = Forecast(
    Question.TIE,
    ("GHA", "TGO"),
    "",
    dt.date(2020, 1, 1),
    dt.date(2019, 12, 31),
    dt.datetime(2020, 1, 1, 12),
    (Prediction("cooperation", "", 0.25, dt.date(2020, 2, 1)),),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "s.duckdb")


def test_a_forecast_comes_back_as_it_was_made(store: Store) -> None:
    assert store.keep_forecasts([FORECAST]) == 1
    assert store.forecasts() == [FORECAST]
    assert FORECAST.ahead


def test_the_same_answer_is_kept_once_and_another_beside_it(store: Store) -> None:
    later = replace(FORECAST, made=dt.datetime(2021, 1, 1), last_known=dt.date(2020, 12, 31))
    other = replace(later, predictions=(Prediction("cooperation", "", 0.5, dt.date(2020, 2, 1)),))
    store.keep_forecasts([FORECAST])
    assert store.keep_forecasts([later, other]) == 1
    assert store.forecasts() == [FORECAST, other]
    assert not other.ahead


def test_a_store_from_before_forecasts_is_brought_up_to_date(store: Store) -> None:
    with duckdb.connect(str(store.path)) as connection:
        connection.execute("CREATE TABLE tashabuk_migrations (number INTEGER PRIMARY KEY, name VARCHAR)")
        names = [name for name, _ in MIGRATIONS]
        for number, (name, statements) in enumerate(MIGRATIONS[: names.index("forecasts")], 1):
            connection.execute(statements)
            connection.execute("INSERT INTO tashabuk_migrations VALUES (?, ?)", [number, name])
    assert store.forecasts() == []
