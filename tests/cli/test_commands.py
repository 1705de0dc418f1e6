"""The main job on the command line: read, then ask."""

import csv
import io
import json
from pathlib import Path

import pytest

from .conftest import in_folder

ARTICLE = """اتهمت كينيا إثيوبيا بدعم حركة الشباب سرا في عام 2019.
قدمت إثيوبيا مساعدات عسكرية إلى الصومال في مارس 2020.
والتقى الرئيس الكيني نظيره الإثيوبي في نيروبي أمس.
"""


@pytest.fixture(scope="module")
def filled(folder: Path):
    """The command in a folder whose store holds the article."""
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    tashabuk = in_folder(folder)
    assert tashabuk("read", "article.txt", "--published", "2021-05-04").returncode == 0
    return tashabuk


def _json(done) -> list[dict]:
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_reading_again_adds_nothing(filled) -> None:
    before = _json(filled("statements"))
    again = filled("read", "article.txt", "--published", "2021-05-04")
    assert "1 already known" in again.stderr.decode()
    assert _json(filled("statements")) == before
    assert before


def test_piped_output_is_one_json_object_a_line_with_the_sentence(filled) -> None:
    for line in _json(filled("statements")):
        assert line["trigger"] in line["sentence"]
        assert line["sentence"] in ARTICLE


def test_brackets_in_titles_and_names_are_no_markup(folder: Path) -> None:
    (folder / "l.jsonl").write_text(json.dumps({"title": "خبر [/b] [video]", "text": ARTICLE}), encoding="utf-8")
    (folder / "e.csv").write_text("source,target,sign\nnode [/x],[red] bloc,1\n", encoding="utf-8")
    tashabuk, kept = in_folder(folder), ("--store", "brackets.duckdb")
    read = tashabuk("read", "l.jsonl", "--format", "table", *kept)
    assert (read.returncode, "خبر [/b] [video]" in read.stdout.decode()) == (0, True), read.stderr.decode()
    assert tashabuk("import", "edges", "e.csv", "--date", "2020-01-01", *kept).returncode == 0
    shown = tashabuk("ties", "--format", "table", *kept).stdout.decode()
    assert "node [/x]" in shown
    assert "[red] bloc" in shown


def test_names_are_accepted_in_arabic_english_and_code(filled) -> None:
    answers = [
        filled("tie", *pair).stdout for pair in (("إثيوبيا", "الصومال"), ("Ethiopia", "Somalia"), ("eth", "SOM"))
    ]
    assert answers[0] == answers[1] == answers[2] != b""


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
@pytest.mark.parametrize("command", [("ties",), ("tie", "ETH", "SOM"), ("actor", "كينيا"), ("statements",)])
def test_every_query_in_every_format(filled, command: tuple[str, ...], form: str) -> None:
    done = filled(*command, "--format", form)
    text = done.stdout.decode()
    assert done.returncode == 0
    if form == "json":
        assert json.loads(text)
    elif form == "csv":
        assert len(list(csv.reader(io.StringIO(text)))) > 1
    assert text.strip()


def test_the_window_is_half_open(filled) -> None:
    assert [s["date"] for s in _json(filled("statements", "--from", "2020-03", "--to", "2020-04"))] == ["2020-03"]
    assert _json(filled("statements", "--from", "2020-04", "--to", "2021-05-03")) == []


def test_standard_input_and_no_store(tashabuk, tmp_path: Path) -> None:
    (line,) = _json(tashabuk("read", "-", "--no-store", "--published", "2021-05-04", stdin=ARTICLE.encode()))
    assert set(line) == {"id", "title", "published", "genre", "statements"}
    assert line["published"] == "2021-05-04"
    assert not list(tmp_path.glob("*.duckdb"))


def test_report_is_one_self_contained_page(filled, folder: Path) -> None:
    for language, direction in (("ar", "rtl"), ("en", "ltr")):
        assert filled("report", "-o", "page.html", "--language", language).returncode == 0
        page = (folder / "page.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}" dir="{direction}"' in page
        assert "<svg" in page
        assert "src=" not in page
        assert 'href="http' not in page


def test_actors_that_the_user_adds(tashabuk, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("id,kind,ar\nDAWNFRONT,group,جبهة الفجر الجديد|الفجر الجديد\n", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text("- id: DAWNFRONT\n  ar: [جبهة الفجر الجديد, الفجر الجديد]\n", encoding="utf-8")
    text = "هاجمت جبهة الفجر الجديد القوات الكينية أمس.".encode()
    for name in ("mine.csv", "mine.yaml"):
        (line,) = _json(tashabuk("read", "-", "--no-store", "--actors", name, stdin=text))
        assert [s["actor"] for s in line["statements"]] == [["DAWNFRONT"]]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "id,colour\nX,red\n", "a.csv:1"),
        ("b.csv", "id,ar\nlower case,اسم\n", "b.csv:2"),
        ("c.yaml", "id: X\n", "list of entries"),
        ("d.yaml", "- id: X\n", "entry 1"),
        ("e.yaml", "- [", "no valid YAML"),
    ],
)
def test_a_bad_actors_file_is_named_with_its_line(tashabuk, tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    done = tashabuk("read", "-", "--no-store", "--actors", name, stdin=ARTICLE.encode())
    assert (done.returncode, said in done.stderr.decode()) == (1, True), done.stderr.decode()


def test_a_statement_is_explained_by_its_features_and_alternatives(filled) -> None:
    (first, *_) = _json(filled("statements", "--actor", "ETH", "--event", "AID"))
    done = filled("explain-statement", first["id"][:8], "--format", "json")
    found = json.loads(done.stdout.decode())["explanation"]
    assert {r["part"] for r in found["reasons"]} == {"trigger", "actor", "recipient", "pair"}
    assert any(o["actor"] == ["ETH"] and o["recipient"] == first["recipient"] for o in found["options"])
    assert "no statement" in filled("explain-statement", first["id"]).stdout.decode()
    assert filled("explain-statement", "nonesuch").returncode == 2


def test_one_and_two_jobs_give_the_same_bytes(tashabuk, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"d{n}", "text": f"{ARTICLE} {n}"}, ensure_ascii=False) for n in range(12)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    one, two = (tashabuk("read", "many.jsonl", "--no-store", "--format", "jsonl", "--jobs", n) for n in (1, 2))
    assert one.returncode == two.returncode == 0
    assert one.stdout == two.stdout != b""
