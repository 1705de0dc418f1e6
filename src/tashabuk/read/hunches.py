"""What the network makes of triggers: which are none (stage 6a), what it adds to the scores of senses, roles and pairs
(stage 7f), and to those of whose word and how certain a statement is (stage 8)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tashabuk.engine.network import PAIR_UNIT, TAG
from tashabuk.engine.ranker import UNIT
from tashabuk.read.sight import places, show, show_words, sight_of, text_of
from tashabuk.read.state import Reading, Trigger

UNLIKELY = 0.05
"""Probability of being a trigger below which a word is not looked at any further."""


def sift(reading: Reading) -> None:
    """Fill `unlikely` with the triggers that the network takes for none: most of those of texts on other matters."""
    network = reading.pack.network
    if network is None or not reading.triggers:
        return
    reading.seen = network.encode(text_of(show_words(reading), network.vocabulary))
    none = np.exp(network.chances(reading.seen[places(reading, reading.triggers)], TAG)[:, 0]).tolist()
    reading.unlikely = {t.number for t, chance in zip(reading.triggers, none, strict=True) if 1 - chance < UNLIKELY}


def look(reading: Reading, triggers: Sequence[Trigger]) -> None:
    """Tell the senses of these triggers, which are weighed, what the network makes of them; the text was sifted."""
    network = reading.pack.network
    if network is None or not triggers:
        return
    assert reading.seen is not None
    hunch = network.look(reading.seen, sight_of(show(reading, triggers), network.vocabulary))
    senses = [sense for trigger in triggers for sense in reading.senses[trigger.number]]
    bases = np.rint(hunch.senses * UNIT).astype(int).tolist()
    roles = np.rint(hunch.roles * UNIT).astype(int)
    first = 0
    for sense, base in zip(senses, bases, strict=True):
        mine = slice(first, first + sense.candidates)
        products = hunch.acts[mine] @ hunch.suffers[mine].T
        pairs = np.rint(products * (PAIR_UNIT * UNIT)).astype(np.int32)  # few of which are asked for
        sense.hear(base, roles[mine, 0].tolist(), roles[mine, 1].tolist(), pairs)
        first += sense.candidates


HEED = 0.5
"""Weight of what the network makes of a quality beside what its own model does."""


def hints(reading: Reading, trigger: Trigger, question: str) -> list[int]:
    """What the network adds to the score of each answer to a question about a trigger; nothing if there is none."""
    network = reading.pack.network
    if network is None or reading.seen is None:
        return []
    chances = network.chances(reading.seen[places(reading, [trigger])], question)[0]
    return [int(hint) for hint in np.rint(chances * (HEED * UNIT))]
