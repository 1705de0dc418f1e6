"""Fitting of the parser (`engine.parser`) on the treebank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import autograd.numpy as anp
import numpy as np
from numpy.typing import NDArray

from tashabuk.engine.encoder import Floats, Ids, Vocabulary
from tashabuk.engine.parser import FAR, REACHES, Parser, apart_of, encoded, head_scores, label_scores
from tashabuk.evaluate.gradients import (
    TRACED,
    Adam,
    cross_entropy,
    dropped,
    forgotten,
    fresh_mixing,
    layer,
    normal,
    numbered,
    traced,
    zeros,
)
from tashabuk.evaluate.treebank import GoldTree
from tashabuk.read.parsing import PARSED_COLUMNS, parsed_values
from tashabuk.read.state import Reading
from tashabuk.read.values import SPELLED, Values, rows_of

WIDTH = 128
ARCS, LABELS = 96, 64
SIZES = (40, 40, 24, 16, 10, 12, 5, 6, 3, 2, 6, 8, 6, 3, 8, 6, 5, 12, 16, 12, 16, 12)
DISTANCE = 16
LEAST = 2
"""How often a value must occur to have a number of its own."""
EPOCHS = 12
BATCH = 600
"""Words in one step."""
RATE = 2e-3
BLANKED, SPELLING_BLANKED = 0.33, 0.25
SEED = 1


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence to learn from: the values of its words, heads (-1: the root, -2: none given) and labels."""

    rows: list[Values]
    heads: NDArray[np.int64]
    labels: str


def lessons_of(reading: Reading, trees: Iterable[GoldTree]) -> list[Lesson]:
    """The sentences of a document that have trees; one that is cut into other words now is left out."""
    out = []
    for tree in trees:
        index = tree.index + reading.headlines
        if index < len(reading.sentences) and len(reading.sentences[index].words) == len(tree.heads):
            heads = np.array([-2 if head is None else head for head in tree.heads], dtype=np.int64)
            out.append(Lesson(list(parsed_values(reading, index)), heads, tree.labels))
    return out


def fit_parser(lessons: Sequence[Lesson], say: Callable[[str], object] = lambda _: None) -> Parser:
    """The parser that makes these trees probable."""
    rng = np.random.default_rng(SEED)
    vocabulary = _vocabulary(lessons)
    p = _fresh(vocabulary, rng)
    adam = Adam(p, RATE)
    batches = [_Batch.of(some, vocabulary) for some in _batches(lessons)]
    for epoch in range(EPOCHS):
        loss = 0.0
        for n, number in enumerate(rng.permutation(len(batches))):
            step = batches[number]
            found, gradient = _gradient(p, step, rng)
            adam.move(gradient, max(0.02, 1 - (epoch + n / len(batches)) / EPOCHS))
            loss += found
        say(f"parser, epoch {epoch + 1} of {EPOCHS}: loss {loss / len(batches):.3f}\n")
    shipped = {name: array.astype(np.float16).astype(np.float32) for name, array in p.items()}
    return Parser(vocabulary, shipped)  # in the precision in which it is kept


def _vocabulary(lessons: Sequence[Lesson]) -> dict[str, dict[str, int]]:
    out: dict[str, dict[str, int]] = {}
    for n, column in enumerate(PARSED_COLUMNS):
        counts = Counter(row[n] for one in lessons for row in one.rows)
        out[f"word.{column}"] = numbered(counts, LEAST)
    labels = sorted({label for one in lessons for label in one.labels} - {"."})
    out["label"] = {label: number for number, label in enumerate(labels, 1)}
    return out


def _fresh(vocabulary: Vocabulary, rng: np.random.Generator) -> dict[str, Floats]:
    p: dict[str, Floats] = {}
    for n, (column, size) in enumerate(zip(PARSED_COLUMNS, SIZES, strict=True)):
        p[f"word.{n}"] = normal(rng, len(vocabulary[f"word.{column}"]) + 1, size)
    p |= fresh_mixing(rng, sum(SIZES), WIDTH, len(REACHES))
    for name, size in (("below", ARCS), ("above", ARCS), ("label.below", LABELS), ("label.above", LABELS)):
        p[name], p[f"{name}.bias"] = layer(rng, WIDTH, size), zeros(size)
    p["arc"], p["root"], p["liked"] = layer(rng, ARCS, ARCS), normal(rng, 1, ARCS), normal(rng, ARCS, 1)
    p["distance"], p["label.distance"] = normal(rng, 2 * FAR + 2, 1), normal(rng, 2 * FAR + 2, DISTANCE)
    p["label.root"], p["label.bias"] = normal(rng, 1, LABELS), zeros(len(vocabulary["label"]))
    p["label.out"] = layer(rng, 3 * LABELS + DISTANCE, len(vocabulary["label"]))
    return p


def _batches(lessons: Sequence[Lesson]) -> list[list[Lesson]]:
    """Sentences of like length together."""
    out: list[list[Lesson]] = [[]]
    for one in sorted(lessons, key=lambda one: len(one.rows)):
        if sum(len(other.rows) for other in out[-1]) > BATCH:
            out.append([])
        out[-1].append(one)
    return out


@dataclass(frozen=True, slots=True)
class _Batch:
    """Sentences as numbers: `words` (W, columns), `rows` (S, N) which words stand in each; of the words that have a
    head, `told`, its `columns` among the scores of heads, its row `heads`, their distance `apart`, and `labels`."""

    words: Ids
    lengths: list[int]
    rows: Ids
    told: NDArray[np.int64]
    columns: NDArray[np.int64]
    heads: Ids
    apart: Ids
    labels: NDArray[np.int64]

    @classmethod
    def of(cls, lessons: Sequence[Lesson], vocabulary: Vocabulary) -> _Batch:
        words = rows_of([row for one in lessons for row in one.rows], "word", PARSED_COLUMNS, vocabulary)
        lengths = [len(one.rows) for one in lessons]
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        longest = max(lengths)
        rows = np.full((len(lessons), longest), len(words), dtype=np.int32)
        for n, (start, length) in enumerate(zip(starts, lengths, strict=True)):
            rows[n, :length] = np.arange(start, start + length)
        local = np.concatenate([one.heads for one in lessons])
        first = np.repeat(starts, lengths)
        whole = np.where(local >= 0, local + first, -1)
        told = np.flatnonzero(local >= -1)
        places = np.arange(len(words))
        flat = (np.repeat(np.arange(len(lessons)), lengths) * longest + places - first) * (longest + 1)
        labels = np.array([vocabulary["label"].get(label, 0) for one in lessons for label in one.labels])
        heads = np.where(whole < 0, len(words), whole).astype(np.int32)
        apart = apart_of(places, whole)
        return cls(words, lengths, rows, told, flat[told] + local[told] + 1, heads, apart, labels[told] - 1)


def _gradient(p: dict[str, Floats], batch: _Batch, rng: np.random.Generator) -> tuple[float, Mapping[str, Floats]]:
    """The loss, averaged over words, of heads and of labels given the right heads, and its slopes."""
    words = forgotten(batch.words, SPELLED, SPELLING_BLANKED, rng)
    drop = partial(dropped, share=BLANKED, rng=rng)

    def run(p: dict[str, Floats]) -> Any:
        x = encoded(p, words, batch.lengths, drop, TRACED)
        arcs = head_scores(p, x, batch.rows, drop, TRACED)
        labels = label_scores(p, x, batch.heads, batch.apart, drop, TRACED)
        return anp.concatenate([anp.ravel(arcs), anp.ravel(labels)])

    back, out = traced(run, p)
    count, longest = batch.rows.shape
    size = count * longest * (longest + 1)
    arcs = out[:size].reshape(-1, longest + 1)
    rows, columns = np.divmod(batch.columns, longest + 1)
    loss, arc_slopes = cross_entropy(arcs[rows], columns)
    pull = np.zeros_like(arcs)
    pull[rows] = arc_slopes / len(rows)
    labels = out[size:].reshape(len(words), -1)
    more, label_slopes = cross_entropy(labels[batch.told], batch.labels)
    other = np.zeros_like(labels)
    other[batch.told] = label_slopes / len(batch.told)
    return loss + more, back(np.concatenate([pull.ravel(), other.ravel()]))


def agreement(parser: Parser, lessons: Sequence[Lesson]) -> tuple[float, float]:
    """Shares of words that get the right head, and the right head and label (UAS and LAS)."""
    heads = both = total = 0
    rows = rows_of([row for one in lessons for row in one.rows], "word", PARSED_COLUMNS, parser.vocabulary)
    parsed = parser.parse(rows, [len(one.rows) for one in lessons])
    for one, (found, labels) in zip(lessons, parsed, strict=True):
        for want, label, head, its in zip(one.heads.tolist(), one.labels, found, labels, strict=True):
            if want >= -1:
                total += 1
                heads += want == head
                both += want == head and label == its
    return heads / max(total, 1), both / max(total, 1)
