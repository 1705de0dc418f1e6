"""Use cases: the ties of a store, one tie with its history and its reasons, one actor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import UsageError
from tashabuk.model import Actor, CodedEvent, PartialDate, Tie
from tashabuk.relate.channels import HistoryStep, history
from tashabuk.relate.explain import Reason, reasons, strongest
from tashabuk.relate.observations import CodedIds
from tashabuk.relate.periods import Step
from tashabuk.relate.ties import TieOptions, Ties, in_window
from tashabuk.relate.turning import TurningPoints, turning_points
from tashabuk.store import Filter, Store, Stored
from tashabuk.workbench.catalogues import find_actor
from tashabuk.workbench.current import current
from tashabuk.workbench.observing import coded_days, coded_events

CODED_SHOWN = 200
"""Coded events of a tie that a view holds; the figures rest on all of them."""
QUOTED = 2
"""Statements of each link of a third party that a view holds."""


@dataclass(frozen=True, slots=True)
class ReasonView:
    """A third party, and from when on both of its links are told; None where a text gives none."""

    reason: Reason
    since: PartialDate | None


@dataclass(frozen=True, slots=True)
class TieView:
    """One tie: its history, turning points and reasons, and what they rest on, oldest first.

    `statements` are those between the two, those that weigh nothing included: a part of `told`, the number of all, of
    which `undated` tell no date of their own and stand at their text's day of publication.
    `stored` finds the first statements of each link of `reasons`.
    """

    tie: Tie | None
    a: Actor
    b: Actor
    step: Step
    steps: tuple[HistoryStep, ...]
    turning: TurningPoints
    reasons: tuple[ReasonView, ...]
    statements: tuple[Stored, ...]
    told: int
    undated: int
    coded: tuple[CodedEvent, ...]
    stored: dict[str, Stored]


@dataclass(frozen=True, slots=True)
class ActorView:
    """One actor with its ties and the statements in which it has a role."""

    actor: Actor
    ties: Sequence[Tie]
    statements: tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """How much of a long view is wanted: statements from `first` on, and third parties; None for all."""

    first: int = 0
    statements: int | None = None
    reasons: int | None = None


def all_ties(store: Path, options: TieOptions) -> Ties:
    """Every tie of the store."""
    return current(Store(store)).ties(options)


def one_tie(
    store: Path,
    a: str,
    b: str,
    options: TieOptions,
    catalogue: Catalogue,
    step: Step = Step.MONTH,
    part: Part | None = None,
) -> TieView:
    """The tie of two actors, named in any way that the catalogue knows; UsageError if both names mean one actor."""
    first, second = find_actor(store, a, catalogue), find_actor(store, b, catalogue)
    if first.id == second.id:
        raise UsageError(f"{a} and {b} are the same actor ({first.id}). A tie needs two.")
    here, wanted = current(Store(store)), part or Part()
    everything = here.ties(options, (first.id, second.id))
    tie = everything.between(first.id, second.id)
    rows = in_window(here.between(first.id, second.id, options), _until(options))
    steps = history(rows, step, options.half_life_days)
    found = here.index.between(first.id, second.id, Filter(start=options.start, end=options.end))
    limit = len(everything) * 4 if wanted.reasons is None else wanted.reasons
    pulls = reasons(first.id, second.id, strongest(first.id, second.id, everything, limit))[:limit]
    why, stored = _dated_reasons(here.store, pulls)
    end = None if wanted.statements is None else wanted.first + wanted.statements
    coded = [*tie.cooperation.statements, *tie.conflict.statements] if tie is not None and here.has_coded else []
    return TieView(
        tie,
        first,
        second,
        step,
        tuple(steps),
        turning_points(steps, here.document_of),
        tuple(why),
        tuple(here.store.by_ids(here.columns.texts(found[wanted.first : end]))),
        len(found),
        int((~here.columns.dated[found]).sum()),
        tuple(coded_events(here.store, coded, CODED_SHOWN)),
        stored,
    )


def _dated_reasons(store: Store, given: list[Reason]) -> tuple[list[ReasonView], dict[str, Stored]]:
    """Each reason with the later of the dates at which its two links begin; a day of publication is no such date.

    And the first statements of all links, by id.
    """
    links = [link for r in given for link in (r.towards_first, r.towards_second)]
    wanted = list(dict.fromkeys(i for link in links for i in link[:QUOTED]))
    stored = {s.id: s for s in store.by_ids([i for i in wanted if CodedIds.row_of(i) is None])}
    days = coded_days(store, [i for i in wanted if i not in stored])
    days |= {i: s.statement.date for i, s in stored.items()}
    views = []
    for reason in given:
        both = [days.get(ids[0]) for ids in (reason.towards_first, reason.towards_second)]
        known = [day for day in both if day is not None]
        views.append(ReasonView(reason, max(known, key=PartialDate.first) if len(known) == 2 else None))
    return views, stored


def _until(options: TieOptions) -> TieOptions:
    """The same window without decay, ending with the moment asked for: a history has its own decay."""
    if options.at is None:
        return options
    last = options.at + dt.timedelta(days=1)
    return replace(options, at=None, end=min(options.end or last, last))


def one_actor(store: Path, name: str, options: TieOptions, catalogue: Catalogue) -> ActorView:
    """One actor, its ties and its statements."""
    actor = find_actor(store, name, catalogue)
    here = current(Store(store))
    own = here.ties(options, (actor.id,)).of_actors(actor.id)
    numbers = here.index.numbers(Filter(anyone=actor.id, start=options.start, end=options.end))
    return ActorView(actor, own, tuple(here.store.by_ids(here.columns.texts(numbers))))
