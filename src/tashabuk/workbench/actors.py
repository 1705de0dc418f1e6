"""Use case: one actor, seen from all sides."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.model import PartialDate, Role
from tashabuk.relate.ties import TieOptions
from tashabuk.store import Stored
from tashabuk.workbench.ties import ActorView, one_actor

MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Profile:
    """An actor's ties and statements; who held its offices; the words of what is said of it, with how often.

    `own` are the statements that are on its own word, `others` those in which others speak of it.
    """

    view: ActorView
    offices: tuple[tuple[str, Role], ...]
    words: tuple[tuple[str, int], ...]
    own: tuple[Stored, ...]
    others: tuple[Stored, ...]


def profile(store: Path, actor: str, options: TieOptions, catalogue: Catalogue) -> Profile:
    """Everything about one actor, by its id."""
    view = one_actor(store, actor, options, catalogue)
    own = tuple(s for s in view.statements if s.statement.holder == actor)
    others = tuple(s for s in view.statements if s.statement.holder != actor)
    words = Counter(s.statement.trigger for s in view.statements if actor in s.statement.actor)
    offices = [(p.name("ar"), role) for p in catalogue.people() for role in p.roles if role.of == actor]
    offices.sort(key=lambda o: (o[1].since or PartialDate(1)).first(), reverse=True)
    return Profile(view, tuple(offices), tuple(words.most_common(MOST_WORDS)), own, others)
