"""From gold statements to what the fitting needs: which trigger, sense, actor and recipient each one is.

A gold statement goes to the trigger of its type that lies in its span, else to the nearest within reach. Triggers
without a gold statement are examples of no statement; triggers whose gold statement has no reachable actors are left
out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tashabuk.engine.ranker import Tables
from tashabuk.engine.words import Hit
from tashabuk.evaluate.gold import Fields, GoldDocument
from tashabuk.evaluate.score import NEAR, same_parties
from tashabuk.evaluate.training import Factored, Sense, Vocabulary
from tashabuk.read.candidates import candidates
from tashabuk.read.choice import Choice, gather
from tashabuk.read.features import nobody_features, pair_features, role_features, trigger_features
from tashabuk.read.scene import scene_of
from tashabuk.read.state import Candidate, Reading, Trigger


@dataclass(slots=True)
class SenseFeatures:
    """Features of one sense of one trigger, by role; `right` are the pairs (actor, recipient) that gold has."""

    hit: Hit
    trigger: list[str]
    actors: list[list[str]]
    recipients: list[list[str]]
    pairs: dict[tuple[int, int], list[str]]
    right: set[tuple[int, int]]


@dataclass(slots=True)
class Example:
    """One trigger with its candidates, senses and gold statement (None: no statement here)."""

    reading: Reading
    trigger: Trigger
    found: list[Candidate]
    senses: list[SenseFeatures]
    gold: Fields | None
    beside: bool = False

    @property
    def telling(self) -> bool:
        """Whether there is something to learn: gold's own word with a pair that can be expressed, or no statement."""
        return not self.beside and not self.lost

    @property
    def lost(self) -> bool:
        """Gold has a statement here that no candidate pair can express."""
        return self.gold is not None and not any(s.right for s in self.senses)

    def choice(self) -> Choice | None:
        """The gold statement as the reader would have chosen it."""
        for sense in self.senses:
            for actor, recipient in sorted(sense.right):
                other = self.found[recipient] if recipient < len(self.found) else None
                return Choice(self.trigger, sense.hit, self.found[actor], other, 1.0)
        return None


def examples_of(reading: Reading, gold: GoldDocument, first: Tables | None = None) -> list[Example]:
    """The examples of a prepared document, with the evidence that a first model finds in it, if one is given."""
    reading.evidence = None if first is None else gather(reading, first)
    owners = assign(reading, gold)
    out = []
    for number, trigger in enumerate(reading.triggers):
        found = candidates(reading, trigger)
        if found:
            statement = owners.get(number)
            senses = [_sense(reading, trigger, hit, found, statement) for hit in trigger.hits]
            beside = _beside(reading, trigger, gold, statement)
            out.append(Example(reading, trigger, found, senses, statement, beside))
    return out


BESIDE = 20
"""Characters around a gold trigger within which another word of its type may be just as good."""
OWN = 3
"""Characters within which a word is gold's own trigger; farther ones stand in for a word that we do not know."""


def _beside(reading: Reading, trigger: Trigger, gold: GoldDocument, statement: Fields | None) -> bool:
    """Whether the trigger is another word than the one that gold took for the same thing."""
    word = reading.sentences[trigger.sentence].words[trigger.word]

    def gap(s: Fields) -> int:
        return int(max(s["start"] - word.end, word.start - s["end"]))

    if statement is not None:
        return gap(statement) > OWN
    kinds = {(h.frame.event, int(h.frame.sign)) for h in trigger.hits}
    return any((s["event"], s["sign"]) in kinds and gap(s) <= BESIDE for s in gold.statements)


def assign(reading: Reading, gold: GoldDocument) -> dict[int, Fields]:
    """Trigger number → gold statement, each at most once, nearest pairs first."""
    pairs = []
    for number, trigger in enumerate(reading.triggers):
        word = reading.sentences[trigger.sentence].words[trigger.word]
        kinds = {(h.frame.event, int(h.frame.sign)) for h in trigger.hits}
        for index, statement in enumerate(gold.statements):
            gap = max(statement["start"] - word.end, word.start - statement["end"])
            if gap <= NEAR and (statement["event"], statement["sign"]) in kinds:
                pairs.append((max(gap, 0), abs(word.start - statement["start"]), number, index))
    owners: dict[int, Fields] = {}
    used: set[int] = set()
    for _, _, number, index in sorted(pairs):
        if number not in owners and index not in used:
            owners[number] = gold.statements[index]
            used.add(index)
    return owners


def _sense(
    reading: Reading, trigger: Trigger, hit: Hit, found: list[Candidate], statement: Fields | None
) -> SenseFeatures:
    scene = scene_of(reading, trigger, hit)
    pairs = {}
    for a, actor in enumerate(found):
        for r in range(len(found) + 1):
            recipient = found[r] if r < len(found) else None
            if recipient is None or not set(actor.group.actors) & set(recipient.group.actors):
                pairs[a, r] = pair_features(scene, actor, recipient)
    return SenseFeatures(
        hit,
        trigger_features(scene, found),
        [role_features(scene, c, "A") for c in found],
        [*(role_features(scene, c, "R") for c in found), nobody_features(hit, found)],
        pairs,
        _right(hit, found, pairs.keys(), statement),
    )


def _right(hit: Hit, found: list[Candidate], pairs: object, statement: Fields | None) -> set[tuple[int, int]]:
    if statement is None or (hit.frame.event, int(hit.frame.sign)) != (statement["event"], statement["sign"]):
        return set()
    exact, near = set(), set()
    for a, r in pairs:  # type: ignore[attr-defined]
        actor = found[a].group.actors
        recipient = found[r].group.actors if r < len(found) else ()
        if set(actor) == set(statement["actor"]) and set(recipient) == set(statement["recipient"]):
            exact.add((a, r))
        elif same_parties(statement["actor"], statement["recipient"], actor, recipient):
            near.add((a, r))
    return exact or near


def count_features(all_examples: list[Example]) -> Counter[str]:
    """How many triggers each feature occurs in."""
    counts: Counter[str] = Counter()
    for example in all_examples:
        seen: set[str] = set()
        for sense in example.senses:
            seen.update(sense.trigger)
            for bags in (sense.actors, sense.recipients, sense.pairs.values()):
                for bag in bags:
                    seen.update(bag)
        counts.update(seen)
    return counts


def factored(example: Example, vocabulary: Vocabulary) -> Factored:
    """The example in numbers."""
    return Factored([_numbers(s, vocabulary) for s in example.senses])


def _numbers(sense: SenseFeatures, vocabulary: Vocabulary) -> Sense:
    return Sense(
        vocabulary.ids([sense.trigger])[0],
        vocabulary.ids(sense.actors),
        vocabulary.ids(sense.recipients),
        vocabulary.ids(sense.pairs.values()),
        list(sense.pairs),
        [pair in sense.right for pair in sense.pairs],
    )
