"""Stage 7a: what the whole text seems to say of each pair, as evidence for each single statement.

Stories go on about the same pairs. A first model, which sees each trigger alone, spreads its probability over all
pairs of all triggers; the sums tell who seems to do what to whom in this text. The second model sees, beside the
grammar of a trigger, how much the rest of the text supports a pair (the trigger's own share left out).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

Direction = tuple[str, str, int]
"""Actor, recipient, sign."""
_STEPS = (0.03, 0.1, 0.3, 0.8, 2.0)
NOISE = 1e-9
"""More than sums of the same masses in another order differ by: equal support is not told apart by rounding."""


@dataclass(slots=True)
class Evidence:
    """Probability summed over a text: by direction, by actor, by recipient; each trigger's own share; and the triggers
    that most probably say nothing."""

    ties: dict[Direction, float] = field(default_factory=lambda: defaultdict(float))
    acts: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    suffers: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    own: dict[int, Evidence] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)
    _beside: dict[tuple[int, tuple[str, ...]], tuple[int, int]] = field(default_factory=dict)
    _pairs_beside: dict[tuple[int, tuple[str, ...], tuple[str, ...]], tuple[int, int]] = field(default_factory=dict)

    def add(self, number: int, actors: Iterable[str], recipients: Iterable[str], sign: int, mass: float) -> None:
        """Add the probability of one pair of trigger `number`; without recipients it is mutual among the actors."""
        share = self.own.get(number)
        if share is None:
            share = self.own[number] = Evidence()
        actors, recipients = tuple(actors), tuple(recipients)
        for a in actors:
            for r in recipients or actors:
                if a != r:
                    self.ties[a, r, sign] += mass
                    share.ties[a, r, sign] += mass
            self.acts[a] += mass
            share.acts[a] += mass
        for r in recipients:
            self.suffers[r] += mass
            share.suffers[r] += mass

    def of_pair(
        self, number: int, actors: tuple[str, ...], recipients: tuple[str, ...], sign: int
    ) -> tuple[int, int, int, bool]:
        """How much the rest of the text supports this pair, its reverse, and its opposite, as steps; and whether it
        supports the pair more than its reverse."""
        own, ties = self.own.get(number, _NOTHING).ties, self.ties
        if len(actors) == len(recipients) == 1:
            there, back = (actors[0], recipients[0], sign), (recipients[0], actors[0], sign)
            against = actors[0], recipients[0], -sign
            with_it = ties[there] - own.get(there, 0.0) if there in ties else 0.0
            reverse = ties[back] - own.get(back, 0.0) if back in ties else 0.0
            opposite = ties[against] - own.get(against, 0.0) if sign and against in ties else 0.0
        else:
            with_it = self._most(own, actors, recipients, sign)
            reverse = self._most(own, recipients, actors, sign)
            opposite = self._most(own, actors, recipients, -sign) if sign else 0.0
        return step(with_it), step(reverse), step(opposite), with_it > reverse + NOISE

    def _most(
        self, own: dict[Direction, float], actors: tuple[str, ...], recipients: tuple[str, ...], sign: int
    ) -> float:
        ties = self.ties
        keys = [(a, r, sign) for a in actors for r in recipients]
        return max([ties[key] - own.get(key, 0.0) if key in ties else 0.0 for key in keys])

    def of_role(self, number: int, actors: tuple[str, ...]) -> tuple[int, int]:
        """How much the rest of the text has these actors act, and suffer, as steps."""
        own = self.own.get(number, _NOTHING)
        acts = max([self.acts.get(a, 0.0) - own.acts.get(a, 0.0) for a in actors])
        suffers = max([self.suffers.get(a, 0.0) - own.suffers.get(a, 0.0) for a in actors])
        return step(acts), step(suffers)

    def beside(self, number: int, actors: tuple[str, ...]) -> tuple[int, int]:
        """How much a single other trigger, by its number, has these actors act, and suffer, as steps."""
        known = self._beside.get((number, actors))
        if known is None:
            own = self.own.get(number, _NOTHING)
            acts = max([own.acts.get(a, 0.0) for a in actors])
            known = self._beside[number, actors] = step(acts), step(max([own.suffers.get(a, 0.0) for a in actors]))
        return known

    def pair_beside(self, number: int, actors: tuple[str, ...], recipients: tuple[str, ...]) -> tuple[int, int]:
        """How much a single other trigger, by its number, supports this pair, with any sign, and its reverse."""
        key = number, actors, recipients
        known = self._pairs_beside.get(key)
        if known is None:
            own = self.own.get(number, _NOTHING).ties
            there = (
                [own.get((a, r, sign), 0.0) for a in actors for r in recipients for sign in _SIGNS] if own else [0.0]
            )
            back = [own.get((r, a, sign), 0.0) for a in actors for r in recipients for sign in _SIGNS] if own else [0.0]
            known = self._pairs_beside[key] = step(max(there)), step(max(back))
        return known


_SIGNS = (1, -1, 0)
_NOTHING = Evidence()


def step(mass: float) -> int:
    """A probability mass on a coarse logarithmic scale, 0 to 5.

    >>> step(0.0), step(0.5), step(9.0)
    (0, 3, 5)
    """
    return bisect_right(_STEPS, mass)
