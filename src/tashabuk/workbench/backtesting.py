"""Use cases: re-forecast past months of a store and score them against the baselines; score the forecasts kept."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from tashabuk.foresee.baselines import LastObject, MostFrequent
from tashabuk.foresee.facts import Facts, Ints
from tashabuk.foresee.forecaster import Forecaster, Model, fit_recent
from tashabuk.foresee.months import CHANNELS, month_counts, months_later, pair_keys
from tashabuk.foresee.outlook import HORIZONS, fit_outlook, long_run_rate, outlook, same_as_last
from tashabuk.foresee.past import TYPES, Past
from tashabuk.foresee.ranking import Ranking, evaluate, ranking
from tashabuk.foresee.scoring import ProbabilityScore, ReliabilityBin, probability_score, reliability
from tashabuk.model import EventType, Forecast, Prediction, Question
from tashabuk.report.reliability import reliability_diagram
from tashabuk.workbench.pasts import Known, day_after, known

MODEL, FREQUENT, LAST = "model", "most frequent", "last again"
LONG_RUN = "long-run rate"
THIN = 100
"""Queries or forecasts below which a score is called thin."""


@dataclass(frozen=True, slots=True)
class Backtest:
    """Scores of past months, by method: `who` ranks, `ties` by channel and horizon in months."""

    start: dt.date
    end: dt.date
    fitted: bool
    who: dict[str, Ranking]
    ties: dict[tuple[str, int], dict[str, ProbabilityScore]]
    reliability: tuple[ReliabilityBin, ...]

    @property
    def thin(self) -> bool:
        """Whether the scores rest on too few queries to mean much."""
        return not self.fitted or MODEL not in self.who or self.who[MODEL].queries < THIN


def backtest(store: Path, months: int = 6) -> Backtest:
    """Forecast each of the last `months` months from what was known at its start, and score what was said."""
    everything = known(store)
    end = day_after(everything).toordinal()
    starts = [months_later(end, -n) for n in range(months, 0, -1)]
    fitted, who = _who(everything.past, starts, end)
    ties, bins = _ties(everything.past, starts, end)
    return Backtest(dt.date.fromordinal(starts[0]), dt.date.fromordinal(end), fitted, who, ties, bins)


def _who(past: Past, starts: Sequence[int], end: int) -> tuple[bool, dict[str, Ranking]]:
    model: Model | None = None
    ranks: dict[str, list[np.ndarray]] = defaultdict(list)
    for start, until in zip(starts, [*starts[1:], end], strict=True):
        before = past.before(start)
        if not len(before):
            continue
        facts = before.facts()
        model = model or fit_recent(facts, start)
        asked = _asked(past, before, start, until)
        for method, scorer in (
            (MODEL, Forecaster(facts, model)),
            (FREQUENT, MostFrequent(facts)),
            (LAST, LastObject(facts)),
        ):
            ranks[method].append(evaluate(scorer, asked))
    found = {m: ranking(np.concatenate(ranks[m])) for m in ranks if sum(map(len, ranks[m]))}
    return model is not None and model.fitted, found


def _asked(past: Past, before: Past, start: int, until: int) -> Facts:
    """The facts of a month between actors known at its start, all asked on its first day, each once."""
    number = {name: n for n, name in enumerate(before.names)}
    place = np.array([number.get(name, -1) for name in past.names], np.int64)
    a, b = place[past.actor], place[past.recipient]
    own = (past.day >= start) & (past.day < until) & (a >= 0) & (b >= 0)
    once = np.unique(np.stack([a[own], past.kind[own], b[own]]), axis=1)
    day = np.full(once.shape[1], start)
    return Facts(once[0], once[1], once[2], day, len(before.names), len(TYPES))


def _ties(
    past: Past, starts: Sequence[int], end: int
) -> tuple[dict[tuple[str, int], dict[str, ProbabilityScore]], tuple[ReliabilityBin, ...]]:
    said: dict[tuple[str, int, str], list[np.ndarray]] = defaultdict(list)
    happened: dict[tuple[str, int], list[np.ndarray]] = defaultdict(list)
    for start in starts:
        before = past.before(start)
        counts = month_counts(before, start, directed=False)
        for channel, (own, other) in counts.channels().items():
            model = fit_outlook(own, other, counts.months)
            for h in HORIZONS:
                until = months_later(start, h)
                if until > end or not len(counts.keys):
                    continue
                happened[channel, h].append(_happened(past, before, counts.keys, channel, start, until))
                args = own, counts.months, h
                said[channel, h, MODEL].append(outlook(model, own, other, counts.months, h)[0])
                said[channel, h, LAST].append(same_as_last(*args))
                said[channel, h, LONG_RUN].append(long_run_rate(*args))
    scores = {
        key: {m: probability_score(np.concatenate(said[*key, m]), np.concatenate(y)) for m in (MODEL, LAST, LONG_RUN)}
        for key, y in happened.items()
    }
    if not happened:
        return {}, ()
    all_said = np.concatenate([np.concatenate(said[*key, MODEL]) for key in happened])
    return scores, tuple(reliability(all_said, np.concatenate([np.concatenate(y) for y in happened.values()])))


def _happened(past: Past, before: Past, keys: Ints, channel: str, start: int, until: int) -> np.ndarray:
    """Whether anything of a channel happened in a window, for each pair of `keys`."""
    number = {name: n for n, name in enumerate(before.names)}
    place = np.array([number.get(name, -1) for name in past.names], np.int64)
    signed = past.score > 0 if channel == CHANNELS[0] else past.score < 0
    own = (past.day >= start) & (past.day < until) & signed & (place[past.actor] >= 0) & (place[past.recipient] >= 0)
    rows = past.where(own)
    moved = replace(rows, names=before.names, actor=place[rows.actor], recipient=place[rows.recipient])
    return np.isin(keys, pair_keys(moved, directed=False))


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept forecast with what became of it.

    `reciprocal_rank` is 1 / place of the first prediction that came true (0 if none did, None for ties and where the
    actor did nothing of the kind); `brier` is the mean over a tie's predictions whose day has come.
    """

    forecast: Forecast
    due: bool
    reciprocal_rank: float | None
    brier: float | None


def kept_scores(store: Path) -> list[Kept]:
    """Every kept forecast, scored as far as its day has come."""
    everything = known(store)
    return [_scored(everything, forecast) for forecast in everything.store.forecasts()]


def _scored(everything: Known, forecast: Forecast) -> Kept:
    due = [c for c in forecast.predictions if c.until <= day_after(everything)]
    if not due:
        return Kept(forecast, False, None, None)
    past = everything.past
    if forecast.question is Question.TIE:
        errors = [(prediction.chance - _tie_came_true(past, forecast, prediction)) ** 2 for prediction in due]
        return Kept(forecast, True, None, float(np.mean(errors)))
    me = past.number(forecast.about[0])
    ends = (past.actor, past.recipient)
    own, other = ends if forecast.question is Question.RECIPIENTS else ends[::-1]
    window = _window(past, forecast.at, due[0].until) & (own == me)
    if forecast.event:
        window &= past.kind == TYPES.index(EventType(forecast.event))
    acts = {(past.names[o], str(TYPES[k])) for o, k in zip(other[window], past.kind[window], strict=True)}
    if not acts:
        return Kept(forecast, True, None, None)
    places = [n for n, c in enumerate(forecast.predictions, 1) if (c.what, c.event) in acts]
    return Kept(forecast, True, 1 / places[0] if places else 0.0, None)


def _window(past: Past, start: dt.date, until: dt.date) -> np.ndarray:
    return (past.day >= start.toordinal()) & (past.day < until.toordinal())


def _tie_came_true(past: Past, forecast: Forecast, said: Prediction) -> bool:
    a, b = (past.number(name) for name in forecast.about)
    between = (past.actor == a) & (past.recipient == b)
    if not said.event:
        between |= (past.actor == b) & (past.recipient == a)
    signed = past.score > 0 if said.what == CHANNELS[0] else past.score < 0
    return bool((_window(past, forecast.at, said.until) & between & signed).any())


def write_diagram(found: Backtest, path: Path) -> None:
    """The reliability diagram of a backtest's tie forecasts, as an SVG file."""
    path.write_text(reliability_diagram(found.reliability, f"{found.start} – {found.end}"), encoding="utf-8")
