"""Use case: to whom an actor will act next, and who will act towards it, with the past facts and rules that say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tashabuk.actors.catalogue import Catalogue
from tashabuk.foresee.because import Reason, reasons
from tashabuk.foresee.facts import Facts
from tashabuk.foresee.forecaster import Forecaster, Model, fit_recent
from tashabuk.foresee.keeping import as_bytes, from_bytes, state_of
from tashabuk.foresee.memory import SLOW
from tashabuk.foresee.past import TYPES, Past
from tashabuk.model import Actor, EventType, Forecast, Prediction, Question
from tashabuk.store import Store
from tashabuk.workbench.catalogues import find_actor
from tashabuk.workbench.pasts import Cited, Known, day_after, known, thinness

DUE_DAYS = 30
"""Days from the forecast day in which the next act is waited for when a forecast is scored."""
LEAST = 10
"""Facts of an actor below which its forecast is called thin."""


@dataclass(frozen=True, slots=True)
class Because:
    """A rule in words with its strength, the kind of act in its body, and the facts that it starts from."""

    rule: str
    event: str
    backwards: bool
    strength: float
    via: str | None
    facts: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Likely:
    """`who` is the other side of an act of kind `event`; `chance` is its share of the next act."""

    who: str
    event: str
    chance: float
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class WhoView:
    """Both directions of a forecast. `thin` says where evidence is thin; `facts` counts what was known before `at`."""

    actor: Actor
    at: dt.date
    facts: int
    own: int
    fitted: bool
    thin: tuple[str, ...]
    recipients: tuple[Likely, ...]
    actors: tuple[Likely, ...]


def forecast_who(
    store: Path,
    name: str,
    catalogue: Catalogue,
    *,
    event: str = "",
    at: dt.date | None = None,
    limit: int = 5,
    keep: bool = True,
) -> WhoView:
    """The likeliest recipients and actors of the next acts of and towards an actor, from what was known before `at`."""
    actor = find_actor(store, name, catalogue)
    everything = known(store)
    day = at or day_after(everything)
    past = everything.past.before(day.toordinal())
    number = past.number(actor.id)
    own = int(((past.actor == number) | (past.recipient == number)).sum()) if number >= 0 else 0
    if not own:
        return WhoView(actor, day, len(past), 0, False, thinness(len(past), False, [(actor.id, 0)], LEAST), (), ())
    facts = past.facts()
    model = _model(everything.store, facts, day.toordinal())
    forecaster = Forecaster(facts, model)
    recipients, actors = (
        _ranked(everything, past, forecaster, number, day, event, limit, backwards=backwards)
        for backwards in (False, True)
    )
    if keep:
        everything.store.keep_forecasts(
            [
                _record(question, actor.id, event, day, everything.last, found)
                for question, found in ((Question.RECIPIENTS, recipients), (Question.ACTORS, actors))
                if found
            ]
        )
    thin = thinness(len(past), model.fitted, [(actor.id, own)], LEAST)
    return WhoView(actor, day, len(past), own, model.fitted, thin, recipients, actors)


def _model(store: Store, facts: Facts, at: int) -> Model:
    """What the facts before a day teach; what was learned of the same facts before is taken from the store."""
    state = state_of(facts, at)
    known_already = store.model(state)
    if known_already is not None:
        return from_bytes(known_already)
    model = fit_recent(facts, at)
    if model.fitted:
        store.keep_model(state, as_bytes(model))
    return model


def _ranked(
    everything: Known,
    past: Past,
    forecaster: Forecaster,
    actor: int,
    day: dt.date,
    event: str,
    limit: int,
    *,
    backwards: bool,
) -> tuple[Likely, ...]:
    """Candidates by chance: share of the kind of act in the actor's faded past × the candidate's share in that kind."""
    gatherer = forecaster.gatherer(day.toordinal())
    asked = [TYPES.index(EventType(event))] if event else list(range(len(TYPES)))
    relations = np.array(asked) + (len(TYPES) if backwards else 0)
    subjects = np.full(len(relations), actor)
    sources = forecaster.index.sources(subjects, relations)
    weight = np.where(sources >= 0, gatherer.memory.source_recent[sources, SLOW], 0.0)
    active = np.flatnonzero(weight > 0)
    if not len(active):
        return ()
    scores = forecaster.scores(day.toordinal(), subjects[active], relations[active])
    scores[:, actor] = -np.inf
    chance = np.exp(scores - scores.max(1, keepdims=True))
    chance *= (weight[active] / weight[active].sum() / chance.sum(1))[:, None]
    best = np.argsort(-chance, axis=None, kind="stable")[:limit]
    found = []
    for place in best:
        row, candidate = divmod(int(place), len(past.names))
        if candidate == actor:
            continue
        relation = int(relations[active][row])
        why = _because(everything, past, reasons(gatherer, actor, relation, candidate))
        found.append(
            Likely(past.names[candidate], str(TYPES[relation % len(TYPES)]), float(chance[row, candidate]), why)
        )
    return tuple(found)


def _because(everything: Known, past: Past, found: Sequence[Reason]) -> tuple[Because, ...]:
    cited = everything.cite(past, [row for reason in found for row in reason.facts])
    return tuple(
        Because(
            str(reason.rule),
            str(TYPES[reason.relation % len(TYPES)]),
            reason.relation >= len(TYPES),
            reason.strength,
            None if reason.via is None else past.names[reason.via],
            tuple(cited[row] for row in reason.facts),
        )
        for reason in found
    )


def _record(
    question: Question, actor: str, event: str, at: dt.date, last: dt.date, found: Sequence[Likely]
) -> Forecast:
    until = at + dt.timedelta(days=DUE_DAYS)
    predictions = tuple(Prediction(one.who, one.event, one.chance, until) for one in found)
    made = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    return Forecast(question, (actor,), event, at, last, made, predictions)
