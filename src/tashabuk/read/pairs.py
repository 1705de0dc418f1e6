"""Stage 7d: the scores of pairs of an actor and a recipient.

What a pair's places weigh together is looked up in rows, one for each place that an actor can hold: a row is found once
for an actor and read for each of its recipients. Pairs are the most numerous thing that is scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tashabuk.engine.ranker import Bundle, Model, Sums, Weights
from tashabuk.engine.words import Hit
from tashabuk.read import spelling
from tashabuk.read.features import (
    actor_place,
    alone_bundles,
    place_bundles,
    recipient_places,
)
from tashabuk.read.scene import Scene
from tashabuk.read.state import Candidate

ROWS = 10_000
"""Rows that are kept; beyond that the table starts anew."""


class Option(NamedTuple):
    """One sense with one pair, and its score."""

    score: float
    hit: Hit
    actor: Candidate
    recipient: Candidate | None

    @property
    def actors(self) -> frozenset[str]:
        """Who acts."""
        return self.actor.profile.members

    @property
    def recipients(self) -> frozenset[str]:
        """Whom it is done to; empty if nobody is named."""
        return self.recipient.profile.members if self.recipient is not None else _NOBODY


_NOBODY: frozenset[str] = frozenset()


class PlaceRow(dict[Bundle, Weights]):
    """Place of a recipient → the weights of `place_bundles`, for one place of an actor."""

    __slots__ = ("_actor", "_sums")

    def __init__(self, actor: Bundle, sums: Sums) -> None:
        self._actor, self._sums = actor, sums

    def __missing__(self, recipient: Bundle) -> Weights:
        found: Weights = ()
        for bundle in place_bundles(self._actor, recipient):
            found += self._sums[bundle]
        self[recipient] = found
        return found


class AcquaintedRow(dict[str, tuple[Weights, ...]]):
    """Side of a recipient → the weights of `acquainted` by `level`, for one side of an actor."""

    __slots__ = ("_side", "_sums")

    def __init__(self, side: str, sums: Sums) -> None:
        self._side, self._sums = side, sums

    def __missing__(self, side: str) -> tuple[Weights, ...]:
        levels = [(shared, most) for shared in range(4) for most in (False, True)]
        found = tuple([self._sums[spelling.acquainted, *level, self._side, side] for level in levels])
        self[side] = found
        return found


def _rows(scene: Scene, actor: Candidate, sums: Sums) -> tuple[PlaceRow, AcquaintedRow]:
    """The rows of an actor's place and side."""
    place, rows = actor_place(scene, actor), sums.rows
    if len(rows) >= ROWS:
        rows.clear()
    row = rows.get(place)
    if row is None:
        row = rows[place] = PlaceRow(place, sums)
    acquainted = rows.get(actor.side)
    if acquainted is None:
        acquainted = rows[actor.side] = AcquaintedRow(actor.side, sums)
    return row, acquainted


def scored_pairs(
    scene: Scene,
    model: Model,
    actors: Sequence[tuple[float, Candidate]],
    recipients: Sequence[tuple[float, Candidate]],
    nobody: float,
    floor: float,
) -> list[Option]:
    """The options of a scene: pairs without a common actor, and actors without a recipient.

    Scores of actors include the trigger's, `nobody` is that of no recipient; pairs that start below `floor` are left
    out.
    """
    sums, hit, event, sign = model.sums, scene.hit, scene.hit.frame.event, scene.hit.frame.sign
    reading, number = scene.reading, scene.trigger.number
    most, evidence = reading.most_together, reading.evidence
    out: list[Option] = []
    views = [(score, one, one.distance, one.profile, recipient_places(scene, one)) for score, one in recipients]
    for start, actor in actors:
        row, acquainted = _rows(scene, actor, sums)
        profile, distance, group = actor.profile, actor.distance, actor.group.actors
        for score, recipient, its_distance, its_profile, places in views:
            if start + score < floor or not profile.members.isdisjoint(its_profile.members):
                continue
            shared = reading.shared(group, recipient.group.actors)
            level = 2 * min(shared, 3) + (shared == most)
            weights = [*row[places[distance < its_distance]], *acquainted[recipient.side][level]]
            if evidence is not None:
                told = evidence.of_pair(number, group, recipient.group.actors, sign)
                weights += sums[spelling.tied, *told]
            weights += sums[spelling.kinds, profile.kind, its_profile.kind, event]
            out.append(Option(start + score + sum(weights), hit, actor, recipient))
        if start + nobody >= floor:
            out.append(Option(start + nobody + sums.total(alone_bundles(scene, actor)), hit, actor, None))
    return out
