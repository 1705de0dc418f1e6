"""`events`, `event` and `search` as users run them."""

import json
from pathlib import Path

import pytest

from .conftest import in_folder

RAID = "قصفت الطائرات الكينية معسكر حركة الشباب قرب كيسمايو في 9 مارس 2020."
DENIAL = "لم تقصف الطائرات الكينية حركة الشباب قرب كيسمايو في 9 مارس 2020، كما قال ناطق باسم الجيش."
REST = (
    " وقال سكان من القرى المجاورة إنهم سمعوا دوي انفجارات قبل الفجر ورأوا دخانا فوق الغابة حتى الظهر. "
    "وتقع المنطقة على طريق التجار بين الساحل والحدود، وقد هجرها كثير من أهلها في موسم الجفاف الأخير."
)
OTHER = (
    "ذكر رعاة وصلوا إلى المدينة أن الطائرات الكينية قصفت حركة الشباب في كيسمايو في 9 مارس 2020. ولم يعرف عدد الضحايا. "
    "وتمول منظمات محلية علاج الجرحى في مستشفى صغير لا يتسع لأكثر من عشرين سريرا."
)
ARTICLES = [
    {"id": "agency", "publisher": "Agency", "published": "2020-03-10", "title": "قصف", "text": RAID + REST},
    {"id": "reprint", "publisher": "Daily", "published": "2020-03-11", "title": "Raid", "text": RAID + REST},
    {"id": "own", "publisher": "Weekly", "published": "2020-03-12", "title": "رعاة يروون", "text": OTHER},
    {"id": "denial", "publisher": "Gazette", "published": "2020-03-13", "title": "نفي", "text": DENIAL},
]


@pytest.fixture(scope="module")
def filled(folder: Path):
    lines = "\n".join(json.dumps(a, ensure_ascii=False) for a in ARTICLES)
    (folder / "articles.jsonl").write_text(lines, encoding="utf-8")
    tashabuk = in_folder(folder)
    assert tashabuk("read", "articles.jsonl").returncode == 0
    return tashabuk


def _json(done) -> list[dict]:
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def _raid(filled) -> dict:
    (raid,) = _json(filled("events", "--type", "assault", "--witnesses", 2))
    return raid


def test_the_reprint_is_no_second_witness_but_another_report_is(filled) -> None:
    raid = _raid(filled)
    assert (raid["actor"], raid["recipient"], raid["date"]) == (["KEN"], ["ALSHABAAB"], "2020-03-09")
    assert (raid["documents"], raid["witnesses"]) == (3, 2)
    assert (raid["first"], raid["last"]) == ("2020-03-10", "2020-03-12")


def test_one_event_by_its_id_or_that_of_a_statement_with_copies_together(filled) -> None:
    raid = _raid(filled)
    (event,) = _json(filled("event", raid["id"][:8]))
    assert [r["document"] for r in event["reports"]] == ["agency", "reprint", "own"]
    first, second, third = (r["text"] for r in event["reports"])
    assert first == second != third
    assert _json(filled("event", raid["statements"][0])) == [event]
    shown = filled("event", raid["id"], "--format", "table").stdout.decode()
    assert "copy: 2020-03-11 · Daily" in shown
    assert "2 independent witnesses in 3 documents" in shown


def test_the_denial_is_linked_both_ways(filled) -> None:
    pair = ("--contradicted", "--from", "2020-03-09", "--to", "2020-03-14", "--pair", "KEN", "الشباب")
    told, denied = sorted(_json(filled("events", *pair)), key=lambda e: e["claim"], reverse=True)
    assert (told["claim"], denied["claim"]) == ("told", "denied")
    assert (told["contradicts"], denied["contradicts"]) == ([denied["id"]], [told["id"]])
    assert (told["grade"], denied["grade"]) == (2, 5)
    (event,) = _json(filled("event", told["id"]))
    assert [r["document"] for r in event["contradictions"][0]["reports"]] == ["denial"]


COMMANDS = [
    ("events",),
    ("events", "--pair", "كينيا", "Al-Shabaab", "--limit", 1),
    ("search", "تمويل"),
    ("search", "قصف", "--in", "statements"),
]


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
@pytest.mark.parametrize("command", COMMANDS, ids=[" ".join(map(str, c)) for c in COMMANDS])
def test_every_format(filled, command: tuple[str, ...], form: str) -> None:
    done = filled(*command, "--format", form)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.strip()
    if form == "json":
        assert json.loads(done.stdout.decode())


def test_search_finds_the_verb_by_its_noun_and_marks_it(filled) -> None:
    (one,) = _json(filled("search", "تمويل"))
    (start, end), *_ = one["marks"]
    assert (one["document"], one["sentence"][start:end]) == ("own", "وتمول")


def test_a_phrase_and_several_words_in_statements(filled) -> None:
    found = _json(filled("search", "الطائرات الكينية", "كيسمايو", "--in", "statements", "--limit", 2))
    assert len(found) == 2
    assert all("كيسمايو" in f["sentence"] for f in found)
    assert _json(filled("search", "الكينية الطائرات")) == []


WRONG = [
    (("event", "nonesuch"), "no event"),
    (("event", ""), "event"),
    (("events", "--type", "WAR"), "no event type"),
    (("events", "--any", "Atlantis"), "No actor"),
    (("events", "--from", "2020-03", "--to", "2020-02"), "must come after"),
    (("search", "!"), "no word"),
    (("search", "x", "--store", "none.duckdb"), "There is no store"),
]


@pytest.mark.parametrize(("command", "said"), WRONG, ids=[" ".join(c) for c, _ in WRONG])
def test_wrong_usage_says_what_to_do(filled, command: tuple[str, ...], said: str) -> None:
    done = filled(*command)
    assert (done.returncode, said in done.stderr.decode()) == (2, True), done.stderr.decode()
