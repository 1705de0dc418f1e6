"""What the user said about all texts, and the bounds that keep hostile input from stopping the work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tashabuk.model import Document, Finding

Item = Document | Finding
MB = 1_000_000
FIELDS = ("id", "text", "title", "published", "publisher", "url", "genre")
"""Fields of a record (a line, a row) that can be mapped to a name of the user's file."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds, each far above what honest files need. Sizes are bytes, after decompression."""

    item_bytes: int = 256 * MB
    """One item that is held in memory: a text, a PDF, an archive inside an archive."""
    page_bytes: int = 16 * MB
    """One HTML page."""
    line_bytes: int = 32 * MB
    """One line of JSON lines, one field of CSV."""
    free_bytes: int = 64 * MB
    """What a compressed file may unfold to before its ratio counts."""
    ratio: int = 200
    """Bytes that one byte of a compressed file may unfold to, all levels together."""
    total_bytes: int = 1_000_000 * MB
    """What one archive may unfold to."""
    depth: int = 6
    """Archives, compressions and messages around one item."""
    pages: int = 5000
    """Pages of one PDF."""
    seconds: float = 60.0
    """Time for one page, PDF, DOCX or feed."""
    url_bytes: int = 64 * MB
    url_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Given:
    """What the user told about all texts.

    `fields` pairs a field of ours with the name that the user's records have for it: `(("text", "body"),)`.
    `private_hosts` lets a URL point at this machine or a private network.
    """

    published: dt.date | None = None
    title: str = ""
    language: str = "ar"
    fields: tuple[tuple[str, str], ...] = ()
    private_hosts: bool = False
    limits: Limits = field(default_factory=Limits)
