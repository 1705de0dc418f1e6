"""Formats whose bytes go to the helper process: HTML, PDF, DOCX, RSS and Atom."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from tashabuk.ingest.accepting import document_of
from tashabuk.ingest.draft import Extracted, Problem
from tashabuk.ingest.helper import extract
from tashabuk.ingest.source import Part, Source, Unreadable
from tashabuk.model import Finding


def read_html(source: Source) -> Iterator[Part]:
    """The article of a web page."""
    data = source.read(source.given.limits.page_bytes)
    yield from _parts(source, extract("html", source, data, url=source.url, charset=source.charset))


def read_pdf(source: Source) -> Iterator[Part]:
    """The text of a PDF; a finding where pages are only pictures."""
    yield from _parts(source, extract("pdf", source, source.read(), pages=source.given.limits.pages))


def read_docx(source: Source) -> Iterator[Part]:
    """The text of a DOCX file."""
    data = source.read()
    _check_size(data, source)
    yield from _parts(source, extract("docx", source, data))


def read_feed(source: Source) -> Iterator[Part]:
    """The entries of a feed."""
    yield from _parts(source, extract("feed", source, source.read(source.given.limits.page_bytes)))


def _parts(source: Source, found: Iterable[Extracted]) -> Iterator[Part]:
    for item in found:
        if isinstance(item, Problem):
            yield Finding(source.place, item.problem, item.advice)
        else:
            yield from document_of(source, item)


def _check_size(data: bytes, source: Source) -> None:
    """Count what the parts of a DOCX say they unfold to, before its parser unfolds them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise Unreadable(f"it is damaged ({error})", "get a sound copy") from error
    source.budget.spend(size)
    if size > source.given.limits.item_bytes:
        raise Unreadable("it unfolds to more than one document may", "convert it to plain text")
