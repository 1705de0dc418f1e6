"""Words in their sentences as vectors: the first layers of every network of the reader.

Words become vectors by what is known of each (spelling, stem, tag, attached particles, what it names), and convolutions
of growing reach mix each with its neighbours. Dilated convolutions with gaps between sentences follow Strubell et al.
2017; the normalisation of layers Ba et al. 2016.

Everything is written over a module of NumPy's functions, so that fitting can run the very same code under automatic
differentiation.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

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


def _take(table: Any, rows: Ids) -> Any:
    found = table[rows]
    return found.astype(np.float32) if found.dtype == np.float16 else found  # long tables are kept in half precision


def _bag(table: Any, flat: Ids, counts: Ids) -> Any:
    """The sums of rows of a table, `counts` rows each."""
    sums = np.zeros((len(counts), table.shape[1]), dtype=np.float32)
    np.add.at(sums, np.repeat(np.arange(len(counts)), counts), table[flat])
    return sums


def whole(layer: Any) -> Any:
    """The layer as it is: what reading does in place of blanking."""
    return layer


@dataclass(frozen=True, slots=True)
class Numeric:
    """The operations of a forward pass; fitting brings its own, which know their gradients."""

    np: Any = np
    take: Callable[[Any, Ids], Any] = _take
    bag: Callable[[Any, Ids, Ids], Any] = _bag


PLAIN = Numeric()


def embedded(p: Parameters, kind: str, columns: Ids, via: Numeric) -> Any:
    """The columns of words, or of what else is of a kind, as vectors side by side, shape (rows, sum of widths)."""
    found = [via.take(p[f"{kind}.{n}"], columns[:, n]) for n in range(columns.shape[1])]
    return via.np.concatenate(found, axis=1)


def mixed(p: Parameters, seen: Any, lengths: Sequence[int], reaches: Sequence[int], drop: Drop, via: Numeric) -> Any:
    """Every word in its sentence, shape (W, width): `seen` joined with what stands `reaches` words apart, in turn."""
    xp = via.np
    x = drop(relu(xp, drop(seen) @ p["in"] + p["in.bias"]))
    places, rows = _spread(lengths, max(reaches))
    origin = np.full(rows, len(places), dtype=np.int32)
    origin[places] = np.arange(len(places), dtype=np.int32)
    filled = (origin < len(places)).astype(np.float32)[:, None]
    blank = np.zeros((1, x.shape[1]), dtype=np.float32)
    x = via.take(xp.concatenate([x, blank], axis=0), origin)
    for n, reach in enumerate(reaches):
        joined = xp.concatenate([xp.roll(x, reach, axis=0), x, xp.roll(x, -reach, axis=0)], axis=1)
        x = x + drop(relu(xp, joined @ p[f"mix.{n}"] + p[f"mix.{n}.bias"]))
        centred = x - xp.mean(x, axis=1, keepdims=True)
        scale = xp.sqrt(xp.mean(centred * centred, axis=1, keepdims=True) + np.float32(1e-5))
        x = (centred / scale * p[f"mix.{n}.scale"] + p[f"mix.{n}.shift"]) * filled
    return via.take(x, places)


def _spread(lengths: Sequence[int], gap: int) -> tuple[Ids, int]:
    """The rows of words when sentences stand apart by `gap` blank rows, before the first and after the last too."""
    starts, row = [], gap
    for length in lengths:
        starts.append(np.arange(row, row + length, dtype=np.int32))
        row += length + gap
    return np.concatenate(starts) if starts else np.zeros(0, dtype=np.int32), row


TOGETHER = 1_000
"""Words that are looked at in one pass: memory does not grow with the length of the text."""


def passes(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The lengths of the sentences of each pass over a text."""
    some: list[int] = []
    for length in lengths:
        if some and sum(some) + length > TOGETHER:
            yield some
            some = []
        some.append(length)
    if some:
        yield some


def relu(xp: Any, x: Any) -> Any:
    """Nothing below zero."""
    return xp.maximum(x, np.float32(0))


LONG = 1_000
"""Rows from which on a table is long: no layer has as many."""


class Module:
    """Fitted parameters and the vocabulary that they belong to."""

    def __init__(self, vocabulary: Vocabulary, parameters: Mapping[str, Floats]) -> None:
        self.vocabulary = vocabulary
        self.parameters = parameters

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote: `path` with the suffix .json and its neighbour .npz.

        Long tables, of which only rows are looked up, stay in half precision.
        """
        values = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        vocabulary = {column: {sys.intern(v): n for n, v in enumerate(some, 1)} for column, some in values.items()}
        with np.load(path.with_suffix(".npz")) as arrays:
            halves = {name: arrays[name] for name in arrays.files}
        return cls(vocabulary, {n: a if len(a) >= LONG else a.astype(np.float32) for n, a in halves.items()})

    def save(self, path: Path) -> None:
        """Write the vocabulary as JSON, and the parameters as an archive of NumPy arrays in half precision."""
        values = {column: sorted(known, key=lambda v: known[v]) for column, known in sorted(self.vocabulary.items())}
        path.with_suffix(".json").write_text(json.dumps(values, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        halves = {name: array.astype(np.float16) for name, array in sorted(self.parameters.items())}
        np.savez_compressed(path.with_suffix(".npz"), **halves)  # type: ignore[arg-type]
