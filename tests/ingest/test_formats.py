"""The same article through every format is the same text, with its title, day, publisher and statements."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tashabuk.ingest import Given, read_paths
from tashabuk.ingest.kinds import KINDS
from tashabuk.ingest.leftout import COMPRESSED, SUFFIXES
from tashabuk.model import Document, Finding
from tashabuk.read import read

NAME = "brief-2023-03-14"
TITLE = "أنقرة وموسكو تتفاوضان في العلن وتتنازعان في إدلب"
DAY = dt.date(2023, 3, 14)
PAPER = "صحيفة المرصد"
URL = "https://www.example.org/news/ankara-moscow"
Build = dict[str, Callable[..., bytes]]
Made = dict[str, bytes]

# suffix → id, publisher, url
FORMATS = {
    "txt": (NAME, "", ""),
    "cp1256.txt": (f"{NAME}.cp1256", "", ""),
    "txt.gz": (f"{NAME}.txt.gz", "", ""),
    "md": (NAME, PAPER, ""),
    "html": (f"{NAME}.html", PAPER, ""),
    "cp1256.html": (f"{NAME}.cp1256.html", PAPER, ""),
    "mhtml": (f"{NAME}.mhtml", PAPER, URL),
    "pdf": (f"{NAME}.pdf", "", ""),
    "docx": (f"{NAME}.docx", "", ""),
    "eml": ("a1@example.org", PAPER, ""),
    "jsonl": ("a1", PAPER, URL),
    "jsonl.gz": ("a1", PAPER, URL),
    "json": ("a1", PAPER, URL),
    "csv": ("a1", PAPER, URL),
    "tsv": ("a1", PAPER, URL),
    "parquet": ("a1", PAPER, URL),
    "rss": (URL, PAPER, URL),
    "atom": (URL, PAPER, URL),
    "warc": (f"20230320101112/{URL}", PAPER, URL),
    "warc.gz": (f"20230320101112/{URL}", PAPER, URL),
    "zip": (f"{NAME}.zip!inner/a.html", PAPER, ""),
    "tar": (f"{NAME}.tar!inner/a.html", PAPER, ""),
    "tar.gz": (f"{NAME}.tar.gz!inner/a.html", PAPER, ""),
    "tar.bz2": (f"{NAME}.tar.bz2!inner/a.html", PAPER, ""),
    "tar.xz": (f"{NAME}.tar.xz!inner/a.html", PAPER, ""),
}


def _read(*paths: Path, **given: object) -> tuple[list[Document], list[Finding]]:
    items = list(read_paths([str(p) for p in paths], Given(**given)))  # type: ignore[arg-type]
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Finding)]


def _one(folder: Path, name: str, data: bytes) -> Document:
    (folder / name).write_bytes(data)
    ((document,), findings) = _read(folder / name)
    assert findings == [], findings
    return document


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_article_keeps_its_text_and_what_is_known_about_it(made: Made, tmp_path: Path, suffix: str) -> None:
    name = f"{NAME}.{suffix}"
    (tmp_path / name).write_bytes(made[name])
    ((document,), findings) = _read(tmp_path / name)
    id_, publisher, url = FORMATS[suffix]
    assert [line for line in document.text.split("\n") if line] == made[f"{NAME}.txt"].decode().split("\n")
    assert (document.id, document.title, document.published) == (id_, TITLE, DAY)
    assert (document.publisher, document.url) == (publisher, url)
    pictures = ["1 record of unknown kind was left out (image/png 1)"] if "warc" in suffix else []
    assert [f.problem for f in findings] == pictures


def test_every_format_gives_the_same_statements(pack, made: Made, tmp_path: Path) -> None:
    found = {}
    for suffix in ("html", "pdf", "docx", "cp1256.txt", "warc", "eml", "md"):
        name = f"{NAME}.{suffix}"
        (tmp_path / name).write_bytes(made[name])
        ((document,), _) = _read(tmp_path / name)
        found[suffix] = [_without_place(document, s) for s in read(document, pack)]
    assert len(found["html"]) > 10
    assert [suffix for suffix, statements in found.items() if statements != found["html"]] == []


def _without_place(document: Document, statement: object) -> dict[str, object]:
    """A statement without ids and offsets, its sentence and trigger as words."""
    fields = {f.name: getattr(statement, f.name) for f in dataclasses.fields(statement)}  # type: ignore[arg-type]
    words = {name: fields.pop(name).of(document.text) for name in ("sentence", "span")}
    plain = ("actor", "recipient", "event", "sign", "date", "holder", "certainty", "openness", "trigger", "confidence")
    return {**words, **{name: fields[name] for name in plain}}


@pytest.mark.parametrize(
    ("suffix", "name"),
    [
        ("pdf", "a.txt"),
        ("html", "a.txt"),
        ("html", "a.pdf"),
        ("docx", "a.zip"),
        ("zip", "a.docx"),
        ("txt", "a.pdf"),
        ("txt", "a.html"),
        ("jsonl", "a.txt"),
        ("json", "a.jsonl"),
        ("jsonl", "a.json"),
        ("eml", "a.txt"),
        ("mhtml", "a.html"),
        ("mhtml", "a.eml"),
        ("parquet", "a.csv"),
        ("tar.gz", "a.gz"),
        ("tar", "a"),
        ("txt.gz", "a.txt"),
        ("rss", "a.xml"),
        ("atom", "a.html"),
        ("warc", "a"),
        ("html", "a.unknown"),
    ],
)
def test_a_wrong_name_does_not_mislead(made: Made, tmp_path: Path, suffix: str, name: str) -> None:
    (tmp_path / name).write_bytes(made[f"{NAME}.{suffix}"])
    ((document,), _) = _read(tmp_path / name)
    assert document.text.split("\n")[0] == TITLE


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a-2021-09-20.txt", "2021-09-20"), ("20210920a.pdf", "2021-09-20"), ("a_2021_09_20.docx", "2021-09-20")],
)
def test_a_file_name_tells_the_day(made: Made, tmp_path: Path, name: str, expected: str) -> None:
    assert str(_one(tmp_path, name, made[f"{NAME}.{name.rpartition('.')[2]}"]).published) == expected


@pytest.mark.parametrize("name", ["a-20211399.txt", "a-120210920.txt", "a-2021-0920.txt", "a.txt"])
def test_a_file_name_without_a_day_tells_none(made: Made, tmp_path: Path, name: str) -> None:
    assert _one(tmp_path, name, made[f"{NAME}.txt"]).published is None


def test_a_day_in_the_page_comes_before_the_users_and_the_names(made: Made, tmp_path: Path) -> None:
    given = dt.date(2020, 1, 1)
    for suffix, expected in (("html", DAY), ("txt", given), ("docx", given)):
        path = tmp_path / f"a-2019-05-05.{suffix}"
        path.write_bytes(made[f"{NAME}.{suffix}"])
        assert _read(path, published=given)[0][0].published == expected


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1251", "nonsense", None])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso8859_6", "utf-16"])
def test_a_page_with_a_wrong_or_no_charset_is_read(made: Made, tmp_path: Path, declared: str, encoding: str) -> None:
    page = made[f"{NAME}.html"].decode()
    page = page.replace('<meta charset="utf-8">', f'<meta charset="{declared}">' if declared else "")
    assert _one(tmp_path, "a.html", page.encode(encoding)).title == TITLE


def test_fields_can_have_other_names(build: Build, tmp_path: Path) -> None:
    row = {"body": "قصفت روسيا مواقع في سوريا.", "pubdate": "2020-02-03", "paper": PAPER}
    (tmp_path / "a.csv").write_text(",".join(row) + "\n" + ",".join(row.values()), encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(str(row).replace("'", '"'), encoding="utf-8")
    (tmp_path / "a.parquet").write_bytes(build["parquet"](tmp_path, row))
    fields = (("text", "body"), ("published", "pubdate"), ("publisher", "paper"))
    for name in ("a.csv", "a.jsonl", "a.parquet"):
        ((document,), findings) = _read(tmp_path / name, fields=fields)
        assert (document.text, str(document.published), document.publisher) == tuple(row.values()), findings
        (_, (finding,)) = _read(tmp_path / name)
        assert "--field text=NAME" in finding.advice
        assert "`body`" in finding.advice


def test_attachments_are_items_of_their_own(made: Made, build: Build, tmp_path: Path) -> None:
    attached = {"a.pdf": made[f"{NAME}.pdf"], "b.zip": made[f"{NAME}.zip"], "c.png": b"x", "d.txt": b"\x89PNG\x00"}
    path = tmp_path / "a.eml"
    path.write_bytes(build["mail"](attached))
    documents, findings = _read(path)
    assert [d.id for d in documents] == ["a1@example.org", "a.eml!a.pdf", "a.eml!b.zip!inner/a.html"]
    assert [f.file for f in findings] == [f"{path}!d.txt", str(path)]
    assert ".png 1" in findings[1].problem


@pytest.mark.parametrize("stamp", ["", "Scanned with X", "17"])
def test_a_scanned_pdf_is_recognised(build: Build, tmp_path: Path, stamp: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(build["scanned"](stamp))
    (documents, (finding,)) = _read(path)
    assert documents == []
    assert "scanned" in finding.problem
    assert "character recognition" in finding.advice


FORMS = str.maketrans({"ا": "\ufe8d", "ر": "\ufead", "و": "\ufeed", "س": "\ufeb1", "ي": "\ufef1", "ت": "\ufe95"})


def _drawn(chunk: str) -> str:
    """A chunk glyph by glyph from left to right, letters as presentation forms."""
    return chunk if chunk.isascii() else chunk[::-1].translate(FORMS)


# What is typed, and its chunks on the page from left to right.
VISUAL = [
    ("قصفت روسيا سوريا", ("سوريا", "روسيا", "قصفت")),
    ("زار 25 وفدا تركيا عام 2021", ("2021", "عام", "تركيا", "وفدا", "25", "زار")),
    ("نقلت BBC Arabic الخبر", ("الخبر", "BBC Arabic", "نقلت")),
    ("قال (أمس) إن 10.5% رفضوا", ("رفضوا", "10.5%", "إن", "(أمس)", "قال")),
    ("قال (أمس) إن القمة ألغيت", ("ألغيت", "القمة", "إن", ")أمس(", "قال")),
    ("في 2021/09/20 اتفقا", ("اتفقا", "2021/09/20", "في")),
    ("منظمة «سلام» الدولية", ("الدولية", "«س\ufefbم»", "منظمة")),
    ("قال مصدر لقناة CNN إن الاتفاق قريب.", (".", "قريب", "الاتفاق", "إن", "CNN", "لقناة", "مصدر", "قال")),
]


@pytest.mark.parametrize(("typed", "chunks"), VISUAL, ids=[typed for typed, _ in VISUAL])
def test_lines_in_visual_order_are_repaired(build: Build, tmp_path: Path, typed: str, chunks: tuple[str, ...]) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(build["drawn"]([" ".join(map(_drawn, chunks)).replace(". ", ".")]))
    ((document,), findings) = _read(path)
    assert (document.text, findings) == (typed, [])


def test_a_folder_is_read_to_its_bottom_and_says_what_it_leaves_out(made: Made, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "sub/b.txt", "a.html"):
        (tmp_path / name).write_bytes(made[f"{NAME}.{name.rpartition('.')[2]}"])
    for name in ("x.xls", "y.xls", "sub/z.png"):
        (tmp_path / name).write_bytes(b"x")
    (documents, (finding,)) = _read(tmp_path)
    assert [d.id for d in documents] == ["a.html", "b", "sub/b"]
    assert finding.problem == "3 files of unknown kind were left out (.xls 2, .png 1)"
    assert finding.file == str(tmp_path)


def test_links_that_lead_in_circles_or_nowhere(made: Made, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(made[f"{NAME}.txt"])
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    documents, findings = _read(tmp_path)
    assert [d.id for d in documents] == ["a"]
    assert [(Path(f.file).name, f.problem.split()[-1]) for f in findings] == [
        ("gone.txt", "nowhere"),
        ("round", "it"),
        ("self", "nowhere"),
    ]


def test_folders_read_exactly_the_suffixes_of_the_registry() -> None:
    assert {suffix for kind in KINDS for suffix in kind.suffixes} == SUFFIXES | COMPRESSED
