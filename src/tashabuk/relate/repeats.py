"""Near-duplicate documents: an agency's text that ten papers print is one witness, not ten.

A text is the set S of its shingles, runs of `SHINGLE` folded words; titles stand outside, since reprints change them.
Two documents a, b are copies where, counted exactly,

    resemblance  |Sa ∩ Sb| / |Sa ∪ Sb|           reaches `RESEMBLANCE`, or
    containment  |Sa ∩ Sb| / min(|Sa|, |Sb|)      reaches `CONTAINMENT` (Broder 1997), the shorter text having
                                                  `SHORTEST` shingles at least.

Texts that follow one formula (telegrams, weather) resemble each other for ever, reprints only for days: documents that
were published more than `DAYS` days apart must reach `RESEMBLANCE_LATER`.

MinHash signatures in bands (locality-sensitive hashing: Leskovec, Rajaraman & Ullman, Mining of Massive Datasets,
ch. 3) only propose pairs: two documents of resemblance s meet in at least one of b bands of r rows with probability
1 − (1 − s^r)^b. Texts need not be in memory together: signatures are made one by one, pairs compared one by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from tashabuk.text.fold import fold
from tashabuk.text.tokens import tokenize

SHINGLE = 4
"""Words in a shingle."""
RESEMBLANCE = 0.4
RESEMBLANCE_LATER = 0.7
DAYS = 4
CONTAINMENT = 0.8
SHORTEST = 20
BANDS, ROWS = 42, 3
"""Resemblance .4 is proposed with probability .94, .5 with .996, .7 with 1 − 10⁻⁷."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SEED = MinHash(num_perm=BANDS * ROWS, seed=1, scheme="affine32")

Shingles = NDArray[np.uint64]
Signature = NDArray[np.uint32]


def shingles(text: str) -> Shingles:
    """The different shingles of a text as sorted 64-bit hashes; one for a text shorter than a shingle, none for none.

    >>> len(shingles("رحبت بنين بقرار توغو")), len(shingles("رحّبت بنين بقرار توغو أمس"))
    (1, 2)
    """
    words = [_hash(t.folded) for t in tokenize(text) if t.is_word]
    if not words:
        return np.empty(0, np.uint64)
    row = np.array(words, np.uint64)
    size = min(SHINGLE, len(row))
    mixed = np.zeros(len(row) - size + 1, np.uint64)
    for at in range(size):
        mixed = mixed * _MULTIPLIER + row[at : at + len(mixed)]
    return np.unique(mixed)


@lru_cache(maxsize=1 << 18)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(fold(word).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def signature(text: str) -> Signature:
    """The MinHash signature of a text: `BANDS` × `ROWS` numbers, the same in every run and on every machine."""
    sketch = _SEED.copy()
    own = shingles(text)
    if len(own):
        sketch.hashfunc = int
        sketch.update_batch((own >> np.uint64(32)).tolist())
    return np.asarray(sketch.hashvalues, np.uint32)


def candidates(signatures: NDArray[np.uint32], fresh: NDArray[np.bool_] | None = None) -> list[tuple[int, int]]:
    """The pairs of rows (i < j) that agree in a whole band; with `fresh`, only those with a fresh row.

    `signatures` has a row a document. Where a band holds many rows alike, each is paired with the first and with its
    neighbour, so that a text printed a thousand times costs two thousand comparisons and not half a million.
    """
    pairs: set[tuple[int, int]] = set()
    for band in range(BANDS):
        rows = np.ascontiguousarray(signatures[:, band * ROWS : (band + 1) * ROWS])
        keys = rows.view(np.dtype((np.void, rows.dtype.itemsize * ROWS))).ravel()
        order = np.argsort(keys, kind="stable")
        same = keys[order][1:] == keys[order][:-1]
        first = np.maximum.accumulate(np.where(np.r_[True, ~same], np.arange(len(order)), 0))
        at = np.flatnonzero(same) + 1
        for left in (order[at - 1], order[first[at]]):
            pairs.update(zip(left.tolist(), order[at].tolist(), strict=True))
    if fresh is None:
        return sorted(pairs)
    return sorted((i, j) for i, j in pairs if fresh[i] or fresh[j])


def compare(a: Shingles, b: Shingles) -> tuple[float, float]:
    """Resemblance and containment of two sets of shingles; 0 where one is empty."""
    if not len(a) or not len(b):
        return 0.0, 0.0
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return shared / (len(a) + len(b) - shared), shared / min(len(a), len(b))


def is_copy(a: Shingles, b: Shingles, days: int | None = None) -> bool:
    """Whether two texts, published that many days apart (None where a day is not known), are copies by the rule."""
    resemblance, containment = compare(a, b)
    if days is not None and abs(days) > DAYS:
        return resemblance >= RESEMBLANCE_LATER
    return resemblance >= RESEMBLANCE or (containment >= CONTAINMENT and min(len(a), len(b)) >= SHORTEST)


def witnesses(documents: Iterable[str], copies: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The witness of each document: the first, in the order of ids, of all that are copies of copies of it.

    >>> witnesses(["a", "b", "c"], [("b", "c")])
    {'a': 'a', 'b': 'b', 'c': 'b'}
    """
    above = {d: d for d in documents}

    def top(document: str) -> str:
        while above[document] != document:
            above[document] = above[above[document]]
            document = above[document]
        return document

    for a, b in copies:
        low, high = sorted((top(a), top(b)))
        above[high] = low
    return {d: top(d) for d in above}
