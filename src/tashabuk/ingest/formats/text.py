"""Plain text and Markdown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import yaml

from tashabuk.ingest.accepting import document_of
from tashabuk.ingest.days import day_or_none
from tashabuk.ingest.draft import Draft
from tashabuk.ingest.encoding import NotText, decode
from tashabuk.ingest.source import Part, Source, Unreadable

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.{0,20000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
_MARKUP = (
    (re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d+\.[ \t]+)", re.M), ""),
    (re.compile(r"!?\[([^\[\]\n]{0,1000})\]\([^()\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\*{1,3}([^*\n]{1,2000})\*{1,3}"), r"\1"),
    (re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|={3,})[ \t]*$", re.M), ""),
)
_HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*)$", re.M)


def text_of(source: Source) -> str:
    """The characters of a text item; Unreadable for binary data."""
    try:
        return decode(source.read())
    except NotText as error:
        raise Unreadable(f"the file is no text: {error}", "convert it to plain text first") from error


def read_text(source: Source) -> Iterator[Part]:
    """A plain text, kept exactly as it is."""
    yield from document_of(source, Draft(text_of(source)))


def read_markdown(source: Source) -> Iterator[Part]:
    """Markdown: front matter tells title, day (`date` or `published`), publisher and url; markup signs are dropped."""
    text = text_of(source)
    front = _FRONT.match(text)
    about = _front_matter(front[1]) if front else {}
    if front and about is not None:
        text = text[front.end() :]
    about = about or {}
    heading = _HEADING.search(text)
    for pattern, instead in _MARKUP:
        text = pattern.sub(instead, text)
    draft = Draft(
        text.strip("\r\n"),
        title=str(about.get("title") or (heading[1].rstrip(" \t\r#") if heading else "")),
        published=_day(about.get("published") or about.get("date")),
        publisher=str(about.get("publisher") or about.get("source") or ""),
        url=str(about.get("url") or ""),
    )
    yield from document_of(source, draft)


def _front_matter(text: str) -> dict[str, Any] | None:
    """The front matter, None where it is none."""
    try:
        about = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return about if isinstance(about, dict) else None


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else day_or_none(str(value or ""))
