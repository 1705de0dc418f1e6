"""Stage 7c: whose country is whose. An actor's home is the state whose it is (`LanguagePack.homes`).

Which country an actor is of is told, never which one: the model learns that rebels fight their own state and that
civilians suffer where the place is, not who is against whom.
"""

from __future__ import annotations

from tashabuk.model import MentionKind
from tashabuk.read.state import Candidate, Reading, Trigger

_PLACES = (MentionKind.PLACE, MentionKind.CAPITAL, MentionKind.NAME)
_LOCATIVES = frozenset(("في", "ب"))
"""What stands before a place; words such as شمال and داخل are في too (see `Word.bare`)."""
_BEFORE = 4
"""Added to the distance, in words, of a place that stands before the trigger."""


def related(one: Candidate, other: Candidate) -> str:
    """Whether two candidates are of one country: `same` or `other`; `?` where one has none, `??` where both."""
    mine, its = one.profile.homes, other.profile.homes
    if not mine or not its:
        return "?" if mine or its else "??"
    return "other" if mine.isdisjoint(its) else "same"


def in_land(reading: Reading, trigger: Trigger, candidate: Candidate) -> str:
    """Whether a candidate is of the country of the nearest place: `in` or `out`; `-`: no place is told; `?`: it has no
    country."""
    land = reading.lands.get(trigger.number)
    if land is None:
        land = reading.lands[trigger.number] = _land(reading, trigger)
    if not land:
        return "-"
    homes = candidate.profile.homes
    return "?" if not homes else "in" if land in homes else "out"


def _land(reading: Reading, trigger: Trigger) -> str:
    """The country of the place or state that is nearest to a trigger in its sentence, empty if none is told."""
    at, states = trigger.word, reading.pack.states
    places = [
        (group.head - at if group.head > at else max(at - group.last, 0) + _BEFORE, group.actors[0])
        for group in reading.groups[trigger.sentence]
        if group.governor in _LOCATIVES
        and len(group.actors) == 1
        and group.actors[0] in states
        and group.kind in _PLACES
    ]
    return min(places, default=(0, ""), key=lambda place: place[0])[1]
