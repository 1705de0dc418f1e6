"""Use case: the next statement to judge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from tashabuk.model import Judgement
from tashabuk.store import Filter, Store, Stored
from tashabuk.workbench.current import current


@dataclass(frozen=True, slots=True)
class Review:
    """A statement that nobody judged yet, how many such there are, and the latest judgements, newest first.

    `merged` are the actors that stand under another one's name, and whose.
    """

    stored: Stored | None
    left: int
    latest: tuple[Judgement, ...]
    merged: tuple[tuple[str, str], ...]


def review(path: Path, wanted: Filter, statement: str, latest: int) -> Review:
    """The first statement of a filter (its offset on) that nobody judged, or the one of an id."""
    here = current(Store(path))
    open_ones = here.index.numbers(replace(wanted, unjudged=True))
    ids = [statement] if statement else here.columns.texts(open_ones[wanted.offset :][:1])
    found = here.store.by_ids(ids)
    return Review(
        found[0] if found else None,
        len(open_ones),
        tuple(here.store.latest_judgements(latest)),
        tuple(here.store.merged()),
    )
