"""Stage 7c: for each trigger, the best sense, actor and recipient, and how probable they are.

The score of (sense, actor, recipient) is the sum of the trigger's, the actor's, the recipient's and the pair's
weights; no statement at all scores 0. Probabilities are the softmax over all of these.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from tashabuk.engine.ranker import Model
from tashabuk.engine.words import Hit
from tashabuk.read.candidates import Candidate, candidates
from tashabuk.read.discourse import Evidence
from tashabuk.read.features import nobody_features, pair_features, role_features, scene_of, trigger_features
from tashabuk.read.state import Reading, Trigger

BEAM = 6
"""Candidates for each role that are tried in pairs."""
SEEN = 24
FAVOURITES = 8
"""Options that can lend support, and options that can be chosen."""
HOPELESS = -6.0
"""Score, before pairs are judged, below which a sense is not pursued."""
SLACK = 5.0
"""How far below the best pair another one may start."""
UNLIKELY = 0.03
"""Probability of any statement below which the first model drops a trigger."""
FAINTEST = 0.002
"""Probability below which an option is no evidence."""
PREFER_EXACT = 0.2
"""Weight of an option's own probability beside its support."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision for one trigger; `probability` is that of these parties, in whole or in part."""

    trigger: Trigger
    hit: Hit
    actor: Candidate
    recipient: Candidate | None
    probability: float


@dataclass(slots=True)
class Option:
    """One sense with one pair, and its score."""

    score: float
    hit: Hit
    actor: Candidate
    recipient: Candidate | None
    actors: frozenset[str] = field(init=False)
    recipients: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.actors = frozenset(self.actor.group.actors)
        self.recipients = frozenset(self.recipient.group.actors if self.recipient is not None else ())


def choose(reading: Reading, trigger: Trigger, model: Model) -> Choice | None:
    """The statement of a trigger that is most probably right in its parties; None where nobody could be the actor.

    Probabilities of options that say the same, or name the same parties in part, add up: the choice is the one that
    most of the probability agrees with.
    """
    options, weights, total = options_of(reading, trigger, model)
    if not options:
        return None
    ranked = sorted(zip(weights, range(len(options)), strict=True), key=lambda pair: (-pair[0], pair[1]))[:SEEN]
    best, best_support = options[ranked[0][1]], 0.0
    for weight, number in ranked[:FAVOURITES]:
        one = options[number]
        support = PREFER_EXACT * weight + sum(w for w, n in ranked if _agree(one, options[n]))
        if support > best_support:
            best, best_support = one, support
    return Choice(trigger, best.hit, best.actor, best.recipient, min(best_support / total, 1.0))


def options_of(reading: Reading, trigger: Trigger, model: Model) -> tuple[list[Option], list[float], float]:
    """All options with weights in proportion to their probability, and the sum that includes no statement."""
    found = candidates(reading, trigger)
    options = [
        Option(score, hit, actor, recipient)
        for hit in trigger.hits
        for score, actor, recipient in scored_pairs(reading, trigger, hit, found, model)
    ]
    top = max(0.0, *(o.score for o in options)) if options else 0.0
    weights = [math.exp(o.score - top) for o in options]
    return options, weights, sum(weights) + math.exp(-top)


def gather(reading: Reading, model: Model) -> Evidence:
    """What the first model makes of all triggers together."""
    evidence = Evidence()
    for trigger in reading.triggers:
        options, weights, total = options_of(reading, trigger, model)
        if options and sum(weights) < UNLIKELY * total:
            evidence.dropped.add(trigger.number)
        for option, weight in zip(options, weights, strict=True):
            mass = weight / total
            if mass >= FAINTEST:
                evidence.add(trigger.number, option.actors, option.recipients, int(option.hit.frame.sign), mass)
    return evidence


def _agree(one: Option, two: Option) -> bool:
    frame, other = one.hit.frame, two.hit.frame
    if frame.event is not other.event or frame.sign != other.sign:
        return False
    if not one.actors & two.actors:
        return (
            not (one.recipients and two.recipients)
            and len((one.actors | one.recipients) & (two.actors | two.recipients)) > 1
        )
    return bool(one.recipients & two.recipients) or not (one.recipients or two.recipients)


def scored_pairs(
    reading: Reading, trigger: Trigger, hit: Hit, found: list[Candidate], model: Model
) -> list[tuple[float, Candidate, Candidate | None]]:
    """Score the pairs of the best candidates for each role; pairs without a prospect are left out."""
    score = model.score
    scene = scene_of(reading, trigger, hit)
    base = score(trigger_features(scene, found))
    actors = _best(found, [score(role_features(scene, c, "A")) for c in found])
    recipients: list[tuple[float, Candidate | None]] = list(
        _best(found, [score(role_features(scene, c, "R")) for c in found])
    )
    recipients.append((score(nobody_features(hit, found)), None))
    best = base + actors[0][0] + max(r for r, _ in recipients)
    if best < HOPELESS:
        return []
    out = []
    for a_score, actor in actors:
        for r_score, recipient in recipients:
            alone = base + a_score + r_score
            if alone < best - SLACK:
                continue
            if recipient is None or not set(actor.group.actors) & set(recipient.group.actors):
                out.append((alone + score(pair_features(scene, actor, recipient)), actor, recipient))
    return out


def _best(found: list[Candidate], scores: list[float]) -> list[tuple[float, Candidate]]:
    ranked = sorted(zip(scores, range(len(found)), strict=True), key=lambda p: (-p[0], p[1]))
    return [(s, found[n]) for s, n in ranked[:BEAM]]
