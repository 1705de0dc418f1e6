"""The last step of every format: a draft becomes a Document, or a Finding says why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from tashabuk.ingest.days import day_of_name
from tashabuk.ingest.draft import Draft
from tashabuk.ingest.given import Given, Item
from tashabuk.ingest.source import Source
from tashabuk.model import Document, Finding

LONGEST_PARAGRAPH = 1_000_000
"""Characters of one paragraph above which we say that something is odd; it is read all the same."""
PLAIN = (".txt", ".md", ".markdown", ".text")
_ARABIC = re.compile(r"[\u0621-\u064a\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_NAMES = {"ar": "Arabic"}


def document_of(source: Source, draft: Draft) -> Iterator[Item]:
    """The document of a draft. Its day is its own, else the user's, else the file name's, else the file's creation.

    The title is its own, else the user's, else the first line; the publisher its own, else the host of its address.
    """
    if not draft.text.strip():
        yield Finding(source.place, "the file is empty", "give it a text, or leave it out")
        return
    url = draft.url or source.url
    given = source.given
    document = Document(
        id=draft.id or plain_id(source.id),
        text=draft.text,
        title=draft.title or given.title or first_line(draft.text),
        published=draft.published or given.published or day_of_name(source.name) or draft.created,
        publisher=draft.publisher or host_of(url),
        url=url,
        language=given.language,
    )
    damaged = draft.text.count("\ufffd")
    if damaged:
        advice = "it is read all the same; get a sound copy"
        yield Finding(source.place, f"the text has damaged characters ({damaged})", advice)
    yield from accepted(document, source.place, given)


def accepted(document: Document, place: str, given: Given, line: int | None = None) -> Iterator[Item]:
    """The document, unless it is in another language; with a remark if a paragraph is very long."""
    sample = document.text[:5000]
    letters = len(_LETTER.findall(sample))
    if (given.language == "ar" and len(_ARABIC.findall(sample)) * 4 < letters) or not letters:
        wanted = _NAMES.get(given.language, given.language)
        advice = f"only {wanted} texts are read so far; it was left out"
        yield Finding(place, f"the text is not in {wanted}", advice, line)
        return
    if len(document.text) > LONGEST_PARAGRAPH and "\n" not in document.text[:LONGEST_PARAGRAPH]:
        advice = "it is read all the same; check that it is one text"
        yield Finding(place, "the text is one very long paragraph", advice, line)
    yield document


def first_line(text: str) -> str:
    """The first line with something on it, cut at 200 characters."""
    found = re.search(r"\S[^\r\n]{0,199}", text)
    return found[0].strip() if found else ""


def host_of(url: str) -> str:
    """The host of an address, `www.` dropped; empty where there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def plain_id(name: str) -> str:
    """The id of a file: its name, without suffix where it is a plain text.

    >>> plain_id("brief.txt"), plain_id("brief.pdf")
    ('brief', 'brief.pdf')
    """
    suffix = PurePosixPath(name).suffix
    return name.removesuffix(suffix) if suffix.lower() in PLAIN else name
