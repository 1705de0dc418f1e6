"""Why a tie is as it is: the third parties that make it fit or strain.

For a tie A–B and a third party X with channels C and K towards both (decayed where a moment is asked for):

    common enemy     min(K_AX, K_BX)   brings A and B together
    common friend    min(C_AX, C_BX)   brings A and B together
    friend's enemy   min(C_AX, K_BX) and min(K_AX, C_BX)   set A and B against each other

after Heider (1946): the product of the two signs says what a balanced triangle wants of the third side; the weaker of
the two links bounds how much it can want it. A third party that is entangled with A or B can pull both ways, and is
listed for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tashabuk.model import Channel, Tie


class Pull(StrEnum):
    """How a third party acts on a tie."""

    COMMON_ENEMY = "common enemy"
    COMMON_FRIEND = "common friend"
    FRIEND_OF_FIRST = "friend of the first, enemy of the second"
    FRIEND_OF_SECOND = "enemy of the first, friend of the second"

    @property
    def together(self) -> bool:
        """Whether it brings the two together."""
        return self in (Pull.COMMON_ENEMY, Pull.COMMON_FRIEND)


@dataclass(frozen=True, slots=True)
class Reason:
    """A third party, how it pulls and how strongly (in units of weight), and the statements of both links."""

    third: str
    pull: Pull
    strength: float
    towards_first: Sequence[str]
    towards_second: Sequence[str]


def reasons(a: str, b: str, ties: Sequence[Tie]) -> list[Reason]:
    """Every pull of every third party on the tie of `a` and `b`, the strongest first.

    `ties` are undirected; those without `a` or `b` do not matter.
    """
    to_a, to_b = _links(a, ties), _links(b, ties)
    found = []
    for third in sorted(to_a.keys() & to_b.keys() - {a, b}):
        (good_a, bad_a), (good_b, bad_b) = to_a[third], to_b[third]
        for pull, first, second in (
            (Pull.COMMON_ENEMY, bad_a, bad_b),
            (Pull.COMMON_FRIEND, good_a, good_b),
            (Pull.FRIEND_OF_FIRST, good_a, bad_b),
            (Pull.FRIEND_OF_SECOND, bad_a, good_b),
        ):
            strength = min(first.weight, second.weight)
            if strength > 0:
                found.append(Reason(third, pull, strength, first.statements, second.statements))
    return sorted(found, key=lambda r: (-r.strength, r.third, r.pull))


def _links(actor: str, ties: Sequence[Tie]) -> dict[str, tuple[Channel, Channel]]:
    return {
        (tie.b if tie.a == actor else tie.a): (tie.cooperation, tie.conflict) for tie in ties if actor in (tie.a, tie.b)
    }
