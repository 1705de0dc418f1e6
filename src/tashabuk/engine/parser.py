"""A small network that gives the words of a sentence their heads: a dependency parser.

Over the vectors of words in their sentences (`engine.encoder`) every word is scored with every other as its head, and
the pair with every label: the biaffine parser of Dozat & Manning 2017, without their recurrent layers. Each word takes
its best head for itself. There is no language in it, and at reading time nothing but NumPy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    Vocabulary,
    embedded,
    mixed,
    passes,
    relu,
    whole,
)

REACHES = (1, 2, 4, 8, 1, 2)
"""How far apart the three words are that each convolution joins."""
FAR = 12
"""Words apart from which distances are alike."""
LONGEST = 150
"""Words of a sentence that are parsed together: a longer one is cut, so that time grows with the length of the text."""
IMPOSSIBLE = np.float32(-1e9)


def encoded(p: Parameters, words: Ids, lengths: Sequence[int], drop: Drop = whole, via: Numeric = PLAIN) -> Any:
    """Every word in its sentence, shape (W, width)."""
    return mixed(p, embedded(p, "word", words, via), lengths, REACHES, drop, via)


def head_scores(p: Parameters, x: Any, rows: Ids, drop: Drop = whole, via: Numeric = PLAIN) -> Any:
    """How well each word of S sentences hangs on each other, shape (S, N, N + 1); column 0 is the root.

    `rows` (S, N): which of the W words `x` stand in each sentence; W fills up the shorter ones.
    """
    xp, take = via.np, via.take
    count, longest = rows.shape
    below = drop(relu(xp, x @ p["below"] + p["below.bias"])) @ p["arc"]
    above = drop(relu(xp, x @ p["above"] + p["above.bias"]))
    width = below.shape[1]
    blank = np.zeros((1, width), dtype=np.float32)
    below = take(xp.concatenate([below, blank], axis=0), rows.ravel()).reshape((count, longest, width))
    above = xp.concatenate([above, blank, p["root"]], axis=0)
    root = np.full((count, 1), len(x) + 1, dtype=np.int32)
    others = np.concatenate([root, rows], axis=1)
    heads = take(above, others.ravel()).reshape((count, longest + 1, width))
    liked = take(above @ p["liked"], others.ravel()).reshape((count, 1, longest + 1))
    apart = apart_of(np.arange(longest)[:, None], np.arange(-1, longest)[None])
    far = take(p["distance"], apart.ravel()).reshape((1, longest, longest + 1))
    scores = xp.matmul(below, xp.swapaxes(heads, 1, 2)) + liked + far
    return scores + _impossible(rows, len(x))


def _impossible(rows: Ids, blank: int) -> Floats:
    """What keeps words from hanging on themselves and on what fills up shorter sentences."""
    longest = rows.shape[1]
    out = np.zeros((len(rows), longest, longest + 1), dtype=np.float32)
    out[:, np.arange(longest), np.arange(longest) + 1] = IMPOSSIBLE
    out[:, :, 1:] += np.where(rows == blank, IMPOSSIBLE, np.float32(0))[:, None, :]
    return out


def label_scores(p: Parameters, x: Any, heads: Ids, apart: Ids, drop: Drop = whole, via: Numeric = PLAIN) -> Any:
    """The score of each label between each word and its head, shape (W, labels).

    `heads` (W): the head's row, W for the root; `apart` (W): the number of their distance.
    """
    xp, take = via.np, via.take
    below = drop(relu(xp, x @ p["label.below"] + p["label.below.bias"]))
    above = drop(relu(xp, x @ p["label.above"] + p["label.above.bias"]))
    above = take(xp.concatenate([above, p["label.root"]], axis=0), heads)
    seen = xp.concatenate([below, above, below * above, take(p["label.distance"], apart)], axis=1)
    return seen @ p["label.out"] + p["label.bias"]


class Parser(Module):
    """The fitted parser; its vocabulary has the labels too."""

    def __init__(self, vocabulary: Vocabulary, parameters: Mapping[str, Floats]) -> None:
        super().__init__(vocabulary, parameters)
        self._labels = tuple(sorted(vocabulary["label"], key=lambda label: vocabulary["label"][label]))

    def parse(self, words: Ids, lengths: Sequence[int]) -> Iterator[tuple[list[int], list[str]]]:
        """For each sentence the heads of its words, -1 for the root, and their labels.

        `words` (W, columns) in the numbers of the vocabulary, `lengths` words in each sentence.
        """
        start = 0
        for some in passes(lengths):
            end = start + sum(some)
            yield from self._parse(words[start:end], some)
            start = end

    def _parse(self, words: Ids, lengths: Sequence[int]) -> Iterator[tuple[list[int], list[str]]]:
        p = self.parameters
        x = encoded(p, words, lengths)
        heads = np.empty(len(words), dtype=np.int32)
        first = 0
        for length in lengths:
            for low in range(first, first + length, LONGEST):
                mine = np.arange(low, min(low + LONGEST, first + length), dtype=np.int32)
                best = head_scores(p, x[mine], mine[None] - low)[0].argmax(axis=1)
                heads[mine] = np.where(best == 0, -1, low + best - 1)
            first += length
        apart = apart_of(np.arange(len(words)), heads)
        labels = label_scores(p, x, np.where(heads < 0, len(words), heads), apart).argmax(axis=1)
        first = 0
        for length in lengths:
            own = slice(first, first + length)
            local = np.where(heads[own] < 0, -1, heads[own] - first)
            yield local.tolist(), [self._labels[n] for n in labels[own].tolist()]
            first += length


def apart_of(places: Any, heads: Any) -> Ids:
    """The numbers of the distances between words and their heads, 0 for the root."""
    return np.where(heads < 0, 0, np.clip(heads - places, -FAR, FAR) + FAR + 1).astype(np.int32)
