"""Stage 7c: for each trigger, the best sense, actor and recipient, and how probable they are.

The score of (sense, actor, recipient) is the sum of the trigger's, the actor's, the recipient's and the pair's
weights; no statement at all scores 0. Probabilities are the softmax over all of these.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from tashabuk.engine.ranker import Model
from tashabuk.engine.words import Hit
from tashabuk.read.candidates import Candidate, candidates
from tashabuk.read.features import nobody_features, pair_features, role_features, trigger_features
from tashabuk.read.state import Reading, Trigger

BEAM = 5
"""Candidates for each role that are tried in pairs."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision for one trigger; `probability` is that of this pair, `mass` that of any statement here."""

    trigger: Trigger
    hit: Hit
    actor: Candidate
    recipient: Candidate | None
    probability: float
    mass: float


def choose(reading: Reading, trigger: Trigger, model: Model) -> Choice | None:
    """The most probable statement of a trigger, however improbable; None where nobody could be the actor."""
    found = candidates(reading, trigger)
    if not found:
        return None
    options = [
        (score, hit, actor, recipient)
        for hit in trigger.hits
        for score, actor, recipient in scored_pairs(reading, trigger, hit, found, model)
    ]
    if not options:
        return None
    best = max(options, key=lambda o: o[0])
    top = max(best[0], 0.0)
    raised = [math.exp(o[0] - top) for o in options]
    total = sum(raised)
    nothing = math.exp(-top)
    return Choice(
        trigger, best[1], best[2], best[3], math.exp(best[0] - top) / (total + nothing), total / (total + nothing)
    )


def scored_pairs(
    reading: Reading, trigger: Trigger, hit: Hit, found: list[Candidate], model: Model
) -> list[tuple[float, Candidate, Candidate | None]]:
    """Score the pairs of the best candidates for each role."""
    score = model.score
    base = score(trigger_features(reading, trigger, hit, found))
    actors = _best(found, [score(role_features(reading, trigger, hit, c, "A")) for c in found])
    recipients: list[tuple[float, Candidate | None]] = list(
        _best(found, [score(role_features(reading, trigger, hit, c, "R")) for c in found])
    )
    recipients.append((score(nobody_features(hit, found)), None))
    out = []
    for a_score, actor in actors:
        for r_score, recipient in recipients:
            if recipient is None or not set(actor.group.actors) & set(recipient.group.actors):
                out.append((base + a_score + r_score + score(pair_features(hit, actor, recipient)), actor, recipient))
    return out


def _best(found: list[Candidate], scores: list[float]) -> list[tuple[float, Candidate]]:
    ranked = sorted(zip(scores, range(len(found)), strict=True), key=lambda p: (-p[0], p[1]))
    return [(s, found[n]) for s, n in ranked[:BEAM]]
