"""A small network that looks at the words around triggers: what it sees adds to the scores of the ranker.

Over the vectors of words in their sentences (`engine.encoder`) every sense of a trigger is scored with every candidate
for its actor and recipient. There is no language in it, and at reading time nothing but NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tashabuk.engine.encoder import (
    PLAIN,
    Drop,
    Ids,
    Module,
    Numeric,
    Parameters,
    embedded,
    mixed,
    relu,
)

REACHES = (1, 2, 4)
"""How far apart the three words are that each convolution joins."""
PAIR_UNIT = 0.3
"""Weight of the product that says how well an actor and a recipient go together."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One text as numbers. W words, S senses of triggers, C candidates, P pairs of a sense and a candidate.

    `words` (W, columns); `marks` has the many-valued marks of all words one after the other, `mark_counts` (W) how
    many each has; `lengths` words in each sentence; `senses` (S, columns) and `sense_words` (S) their trigger's word;
    `candidates` (C, columns) and `candidate_words` (C, 4): head, last word, the trigger's word, and whether all are in
    one sentence; a candidate that stands nowhere has -1; `pairs` (P, 2): sense and candidate.
    """

    words: Ids
    marks: Ids
    mark_counts: Ids
    lengths: Sequence[int]
    senses: Ids
    sense_words: Ids
    candidates: Ids
    candidate_words: Ids
    pairs: Ids


@dataclass(frozen=True, slots=True)
class Hunch:
    """What the network makes of a sight: scores of senses (S), of pairs' candidates as actor and as recipient (P, 2),
    and vectors of pairs' candidates as actor and as recipient (P, n), whose products score the two together; `words`
    (W, n) is what it knows of each word."""

    senses: Any
    roles: Any
    acts: Any
    suffers: Any
    words: Any


def forward(p: Parameters, sight: Sight, drop: Drop = lambda x: x, via: Numeric = PLAIN) -> Hunch:
    """One pass of the network over a text."""
    words = _words(p, sight, drop, via)
    xp, take = via.np, via.take
    senses = xp.concatenate([take(words, sight.sense_words), embedded(p, "sense", sight.senses, via)], axis=1)
    inner = drop(relu(xp, senses @ p["trigger.in"] + p["trigger.bias"]))
    base = (inner @ p["trigger.out"])[:, 0]
    places = np.maximum(sight.candidate_words, 0)
    somewhere = (sight.candidate_words[:, :1] >= 0).astype(np.float32)
    low = np.minimum(places[:, 0], places[:, 2])
    high = np.maximum(places[:, 0], places[:, 2])
    sums = xp.concatenate([np.zeros((1, words.shape[1]), dtype=np.float32), xp.cumsum(words, axis=0)], axis=0)
    between = (take(sums, high) - take(sums, low)) * (
        sight.candidate_words[:, 3:] / np.maximum(high - low, 1)[:, None]
    ).astype(np.float32)
    seen = [take(words, places[:, 0]) * somewhere, take(words, places[:, 1]) * somewhere, between]
    candidates = xp.concatenate([*seen, embedded(p, "candidate", sight.candidates, via)], axis=1)
    judged = take(senses @ p["pair.sense"] + p["pair.bias"], sight.pairs[:, 0])
    pairs = drop(relu(xp, judged + take(candidates @ p["pair.candidate"], sight.pairs[:, 1])))
    return Hunch(
        base,
        pairs @ p["role.out"] + p["role.bias"],
        pairs @ p["acts.out"] + p["acts.bias"],
        pairs @ p["suffers.out"] + p["suffers.bias"],
        words,
    )


def _words(p: Parameters, sight: Sight, drop: Drop, via: Numeric) -> Any:
    """Every word in its sentence, shape (W, width)."""
    seen = [embedded(p, "word", sight.words, via), via.bag(p["mark"], sight.marks, sight.mark_counts)]
    return mixed(p, via.np.concatenate(seen, axis=1), sight.lengths, REACHES, drop, via)


class Network(Module):
    """The fitted network."""

    def look(self, sight: Sight) -> Hunch:
        """What the network makes of a text."""
        return forward(self.parameters, sight)
