"""Who acts: states, groups, organisations, persons, peoples, and classes of a state's people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tashabuk.model.date import PartialDate
from tashabuk.model.span import Span


class ActorKind(StrEnum):
    """What sort of actor it is."""

    STATE = "state"
    GROUP = "group"
    ORGANISATION = "organisation"
    PERSON = "person"
    PEOPLE = "people"
    CLASS = "class"
    GROUPING = "grouping"


class Sector(StrEnum):
    """The classes of people of a state who do not act for it (`AFG:CVL`)."""

    CIVILIANS = "CVL"
    OPPOSITION = "OPP"
    REBELS = "REB"
    BUSINESS = "BUS"
    MEDIA = "MED"
    MINORITY = "MIN"


@dataclass(frozen=True, slots=True)
class Role:
    """An office that a person holds for an actor, with its dates; open ends are None."""

    office: str
    of: str
    since: PartialDate | None = None
    until: PartialDate | None = None

    def holds_on(self, day: dt.date | None) -> bool:
        """Whether the office is held on `day`; an unknown day counts as held."""
        if day is None:
            return True
        if self.since is not None and day < self.since.first():
            return False
        return self.until is None or day <= self.until.last()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts. `names` maps a language code to names, the usual one first."""

    id: str
    kind: ActorKind
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: tuple[Role, ...] = ()
    member_of: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The usual name in a language, else in English, else the id."""
        for key in (language, "en"):
            if self.names.get(key):
                return self.names[key][0]
        return self.id


class MentionKind(StrEnum):
    """How a text refers to an actor."""

    NAME = "name"
    ADJECTIVE = "adjective"
    CAPITAL = "capital"
    PLACE = "place"
    OFFICE = "office"
    LEADER = "leader"
    PEOPLE = "people"
    CLASS = "class"
    UNKNOWN = "unknown"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names or refers to one or more actors ("the two countries" refers to two)."""

    span: Span
    actors: tuple[str, ...]
    kind: MentionKind
