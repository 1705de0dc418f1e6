"""Mail (EML) and web pages saved as one file (MHTML): both are MIME messages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import default
from email.utils import parseaddr

from tashabuk.ingest.accepting import document_of
from tashabuk.ingest.days import day_or_none
from tashabuk.ingest.draft import Draft
from tashabuk.ingest.encoding import NotText, decode
from tashabuk.ingest.extract.markup import decode_page, plain
from tashabuk.ingest.given import MB
from tashabuk.ingest.leftout import LeftOut, is_known
from tashabuk.ingest.source import Part, Source, Unreadable

MESSAGE_BYTES = 64 * MB


def _parse(source: Source) -> EmailMessage:
    try:
        return BytesParser(EmailMessage, policy=default).parsebytes(source.read(MESSAGE_BYTES))
    except RecursionError as error:
        raise Unreadable("the message is nested too deeply", "save its attachments as files") from error


def read_mail(source: Source) -> Iterator[Part]:
    """The text of a message (plain before HTML), then its attachments as items of their own."""
    message = _parse(source)
    attachments = list(message.iter_attachments()) if message.is_multipart() else []
    body = message.get_body(preferencelist=("plain", "html"))
    text = _body_text(body) if body is not None else ""
    if text or not attachments:
        yield from document_of(source, _draft(message, text))
    left_out = LeftOut(source.place, "attachment")
    for number, part in enumerate(attachments, 1):
        name = part.get_filename() or f"{number}{'.eml' if part.get_content_type() == 'message/rfc822' else ''}"
        if is_known(name):
            yield source.member(name, io.BytesIO(_bytes(part)), charset=part.get_content_charset() or "")
        else:
            left_out.count(name)
    yield from left_out.findings()


def _draft(message: EmailMessage, text: str) -> Draft:
    name, address = parseaddr(_header(message, "From"))
    return Draft(
        text,
        title=_header(message, "Subject"),
        published=day_or_none(_header(message, "Date")),
        publisher=name or address,
        id=_header(message, "Message-ID").strip("<> \t"),
    )


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _bytes(part: MIMEPart) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _body_text(part: MIMEPart) -> str:
    data, charset = _bytes(part), part.get_content_charset() or ""
    try:
        if part.get_content_type() == "text/html":
            return plain(decode_page(data, charset))
        return decode(data).strip()
    except NotText as error:
        raise Unreadable(f"the message's text is no text: {error}", "save it as plain text") from error


def read_saved_page(source: Source) -> Iterator[Part]:
    """The page of an MHTML file; pictures and styles in it are parts of the page, and not counted."""
    message = _parse(source)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            url = _header(message, "Snapshot-Content-Location") or str(part.get("Content-Location", ""))
            data = _bytes(part)
            charset = part.get_content_charset() or ""
            page = source.unwrapped("page.html", io.BytesIO(data))
            page.url, page.charset = url, charset
            yield page
            return
    raise Unreadable("the saved page holds no HTML", "save the page again as HTML")
