"""Use case: bring Parquet parts, made by `read --out` here or elsewhere, into a store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tashabuk.store import Store
from tashabuk.store.parts import parts_in


@dataclass(frozen=True, slots=True)
class LoadResult:
    """Parts that were looked at, and what the store holds more than before."""

    parts: int
    documents: int
    statements: int


def load_parts(
    folders: Sequence[Path], store: Path, on_progress: Callable[[int, int], None] | None = None
) -> LoadResult:
    """Load the parts of folders, one folder after the other; doing it again adds nothing.

    All folders are looked at before anything is loaded. `on_progress` gets the parts done and their total.
    """
    for folder in folders:
        parts_in(folder)
    kept = Store(store)
    before = kept.counts()
    parts = 0
    for folder in folders:
        for done, total in kept.load(folder):
            if on_progress is not None:
                on_progress(done, total)
        parts += total
    after = kept.counts()
    return LoadResult(parts, after["documents"] - before["documents"], after["statements"] - before["statements"])
