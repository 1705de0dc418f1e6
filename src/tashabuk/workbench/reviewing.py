"""Use case: the next statement to judge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from tashabuk.model import Judgement
from tashabuk.store import Filter, Store, Stored


@dataclass(frozen=True, slots=True)
class Review:
    """A statement that nobody judged yet, how many such there are, and the latest judgements, newest first."""

    stored: Stored | None
    left: int
    latest: tuple[Judgement, ...]


def review(path: Path, wanted: Filter, statement: str, latest: int) -> Review:
    """The first statement of a filter (its offset on) that nobody judged, or the one of an id."""
    store = Store(path)
    open_ones = replace(wanted, unjudged=True)
    found = store.statements(Filter(ids=(statement,)) if statement else open_ones)
    return Review(found[0] if found else None, store.count(open_ones), tuple(store.judgements()[::-1][:latest]))
