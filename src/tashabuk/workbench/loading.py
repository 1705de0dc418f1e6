"""Use case: bring Parquet parts, made by `read --out`, or whole stores, made by `export --whole`, into a store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tashabuk.store import Store
from tashabuk.store.parts import parts_in
from tashabuk.workbench.exporting import load_whole

WHOLE = "documents.parquet"
"""The file by which a whole store in Parquet is known."""


@dataclass(frozen=True, slots=True)
class LoadResult:
    """Parts that were looked at, and what the store holds more than before."""

    parts: int
    documents: int
    statements: int


def load_parts(
    folders: Sequence[Path], store: Path, on_progress: Callable[[int, int], None] | None = None
) -> LoadResult:
    """Load the parts of folders, or whole stores, one after the other; doing it again adds nothing.

    All folders are looked at before anything is loaded. `on_progress` gets the parts done and their total.
    """
    whole = [f for f in folders if f.is_file() or (f / WHOLE).exists()]
    for folder in folders:
        if folder not in whole:
            parts_in(folder)
    kept = Store(store)
    before = kept.counts()
    parts = 0
    for folder in folders:
        if folder in whole:
            load_whole(folder, store)
            parts += 1
            continue
        for done, total in kept.load(folder):
            if on_progress is not None:
                on_progress(done, total)
        parts += total
    after = kept.counts()
    return LoadResult(parts, after["documents"] - before["documents"], after["statements"] - before["statements"])
