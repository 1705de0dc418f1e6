"""A small network that looks at the words around triggers: what it sees adds to the scores of the ranker.

Words become vectors by what is known of each (spelling, stem, tag, attached particles, what it names), three
convolutions of growing reach mix each with its neighbours in the sentence, and every sense of a trigger is scored with
every candidate for its actor and recipient. There is no language in it, and at reading time nothing but NumPy.

`forward` is written over a module of NumPy's functions, so that fitting (`evaluate.learning`) can run the very same
code under automatic differentiation. Dilated convolutions with gaps between sentences follow Strubell et al. 2017; the
normalisation of layers Ba et al. 2016.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]
Floats = NDArray[np.float32]
Parameters = Mapping[str, Any]
"""Arrays of floats by name."""
Vocabulary = Mapping[str, Mapping[str, int]]
"""Column → value → number; 0 is every value that was too rare to be fitted."""
Drop = Callable[[Any], Any]
"""What is done to a layer before the next sees it: nothing in reading, blanks at random in fitting."""

REACHES = (1, 2, 4)
"""How far apart the three words are that each convolution joins."""
GAP = max(REACHES)
"""Blank rows between sentences, so that no convolution sees across."""
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


def _take(table: Any, rows: Ids) -> Any:
    return table[rows]


def _bag(table: Any, flat: Ids, counts: Ids) -> Any:
    """The sums of rows of a table, `counts` rows each."""
    sums = np.zeros((len(counts), table.shape[1]), dtype=np.float32)
    np.add.at(sums, np.repeat(np.arange(len(counts)), counts), table[flat])
    return sums


@dataclass(frozen=True, slots=True)
class Numeric:
    """The operations of a forward pass; fitting brings its own, which know their gradients."""

    np: Any = np
    take: Callable[[Any, Ids], Any] = _take
    bag: Callable[[Any, Ids, Ids], Any] = _bag


PLAIN = Numeric()


def forward(p: Parameters, sight: Sight, drop: Drop = lambda x: x, via: Numeric = PLAIN) -> Hunch:
    """One pass of the network over a text."""
    words = _words(p, sight, drop, via)
    xp, take = via.np, via.take
    senses = _with_columns(p, "sense", take(words, sight.sense_words), sight.senses, via)
    inner = drop(_relu(xp, senses @ p["trigger.in"] + p["trigger.bias"]))
    base = (inner @ p["trigger.out"])[:, 0]
    places = np.maximum(sight.candidate_words, 0)
    somewhere = (sight.candidate_words[:, :1] >= 0).astype(np.float32)
    low = np.minimum(places[:, 0], places[:, 2])
    high = np.maximum(places[:, 0], places[:, 2])
    sums = xp.concatenate([np.zeros((1, words.shape[1]), dtype=np.float32), xp.cumsum(words, axis=0)], axis=0)
    between = (take(sums, high) - take(sums, low)) * (
        sight.candidate_words[:, 3:] / np.maximum(high - low, 1)[:, None]
    ).astype(np.float32)
    seen = xp.concatenate(
        [take(words, places[:, 0]) * somewhere, take(words, places[:, 1]) * somewhere, between], axis=1
    )
    candidates = _with_columns(p, "candidate", seen, sight.candidates, via)
    judged = take(senses @ p["pair.sense"] + p["pair.bias"], sight.pairs[:, 0])
    pairs = drop(_relu(xp, judged + take(candidates @ p["pair.candidate"], sight.pairs[:, 1])))
    return Hunch(
        base,
        pairs @ p["role.out"] + p["role.bias"],
        pairs @ p["acts.out"] + p["acts.bias"],
        pairs @ p["suffers.out"] + p["suffers.bias"],
        words,
    )


def _words(p: Parameters, sight: Sight, drop: Drop, via: Numeric) -> Any:
    """Every word in its sentence, shape (W, width)."""
    xp = via.np
    columns = [via.take(p[f"word.{n}"], sight.words[:, n]) for n in range(sight.words.shape[1])]
    seen = xp.concatenate([*columns, via.bag(p["mark"], sight.marks, sight.mark_counts)], axis=1)
    x = drop(_relu(xp, drop(seen) @ p["in"] + p["in.bias"]))
    places, rows = _spread(sight.lengths)
    origin = np.full(rows, len(places), dtype=np.int32)
    origin[places] = np.arange(len(places), dtype=np.int32)
    filled = (origin < len(places)).astype(np.float32)[:, None]
    blank = np.zeros((1, x.shape[1]), dtype=np.float32)
    x = via.take(xp.concatenate([x, blank], axis=0), origin)
    for n, reach in enumerate(REACHES):
        joined = xp.concatenate([xp.roll(x, reach, axis=0), x, xp.roll(x, -reach, axis=0)], axis=1)
        x = x + drop(_relu(xp, joined @ p[f"mix.{n}"] + p[f"mix.{n}.bias"]))
        centred = x - xp.mean(x, axis=1, keepdims=True)
        scale = xp.sqrt(xp.mean(centred * centred, axis=1, keepdims=True) + np.float32(1e-5))
        x = (centred / scale * p[f"mix.{n}.scale"] + p[f"mix.{n}.shift"]) * filled
    return via.take(x, places)


def _spread(lengths: Sequence[int]) -> tuple[Ids, int]:
    """The rows of words when sentences stand apart by `GAP` blank rows, before the first and after the last too."""
    starts, row = [], GAP
    for length in lengths:
        starts.append(np.arange(row, row + length, dtype=np.int32))
        row += length + GAP
    return np.concatenate(starts) if starts else np.zeros(0, dtype=np.int32), row


def _with_columns(p: Parameters, name: str, seen: Any, columns: Ids, via: Numeric) -> Any:
    more = [via.take(p[f"{name}.{n}"], columns[:, n]) for n in range(columns.shape[1])]
    return via.np.concatenate([seen, *more], axis=1)


def _relu(xp: Any, x: Any) -> Any:
    return xp.maximum(x, np.float32(0))


class Network:
    """Fitted parameters and the vocabulary that they belong to."""

    def __init__(self, vocabulary: Vocabulary, parameters: Mapping[str, Floats]) -> None:
        self.vocabulary = vocabulary
        self.parameters = parameters

    @classmethod
    def load(cls, path: Path) -> Network:
        """Read what `save` wrote: `path` with the suffix .json and its neighbour with .npz."""
        values = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        vocabulary = {column: {v: n for n, v in enumerate(some, 1)} for column, some in values.items()}
        with np.load(path.with_suffix(".npz")) as arrays:
            parameters = {name: arrays[name].astype(np.float32) for name in arrays.files}
        return cls(vocabulary, parameters)

    def save(self, path: Path) -> None:
        """Write the vocabulary as JSON, and the parameters as an archive of NumPy arrays in half precision."""
        values = {column: sorted(known, key=lambda v: known[v]) for column, known in self.vocabulary.items()}
        path.with_suffix(".json").write_text(json.dumps(values, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        halves = {name: array.astype(np.float16) for name, array in sorted(self.parameters.items())}
        np.savez_compressed(path.with_suffix(".npz"), **halves)  # type: ignore[arg-type]

    def look(self, sight: Sight) -> Hunch:
        """What the network makes of a text."""
        return forward(self.parameters, sight)
