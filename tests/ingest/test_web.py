"""Addresses, against a server of our own on this machine."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tashabuk.ingest import Given, Limits, read_paths
from tashabuk.ingest.source import Unreadable
from tashabuk.ingest.web import _check_address, _quoted
from tashabuk.model import Document, Finding

TITLE = "أنقرة وموسكو تتفاوضان في العلن وتتنازعان في إدلب"
Answers = dict[str, tuple[int, dict[str, str], bytes]]


class _Server(http.server.ThreadingHTTPServer):
    """Gives fixed answers: path → status, headers, body."""

    answers: Answers
    asked: list[str]


class _Handler(http.server.BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[_Server]:
    with _Server(("127.0.0.1", 0), _Handler) as running:
        running.answers, running.asked = {}, []
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def _url(server: _Server, path: str) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}{path}"


def _read(url: str, *, private: bool = True, **limits: float) -> tuple[list[Document], list[Finding]]:
    given = Given(private_hosts=private, limits=Limits(**limits))  # type: ignore[arg-type]
    items = list(read_paths([url], given))
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Finding)]


@pytest.mark.parametrize(
    ("suffix", "path", "media"),
    [
        ("html", "/news/1", "text/html; charset=iso-8859-1"),
        ("cp1256.html", "/news/1", "text/html"),
        ("pdf", "/news/report", "application/pdf"),
        ("rss", "/feed", "text/xml"),
        ("atom", "/feed", "application/atom+xml"),
        ("jsonl.gz", "/news.jsonl.gz", "application/octet-stream"),
        ("zip", "/all", "application/zip"),
    ],
)
def test_an_address_is_read_as_what_it_gives(
    server: _Server, made: dict[str, bytes], suffix: str, path: str, media: str
) -> None:
    server.answers[path] = (200, {"Content-Type": media}, made[f"brief-2023-03-14.{suffix}"])
    ((document,), findings) = _read(_url(server, path))
    assert (document.title, findings) == (TITLE, [])
    if "html" in suffix:
        assert (document.id, document.url, document.publisher) == (
            _url(server, path),
            _url(server, path),
            "صحيفة المرصد",
        )


def test_redirects_are_followed_but_not_for_ever(server: _Server, made: dict[str, bytes]) -> None:
    page = made["brief-2023-03-14.html"]
    server.answers = {
        "/old": (301, {"Location": "/new"}, b""),
        "/new": (200, {"Content-Type": "text/html"}, page),
        "/round": (302, {"Location": "/round?"}, b""),
        "/round?": (302, {"Location": "/round"}, b""),
        **{f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(20)},
        "/file": (302, {"Location": "file:///etc/passwd"}, b""),
        "/ftp": (302, {"Location": "ftp://127.0.0.1/a"}, b""),
    }
    ((document,), _) = _read(_url(server, "/old"))
    assert document.url == _url(server, "/new")
    for path in ("/round", "/0", "/file", "/ftp"):
        documents, (finding,) = _read(_url(server, path))
        assert (documents, finding.file, "redirect" in finding.problem.lower()) == ([], _url(server, path), True)
    assert "/8" not in server.asked


@pytest.mark.parametrize(
    ("path", "said"),
    [("/none", "404"), ("/empty", "empty"), ("/large", "larger than"), ("/picture", "no text")],
)
def test_answers_without_an_article(server: _Server, path: str, said: str) -> None:
    server.answers = {
        "/empty": (200, {}, b""),
        "/large": (200, {}, bytes(2_000_000)),
        "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n\x00"),
    }
    documents, (finding,) = _read(_url(server, path), url_bytes=1_000_000)
    assert (documents, said in finding.problem) == ([], True), finding


@pytest.mark.parametrize("headers", [True, False])
def test_a_server_that_drips_is_left(server: _Server, headers: bool) -> None:
    release = threading.Event()

    class Slow(_Handler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.flush_headers()
            if not headers:
                self.end_headers()
            while not release.wait(0.02):
                try:
                    self.wfile.write(b"X-A: b\r\n" if headers else b"<p>")
                    self.wfile.flush()
                except OSError:
                    return

    server.RequestHandlerClass = Slow
    documents, (finding,) = _read(_url(server, "/"), url_seconds=0.3)
    release.set()
    assert (documents, "slow" in finding.problem) == ([], True)


def test_this_machine_is_not_asked_unless_allowed(server: _Server) -> None:
    server.answers["/"] = (200, {}, b"secret")
    port = server.server_address[1]
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"):
        documents, (finding,) = _read(f"http://{host}:{port}/", private=False)
        assert (documents, "private" in finding.problem or "cannot be read" in finding.problem) == ([], True), finding
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    with pytest.raises(Unreadable, match="private network"):
        _check_address(address)


def test_public_addresses_are_not_refused() -> None:
    for address in ("93.184.216.34", "2606:2800:220:1::1"):
        _check_address(address)


def test_arabic_in_addresses() -> None:
    assert _quoted("https://example.org/خبر?س=1#x") == "https://example.org/%D8%AE%D8%A8%D8%B1?%D8%B3=1"
    assert _quoted("https://example.org/%D8%AE") == "https://example.org/%D8%AE"


def test_nobody_listens() -> None:
    documents, (finding,) = _read("http://127.0.0.1:9/")
    assert (documents, "cannot be read" in finding.problem) == ([], True)


def test_other_schemes_are_names_of_files(tmp_path: Path) -> None:
    _, (finding,) = _read("ftp://example.org/a.txt")
    assert "no such file" in finding.problem
