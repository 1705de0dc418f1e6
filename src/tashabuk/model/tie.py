"""A pair of actors with its two channels, and what is read off a network of such pairs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tashabuk.model.event import Sign


class TieLabel(StrEnum):
    """A tie in one word, by thresholds that the user can see and set."""

    ALLY = "ally"
    PARTNER = "partner"
    ENTANGLED = "entangled"
    RIVAL = "rival"
    ENEMY = "enemy"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Channel:
    """One of a tie's two channels: its weight, how many statements made it, and how much of it is hidden.

    `covert_share` is covert weight ÷ weight whose openness is known; None where nothing is known.
    """

    weight: float
    statements: Sequence[str]
    covert_share: float | None


@dataclass(frozen=True, slots=True)
class Surfacing:
    """The first overt cooperative statement after covert ones."""

    covert_on: dt.date
    overt_on: dt.date
    covert: str
    overt: str


@dataclass(frozen=True, slots=True)
class Tie:
    """How `a` and `b` stand in a window of time; `directed` ties count only what `a` does to `b`."""

    a: str
    b: str
    directed: bool
    cooperation: Channel
    conflict: Channel
    net: float | None
    ambivalence: float
    entanglement: float
    label: TieLabel
    surfacing: Surfacing | None = None


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A date at which a channel changed, with its mean before and after and the statements on both sides."""

    on: dt.date
    channel: str
    before: float
    after: float
    statements_before: tuple[str, ...]
    statements_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Triad:
    """A signed triangle a, b, c with the signs of ab, ac, bc; NEUTRAL is the sign of an entangled tie.

    It is balanced when the product of its signs is positive. With an entangled tie it is neither balanced nor not.
    """

    actors: tuple[str, str, str]
    signs: tuple[Sign, Sign, Sign]

    @property
    def product(self) -> int:
        """+1 where it is balanced, −1 where it is not, 0 where one of its ties is entangled."""
        return self.signs[0] * self.signs[1] * self.signs[2]

    @property
    def balanced(self) -> bool:
        """Whether the product of the three signs is positive."""
        return self.product > 0


@dataclass(frozen=True, slots=True)
class Bloc:
    """One side in the best split of a signed network."""

    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strain:
    """A tie that the split cannot satisfy: friends on two sides, or enemies on one.

    `sign` and `weight` are those that are violated; an entangled tie always has one of its two here.
    """

    a: str
    b: str
    sign: Sign
    weight: float
