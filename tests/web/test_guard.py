"""Hostile input: nothing executes, nothing breaks, nothing changes without a form that we signed."""

from dataclasses import replace
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tashabuk.store import Store
from tashabuk.web.app import ACTIONS, make_app
from tashabuk.web.settings import Settings

from .conftest import HOST, csrf, post

SCRIPTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "javascript:alert(1)",
    "</textarea><svg onload=alert(1)>",
    "{{7*7}}",
    "${7*7}",
    "\u202egnp.exe",
    "\u2066\u2066\u2066",
    "a\x00b",
    "' OR 1=1 --",
    "'; DROP TABLE statements; --",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "%2e%2e%2fetc%2fpasswd",
    "=cmd|' /C calc'!A0",
    "\ud7ff\uffff",
    "غ" * 400,
    "\r\nSet-Cookie: x=1",
    "<!--<script>",
]
FIELDS = ["any", "actor", "event", "certainty", "holder", "publisher", "from", "order", "page", "sign"]


@pytest.mark.parametrize("field", FIELDS)
def test_payloads_in_every_query_field(browser: TestClient, field: str) -> None:
    for payload in SCRIPTS:
        answer = browser.get("/en/statements", params={field: payload})
        harmless(answer, payload)


def test_payloads_in_events_and_search(browser: TestClient) -> None:
    for payload in SCRIPTS:
        harmless(browser.get("/ar/search", params={"q": payload}), payload)
        harmless(browser.get("/en/search", params={"q": payload, "in": "statements"}), payload)
        harmless(browser.get("/en/events", params={"any": payload, "event": payload}), payload)


@pytest.mark.parametrize("path", ["documents", "actors", "ties/GHA", "add", "events"])
def test_payloads_in_addresses(browser: TestClient, path: str) -> None:
    for payload in SCRIPTS:
        harmless(browser.get(f"/ar/{path}/{quote(payload, safe='')}"), payload)


def harmless(answer, payload: str) -> None:
    assert answer.status_code < 500, (payload, answer.text)
    assert "<script>alert" not in answer.text
    assert "onerror=alert(1)>" not in answer.text.replace("onerror=alert(1)&gt;", "")
    assert "<svg onload" not in answer.text
    assert "root:" not in answer.text
    assert ">49<" not in answer.text
    assert "x" not in answer.cookies


def test_payloads_in_judgements_are_shown_as_text(browser: TestClient, settings: Settings) -> None:
    subject = Store(settings.store).statements()[0].id
    for payload in SCRIPTS:
        kept = post(browser, "/en/review", subject=subject, verdict="accept", by=payload or "x", reason=payload)
        assert kept.status_code in (303, 400)
    answer = browser.get("/en/review")
    harmless(answer, "reviewers")
    assert "&lt;script&gt;" in answer.text
    assert Store(settings.store).counts()["statements"] == 4


def test_payloads_in_texts_are_shown_as_text(browser: TestClient, settings: Settings) -> None:
    from tashabuk.model import Document

    for number, payload in enumerate(SCRIPTS):
        made = Document(f"x{number}", f"{payload} نص {payload}", payload, None, payload, payload)
        Store(settings.store).add([(made, ())], "test")
        harmless(browser.get(f"/ar/documents/{made.content_hash}"), payload)
    harmless(browser.get("/ar/documents"), "titles")
    assert 'href="javascript:' not in browser.get("/ar/documents").text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8765.evil.example", ""])
def test_other_hosts_get_nothing(browser: TestClient, host: str) -> None:
    assert browser.get("/en/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999", ""])
def test_changes_from_elsewhere_are_refused(browser: TestClient, settings: Settings, origin: str) -> None:
    subject = Store(settings.store).statements()[0].id
    fields = {"csrf": csrf(browser), "subject": subject, "verdict": "reject", "by": "x"}
    headers = {"origin": origin} if origin else {}
    assert browser.post("/en/review", data=fields, headers=headers).status_code == 403
    assert Store(settings.store).judgements() == []


@pytest.mark.parametrize("path", [path for path, _ in ACTIONS])
@pytest.mark.parametrize("given", ["", "0" * 64, "x"])
def test_unsigned_forms_are_refused(browser: TestClient, path: str, given: str) -> None:
    answer = browser.post(f"/en/{path}", data={"csrf": given, "what": "sample"}, headers={"origin": HOST})
    assert answer.status_code == 403


def test_a_form_of_another_session_is_refused(settings: Settings) -> None:
    app = make_app(settings)
    with TestClient(app, base_url=HOST) as one, TestClient(app, base_url=HOST) as two:
        stolen = csrf(one)
        csrf(two)
        answer = two.post("/en/add", data={"csrf": stolen, "what": "sample"}, headers={"origin": HOST})
    assert answer.status_code == 403


def test_no_page_may_run_or_load_what_is_not_ours(browser: TestClient) -> None:
    for path in ("/en/", "/static/app.js", "/en/nowhere", "/en/statements.json"):
        headers = browser.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers


def test_large_requests_are_refused(settings: Settings) -> None:
    small = replace(settings, largest_request=10_000)
    with TestClient(make_app(small), base_url=HOST) as client:
        token = csrf(client)
        declared = client.post("/en/add", data={"csrf": token, "text": "x" * 20_000}, headers={"origin": HOST})
        streamed = client.post(
            "/en/add",
            content=iter([b"x" * 6_000] * 4),
            headers={"origin": HOST, "content-type": "application/x-www-form-urlencoded"},
        )
    assert (declared.status_code, streamed.status_code) == (413, 413)


def test_static_files_stay_in_their_folder(browser: TestClient) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/..%5capp.py"):
        assert browser.get(path).status_code in (404, 421)


def test_another_address_than_loopback_asks_for_its_token(settings: Settings) -> None:
    guarded = replace(settings, token="long-enough-word")
    with TestClient(make_app(guarded), base_url=HOST) as client:
        assert client.get("/en/").status_code == 401
        assert client.get("/en/?token=wrong").status_code == 401
        assert client.get("/en/?token=long-enough-word").status_code == 200
        assert client.get("/en/ties").status_code == 200
