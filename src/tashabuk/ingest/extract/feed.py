"""RSS and Atom: an entry is a document, its text the fullest that the feed carries."""

from __future__ import annotations

import datetime as dt
from typing import Any

import feedparser

from tashabuk.ingest.draft import Draft, Extracted, Problem
from tashabuk.ingest.extract.markup import decode_page, plain


def extract(data: bytes) -> list[Extracted]:
    """The entries in their order; a problem for each that has no text, and one where the feed breaks off."""
    feed = feedparser.parse(decode_page(data).encode())
    publisher = str(feed.feed.get("title", ""))
    out = [_entry(entry, number, publisher) for number, entry in enumerate(feed.entries, 1)]
    if not out:
        out.append(Problem("the feed has no entries", "check that it is RSS or Atom"))
    elif feed.bozo and isinstance(feed.bozo_exception, Exception):
        reason = str(feed.bozo_exception)[:120]
        out.append(Problem(f"the feed is damaged ({reason})", "what could be read was read; get a sound copy"))
    return out


def _entry(entry: Any, number: int, publisher: str) -> Extracted:
    texts = [plain(part.get("value", "")) for part in (*entry.get("content", ()), entry.get("summary_detail", {}))]
    title = plain(entry.get("title", ""))
    text = max(texts, key=len)
    if not text:
        return Problem(f"entry {number} has no text", "read the page that it links to")
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    return Draft(
        text=text,
        title=title,
        published=dt.date(*when[:3]) if when else None,
        publisher=publisher,
        url=entry.get("link", ""),
        id=entry.get("id", "") or entry.get("link", ""),
    )
