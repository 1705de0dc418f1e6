"""WARC: the responses of a crawl, each a document whose id is `TIMESTAMP/URL` as in web archives."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader

from tashabuk.ingest.formats.warc_records import Lost, records
from tashabuk.ingest.leftout import LeftOut
from tashabuk.ingest.source import DAMAGED, Part, Source, Unreadable, unfolding
from tashabuk.model import Finding

_TYPES = ("response", "resource", "conversion")
_OTHER_TYPES = ("warcinfo", "request", "metadata", "revisit", "continuation")
_MEDIA = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
}

_UNREADABLE = (ArchiveLoadFailed, ValueError, AttributeError, *DAMAGED)
"""What a damaged record raises: the library trusts that its headers are there."""


def read_warc(source: Source) -> Iterator[Part]:
    """The pages, texts, PDFs and feeds of a crawl; other records, and answers other than 200, are counted.

    A damaged record, or a damaged part of the file, costs only what stands there.
    """
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    left_out = LeftOut(source.place, "record")
    number = 0

    def wanted(head: bytes) -> bool:
        nonlocal number
        number += 1
        try:
            record = loader.parse_record_stream(io.BytesIO(head), known_format="warc")
        except _UNREADABLE:
            return True  # what is wrong is said where it is read
        return record.rec_type not in _OTHER_TYPES and _is_read(record, left_out)

    for record in records(source.stream(), source.given.limits.item_bytes, wanted):
        number += isinstance(record, Lost)
        if isinstance(record, Lost):
            yield _lost(source, record.offset, record.problem)
            continue
        try:
            parsed = loader.parse_record_stream(io.BytesIO(record.data), known_format="warc")
            page = _page(source, parsed)
        except _UNREADABLE as error:
            yield _lost(source, record.offset, f"the record is damaged ({str(error).strip()[:120]})")
        else:
            yield page
    yield from left_out.findings()
    if not number:
        raise Unreadable("the archive holds no records", "check that it is a WARC file")


def _lost(source: Source, offset: int, problem: str) -> Finding:
    """The finding for what cannot be read at a byte of the archive, unpacked if it was compressed."""
    of = "" if source.path is not None else " of the unpacked archive"
    return Finding(source.place, f"{problem} (at byte {offset:,}{of})", "get a sound copy; the other records are read")


def _is_read(record: Any, left_out: LeftOut) -> bool:
    """Whether a record is a page, text, PDF or feed with status 200; else it is counted."""
    media, status = _media_and_status(record)
    if record.rec_type not in _TYPES:
        left_out.count("", f"type {record.rec_type}")
    elif media not in _MEDIA:
        left_out.count("", media)
    elif status not in ("", "200"):
        left_out.count("", f"status {status}")
    else:
        return True
    return False


def _media_and_status(record: Any) -> tuple[str, str]:
    http = record.http_headers
    if http is not None:
        return _bare(http.get_header("Content-Type")), str(http.get_statuscode() or "")
    return _bare(record.rec_headers.get_header("Content-Type")), ""


def _bare(media: str | None) -> str:
    return (media or "no media type").split(";")[0].strip().lower()


def _page(source: Source, record: Any) -> Source:
    media, _ = _media_and_status(record)
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    stamp = re.sub(r"\D", "", str(record.rec_headers.get_header("WARC-Date") or ""))[:14]
    headers = record.http_headers or record.rec_headers
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", str(headers.get_header("Content-Type") or ""), re.I)
    limit = source.given.limits.item_bytes
    data = unfolding(record.content_stream(), source.budget).read(limit + 1)
    page = source.member(url, io.BytesIO(data), id_=f"{stamp}/{url}", url=url, charset=charset[1] if charset else "")
    page.name = _name(url) + _MEDIA[media]
    return page


def _name(url: str) -> str:
    """The last part of an address, whose day counts where the page tells none."""
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]
