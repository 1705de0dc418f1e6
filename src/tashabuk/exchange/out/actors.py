"""Actors as nodes of a graph: the columns that graph formats share."""

from __future__ import annotations

from collections.abc import Iterable

from tashabuk.exchange.columns import Column, Kind
from tashabuk.exchange.states import cow_number, iso3
from tashabuk.model import Actor, ActorKind

ACTORS: tuple[Column[Actor], ...] = (
    Column("id", Kind.TEXT, "actor id", value=lambda a: a.id),
    Column("label", Kind.TEXT, "usual English name", value=lambda a: a.name("en")),
    Column("name_ar", Kind.TEXT, "usual Arabic name", value=lambda a: a.name("ar")),
    Column("kind", Kind.TEXT, "what sort of actor it is", tuple(ActorKind), value=lambda a: str(a.kind)),
    Column("iso3", Kind.TEXT, "ISO 3166 alpha-3 code of its state", optional=True, value=lambda a: iso3(a.id) or None),
    Column("cow", Kind.INTEGER, "Correlates of War number", optional=True, value=lambda a: cow_number(a.id)),
)


def parties(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Everybody in these pairs, sorted."""
    return sorted({name for pair in pairs for name in pair})
