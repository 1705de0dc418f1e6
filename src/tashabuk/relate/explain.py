"""Why a tie is as it is: the third parties that make it fit or strain.

For a tie A–B and a third party X with channels C and K towards both (decayed where a moment is asked for):

    common enemy     min(K_AX, K_BX)   brings A and B together
    common friend    min(C_AX, C_BX)   brings A and B together
    friend's enemy   min(C_AX, K_BX) and min(K_AX, C_BX)   set A and B against each other

after Heider (1946): the product of the two signs says what a balanced triangle wants of the third side; the weaker of
the two links bounds how much it can want it. A third party that is entangled with A or B can pull both ways, and is
listed for each.

A pair that fights and deals at once asks why it deals: its common enemies come first, whatever their weight beside
other pulls. A common friend does not answer that; it is one more tie that the fighting strains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tashabuk.model import Channel, Tie
from tashabuk.relate.ties import Ties


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
    """Every pull of every third party on the tie of `a` and `b`, the strongest first; of a pair that fights and deals,
    common enemies before all others.

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
    asks_why = any(_fights_and_deals(tie) for tie in ties if {tie.a, tie.b} == {a, b})
    return sorted(found, key=lambda r: (asks_why and r.pull is not Pull.COMMON_ENEMY, -r.strength, r.third, r.pull))


def strongest(a: str, b: str, ties: Ties, limit: int) -> Ties:
    """The ties of `a` and `b` with the third parties of the `limit` strongest pulls: what `reasons` needs for these.

    For actors that have ties with everybody this saves making each of them into a `Tie`.
    """
    own = ties.of_actors(a, b)
    (third_a, good_a, bad_a), (third_b, good_b, bad_b) = own.links(a), own.links(b)
    thirds, of_a, of_b = np.intersect1d(third_a, third_b, assume_unique=True, return_indices=True)
    good_a, bad_a, good_b, bad_b = good_a[of_a], bad_a[of_a], good_b[of_b], bad_b[of_b]
    # In the order of `Pull`'s words, by which `reasons` tells equally strong pulls apart.
    both = ((bad_a, bad_b), (good_a, good_b), (bad_a, good_b), (good_a, bad_b))
    strength = np.stack([np.minimum(first, second) for first, second in both])
    pull, third = np.indices(strength.shape)
    asks_why = _fights_and_deals(own.between(a, b))
    later = (pull > 0) | (strength <= 0) if asks_why else np.zeros(strength.shape, dtype=np.bool_)
    order = np.lexsort((pull.ravel(), third.ravel(), -strength.ravel(), later.ravel()))[:limit]
    names = [ties.name(int(n)) for n in np.unique(thirds[third.ravel()[order]])]
    return own.of_actors(a, b, *names, within=True)


def _fights_and_deals(tie: Tie | None) -> bool:
    return tie is not None and tie.cooperation.weight > 0 and tie.conflict.weight > 0


def _links(actor: str, ties: Sequence[Tie]) -> dict[str, tuple[Channel, Channel]]:
    return {
        (tie.b if tie.a == actor else tie.a): (tie.cooperation, tie.conflict) for tie in ties if actor in (tie.a, tie.b)
    }
