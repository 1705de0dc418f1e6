"""Use cases: the ties of a store, one tie with its history and its reasons, one actor."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import UsageError
from tashabuk.model import Actor, CodedEvent, PartialDate, Tie
from tashabuk.relate.channels import HistoryStep, history, rows_between
from tashabuk.relate.explain import Reason, reasons
from tashabuk.relate.periods import Step
from tashabuk.relate.ties import TieOptions, in_window, ties
from tashabuk.relate.turning import TurningPoints, turning_points
from tashabuk.store import Store, Stored
from tashabuk.workbench.catalogues import find_actor
from tashabuk.workbench.observing import Observed, coded_days, coded_events, observe

CODED_SHOWN = 200
"""Coded events of a tie that a view holds; the figures rest on all of them."""


@dataclass(frozen=True, slots=True)
class ReasonView:
    """A third party, and from when on both of its links are told; None where a text gives none."""

    reason: Reason
    since: PartialDate | None


@dataclass(frozen=True, slots=True)
class TieView:
    """One tie: its history, turning points and reasons, and what they rest on, oldest first.

    `statements` are all between the two, those that weigh nothing included. `stored` finds the statements of `reasons`.
    """

    tie: Tie | None
    a: Actor
    b: Actor
    step: Step
    steps: tuple[HistoryStep, ...]
    turning: TurningPoints
    reasons: tuple[ReasonView, ...]
    statements: tuple[Stored, ...]
    coded: tuple[CodedEvent, ...]
    stored: dict[str, Stored]


@dataclass(frozen=True, slots=True)
class ActorView:
    """One actor with its ties and the statements in which it has a role."""

    actor: Actor
    ties: tuple[Tie, ...]
    statements: tuple[Stored, ...]


def all_ties(store: Path, options: TieOptions) -> list[Tie]:
    """Every tie of the store."""
    return ties(observe(Store(store), options).observations, options)


def one_tie(store: Path, a: str, b: str, options: TieOptions, catalogue: Catalogue, step: Step = Step.MONTH) -> TieView:
    """The tie of two actors, named in any way that the catalogue knows; UsageError if both names mean one actor."""
    first, second = find_actor(store, a, catalogue), find_actor(store, b, catalogue)
    if first.id == second.id:
        raise UsageError(f"{a} and {b} are the same actor ({first.id}). A tie needs two.")
    kept = Store(store)
    found = observe(kept, options, (first.id, second.id))
    all_found = ties(found.observations, options)
    tie = next((t for t in all_found if {t.a, t.b} == {first.id, second.id}), None)
    rows = rows_between(in_window(found.observations, _until(options)), first.id, second.id)
    steps = history(rows, step, options.half_life_days)
    ids = [*tie.cooperation.statements, *tie.conflict.statements] if tie is not None else []
    return TieView(
        tie,
        first,
        second,
        step,
        tuple(steps),
        turning_points(steps, found.witness),
        tuple(_dated_reasons(kept, found, reasons(first.id, second.id, all_found))),
        tuple(s for s in found.stored.values() if _between(s, first.id, second.id)),
        tuple(coded_events(kept, ids, CODED_SHOWN)),
        found.stored,
    )


def _dated_reasons(store: Store, found: Observed, given: list[Reason]) -> list[ReasonView]:
    """Each reason with the later of the dates at which its two links begin; a day of publication is no such date."""
    firsts = {ids[0] for r in given for ids in (r.towards_first, r.towards_second)}
    days = coded_days(store, [i for i in firsts if i not in found.stored])
    days |= {i: found.stored[i].statement.date for i in firsts & found.stored.keys()}
    views = []
    for reason in given:
        both = [days.get(ids[0]) for ids in (reason.towards_first, reason.towards_second)]
        known = [day for day in both if day is not None]
        views.append(ReasonView(reason, max(known, key=PartialDate.first) if len(known) == 2 else None))
    return views


def _until(options: TieOptions) -> TieOptions:
    """The same window without decay, ending with the moment asked for: a history has its own decay."""
    if options.at is None:
        return options
    last = options.at + dt.timedelta(days=1)
    return replace(options, at=None, end=min(options.end or last, last))


def _between(stored: Stored, a: str, b: str) -> bool:
    statement = stored.statement
    others = statement.recipient or statement.actor
    return (a in statement.actor and b in others) or (b in statement.actor and a in others)


def one_actor(store: Path, name: str, options: TieOptions, catalogue: Catalogue) -> ActorView:
    """One actor, its ties and its statements."""
    actor = find_actor(store, name, catalogue)
    found = observe(Store(store), options, (actor.id,))
    own = [t for t in ties(found.observations, options) if actor.id in (t.a, t.b)]
    return ActorView(actor, tuple(own), tuple(found.stored.values()))
