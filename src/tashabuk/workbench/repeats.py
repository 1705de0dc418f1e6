"""Use case: which documents of a store are copies of one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from tashabuk.relate.repeats import candidates, is_copy, shingles, signature, witnesses
from tashabuk.store import Store
from tashabuk.store.copies import Copies, Pair

BATCH = 1000
"""Documents, or pairs, whose texts are in memory together."""
Progress = Callable[[int, int], None]


def witness_groups(store: Path, on_progress: Progress | None = None) -> dict[str, str]:
    """The witness of every document that has copies, both by content hash; any other is its own.

    Documents that came since the last time are looked at first, each once; `on_progress` is told how many of how many.
    """
    kept = Copies(Store(store))
    missing = kept.uncompared()
    if missing:
        _sign_all(kept, missing, on_progress)
        _compare_all(kept)
    pairs = kept.pairs()
    return witnesses(sorted({document for pair in pairs for document in pair}), pairs)


def _sign_all(kept: Copies, missing: int, on_progress: Progress | None) -> None:
    done = 0
    while batch := kept.unsigned(BATCH):
        kept.sign([(document, signature(text).tobytes()) for document, text in batch])
        done += len(batch)
        if on_progress is not None:
            on_progress(done, missing)


def _compare_all(kept: Copies) -> None:
    documents, signatures, fresh = kept.signatures()
    proposed = candidates(signatures, fresh)
    found: list[Pair] = []
    for start in range(0, len(proposed), BATCH):
        pairs = [(documents[i], documents[j]) for i, j in proposed[start : start + BATCH]]
        texts = kept.texts(sorted({document for pair in pairs for document in pair}))
        sets = {document: shingles(text) for document, (text, _) in texts.items()}
        found += [(a, b) for a, b in pairs if is_copy(sets[a], sets[b], _days(texts[a][1], texts[b][1]))]
    kept.keep(found, [d for d, new in zip(documents, fresh, strict=True) if new])


def _days(a: dt.date | None, b: dt.date | None) -> int | None:
    return (a - b).days if a is not None and b is not None else None
