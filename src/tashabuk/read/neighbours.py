"""Stage 7b: the triggers beside a trigger, whose parties tell something of its own.

A chain of verbs keeps its subject (باعت جارتها الكهرباء وأرسلت إليها القمح لكنها رفضت): who acts before and behind, as
the first model has it, is evidence for the second.
"""

from __future__ import annotations

from tashabuk.read.state import Neighbour, Reading, Trigger
from tashabuk.read.subjects import CONTROL_REACH


def neighbours(reading: Reading, trigger: Trigger) -> list[Neighbour]:
    """The triggers before, behind and above a trigger that probably say something; `reading` has evidence."""
    found = reading.neighbours.get(trigger.number)
    if found is None:
        found = reading.neighbours[trigger.number] = _neighbours(reading, trigger)
    return found


def _neighbours(reading: Reading, trigger: Trigger) -> list[Neighbour]:
    triggers, found = reading.triggers, []
    before, after = _next(reading, trigger.number, -1), _next(reading, trigger.number, 1)
    if before >= 0 and triggers[before].sentence >= trigger.sentence - 1:
        same = triggers[before].sentence == trigger.sentence
        found.append(Neighbour("before" if same else "last", _link(reading, trigger), before))
    if after >= 0 and triggers[after].sentence == trigger.sentence:
        found.append(Neighbour("after", _link(reading, triggers[after]), after))
    control = reading.controls[trigger.sentence].get(trigger.word)
    if control is not None:
        above = _at(reading, trigger, control.word)
        if above >= 0:
            found.append(Neighbour("up", f"{control.kind}|{control.link}", above))
    return found


def _next(reading: Reading, number: int, step: int) -> int:
    """The next trigger in a direction that the first model kept, -1 if there is none."""
    assert reading.evidence is not None
    dropped, at = reading.evidence.dropped, number + step
    while 0 <= at < len(reading.triggers):
        if at not in dropped:
            return at
        at += step
    return -1


def _at(reading: Reading, trigger: Trigger, word: int) -> int:
    """The number of the trigger at a word shortly before another one in its sentence, -1 if there is none."""
    for other in reversed(reading.triggers[max(0, trigger.number - CONTROL_REACH) : trigger.number]):
        if other.sentence != trigger.sentence or other.word < word:
            return -1
        if other.word == word:
            return other.number
    return -1


def _link(reading: Reading, trigger: Trigger) -> str:
    """What joins a trigger to what stands before it."""
    word = reading.sentences[trigger.sentence].words[trigger.word]
    return "C" if word.conj else word.prep or str(word.tag)
