"""Stage 7e: for each trigger, the best sense, actor and recipient, and how probable they are.

The score of (sense, actor, recipient) is the sum of the trigger's, the actor's, the recipient's and the pair's
weights; no statement at all scores 0. Probabilities are the softmax over all of these.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from tashabuk.engine.ranker import UNIT, Tables
from tashabuk.engine.words import Hit
from tashabuk.read.candidates import candidates
from tashabuk.read.discourse import Evidence
from tashabuk.read.pairs import Option, Sense, barred_pairs
from tashabuk.read.scene import scene_of
from tashabuk.read.state import Candidate, Reading, Trigger

SEEN = 24
FAVOURITES = 8
"""Options that can lend support, and options that can be chosen."""
HOPELESS = -6 * UNIT
"""Score, before pairs are judged, below which a sense is not pursued."""
SLACK = 5 * UNIT
"""How far below the best pair another one may start."""
UNLIKELY = 0.05
"""Probability of any statement below which the first model drops a trigger."""
ONE_WAY = 0.7
"""How much "one does it to the other" has in common with "they do it to each other"."""
FAINTEST = 0.002
"""Probability below which an option is no evidence."""
_ALMOST = 1 - 1e-9
"""Room for rounding where a probability is known to be too low before it is worked out."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision for one trigger; `probability` is that of these parties, in whole or in part."""

    trigger: Trigger
    hit: Hit
    actor: Candidate
    recipient: Candidate | None
    probability: float


def choose(reading: Reading, trigger: Trigger, least: float) -> Choice | None:
    """The statement of a trigger that is most probably right in its parties; None where none can be `least` probable.

    Probabilities of options that say the same, or name the same parties in part, add up. The choice is the one whose
    parties are most of what is probable: a larger set has more in common with others, and less with each.
    """
    options, weights, total = options_of(reading, trigger)
    if not options or sum(weights) < least * total * _ALMOST:
        return None
    ranked = sorted(zip(weights, range(len(options)), strict=True), key=lambda pair: (-pair[0], pair[1]))[:SEEN]
    best, best_support, most = options[ranked[0][1]], 0.0, 0.0
    for _, number in ranked[:FAVOURITES]:
        alike = [(w, a) for w, n in ranked if (a := _likeness(options[number], options[n]))]
        shared = sum([w * a for w, a in alike])
        if shared > most:
            best, best_support, most = options[number], sum([w for w, _ in alike]), shared
    return Choice(trigger, best.hit, best.actor, best.recipient, min(best_support / total, 1.0))


def options_of(reading: Reading, trigger: Trigger) -> tuple[list[Option], list[float], float]:
    """All options with weights in proportion to their probability, and the sum that includes no statement.

    They are those of the first model while the reading has no evidence, then those of the second. `weigh` or `gather`
    comes before.
    """
    options: list[Option] = []
    top = 0
    for sense in reading.senses[trigger.number]:
        for option in sense.options(HOPELESS, SLACK):
            options.append(option)
            top = max(top, option.score)
    weights = [math.exp((option.score - top) / UNIT) for option in options]
    return options, weights, math.fsum(weights) + math.exp(-top / UNIT)


def weigh(reading: Reading, trigger: Trigger, tables: Tables) -> None:
    """Let both models weigh the senses of a trigger, as far as that needs no evidence."""
    found = candidates(reading, trigger)
    barred = barred_pairs(found)
    reading.senses[trigger.number] = [
        Sense(scene_of(reading, trigger, hit), found, barred, tables) for hit in trigger.hits
    ]


def gather(reading: Reading, tables: Tables) -> Evidence:
    """What the first model makes of all triggers together; their senses stay weighed for the second."""
    reading.evidence = None
    reading.neighbours.clear()
    evidence = Evidence()
    evidence.dropped |= reading.unlikely
    for trigger in reading.triggers:
        if trigger.number in reading.unlikely:
            continue
        weigh(reading, trigger, tables)
        options, weights, total = options_of(reading, trigger)
        if options and sum(weights) < UNLIKELY * total:
            evidence.dropped.add(trigger.number)
            del reading.candidates[trigger.number], reading.senses[trigger.number]
        for option, weight in zip(options, weights, strict=True):
            mass = weight / total
            if mass >= FAINTEST:
                evidence.add(trigger.number, option.actors, option.recipients, int(option.hit.frame.sign), mass)
    return evidence


def _likeness(one: Option, two: Option) -> float:
    """How much two options say the same: 1 if all, 0 if they have no party in common in the same place.

    It is the share of common actors times that of common recipients (Jaccard 1912); where it is mutual, or nobody is
    named, the share of all common parties, if there are two, and `ONE_WAY` of it if only one says that they do to each
    other what is not done so as a rule.
    """
    frame, other = one.hit.frame, two.hit.frame
    if frame.event is not other.event or frame.sign != other.sign:
        return 0.0
    likeness = _share(one.actors, two.actors) * _share(one.recipients, two.recipients)
    mutual = frame.reciprocal and other.reciprocal
    if mutual or not (one.recipients and two.recipients):
        mine, its = one.actors | one.recipients, two.actors | two.recipients
        if len(mine & its) > 1:
            alike = mutual or bool(one.recipients) is bool(two.recipients)
            return max(likeness, _share(mine, its) * (1.0 if alike else ONE_WAY))
    return likeness


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    return 1.0 if one == two else len(one & two) / len(one | two)
