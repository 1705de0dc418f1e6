"""A text and what is known about it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One text to read. `text` is kept exactly as it came; every offset counts its code points."""

    id: str
    text: str
    title: str = ""
    published: dt.date | None = None
    publisher: str = ""
    url: str = ""
    language: str = "ar"
    genre: str = ""

    @property
    def content_hash(self) -> str:
        """SHA-256 (hex) over what a reader sees, title, date and text: equal for equal documents."""
        parts = (self.title, self.published.isoformat() if self.published else "", self.text)
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
