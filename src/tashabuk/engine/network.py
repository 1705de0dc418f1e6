"""A small network that looks at the words around triggers: what it sees adds to the scores of the ranker.

Over the vectors of words in their sentences (`engine.encoder`) every sense of a trigger is scored with every candidate
for its actor and recipient; and every word is asked whether it is a trigger at all, how certain what it tells is, and
whose word it is. There is no language in it, and at reading time nothing but NumPy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tashabuk.engine.encoder import (
    PLAIN,
    Drop,
    Floats,
    Ids,
    Module,
    Numeric,
    Parameters,
    embedded,
    mixed,
    passes,
    relu,
    whole,
)

REACHES = (1, 2, 4, 8)
"""How far apart the three words are that each convolution joins."""
QUESTIONS = TAG, CERTAINTY, HOLDER = "tag", "certainty", "holder"
"""What is asked about a word: whether it is no trigger (0) or one of which type and sign; and if it is one, how certain
what it tells is, and whose word it is."""
PAIR_UNIT = 0.3
"""Weight of the product that says how well an actor and a recipient go together."""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a text as numbers.

    `words` (W, columns); `marks` has the many-valued marks of all words one after the other, `mark_counts` (W) how many
    each has; `lengths` words in each sentence.
    """

    words: Ids
    marks: Ids
    mark_counts: Ids
    lengths: Sequence[int]


@dataclass(frozen=True, slots=True)
class Sight:
    """What is judged in a text. S senses of triggers, C candidates, P pairs of a sense and a candidate.

    `senses` (S, columns) and `sense_words` (S) their trigger's word; `candidates` (C, columns) and `candidate_words`
    (C, 4): head, last word, the trigger's word, and whether all are in one sentence; a candidate that stands nowhere
    has -1; `pairs` (P, 2): sense and candidate.
    """

    senses: Ids
    sense_words: Ids
    candidates: Ids
    candidate_words: Ids
    pairs: Ids


@dataclass(frozen=True, slots=True)
class Hunch:
    """What the network makes of a sight: scores of senses (S), of pairs' candidates as actor and as recipient (P, 2),
    and vectors of pairs' candidates as actor and as recipient (P, n), whose products score the two together."""

    senses: Any
    roles: Any
    acts: Any
    suffers: Any


def encoded(p: Parameters, text: Text, drop: Drop = whole, via: Numeric = PLAIN) -> Any:
    """Every word in its sentence, shape (W, width)."""
    seen = [embedded(p, "word", text.words, via), via.bag(p["mark"], text.marks, text.mark_counts)]
    return mixed(p, via.np.concatenate(seen, axis=1), text.lengths, REACHES, drop, via)


def answered(p: Parameters, words: Any, question: str) -> Any:
    """The scores of the answers to one of the `QUESTIONS` about each word, shape (W, answers): their softmax are
    probabilities."""
    return words @ p[question] + p[f"{question}.bias"]


def judged(p: Parameters, words: Any, sight: Sight, drop: Drop = whole, via: Numeric = PLAIN) -> Hunch:
    """What is to be judged in a text of these encoded words."""
    base, brought = _senses(p, words, sight, drop, via)
    seen = _candidates(p, words, _sums(words, via), sight.candidates, sight.candidate_words, via)
    return Hunch(base, *_pairs(p, brought, seen, sight.pairs, drop, via))


def _parts(text: Text) -> Iterator[Text]:
    """Some sentences at a time."""
    word = mark = 0
    for lengths in passes(text.lengths):
        counts = text.mark_counts[word : word + sum(lengths)]
        words, marks = text.words[word : word + len(counts)], text.marks[mark : mark + int(counts.sum())]
        yield Text(words, marks, counts, lengths)
        word, mark = word + len(words), mark + len(marks)


def _senses(p: Parameters, words: Any, sight: Sight, drop: Drop, via: Numeric) -> tuple[Any, Any]:
    """The scores of senses (S), and what each brings to its pairs (S, n)."""
    seen = [via.take(words, sight.sense_words), embedded(p, "sense", sight.senses, via)]
    senses = via.np.concatenate(seen, axis=1)
    inner = drop(relu(via.np, senses @ p["trigger.in"] + p["trigger.bias"]))
    return (inner @ p["trigger.out"])[:, 0], senses @ p["pair.sense"] + p["pair.bias"]


def _sums(words: Any, via: Numeric) -> Any:
    """The sums of the words before each word, and of all: what stands between two is the difference of theirs."""
    before = np.zeros((1, words.shape[1]), dtype=np.float32)
    return via.np.concatenate([before, via.np.cumsum(words, axis=0)], axis=0)


def _candidates(p: Parameters, words: Any, sums: Any, columns: Ids, at: Ids, via: Numeric) -> Any:
    """What each candidate brings to its pairs (C, n)."""
    places = np.maximum(at, 0)
    somewhere = (at[:, :1] >= 0).astype(np.float32)
    low = np.minimum(places[:, 0], places[:, 2])
    high = np.maximum(places[:, 0], places[:, 2])
    between = (via.take(sums, high) - via.take(sums, low)) * (at[:, 3:] / np.maximum(high - low, 1)[:, None]).astype(
        np.float32
    )
    seen = [via.take(words, places[:, 0]) * somewhere, via.take(words, places[:, 1]) * somewhere, between]
    return via.np.concatenate([*seen, embedded(p, "candidate", columns, via)], axis=1) @ p["pair.candidate"]


def _pairs(p: Parameters, brought: Any, seen: Any, pairs: Ids, drop: Drop, via: Numeric) -> tuple[Any, Any, Any]:
    """The scores and the vectors of pairs, as in `Hunch`."""
    inner = drop(relu(via.np, via.take(brought, pairs[:, 0]) + via.take(seen, pairs[:, 1])))
    outs = [inner @ p[f"{name}.out"] + p[f"{name}.bias"] for name in ("role", "acts", "suffers")]
    return outs[0], outs[1], outs[2]


AT_ONCE = 2_000
"""Candidates, and pairs, that are looked at together: a long text has twenty times as many, of 1,600 bytes each."""


def _portions(rows: Ids) -> list[Ids]:
    return [rows[first : first + AT_ONCE] for first in range(0, max(len(rows), 1), AT_ONCE)]


class Network(Module):
    """The fitted network; it does what the functions above do, in bounded memory."""

    def encode(self, text: Text) -> Floats:
        """Every word in its sentence, shape (W, width)."""
        parts = [encoded(self.parameters, part) for part in _parts(text)]
        return np.concatenate(parts) if parts else encoded(self.parameters, text)

    def chances(self, words: Floats, question: str) -> Floats:
        """The logarithms of the probabilities of the answers to one of the `QUESTIONS` about some encoded words, shape
        (words, answers)."""
        scores = answered(self.parameters, words, question)
        scores = scores - scores.max(axis=1, keepdims=True)
        chances: Floats = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return chances

    def look(self, words: Floats, sight: Sight) -> Hunch:
        """What the network makes of a sight, in a text of these encoded words."""
        p = self.parameters
        base, brought = _senses(p, words, sight, whole, PLAIN)
        sums = _sums(words, PLAIN)
        portions = zip(_portions(sight.candidates), _portions(sight.candidate_words), strict=True)
        seen = np.concatenate([_candidates(p, words, sums, columns, at, PLAIN) for columns, at in portions])
        parts = [_pairs(p, brought, seen, pairs, whole, PLAIN) for pairs in _portions(sight.pairs)]
        return Hunch(base, *(np.concatenate(some) for some in zip(*parts, strict=True)))
