"""Use case: one actor, seen from all sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tashabuk.actors.catalogue import Catalogue
from tashabuk.model import Actor, Event, PartialDate, Role, Tie
from tashabuk.relate.ties import TieOptions
from tashabuk.store import Filter, Store, Stored
from tashabuk.store.columns import ACTOR, RECIPIENT
from tashabuk.store.event_index import EventFilter, EventOrder
from tashabuk.store.query import Order
from tashabuk.workbench.current import Current, current
from tashabuk.workbench.happenings import list_events

MOST_WORDS = 20
Words = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """An actor with its ties and the latest of its events; who held its offices; how it is spoken of.

    `does` and `suffers` are the words for what it does and what is done to it, with how often. `own` are statements on
    its own word, `others` those in which others speak of it, the newest first, and how many there are of each.
    """

    actor: Actor
    ties: Sequence[Tie]
    offices: tuple[tuple[Actor, Role], ...]
    does: Words
    suffers: Words
    events: tuple[Event, ...]
    event_count: int
    own: tuple[Stored, ...]
    own_count: int
    others: tuple[Stored, ...]
    others_count: int


HIGH = frozenset(("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "leader"))
"""Offices that are shown before others."""


def profile(store: Path, actor: str, options: TieOptions, catalogue: Catalogue, limit: int) -> Profile:
    """Everything about one actor, by its id; no more than `limit` events and statements of each kind."""
    here = current(Store(store))
    offices = [(p, role) for p in catalogue.people() for role in p.roles if role.of == actor]
    offices.sort(key=lambda o: (o[1].office in HIGH, (o[1].since or PartialDate(1)).first()), reverse=True)
    about = Filter(anyone=actor, start=options.start, end=options.end, order=Order.NEWEST)
    numbers = here.index.numbers(about)
    by_itself = here.columns.holder[numbers] == _place(here.columns.holders, actor)
    happened = EventFilter((actor,), start=options.start, end=options.end, order=EventOrder.NEWEST)
    events, event_count = list_events(store, happened, catalogue, limit)

    def some(of: np.ndarray) -> tuple[Stored, ...]:
        return tuple(here.store.by_ids(here.columns.texts(numbers[of][:limit])))

    return Profile(
        catalogue.get(actor),
        here.ties(options, (actor,)).of_actors(actor),
        tuple(offices),
        _words(here, actor, ACTOR),
        _words(here, actor, RECIPIENT),
        tuple(events),
        event_count,
        some(by_itself),
        int(by_itself.sum()),
        some(~by_itself),
        int((~by_itself).sum()),
    )


def _words(here: Current, actor: str, role: int) -> Words:
    """The triggers of the statements in which an actor has a role, the most frequent first."""
    numbers = here.index.with_actor(actor, role)
    counts = np.bincount(here.columns.trigger[numbers[here.columns.live[numbers]]], minlength=1)
    best = np.argsort(-counts, kind="stable")[:MOST_WORDS]
    return tuple((here.columns.triggers[n], int(counts[n])) for n in best if counts[n])


def _place(holders: Sequence[str], actor: str) -> int:
    return holders.index(actor) if actor in holders else -1
