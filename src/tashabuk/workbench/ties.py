"""Use cases: the ties of a store, one tie, one actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.model import Actor, Tie
from tashabuk.relate.observations import Dated
from tashabuk.relate.ties import TieOptions, ties
from tashabuk.store import Filter, Store, Stored


@dataclass(frozen=True, slots=True)
class TieView:
    """One tie with the statements behind it, oldest first."""

    tie: Tie | None
    a: Actor
    b: Actor
    statements: tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class ActorView:
    """One actor with its ties and the statements in which it has a role."""

    actor: Actor
    ties: tuple[Tie, ...]
    statements: tuple[Stored, ...]


def dated(stored: Sequence[Stored]) -> list[Dated]:
    """Stored statements as the measures want them."""
    return [Dated(s.statement, s.id, s.published) for s in stored]


def all_ties(store: Path, options: TieOptions) -> list[Tie]:
    """Every tie of the store."""
    return ties(dated(Store(store).statements()), options)


def one_tie(store: Path, a: str, b: str, options: TieOptions, catalogue: Catalogue) -> TieView:
    """The tie of two actors, named in any way that the catalogue knows."""
    first, second = catalogue.resolve(a), catalogue.resolve(b)
    found = Store(store).statements(Filter(pair=(first.id, second.id), start=options.start, end=options.end))
    wanted = {first.id, second.id}
    tie = next((t for t in ties(dated(found), options) if {t.a, t.b} == wanted), None)
    between = tuple(s for s in found if _between(s, first.id, second.id))
    return TieView(tie, first, second, between)


def _between(stored: Stored, a: str, b: str) -> bool:
    statement = stored.statement
    others = statement.recipient or statement.actor
    return (a in statement.actor and b in others) or (b in statement.actor and a in others)


def one_actor(store: Path, name: str, options: TieOptions, catalogue: Catalogue) -> ActorView:
    """One actor, its ties and its statements."""
    actor = catalogue.resolve(name)
    found = Store(store).statements(Filter(anyone=actor.id, start=options.start, end=options.end))
    own = [t for t in ties(dated(found), options) if actor.id in (t.a, t.b)]
    return ActorView(actor, tuple(own), tuple(found))
