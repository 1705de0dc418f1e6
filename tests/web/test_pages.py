"""Every page in both languages, each with its JSON twin; what is asked for wrongly gets a page that says so."""

import datetime as dt
import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, quote, urlencode

import pytest
from starlette.testclient import TestClient

from tashabuk.actors.tables import load_leader_rows
from tashabuk.model import Certainty, Document, Span
from tashabuk.store import Filter, Store
from tashabuk.web.app import PAGES, make_app
from tashabuk.web.settings import Settings
from tashabuk.web.words import _PHRASES

from .conftest import HOST, csrf, document, post

HASH = document()[0].content_hash
AID = replace(document()[1][0], document=HASH).id
PATHS = [
    "",
    "add",
    "documents",
    f"documents/{HASH}",
    "statements",
    "statements?any=غانا&event=AID&order=newest",
    "ties",
    "ties?at=2021-09-20",
    "ties/GHA/TGO",
    "ties/غانا/توغو?step=year",
    "ties/GHA/BEN",
    "ties/GHA/TGO/forecast",
    "ties/GHA/BEN/forecast",
    "actors/GHA/forecast",
    "actors/FRA/forecast",
    "actors/GHA",
    "events",
    "events?any=غانا&event=AID&from=2016&to=2019&order=witnesses",
    "events?a=GHA&b=TGO&witnesses=2&contradicted=1",
    f"events/{AID}",
    "search",
    "search?q=الوقود",
    "search?q=بالوقود غانا&in=statements",
    "search?q=«مواقع غانية»",
    "search?q=كلمةلاتوجد",
    "graph",
    "graph?focus=TGO&at=2021",
    "balance",
    "balance?weighted=1&without=GHA",
    "balance?a=GHA&b=TGO&sign=-",
    "balance?turn=GHA|TGO|both",
    "review",
    "report",
]


class Checked(HTMLParser):
    """Tags balance, no script or style stands in the page, every form is signed."""

    VOID = ("meta", "link", "input", "br", "hr", "img", "path", "line", "rect", "circle")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.forms = self.signed = 0

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        assert "style" not in values
        assert not any(name.startswith("on") for name in values)
        assert tag != "script" or values.get("src", "").startswith("/static/")
        self.forms += tag == "form" and values.get("method") == "post"
        self.signed += tag == "input" and values.get("name") == "csrf" and bool(values["value"])
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag


def checked(text: str) -> None:
    parser = Checked()
    parser.feed(text)
    assert parser.open == []
    assert parser.forms == parser.signed


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_pages(browser: TestClient, path: str, language: str) -> None:
    answer = browser.get(f"/{language}/{path}")
    assert answer.status_code == 200, answer.text
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in answer.text
    checked(answer.text)


@pytest.mark.parametrize("path", [p for p in PATHS if p not in ("add", "report")])
def test_every_page_has_a_twin(browser: TestClient, path: str) -> None:
    head, _, query = path.partition("?")
    answer = browser.get(f"/en/{head or 'index'}.json?{query}")
    assert answer.status_code == 200
    assert json.loads(answer.text)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "path",
    [
        *("", "documents", "statements", "ties", "events", "graph", "balance", "review", "search?q=شيء"),
        *("ties/GHA/TGO", "actors/GHA"),
    ],
)
def test_an_empty_store_says_so(tmp_path: Path, path: str, language: str) -> None:
    with TestClient(make_app(Settings(tmp_path / "e.duckdb")), base_url=HOST) as client:
        answer = client.get(f"/{language}/{path}")
        assert answer.status_code == 200
        checked(answer.text)


def test_every_phrase_is_in_both_languages() -> None:
    assert all(arabic and english for arabic, english in _PHRASES.values())
    assert all(arabic != english for arabic, english in _PHRASES.values())


def test_the_first_address_goes_to_the_browser_s_language(browser: TestClient) -> None:
    assert browser.get("/", headers={"accept-language": "en-GB"}, follow_redirects=False).headers["location"] == "/en/"
    assert browser.get("/", headers={"accept-language": "fr"}, follow_redirects=False).headers["location"] == "/ar/"


def test_the_other_language_is_the_same_page(browser: TestClient) -> None:
    assert 'href="/ar/ties?at=2021"' in browser.get("/en/ties?at=2021").text


WRONG = [
    ("nowhere", 404),
    ("documents/nope", 400),
    ("statements?any=لاأحد", 400),
    ("statements?sign=7", 400),
    ("statements?order=random", 400),
    ("statements?page=-1", 400),
    ("statements?page=" + "9" * 30, 400),
    ("statements?from=yesterday", 400),
    ("ties?from=2021&to=2020", 400),
    ("ties/GHA/GHA", 400),
    ("ties/GHA/XYZZY", 400),
    ("ties/GHA/TGO?step=decade", 400),
    ("add/none", 404),
    ("graph?limit=100000", 400),
    ("statements/export?form=exe", 400),
    ("balance?without=FRA", 400),
    ("balance?turn=GHA|TGO", 400),
    ("balance?a=GHA&b=TGO&sign=odd", 400),
    ("statements?any=" + "x" * 2000, 400),
    ("events/nope", 400),
    ("events?order=random", 400),
    ("events?witnesses=0", 400),
    ("events?event=DANCE", 400),
    ("events?from=2021&to=2020", 400),
    ("search?q=،،،", 400),
    ("search?q=x&in=titles", 400),
    ("search?q=x&page=999", 400),
    ("ties/GHA/TGO?page=x", 400),
    ("balance?limit=0", 400),
]


@pytest.mark.parametrize(("path", "status"), WRONG)
def test_what_is_asked_for_wrongly_gets_a_page_that_says_so(browser: TestClient, path: str, status: int) -> None:
    answer = browser.get(f"/en/{path}")
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    checked(answer.text)


def test_nearest_names_are_offered(browser: TestClient) -> None:
    assert "Ghana" in browser.get("/en/ties/Ghanna/TGO").text


def test_names_that_only_the_store_knows_are_found_everywhere(browser: TestClient, settings: Settings) -> None:
    store = Store(settings.store)
    made = Document("d2", "هددت غانا لواء الصخر.", "", None)
    said = replace(store.statements()[0].statement, document="d2", recipient=("لواء الصخر",))
    store.add([(made, [said])], "test")
    for path in ("actors/لواء الصخر", "ties/GHA/لواء الصخر", "statements?any=لواء الصخر", "actors/لواء الصخر/forecast"):
        assert browser.get(f"/ar/{path}").status_code == 200, path


def test_statements_are_filtered_and_counted(browser: TestClient) -> None:
    data = browser.get("/en/statements.json?event=AID&openness=covert&publisher=الأفق").json()
    assert (data["total"], data["statements"][0]["trigger"]) == (1, "زودت")


def test_an_event_says_who_reported_it_and_how_credible_it_is(browser: TestClient, settings: Settings) -> None:
    first, said = document()
    again = replace(first, id="d2", title="نقلا عن الأفق", published=dt.date(2021, 9, 21), publisher="الفجر")
    denial = Document("d3", "نفت توغو أن غانا زودت توغو بالوقود سرا في 2017.", "نفي", dt.date(2021, 9, 25), "المساء")
    start = denial.text.index("زودت")
    denied = replace(
        said[0],
        certainty=Certainty.NEGATED,
        span=Span(start, start + 4),
        sentence=Span(0, len(denial.text)),
        holder="TGO",
    )
    Store(settings.store).add([(again, said), (denial, [denied])], "test")
    data = browser.get(f"/en/events/{AID}.json").json()
    assert (data["witnesses"], data["documents"], data["first"], data["last"]) == (1, 2, "2021-09-20", "2021-09-21")
    assert data["publishers"] == ["الأفق", "الفجر"]
    assert [c["claim"] for c in data["contradictions"]] == ["denied"]
    page = browser.get(f"/en/events/{AID}").text
    assert "a copy of the same text" in page
    assert "On the other side: denied" in page
    assert "doubtful" in page
    found = browser.get("/en/events.json?contradicted=1").json()
    assert found["total"] == 2
    assert browser.get("/en/events.json?any=BEN").json()["total"] == 0


def test_search_finds_other_forms_and_marks_them(browser: TestClient) -> None:
    data = browser.get("/ar/search.json?q=وقود").json()
    assert [f["document"] for f in data["found"]] == ["d1"]
    assert '<mark class="hit">بالوقود</mark>' in browser.get("/ar/search?q=وقود").text
    said = browser.get("/ar/search.json?q=وقود&in=statements").json()["found"]
    assert {f["event"] for f in said} == {"AID", "ASSAULT", "AGREE", "THREATEN"}


def test_a_rejected_statement_is_in_no_event_and_no_search(browser: TestClient) -> None:
    assert browser.get(f"/en/events/{AID}").status_code == 200
    post(browser, "/en/review", subject=AID, verdict="reject", by="رنا")
    assert browser.get(f"/en/events/{AID}").status_code == 400
    assert AID not in {f["id"] for f in browser.get("/en/search.json?q=وقود&in=statements").json()["found"]}


def test_the_text_is_shown_as_printed(browser: TestClient) -> None:
    text = browser.get(f"/en/documents/{HASH}").text
    body = text.split('class="printed"')[1].split("</div>")[0].split(">", 1)[1]
    plain = HTMLText()
    plain.feed(body)
    assert plain.text == document()[0].text


class HTMLText(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data):
        self.text += data


def test_a_judgement_changes_what_every_page_shows(browser: TestClient, settings: Settings) -> None:
    store = Store(settings.store)
    aid = store.statements(Filter(event="AID"))[0].id
    rejected = post(browser, "/en/review", subject=aid, verdict="reject", by="رنا", reason="خبر قديم")
    assert rejected.status_code == 303
    assert browser.get("/en/statements.json?event=AID").json()["total"] == 0
    assert browser.get("/en/ties/GHA/TGO.json").json()["tie"]["cooperation"] == pytest.approx(4.2)
    page = browser.get("/ar/review").text
    assert "رنا" in page
    assert "خبر قديم" in page
    undone = post(browser, "/en/review", verdict="undo", judgement=store.judgements()[0].id)
    assert undone.status_code == 303
    assert browser.get("/en/statements.json?event=AID").json()["total"] == 1


def test_a_correction_takes_names_and_only_what_changed(browser: TestClient, settings: Settings) -> None:
    store = Store(settings.store)
    threat = store.statements(Filter(event="THREATEN"))[0]
    fields = {"was_recipient": "TGO", "recipient": "بنين، توغو", "was_event": "THREATEN", "event": "THREATEN"}
    post(
        browser, "/en/review", subject=threat.id, verdict="correct", by="Rana", was_date="", date="2021-09-19", **fields
    )
    (judgement,) = store.judgements()
    assert judgement.changes == {"recipient": "BEN+TGO", "date": "2021-09-19"}
    (again,) = store.statements(Filter(event="THREATEN"))
    assert again.statement.recipient == ("BEN", "TGO")


BAD_JUDGEMENTS = [
    {"verdict": "reject", "by": ""},
    {"verdict": "burn", "by": "Rana"},
    {"verdict": "correct", "by": "Rana", "event": "AID", "was_event": "AID"},
    {"verdict": "correct", "by": "Rana", "event": "DANCE", "was_event": "AID"},
    {"verdict": "correct", "by": "Rana", "actor": "nobody at all", "was_actor": "GHA"},
    {"verdict": "merge", "by": "Rana", "subject": "GHA", "into": "GHA"},
    {"verdict": "undo", "judgement": "none"},
]


@pytest.mark.parametrize("fields", BAD_JUDGEMENTS)
def test_bad_judgements_are_refused(browser: TestClient, settings: Settings, fields: dict[str, str]) -> None:
    subject = Store(settings.store).statements()[0].id
    assert post(browser, "/en/review", **{"subject": subject, **fields}).status_code == 400
    assert Store(settings.store).judgements() == []


def test_nothing_is_judged_by_pressing_enter(browser: TestClient, settings: Settings) -> None:
    page = browser.get("/en/review").text
    form = page[page.index("data-review") : page.index("</form>")]
    assert form.index("<button disabled hidden>") < form.index(
        'value="accept"'
    )  # the first button is what Enter presses
    threat = Store(settings.store).statements(Filter(event="THREATEN"))[0].id
    edited = {"was_recipient": "TGO", "recipient": "بنين", "was_event": "THREATEN", "event": "THREATEN"}
    answer = post(browser, "/en/review", subject=threat, verdict="accept", by="Rana", **edited)
    assert (answer.status_code, "Fields were changed" in answer.text) == (400, True)
    assert post(browser, "/en/review", subject=threat, verdict="reject", by="Rana", **edited).status_code == 303


def test_after_a_judgement_the_review_goes_on_where_it_was(browser: TestClient, settings: Settings) -> None:
    named = urlencode({"any": "غانا", "publisher": "الأفق", "from": "2015", "skip": 2})
    (query,) = re.findall(r'name="query" value="([^"]*)"', browser.get(f"/en/review?{named}").text)
    query = html.unescape(query) + "&holder=" + quote("الإمارات العربية المتحدة" * 4)
    assert len(query) > 500
    first = Store(settings.store).statements()[0].id
    onward = post(browser, "/en/review", subject=first, verdict="accept", by="Rana", query=query).headers["location"]
    assert parse_qs(onward.partition("?")[2]) == parse_qs(query)
    assert parse_qs(query)["skip"] == ["2"]


def test_a_number_and_the_list_behind_it_are_of_one_window(browser: TestClient) -> None:
    page = browser.get("/en/ties?from=2017&to=2019&at=2018-12").text
    links = [html.unescape(link) for link in re.findall(r'href="(/en/(?:statements|ties)[^"]*GHA[^"]*)"', page)]
    assert len(links) == 4
    assert all("from=2017&to=2019" in link for link in links)
    assert sum("at=2018-12" in link for link in links) == 1  # the tie itself
    (every,) = [link for link in links if link.startswith("/en/statements") and "sign" not in link]
    assert browser.get(every.replace("/statements?", "/statements.json?")).json()["total"] == 2
    assert f'name="document" value="{HASH}"' in browser.get(f"/en/statements?document={HASH}").text


def test_judgements_travel(browser: TestClient, settings: Settings, tmp_path: Path) -> None:
    subject = Store(settings.store).statements()[0].id
    post(browser, "/en/review", subject=subject, verdict="reject", by="Rana")
    lines = browser.get("/en/review/judgements").text
    other = Store(tmp_path / "other.duckdb")
    other.add([document()], "test")
    with TestClient(make_app(replace(settings, store=other.path)), base_url=HOST) as second:
        for _ in range(2):
            answer = second.post(
                "/en/review/import",
                data={"csrf": csrf(second)},
                files={"file": ("j.jsonl", lines)},
                headers={"origin": HOST},
                follow_redirects=False,
            )
            assert answer.status_code == 303
        bad = second.post(
            "/en/review/import",
            data={"csrf": csrf(second)},
            files={"file": ("j.jsonl", "not json\n")},
            headers={"origin": HOST},
        )
        assert bad.status_code == 400
    assert len(other.judgements()) == 1
    assert len(other.statements()) == 3


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_report_is_one_file(browser: TestClient, language: str) -> None:
    answer = browser.get(f"/{language}/report/download")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "زودت" in answer.text


def test_the_report_is_of_the_filter_that_is_asked_for(browser: TestClient) -> None:
    def entries(path: str) -> tuple[str, int]:
        page = browser.get(path).text
        return page, page.count('class="entry')

    whole, every = entries("/en/report/download")
    some, chosen = entries("/en/report/download?any=TGO&sign=1")
    assert 0 < chosen < every
    assert "either party: Togo" in some
    assert "sign: friendly" in some
    assert "either party" not in whole
    assert browser.get("/en/report.json?any=TGO&sign=1").json()["statements"] == chosen
    assert "No statements match this choice." in entries("/en/report/download?event=NOSUCH")[0]


def test_the_report_counts_the_documents_of_all_its_statements_also_of_those_not_listed(
    browser: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, said = document()
    Store(settings.store).add([(replace(first, id="d2", title="نقلا عن الأفق", publisher="الفجر"), said)], "test")
    monkeypatch.setattr("tashabuk.workbench.reports.MAX_LEDGER", 1)
    page = browser.get("/en/report/download?any=TGO").text
    assert page.count('class="entry') == 1
    assert "2 documents" in page


def test_a_cut_ledger_cuts_neither_ties_nor_years(
    browser: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(settings.store)
    made, said = document()
    other = replace(made, id="d2", text=made.text + " ", title="خبر آخر")
    store.add([(other, [replace(one, actor=("BEN",), recipient=("NER",)) for one in said[-1:]])], "test")
    whole = browser.get("/en/report/download?publisher=الأفق").text
    monkeypatch.setattr("tashabuk.workbench.reports.MAX_LEDGER", 1)
    cut = browser.get("/en/report/download?publisher=الأفق").text
    assert cut.count('class="entry') == 1 < whole.count('class="entry')
    for page in (whole, cut):
        assert "2 ties" in page
        assert "2017-2021" in page
        assert set(re.findall(r'href="#(s-\w+)"', page)) <= set(re.findall(r'id="(s-\w+)"', page))


def test_a_report_of_a_window_says_so_and_counts_what_is_in_it(browser: TestClient) -> None:
    empty = browser.get("/en/report/download?from=1990&to=1991").text
    assert "0 documents · 0 statements · 0 ties" in empty
    assert "No statements match this choice." in empty
    assert "from 1990-01-01" in empty
    assert "to 1991-01-01" in empty
    some = browser.get("/ar/report/download?from=2018&to=2019").text
    assert "وثيقة واحدة · قول واحد · علاقة واحدة" in some


def test_an_address_without_a_page_answers_in_its_language(browser: TestClient) -> None:
    answer = browser.get("/ar/nowhere", headers={"accept-language": "en"})
    assert answer.status_code == 404
    assert '<html lang="ar"' in answer.text


def test_all_pages_are_in_the_list_of_this_test() -> None:
    heads = {p.split("/")[0].split("?")[0] for p in PATHS}
    assert {path.split("/")[0] for path, _ in PAGES} <= heads


def test_every_office_of_the_list_of_leaders_has_words() -> None:
    assert [office for office in {row.office for row in load_leader_rows()} if f"office_{office}" not in _PHRASES] == []
