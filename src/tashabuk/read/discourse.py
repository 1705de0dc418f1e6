"""Stage 7a: what the whole text seems to say of each pair, as evidence for each single statement.

Stories go on about the same pairs. A first model, which sees each trigger alone, spreads its probability over all
pairs of all triggers; the sums tell who seems to do what to whom in this text. The second model sees, beside the
grammar of a trigger, how much the rest of the text supports a pair (the trigger's own share left out).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

Direction = tuple[str, str, int]
"""Actor, recipient, sign."""
_STEPS = (0.03, 0.1, 0.3, 0.8, 2.0)


@dataclass(slots=True)
class Evidence:
    """Probability summed over a text: by direction, by actor, by recipient; each trigger's own share; and the triggers
    that most probably say nothing."""

    ties: dict[Direction, float] = field(default_factory=lambda: defaultdict(float))
    acts: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    suffers: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    own: dict[int, Evidence] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)

    def add(self, number: int, actors: Iterable[str], recipients: Iterable[str], sign: int, mass: float) -> None:
        """Add the probability of one pair of trigger `number`; without recipients it is mutual among the actors."""
        share = self.own.setdefault(number, Evidence())
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

    def pair_features(self, number: int, actors: Iterable[str], recipients: Iterable[str], sign: int) -> list[str]:
        """How much the rest of the text supports this pair, its reverse, and its opposite."""
        own = self.own.get(number)
        pairs = [(a, r) for a in actors for r in recipients]
        with_it = max(self._tie(own, a, r, sign) for a, r in pairs)
        reverse = max(self._tie(own, r, a, sign) for a, r in pairs)
        opposite = max(self._tie(own, a, r, -sign) for a, r in pairs) if sign else 0.0
        out = [
            f"E|tie={step(with_it)}",
            f"E|tie={step(with_it)}|reverse={step(reverse)}",
            f"E|opposite={step(opposite)}|tie={step(with_it)}",
        ]
        if with_it > reverse:
            out.append("E|forward")
        return out

    def _tie(self, own: Evidence | None, a: str, r: str, sign: int) -> float:
        return self.ties.get((a, r, sign), 0.0) - (own.ties.get((a, r, sign), 0.0) if own is not None else 0.0)

    def role_features(self, number: int, actors: Iterable[str], role: str) -> list[str]:
        """How much the rest of the text has these actors act, and suffer."""
        own = self.own.get(number)
        acts = max(self._role(self.acts, own.acts if own else {}, a) for a in actors)
        suffers = max(self._role(self.suffers, own.suffers if own else {}, a) for a in actors)
        return [f"{role}|acts={step(acts)}|suffers={step(suffers)}", f"{role}|acts={step(acts)}"]

    @staticmethod
    def _role(all_of_it: dict[str, float], own: dict[str, float], actor: str) -> float:
        return all_of_it.get(actor, 0.0) - own.get(actor, 0.0)


def step(mass: float) -> int:
    """A probability mass on a coarse logarithmic scale, 0 to 5.

    >>> step(0.0), step(0.5), step(9.0)
    (0, 3, 5)
    """
    return sum(mass >= bound for bound in _STEPS)
