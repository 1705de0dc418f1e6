"""Why a statement is as it is: the features that spoke for and against its parties, and what else was possible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tashabuk.engine.pack import LanguagePack
from tashabuk.engine.ranker import UNIT, Model
from tashabuk.model import Document, Statement
from tashabuk.read.candidates import candidates
from tashabuk.read.choice import gather, options_of, weigh
from tashabuk.read.features import nobody_features, pair_features, role_features, trigger_features
from tashabuk.read.hunches import look
from tashabuk.read.pairs import Option
from tashabuk.read.pipeline import prepare
from tashabuk.read.scene import scene_of
from tashabuk.read.state import Candidate, Reading, Trigger


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature of one part (trigger, actor, recipient, pair) of a statement, and its weight."""

    part: str
    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another statement that the same word could make; `rule` names its frame; probability as the ranker sees it."""

    rule: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    actor_slot: str
    recipient_slot: str
    probability: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The reasons, heaviest first, and the most probable options, the chosen one among them."""

    reasons: tuple[Reason, ...]
    options: tuple[Alternative, ...]
    nothing: float


SHOWN = 6
"""Options that are shown."""


def explain(document: Document, statement: Statement, pack: LanguagePack) -> Explanation | None:
    """Read the document again up to the statement's trigger; None if this reader finds no such option there."""
    reading = prepare(document, pack)
    reading.evidence = gather(reading, pack.tables)
    model = pack.models["statement"]
    trigger = _trigger_at(reading, statement)
    if trigger is None:
        return None
    weigh(reading, trigger, pack.tables)
    look(reading, [trigger])
    options, weights, total = options_of(reading, trigger)
    ranked = sorted(zip(weights, options, strict=True), key=lambda pair: -pair[0])
    mine = next((o for _, o in ranked if _same(o, statement)), None)
    if mine is None:
        return None
    shown = tuple(_alternative(option, weight / total) for weight, option in ranked[:SHOWN])
    return Explanation(_reasons(reading, trigger, mine, model), shown, 1.0 - sum(weights) / total)


def _trigger_at(reading: Reading, statement: Statement) -> Trigger | None:
    for trigger in reading.triggers:
        if reading.sentences[trigger.sentence].words[trigger.word].start == statement.span.start:
            return trigger
    return None


def _same(option: Option, statement: Statement) -> bool:
    recipient = option.recipient.group.actors if option.recipient is not None else ()
    actor = option.actor.group.actors
    parties = ((*actor, *recipient), ()) if statement.reciprocal else (actor, recipient)
    return option.hit.frame.event is statement.event and parties == (statement.actor, statement.recipient)


def _alternative(option: Option, probability: float) -> Alternative:
    recipient = option.recipient
    return Alternative(
        option.hit.frame.id,
        option.actor.group.actors,
        recipient.group.actors if recipient is not None else (),
        option.actor.slot,
        recipient.slot if recipient is not None else "nobody",
        round(probability, 4),
    )


def _reasons(reading: Reading, trigger: Trigger, option: Option, model: Model) -> tuple[Reason, ...]:
    found = candidates(reading, trigger)
    scene = scene_of(reading, trigger, option.hit)
    recipient = option.recipient
    bags = {
        "trigger": trigger_features(scene, found),
        "actor": role_features(scene, option.actor, "A"),
        "recipient": nobody_features(scene, found) if recipient is None else role_features(scene, recipient, "R"),
        "pair": pair_features(scene, option.actor, recipient),
    }
    reasons = [Reason(part, f, w) for part, bag in bags.items() for f in bag if (w := model.weight(f))]
    reasons += [Reason(part, "network", w) for part, w in _hunches(reading, trigger, option, found) if w]
    return tuple(sorted(reasons, key=lambda r: (-abs(r.weight), r.part, r.feature)))


def _hunches(reading: Reading, trigger: Trigger, option: Option, found: list[Candidate]) -> Iterator[tuple[str, float]]:
    """What the network adds to each part of an option."""
    sense = next(s for s in reading.senses[trigger.number] if s.scene.hit is option.hit)
    actor = found.index(option.actor)
    yield "trigger", sense.hunch / UNIT
    yield "actor", sense.hunch_actors[actor] / UNIT
    if option.recipient is not None:
        recipient = found.index(option.recipient)
        yield "recipient", sense.hunch_recipients[recipient] / UNIT
        yield "pair", sense.hunch_of_pair(actor, recipient) / UNIT
