"""How often an entity is the object at all: what is expected of a candidate about whom nothing else is known."""

from __future__ import annotations

import numpy as np

from tashabuk.foresee.facts import Floats, Ints
from tashabuk.foresee.memory import Memory

BORROWED = 3.0
"""The weight, in faded facts, of an entity's overall share within its share under one relation."""


def overall_share(memory: Memory) -> Floats:
    """An entity's share of all faded facts, with one fact spread over all entities so that none is impossible."""
    total = float(memory.overall.sum())
    return ((memory.overall + 1 / len(memory.overall)) / (total + 1)).astype(np.float32)


def share_under(memory: Memory, relations: Ints, overall: Floats) -> Floats:
    """b(o | r) = (count of o under r + 3 · overall share of o) / (count under r + 3), shape (relations, entities)."""
    counts = memory.under[relations]
    share: Floats = (counts + BORROWED * overall) / (counts.sum(1, keepdims=True) + BORROWED)
    return share
