"""Stage 7d: one sense of a trigger with its candidates, and the scores of pairs of an actor and a recipient.

What needs no evidence of the rest of the text is weighed once, for both models; the second adds what the evidence says.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tashabuk.engine.ranker import UNIT, RoleScores, Scores, Tables
from tashabuk.engine.words import Hit
from tashabuk.read.features import (
    nobody_bundle,
    pair_bundles,
    role_bundles,
    tied_bundles,
    told_bundles,
    trigger_bundles,
)
from tashabuk.read.scene import JUDGED, VIEWER, Scene
from tashabuk.read.state import Candidate

BEAM = 6
"""Candidates for each role that are tried in pairs."""
NEVER = -100 * UNIT
"""The score of a candidate that grammar forbids."""
Pair = tuple[int, int]
"""Numbers of the candidates that act and suffer."""
Ranked = list[tuple[int, int]]
"""Scores, the sign turned, and numbers of candidates: the best first, the earlier first among equals."""


class Option:
    """One sense with one pair, and its score in ten-thousandths; `recipients` are empty if nobody is named."""

    __slots__ = ("actor", "actors", "hit", "recipient", "recipients", "score")

    def __init__(self, score: int, hit: Hit, actor: Candidate, recipient: Candidate | None) -> None:
        self.score = score
        self.hit = hit
        self.actor = actor
        self.recipient = recipient
        self.actors = actor.profile.members
        self.recipients = recipient.profile.members if recipient is not None else _NOBODY


_NOBODY: frozenset[str] = frozenset()


def barred_pairs(found: list[Candidate]) -> frozenset[Pair]:
    """The numbers of candidates that are no pair of actor and recipient, both ways: with a common actor, what the same
    words can mean, a group and its branch, two of whom the sentence names neither."""
    pairs = [(a, r) for a, r in combinations(range(len(found)), 2) if _are_no_pair(found[a], found[r])]
    return frozenset(pairs) | {(r, a) for a, r in pairs} | {(n, n) for n in range(len(found))}


def _are_no_pair(one: Candidate, other: Candidate) -> bool:
    return (
        not one.profile.members.isdisjoint(other.profile.members)
        or one.side == other.side == "X"
        or one.shares_words(other)
        or one.is_branch_of(other)
        or other.is_branch_of(one)
    )


class Sense:
    """One sense of a trigger. Where the reading has evidence, scores are those of the second model, else of the first.

    `_pairs` holds what pairs weigh, by the numbers of actor and recipient. What the network adds is for the second
    model only.
    """

    __slots__ = (
        "_barred",
        "_base",
        "_found",
        "_nobody",
        "_pairs",
        "_roles",
        "_tables",
        "hunch",
        "hunch_actors",
        "hunch_pairs",
        "hunch_recipients",
        "scene",
    )

    def __init__(self, scene: Scene, found: list[Candidate], barred: frozenset[Pair], tables: Tables) -> None:
        self.scene = scene
        self._barred = barred
        self._found = found
        self._tables = tables
        self._base: Scores = tables.scores(trigger_bundles(scene, found))
        self._nobody: Scores = tables.scores([nobody_bundle(scene, found)])
        self._roles: list[RoleScores] = [tables.role_scores(role_bundles(scene, one)) for one in found]
        if VIEWER in scene.hit.frame.actor:
            for number, one in enumerate(found):
                if scene.fits[one.slot][0] == JUDGED:
                    self._roles[number] = (NEVER, NEVER, *self._roles[number][2:])
        self._pairs: dict[int, Scores] = {}
        self.hear(0, [0] * len(found), [0] * len(found), None)

    @property
    def candidates(self) -> int:
        """How many candidates there are."""
        return len(self._found)

    def hear(self, base: int, actors: list[int], recipients: list[int], pairs: NDArray[np.int32] | None) -> None:
        """Take what the network adds: to the sense, to each candidate as actor and as recipient, to each pair, shape
        (actors, recipients)."""
        self.hunch, self.hunch_actors, self.hunch_recipients, self.hunch_pairs = base, actors, recipients, pairs

    def hunch_of_pair(self, a: int, r: int) -> int:
        """What the network adds to a pair; recipient -1 is nobody."""
        return self.hunch_pairs.item(a, r) if r >= 0 and self.hunch_pairs is not None else 0

    def options(self, hopeless: int, slack: int) -> list[Option]:
        """The pairs of the best candidates for each role, and the best actors without a recipient.

        There are none if the best would start at a score below `hopeless`, before pairs are judged; those that start
        more than `slack` below the best are left out, as are those that are barred.
        """
        second = self.scene.reading.evidence is not None
        base = self._base[1] + self.hunch if second else self._base[0]
        nobody = self._nobody[1] if second else self._nobody[0]
        actors, recipients = self._ranked(second)
        found, barred, hit = self._found, self._barred, self.scene.hit
        others = [max((-its for its, r in recipients if (a, r) not in barred), default=nobody) for _, a in actors]
        best = max(base - turned + max(other, nobody) for (turned, _), other in zip(actors, others, strict=True))
        if best < hopeless:
            return []
        out: list[Option] = []
        floor = best - slack
        for turned, a in actors:
            start, actor = base - turned, found[a]
            for its, r in recipients:
                if start - its < floor:
                    break
                if (a, r) not in barred:
                    out.append(Option(start - its + self._pair(a, r, second), hit, actor, found[r]))
            if start + nobody >= floor:
                out.append(Option(start + nobody + self._pair(a, -1, second), hit, actor, None))
        return out

    def _ranked(self, second: bool) -> tuple[Ranked, Ranked]:
        """The best candidates for actor and for recipient."""
        actors: Ranked = []
        recipients: Ranked = []
        for number, (actor, actor_too, recipient, recipient_too) in enumerate(self._roles):
            if second:
                told = self._tables.role_scores(told_bundles(self.scene, self._found[number]))
                actors.append((-actor_too - told[1] - self.hunch_actors[number], number))
                recipients.append((-recipient_too - told[3] - self.hunch_recipients[number], number))
            else:
                actors.append((-actor, number))
                recipients.append((-recipient, number))
        actors.sort()
        recipients.sort()
        return actors[:BEAM], recipients[:BEAM]

    def _pair(self, a: int, r: int, second: bool) -> int:
        """The score of a pair; recipient -1 is nobody."""
        actor, recipient = self._found[a], self._found[r] if r >= 0 else None
        key = (len(self._found) + 1) * a + r
        scores = self._pairs.get(key)
        if scores is None:
            scores = self._pairs[key] = self._tables.scores(pair_bundles(self.scene, actor, recipient))
        if not second:
            return scores[0]
        told = self._tables.scores(tied_bundles(self.scene, actor, recipient))[1]
        return scores[1] + told + self.hunch_of_pair(a, r)
