"""From gold statements to what the fitting needs: which trigger, sense, actor and recipient each one is.

A gold statement goes to the trigger of its type that lies in its span, else to the nearest within reach. Triggers
without a gold statement are examples of no statement; triggers whose gold statement has no reachable actors are left
out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tashabuk.engine.ranker import Tables
from tashabuk.engine.words import Hit
from tashabuk.evaluate.gold import Fields, GoldDocument
from tashabuk.evaluate.score import NEAR, same_parties
from tashabuk.evaluate.training import Bags, Factored
from tashabuk.read.candidates import candidates
from tashabuk.read.choice import Choice, gather
from tashabuk.read.features import nobody_bundle, trigger_bundles, whole_pair_bundles, whole_role_bundles
from tashabuk.read.holders import Held
from tashabuk.read.pairs import barred_pairs
from tashabuk.read.scene import scene_of
from tashabuk.read.state import Candidate, Reading, Trigger

Pair = tuple[int, int]
"""Numbers of the candidates that act and suffer; the number after the last is nobody."""


@dataclass(slots=True)
class Example:
    """One trigger with its options and gold statement (None: no statement here).

    `choice` is the gold statement as the reader would have chosen it, None where no option can express it; `before` is
    whose word the last one was that could be expressed, as far as that was worked out (see `fit`).
    """

    reading: Reading
    trigger: Trigger
    options: Factored
    gold: Fields | None
    choice: Choice | None
    beside: bool = False
    before: Held | None = None

    @property
    def telling(self) -> bool:
        """Whether there is something to learn: gold's own word with a pair that can be expressed, or no statement."""
        return not self.beside and not self.lost

    @property
    def lost(self) -> bool:
        """Gold has a statement here that no candidate pair can express."""
        return self.gold is not None and self.choice is None


PUBLISHED = "published|"
"""Before the features that say how the published gold files differ from ours."""


def examples_of(
    reading: Reading, gold: GoldDocument, bags: Bags, first: Tables | None = None, *, published: bool = False
) -> list[Example]:
    """The examples of a prepared document, with the evidence that a first model finds in it, if one is given.

    Two teams never count quite the same words as statements. In `published` gold senses have their features twice, so
    that what differs from our own gold has weights of its own (Daumé III 2007); see `as_published`.
    """
    reading.evidence = None if first is None else gather(reading, first)
    owners = assign(reading, gold)
    bags.new_text()
    out = []
    for number, trigger in enumerate(reading.triggers):
        found = candidates(reading, trigger) if reading.is_told(trigger.sentence) else []  # nobody has annotated titles
        if found:
            statement = owners.get(number)
            options, choice = _options(reading, trigger, found, statement, bags, published)
            out.append(
                Example(reading, trigger, options, statement, choice, _beside(reading, trigger, gold, statement))
            )
    reading.senses.clear()  # nobody weighs these again, and they are the most of what a reading holds
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
        if not reading.is_told(trigger.sentence):
            continue
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


def as_published(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights by which to read as the published gold has it."""
    out: dict[str, float] = defaultdict(float)
    for feature, weight in weights.items():
        out[feature.removeprefix(PUBLISHED)] += weight
    return dict(out)


def twice(features: Iterable[str]) -> list[str]:
    """The features of published gold: those of all texts, and its own."""
    return [name for feature in features for name in (feature, PUBLISHED + feature)]


def _published(spell: Callable[..., Iterable[str]], *values: object) -> list[str]:
    return [PUBLISHED + feature for feature in spell(*values)]


def _options(
    reading: Reading, trigger: Trigger, found: list[Candidate], statement: Fields | None, bags: Bags, published: bool
) -> tuple[Factored, Choice | None]:
    rows: list[tuple[int, int, int, int]] = []
    right: list[bool] = []
    choice: Choice | None = None
    pairs = pairs_of(found)
    for hit in trigger.hits:
        scene = scene_of(reading, trigger, hit)
        seen = trigger_bundles(scene, found)
        sense = bags.row([*seen, (_published, *seen[0])] if published else seen)
        roles = [whole_role_bundles(scene, c) for c in found]
        actors = [bags.row(role, "A") for role in roles]
        recipients = [bags.row(role, "R") for role in roles]
        recipients.append(bags.row([nobody_bundle(scene, found)]))
        wanted = _right(hit, found, pairs, statement)
        for a, r in pairs:
            pair = bags.row(whole_pair_bundles(scene, found[a], _at(found, r)))
            rows.append((sense, actors[a], recipients[r], pair))
            right.append((a, r) in wanted)
        if wanted and choice is None:
            a, r = min(wanted, key=lambda pair: (pair[1] == len(found), pair))
            choice = Choice(trigger, hit, found[a], _at(found, r), 1.0)
    table: NDArray[np.int32] = np.array(rows, dtype=np.int32).reshape(-1, 4)
    return Factored(table, np.array(right, dtype=bool)), choice


def pairs_of(found: list[Candidate]) -> list[Pair]:
    """The pairs that a sense's options are about, in their order: those that the reader tries, or with nobody."""
    barred = barred_pairs(found)
    return [(a, r) for a in range(len(found)) for r in range(len(found) + 1) if (a, r) not in barred]


def _at(found: list[Candidate], number: int) -> Candidate | None:
    return found[number] if number < len(found) else None


def _right(hit: Hit, found: list[Candidate], pairs: list[Pair], statement: Fields | None) -> set[Pair]:
    if statement is None or (hit.frame.event, int(hit.frame.sign)) != (statement["event"], statement["sign"]):
        return set()
    exact: set[Pair] = set()
    both: set[Pair] = set()
    near: set[Pair] = set()
    everybody = {*statement["actor"], *statement["recipient"]}
    mutual = not statement["recipient"] and len(everybody) > 1
    for a, r in pairs:
        actor = found[a].group.actors
        recipient = found[r].group.actors if r < len(found) else ()
        if set(actor) == set(statement["actor"]) and set(recipient) == set(statement["recipient"]):
            exact.add((a, r))
        elif mutual and len(everybody.intersection((*actor, *recipient))) > 1:
            (exact if everybody == {*actor, *recipient} else both).add((a, r))
        elif same_parties(statement["actor"], statement["recipient"], actor, recipient):
            near.add((a, r))
    return exact or both or near
