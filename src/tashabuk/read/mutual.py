"""Stage 8a: whether the two of a chosen statement do it to each other: التقى، اتفق مع، اشتباكات بين.

The lexicon marks predicates that can be mutual; many of them need not be (التقى), and others can (حرب، فاوض). A small
model decides by the word, by how it names the two, and by what it has learnt of each frame.
"""

from __future__ import annotations

from tashabuk.read.choice import Choice
from tashabuk.read.scene import part_of
from tashabuk.read.state import Reading
from tashabuk.read.values import stem_of

_SHARED = frozenset(("مع", "بين", "معا", "مشترك", "مشتركة", "متبادل", "متبادلة", "ثنائي", "ثنائية"))
BEFORE, BEHIND = 2, 6
"""Words around a trigger within which a word for together is about it."""


def mutual_options(reading: Reading, choice: Choice) -> list[list[str]]:
    """What is seen of one way (nothing: it is the rule), and of both ways; for a choice with a recipient."""
    assert choice.recipient is not None
    words, at = reading.sentences[choice.trigger.sentence].words, choice.trigger.word
    actor, recipient, frame, word = choice.actor, choice.recipient, choice.hit.frame, words[at]
    part, event, can = part_of(choice.hit), frame.event, frame.reciprocal
    number = choice.hit.form.number
    seen = [
        "bias",
        f"frame={frame.id}",
        f"frame={frame.id}|{recipient.slot}",
        f"frame={frame.id}|{part}",
        f"lemma={frame.lemma}|{event}",
        f"{event}|can={can}",
        f"{event}|can={can}|{part}",
        f"can={can}|actor={actor.slot}",
        f"can={can}|recipient={recipient.slot}",
        f"{event}|recipient={recipient.slot}",
        f"{event}|actor={actor.slot}",
        f"can={can}|{actor.side}{recipient.side}|{part}",
        f"can={can}|places={actor.bond.place},{recipient.bond.place}",
        f"{event}|places={actor.bond.place},{recipient.bond.place}",
        f"can={can}|{actor.group.governor},{recipient.group.governor}",
        f"can={can}|number={number}|{part}",
        f"kinds={actor.profile.kind},{recipient.profile.kind}|can={can}",
        f"kinds={actor.profile.kind},{recipient.profile.kind}|{event}",
        f"can={can}|prep={word.prep}|def={word.definite}|{part}",
        f"can={can}|pronoun={word.refers}",
    ]
    for other in words[max(0, at - BEFORE) : at + BEHIND]:
        if (stem := stem_of(other)) in _SHARED:
            seen += [f"near={stem}|can={can}", f"near={stem}|{event}"]
    return [[], [f"M|{feature}" for feature in seen]]
