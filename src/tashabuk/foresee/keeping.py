"""A model as bytes that can be kept, and in a word what it was learned from.

The word is a hash of the very facts, their day and their numbering: where any of it differs, so does the word, and
nothing has to be known of how data come and go.
"""

from __future__ import annotations

import hashlib
import io

import numpy as np

from tashabuk.foresee.blend import Blend
from tashabuk.foresee.facts import Facts
from tashabuk.foresee.forecaster import Model, recent
from tashabuk.foresee.rules import Rules

WAY = 2
"""To be raised when something else is learned from the same facts: models that were kept are then made anew."""


def state_of(facts: Facts, at: int) -> str:
    """What `forecaster.fit_recent` depends on, in a word."""
    latest = recent(facts, at)
    state = hashlib.sha256(f"{WAY} {at} {latest.entities} {latest.relations} ".encode())
    for column in (latest.subject, latest.relation, latest.object, latest.day):
        state.update(np.ascontiguousarray(column, np.int64).tobytes())
    return state.hexdigest()


def as_bytes(model: Model) -> bytes:
    """A fitted model as bytes."""
    file = io.BytesIO()
    np.savez_compressed(file, rules=model.rules.weight, blend=model.blend.weight)
    return file.getvalue()


def from_bytes(data: bytes) -> Model:
    """The fitted model of some bytes."""
    with np.load(io.BytesIO(data), allow_pickle=False) as columns:
        return Model(Rules(columns["rules"]), Blend(columns["blend"]), fitted=True)
