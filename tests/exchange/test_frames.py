"""A store as frames in Python."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pandas
import polars
import pyarrow
import pytest

from tashabuk.errors import UsageError
from tashabuk.relate.ties import TieOptions
from tashabuk.store import Store
from tashabuk.workbench import frames


def test_statements_in_every_shape(store: Path) -> None:
    ids = [s.id for s in Store(store).statements()]
    frame = frames.statements(store)
    assert isinstance(frame.pandas(), pandas.DataFrame)
    assert isinstance(frame.polars(), polars.DataFrame)
    assert isinstance(frame.arrow(), pyarrow.Table)
    assert list(frame.pandas()["id"]) == frame.polars()["id"].to_list() == frame.arrow()["id"].to_pylist() == ids
    assert [row[0] for row in frame.relation().project("id").fetchall()] == ids
    assert frame.polars().schema["published"] == polars.Date


def test_statements_of_a_window_and_an_actor(store: Path) -> None:
    frame = frames.statements(store, start=dt.date(2020, 1, 1), end=dt.date(2021, 1, 1), actors=("إثيوبيا",)).pandas()
    assert frame[["trigger", "day"]].astype(str).to_numpy().tolist() == [["دعمت", "2020-03-01"]]


def test_ties_and_their_options(store: Path) -> None:
    everybody = frames.ties(store).pandas().set_index(["a", "b"])
    assert everybody.loc["ETH", "KEN"].label == "entangled"
    hostile = frames.ties(store, TieOptions(start=dt.date(2019, 1, 1), end=dt.date(2020, 1, 1))).pandas()
    assert hostile[["a", "b", "cooperation", "conflict"]].to_numpy().tolist() == [["ETH", "KEN", 0.0, 3.0]]


def test_pair_periods_by_step(store: Path) -> None:
    years = frames.pair_periods(store, step="year", actors=("Kenya",)).relation().filter("actor_b = 'ETH'")
    assert years.aggregate("year(period) y, sum(events)::INT", "y").order("y").fetchall()[0] == (2018, 2)


def test_mistakes_are_said(store: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="week, month"):
        frames.pair_periods(store, step="day")
    with pytest.raises(UsageError, match="no store"):
        frames.statements(tmp_path / "missing.duckdb")
    assert not list(tmp_path.iterdir())


def test_nothing_is_imported_before_it_is_asked_for() -> None:
    libraries = "[m for m in ('pandas', 'polars', 'pyarrow') if m in sys.modules]"
    code = f"import sys; import tashabuk.workbench.frames; print({libraries})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_library_that_is_missing_is_named(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = frames.statements(store)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match="polars"):
        frame.polars()
