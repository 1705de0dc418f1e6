"""Stage 7d: the scores of pairs of an actor and a recipient."""

from __future__ import annotations

from collections.abc import Sequence

from tashabuk.engine.ranker import Model
from tashabuk.engine.words import Hit
from tashabuk.read.features import pair_bundles
from tashabuk.read.scene import Scene
from tashabuk.read.state import Candidate


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


def scored_pairs(
    scene: Scene,
    model: Model,
    actors: Sequence[tuple[int, Candidate]],
    recipients: Sequence[tuple[int, Candidate]],
    nobody: int,
    floor: int,
) -> list[Option]:
    """The options of a scene: pairs without a common actor, and actors without a recipient.

    Scores of actors include the trigger's, `nobody` is that of no recipient; pairs that start below `floor` are left
    out.
    """
    hit, sums = scene.hit, model.sums
    out: list[Option] = []
    for start, actor in actors:
        members = actor.profile.members
        for score, recipient in recipients:
            if start + score < floor:
                break
            if members.isdisjoint(recipient.profile.members):
                pair = sums.total(pair_bundles(scene, actor, recipient))
                out.append(Option(start + score + pair, hit, actor, recipient))
        if start + nobody >= floor:
            out.append(Option(start + nobody + sums.total(pair_bundles(scene, actor, None)), hit, actor, None))
    return out
