"""Stage 7f: what the network adds to the scores of senses, roles and pairs, given to the senses of triggers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tashabuk.engine.network import PAIR_UNIT
from tashabuk.engine.ranker import UNIT
from tashabuk.read.sight import numbers, show
from tashabuk.read.state import Reading, Trigger


def look(reading: Reading, triggers: Sequence[Trigger]) -> None:
    """Let the network see the text, and tell the senses of these triggers what it makes of them; they are weighed."""
    network = reading.pack.network
    if network is None or not triggers:
        return
    hunch = network.look(numbers(show(reading, triggers), network.vocabulary))
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
