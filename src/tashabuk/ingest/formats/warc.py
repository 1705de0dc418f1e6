"""WARC: the responses of a crawl, each a document whose id is `TIMESTAMP/URL` as in web archives."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from tashabuk.ingest.leftout import LeftOut
from tashabuk.ingest.source import DAMAGED, Part, Source, Unreadable, unfolding
from tashabuk.model import Finding

_TYPES = ("response", "resource", "conversion")
_MEDIA = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
}


def read_warc(source: Source) -> Iterator[Part]:
    """The pages, texts, PDFs and feeds of a crawl; other records, and answers other than 200, are counted."""
    left_out = LeftOut(source.place, "record")
    number = 0
    try:
        for record in ArchiveIterator(source.stream()):
            number += 1
            if record.rec_type not in _TYPES:
                continue
            media, status = _media_and_status(record)
            if media not in _MEDIA or status not in ("", "200"):
                left_out.count("", media if media not in _MEDIA else f"status {status}")
                continue
            try:
                yield _page(source, record, media)
            except DAMAGED as error:
                problem = f"record {number} is damaged ({str(error)[:120]})"
                yield Finding(source.place, problem, "get a sound copy; the others are read")
    except (ArchiveLoadFailed, ValueError, AttributeError, *DAMAGED) as error:  # warcio trusts that headers are there
        problem = f"the archive is damaged at record {number + 1} ({str(error).strip()[:120]})"
        raise Unreadable(problem, "get a sound copy; the records before were read") from error
    yield from left_out.findings()
    if not number:
        raise Unreadable("the archive holds no records", "check that it is a WARC file")


def _media_and_status(record: Any) -> tuple[str, str]:
    http = record.http_headers
    if http is not None:
        return _bare(http.get_header("Content-Type")), str(http.get_statuscode() or "")
    return _bare(record.rec_headers.get_header("Content-Type")), ""


def _bare(media: str | None) -> str:
    return (media or "no media type").split(";")[0].strip().lower()


def _page(source: Source, record: Any, media: str) -> Source:
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
