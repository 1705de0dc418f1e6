"""The registry of formats: which reader takes an item, by its first bytes and its name.

Bytes come before names: a PDF called `x.txt` is read as a PDF. The name decides where bytes cannot (CSV, Markdown), and
what neither knows is tried as plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from tashabuk.ingest.encoding import NotText, encoding_of
from tashabuk.ingest.formats.archives import read_compressed, read_zip
from tashabuk.ingest.formats.lines import read_json, read_lines
from tashabuk.ingest.formats.message import read_mail, read_saved_page
from tashabuk.ingest.formats.parquet import read_parquet
from tashabuk.ingest.formats.parsed import read_feed, read_html, read_pdf
from tashabuk.ingest.formats.table import read_table
from tashabuk.ingest.formats.tar import read_tar
from tashabuk.ingest.formats.text import read_markdown, read_text
from tashabuk.ingest.formats.warc import read_warc
from tashabuk.ingest.source import Reader, Source


@dataclass(frozen=True, slots=True)
class Kind:
    """One format. `sign` in the first bytes is enough; with a suffix or media type of the kind, `hint` is."""

    name: str
    read: Reader
    suffixes: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    sign: Callable[[bytes], bool] = lambda head: False
    hint: Callable[[bytes], bool] = lambda head: False


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(marks)


def _pattern(pattern: bytes) -> Callable[[bytes], bool]:
    """A test on the first bytes as ASCII, whatever the encoding (zero bytes of UTF-16 dropped)."""
    compiled = re.compile(pattern, re.I | re.S)
    return lambda head: compiled.match(_plain_head(head)) is not None


def _plain_head(head: bytes) -> bytes:
    return re.sub(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*", b"", head.replace(b"\x00", b""))


def _anything(head: bytes) -> bool:
    return True


_MARKUP_START = rb"(?:\s|<\?xml[^>]{0,200}>|<!--(?:[^-]|-(?!->)){0,8000}+-->|<!doctype[^>\[]{0,300}>)*+"
_MAIL_FIELD = (
    rb"(?:received|return-path|delivered-to|from|to|subject|date|message-id|mime-version|dkim-signature|x-[\w-]+)"
)
_FEED = _pattern(_MARKUP_START + rb"<(?:rss|feed|rdf:rdf)\b")
_HTML_MEDIA = ("text/html", "application/xhtml+xml")
_FEED_MEDIA = ("application/rss+xml", "application/atom+xml")

KINDS = (
    Kind("PDF", read_pdf, (".pdf",), ("application/pdf",), lambda head: b"%PDF-" in head[:1024]),
    Kind("ZIP", read_zip, (".zip", ".docx"), ("application/zip",), _starts(b"PK\x03\x04", b"PK\x05\x06")),
    Kind(
        "gzip, bzip2 or xz",
        read_compressed,
        (".gz", ".bz2", ".xz", ".tgz", ".tbz", ".tbz2", ".txz"),
        (),
        _starts(b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
    ),
    Kind("tar", read_tar, (".tar",), (), lambda head: head[257:262] == b"ustar"),
    Kind("Parquet", read_parquet, (".parquet",), (), _starts(b"PAR1")),
    Kind("WARC", read_warc, (".warc",), ("application/warc",), _starts(b"WARC/")),
    Kind("feed", read_feed, (".rss", ".atom", ".xml"), _FEED_MEDIA, _FEED, _pattern(rb"<")),
    Kind(
        "HTML",
        read_html,
        (".html", ".htm", ".xhtml"),
        _HTML_MEDIA,
        _pattern(rb"<!doctype\s+html|" + _MARKUP_START + rb"<(?:html|head|body)\b"),
        lambda head: re.search(rb"<[a-z!/][^<]{0,500}>", _plain_head(head), re.I) is not None,
    ),
    Kind(
        "saved page",
        read_saved_page,
        (".mht", ".mhtml"),
        ("multipart/related",),
        lambda head: b"\nsnapshot-content-location:" in _plain_head(head)[:4000].lower(),
        _pattern(rb"[\w-]+:"),
    ),
    Kind(
        "mail",
        read_mail,
        (".eml",),
        ("message/rfc822",),
        _pattern(_MAIL_FIELD + rb":[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n)*" + _MAIL_FIELD + rb":"),
        _pattern(rb"[\w-]+:"),
    ),
    Kind("JSON", read_json, (".json",), ("application/json",), _pattern(rb"\[\s*\{|\{\s*\""), _pattern(rb"[\[{]")),
    Kind("JSON lines", read_lines, (".jsonl", ".ndjson"), (), _pattern(rb"\{\s*\""), _anything),
    Kind("table", read_table, (".csv", ".tsv"), ("text/csv",), hint=_anything),
    Kind("Markdown", read_markdown, (".md", ".markdown"), ("text/markdown",), hint=_anything),
    Kind("text", read_text, (".txt", ".text"), ("text/plain",), hint=_anything),
)


def recognise(source: Source) -> Kind:
    """The kind of an item.

    Binary data whose name claims a kind goes to that kind's reader, which can say best what is wrong with it.
    """
    head = source.head
    suffix = PurePosixPath(source.name).suffix.lower()
    named = next((kind for kind in KINDS if suffix in kind.suffixes), None)
    served = next((kind for kind in KINDS if source.media in kind.media), None)
    claimed = [kind for kind in (named, served) if kind is not None]
    by_sign = next((kind for kind in (*claimed, *KINDS) if kind.sign(head)), None)
    return by_sign or next((kind for kind in claimed if kind.hint(head)), None) or _last_resort(head, named)


def _last_resort(head: bytes, named: Kind | None) -> Kind:
    try:
        encoding_of(head)
    except NotText:
        return named or KINDS[-1]
    return KINDS[-1]
