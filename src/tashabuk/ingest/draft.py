"""What an extractor found in one item, before the user's word, the file name and the language are looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Draft:
    """One text with what its own metadata say.

    `created` is when the file was made: the weakest word on when the text was published.
    """

    text: str
    title: str = ""
    published: dt.date | None = None
    created: dt.date | None = None
    publisher: str = ""
    url: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong inside an item: place within it (page, entry) first, where there is one."""

    problem: str
    advice: str


Extracted = Draft | Problem


def to_json(item: Extracted) -> dict[str, Any]:
    """A draft or problem as JSON knows it, days as ISO text."""
    return {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in asdict(item).items()}


def from_json(raw: Mapping[str, Any]) -> Extracted:
    """The inverse of `to_json`."""
    if "problem" in raw:
        return Problem(**raw)
    days = {k: dt.date.fromisoformat(raw[k]) if raw[k] else None for k in ("published", "created")}
    return Draft(**{**raw, **days})
