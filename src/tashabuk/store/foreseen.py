"""Forecasts that were made, and the models that made them, as rows of the store; and the columns of coded events that a
forecast is made from.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from tashabuk.model import Forecast, Prediction, Question

MODELS = 10
"""Models that are kept, of some 20 KB each: one for each state of the data and day of forecast."""
COLUMNS = ("id", "question", "about", "event", "day", "last_known", "made", "predictions")


def keep_forecasts(connection: DuckDBPyConnection, forecasts: Sequence[Forecast]) -> int:
    """Keep forecasts; one that is here already stays as it was first made. How many were new."""
    added = 0
    for forecast in forecasts:
        predictions = [[c.what, c.event, c.chance, str(c.until)] for c in forecast.predictions]
        added += len(
            connection.execute(
                f"INSERT INTO forecasts ({', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT DO NOTHING RETURNING id",
                [
                    forecast.id,
                    str(forecast.question),
                    list(forecast.about),
                    forecast.event,
                    forecast.at,
                    forecast.last_known,
                    forecast.made,
                    json.dumps(predictions, ensure_ascii=False),
                ],
            ).fetchall()
        )
    return added


def kept_forecasts(connection: DuckDBPyConnection) -> list[Forecast]:
    """All forecasts, the first made first."""
    rows = connection.execute(f"SELECT {', '.join(COLUMNS[1:])} FROM forecasts ORDER BY made, id").fetchall()
    return [_forecast(row) for row in rows]


def keep_model(connection: DuckDBPyConnection, state: str, model: bytes) -> None:
    """Keep what was learned from a state of the data; of all such, the latest `MODELS`."""
    connection.execute("INSERT OR REPLACE INTO models VALUES (?, now()::TIMESTAMP, ?)", [state, model])
    connection.execute(
        "DELETE FROM models WHERE state NOT IN (SELECT state FROM models ORDER BY made DESC LIMIT ?)", [MODELS]
    )


def kept_model(connection: DuckDBPyConnection, state: str) -> bytes | None:
    """What was learned from a state of the data; None where that is not known any more."""
    found = connection.execute("SELECT model FROM models WHERE state = ?", [state]).fetchall()
    return found[0][0] if found else None


def coded_types(connection: DuckDBPyConnection, types: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of the coded events that have a type and a score, ascending, and each one's place in `types`."""
    found = connection.execute(
        "SELECT c.rowid AS row, t.number AS number FROM coded_events c "
        "JOIN (SELECT unnest(?::VARCHAR[]) AS name, unnest(range(?)) AS number) t ON t.name = c.event "
        "WHERE c.score <> 0 ORDER BY c.rowid",
        [list(types), len(types)],
    ).fetchnumpy()
    return np.asarray(found["row"], np.int64), np.asarray(found["number"], np.int64)


def _forecast(row: Sequence[Any]) -> Forecast:
    question, about, event, at, last_known, made, predictions = row
    said = tuple(Prediction(w, e, p, dt.date.fromisoformat(until)) for w, e, p, until in json.loads(predictions))
    return Forecast(Question(question), tuple(about), event, at, last_known, made, said)
