"""An http(s) address to bytes, with bounds: time, size, redirects, and no host of a private network unless allowed.

The address of the host is checked before and after connecting, so a name that changes its answer between the two
gets no request. Proxies of the environment are not used, since behind one that check would mean nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from typing import IO, Any
from urllib.parse import quote, urlsplit

from tashabuk import __version__
from tashabuk.ingest.given import Given
from tashabuk.ingest.source import Unreadable

REDIRECTS = 5
_ALLOW = "name it with --private-hosts if you trust it"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server gave: bytes, the address after redirects, media type and charset as declared."""

    data: bytes
    url: str
    media: str
    charset: str


def is_url(name: str) -> bool:
    """Whether the user means an address of the web."""
    return name.lower().startswith(("http://", "https://"))


def fetch(url: str, given: Given) -> Fetched:
    """GET an address; Unreadable with what to do where that does not work.

    A thread does it, since a server that drips its headers keeps every single wait short and yet never ends.
    """
    found: list[Fetched | Exception] = []

    def run() -> None:
        try:
            found.append(_fetch(url, given))
        except Exception as error:  # handed to the caller below
            found.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(given.limits.url_seconds)
    if not found:
        raise Unreadable("the server is too slow", "download it and read the file")
    if isinstance(found[0], Exception):
        raise found[0]
    return found[0]


def _fetch(url: str, given: Given) -> Fetched:
    limits = given.limits
    opener = urllib.request.OpenerDirector()
    for handler in (
        _Http(given.private_hosts),
        _Https(given.private_hosts),
        _Redirects(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    asked = urllib.request.Request(_quoted(url), headers={"User-Agent": f"Tashabuk/{__version__}", "Accept": "*/*"})
    try:
        with opener.open(asked, timeout=limits.url_seconds) as answer:
            data = _body(answer, limits.url_bytes, time.monotonic() + limits.url_seconds)
            headers = answer.headers
            return Fetched(data, answer.url, headers.get_content_type(), headers.get_content_charset() or "")
    except urllib.error.HTTPError as error:
        raise Unreadable(f"the server answers {error.code} {error.reason}", "check the address") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise Unreadable(f"the address cannot be read ({reason})", "check the address and the network") from error


def _quoted(url: str) -> str:
    """The address as ASCII: Arabic in paths percent-encoded, in host names as IDNA."""
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    path, query = (quote(part, safe="/%:=&?~#+!$,;'@()*[]") for part in (parts.path, parts.query))
    return parts._replace(netloc=host, path=path, query=query, fragment="").geturl()


def _body(answer: Any, most: int, until: float) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while chunk := answer.read1(1 << 16):
        chunks.append(chunk)
        size += len(chunk)
        if size > most:
            raise Unreadable(f"the answer is larger than {most // 1_000_000} MB", "download it and read the file")
        if time.monotonic() > until:
            raise TimeoutError("too slow")  # nobody waits for it any more
    return b"".join(chunks)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, and only to http and https."""

    max_redirections = REDIRECTS

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        """The next request; Unreadable for a scheme that is none of the web's."""
        if not is_url(newurl):
            raise Unreadable(f"it redirects to {newurl[:80]}", "only http and https addresses are read")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _check_host(host: str, port: int) -> None:
    for *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        _check_address(str(address[0]))


def _check_address(address: str) -> None:
    """Unreadable for an address that is not of the public internet."""
    if not ipaddress.ip_address(address.partition("%")[0]).is_global:
        raise Unreadable(f"the address leads into a private network ({address})", _ALLOW)


class _PublicHttp(http.client.HTTPConnection):
    """A connection to public addresses only."""

    def connect(self) -> None:
        _check_host(self.host, self.port)
        super().connect()
        _check_address(self.sock.getpeername()[0])


class _PublicHttps(http.client.HTTPSConnection):
    """A TLS connection to public addresses only."""

    def connect(self) -> None:
        _check_host(self.host, self.port)
        super().connect()
        _check_address(self.sock.getpeername()[0])


class _Http(urllib.request.HTTPHandler):
    def __init__(self, private: bool):
        super().__init__()
        self._connection = http.client.HTTPConnection if private else _PublicHttp

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, private: bool):
        super().__init__()
        self._connection = http.client.HTTPSConnection if private else _PublicHttps

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)
