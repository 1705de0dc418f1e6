"""Use case: how a tie goes on, with the past of both channels that says so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import UsageError
from tashabuk.foresee.months import CHANNELS, month_counts, months_later, pair_key, pair_keys
from tashabuk.foresee.outlook import HORIZONS, fit_outlook, long_run_rate, outlook, same_as_last
from tashabuk.foresee.past import Past
from tashabuk.model import Actor, Forecast, Prediction, Question
from tashabuk.workbench.catalogues import find_actor
from tashabuk.workbench.pasts import Cited, Known, day_after, known, thinness

LEAST = 10
"""Facts between the two below which the forecast is called thin."""
CITED = 3


@dataclass(frozen=True, slots=True)
class Outlook:
    """The chance of at least one event of `channel` in the next `months`, its 90 % interval, and both baselines."""

    channel: str
    months: int
    until: dt.date
    chance: float
    low: float
    high: float
    same_as_last: float
    long_run_rate: float


@dataclass(frozen=True, slots=True)
class ChannelPast:
    """What an outlook rests on: events in all and in the last month, active months out of `months`, latest facts."""

    channel: str
    events: int
    last_month: int
    active_months: int
    months: int
    facts: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class OutlookView:
    """The outlook of a pair from what was known before `at`; `outlooks` is empty where nothing passed between them."""

    a: Actor
    b: Actor
    directed: bool
    at: dt.date
    facts: int
    own: int
    fitted: bool
    thin: tuple[str, ...]
    outlooks: tuple[Outlook, ...]
    pasts: tuple[ChannelPast, ...]


def forecast_tie(
    store: Path,
    a: str,
    b: str,
    catalogue: Catalogue,
    *,
    at: dt.date | None = None,
    directed: bool = False,
    keep: bool = True,
) -> OutlookView:
    """The outlook of two actors; of what `a` does to `b` if `directed`. UsageError if they are one."""
    first, second = find_actor(store, a, catalogue), find_actor(store, b, catalogue)
    if first.id == second.id:
        raise UsageError(f"“{a}” and “{b}” are the same actor, {first.id}. Give two.")
    everything = known(store)
    day = at or day_after(everything)
    ordinal = day.toordinal()
    past = everything.past.before(ordinal)
    counts = month_counts(past, ordinal, directed=directed)
    ends = np.array([past.number(first.id)]), np.array([past.number(second.id)])
    key = int(pair_key(*ends, len(past.names), directed=directed)[0]) if min(ends) >= 0 else -1
    row = counts.place(key)
    who = f"{first.id} → {second.id}" if directed else f"{first.id} – {second.id}"
    if row < 0:
        thin = thinness(len(past), False, [(who, 0)], LEAST)
        return OutlookView(first, second, directed, day, len(past), 0, False, thin, (), ())
    found: list[Outlook] = []
    pasts: list[ChannelPast] = []
    fitted = True
    for channel, (own, other) in counts.channels().items():
        model = fit_outlook(own, other, counts.months)
        fitted = fitted and model.fitted
        for months in HORIZONS:
            middle, low, high = (float(p[row]) for p in outlook(model, own, other, counts.months, months))
            until = dt.date.fromordinal(months_later(ordinal, months))
            last, long_run = (float(f(own, counts.months, months)[row]) for f in (same_as_last, long_run_rate))
            found.append(Outlook(channel, months, until, middle, low, high, last, long_run))
        mine = own[row]
        facts = _latest(everything, past, pair_keys(past, directed=directed) == key, channel)
        pasts.append(ChannelPast(channel, int(mine.sum()), int(mine[-1]), int((mine > 0).sum()), counts.months, facts))
    about = (first.id, second.id)
    if keep:
        everything.store.keep_forecasts([_record(about, directed, day, everything.last, found)])
    total = sum(p.events for p in pasts)
    thin = thinness(len(past), fitted, [(who, total)], LEAST)
    return OutlookView(first, second, directed, day, len(past), total, fitted, thin, tuple(found), tuple(pasts))


def _latest(everything: Known, past: Past, between: np.ndarray, channel: str) -> tuple[Cited, ...]:
    signed = past.score > 0 if channel == CHANNELS[0] else past.score < 0
    rows = np.flatnonzero(between & signed)
    order = rows[np.argsort(-past.day[rows], kind="stable")]
    _, first = np.unique(past.source[order], return_index=True)
    chosen = [int(r) for r in order[np.sort(first)][:CITED]]
    cited = everything.cite(past, chosen)
    return tuple(cited[r] for r in chosen)


def _record(about: tuple[str, str], directed: bool, at: dt.date, last: dt.date, found: list[Outlook]) -> Forecast:
    predictions = tuple(Prediction(o.channel, "directed" if directed else "", o.chance, o.until) for o in found)
    return Forecast(Question.TIE, about, "", at, last, dt.datetime.now(dt.UTC).replace(tzinfo=None), predictions)
