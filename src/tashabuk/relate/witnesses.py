"""How many independent witnesses an event has, and what that weighs.

A report speaks for a text and with a voice. Its text is one with that of another report where their documents are
copies of each other (`relate.repeats`) or their sentences are one: of all their different words they share
`ONE_SENTENCE`. Its voice is the actor whose word it gives, else its publisher, else, where neither is known, the
document itself. Two reports are independent when they differ in both. The number of witnesses n is the size of the
largest set of reports that are independent of one another: a maximum matching between texts and voices. So ten prints
of one agency's text are one witness, ten texts of one paper are one, and ten papers that quote one minister are one.

An event weighs 1 + log2 n in all, shared by its statements.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

import numpy as np

from tashabuk.model import Event

ONE_SENTENCE = 0.6
_SAMPLES = 8


def independent(reports: Iterable[tuple[str, str]]) -> int:
    """The number of independent witnesses among reports, each given as (text, voice).

    >>> independent([("text 1", "Paper A"), ("text 1", "Paper B"), ("text 2", "Paper A")])
    2
    """
    edges = sorted(set(reports))
    texts = {t: n for n, t in enumerate(dict.fromkeys(t for t, _ in edges))}
    voices = {v: n for n, v in enumerate(dict.fromkeys(v for _, v in edges))}
    if min(len(texts), len(voices)) <= 1:
        return min(len(texts), len(voices))
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import maximum_bipartite_matching

    cells = ([texts[t] for t, _ in edges], [voices[v] for _, v in edges])
    graph = csr_matrix((np.ones(len(edges), np.int8), cells), (len(texts), len(voices)))
    return int(np.count_nonzero(maximum_bipartite_matching(graph) >= 0))


def is_one_sentence(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sentences, given by their words, are one, perhaps with a word changed."""
    return len(a & b) >= ONE_SENTENCE * len(a | b)


def same_sentences(sentences: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """The pairs of sentences that are one, by their numbers.

    Only those are compared that agree in one of `_SAMPLES` words that chance picks by its own measure (MinHash): a pair
    that shares .6 is missed with probability .4^8 < .001, and a thousand sentences do not cost a million comparisons.
    """
    found: set[tuple[int, int]] = set()
    for seed in range(_SAMPLES):
        buckets: dict[bytes, list[int]] = {}
        for number, words in enumerate(sentences):
            if words:
                least = min(_measure(word, seed) for word in words)
                buckets.setdefault(least, []).append(number)
        for bucket in buckets.values():
            found.update((a, b) for a, b in combinations(bucket, 2) if is_one_sentence(sentences[a], sentences[b]))
    return sorted(found)


@lru_cache(maxsize=1 << 16)
def _measure(word: str, seed: int) -> bytes:
    """A number of a word that has nothing to do with those of other seeds."""
    return blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8, salt=bytes([seed])).digest()


def evidence_weight(event: Event) -> float:
    """The evidence weight of each statement of an event: together they weigh 1 + log2 of its witnesses."""
    return (1 + math.log2(event.witnesses)) / len(event.statements)
