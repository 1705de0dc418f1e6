"""Files, folders and lines become documents; whatever is wrong becomes a finding that names file and line."""

import gzip
import json
from pathlib import Path

import pytest

from tashabuk.ingest import Given, read_paths
from tashabuk.ingest.encoding import NotText, decode
from tashabuk.model import Document, Finding

ARTICLE = "أعلنت تركيا أنها قدمت مساعدات طبية إلى الصومال أمس.\nوشكرت مقديشو أنقرة على ما قدمته."


def _read(*paths: Path) -> tuple[list[Document], list[Finding]]:
    items = list(read_paths([str(p) for p in paths], Given()))
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Finding)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6"])
def test_arabic_is_read_right_whatever_its_encoding(encoding: str) -> None:
    text = ARTICLE.replace("ٌ", "")
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 \x00\x01", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04zip", bytes(range(32)) * 40, b"\x00" * 500]
)
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


def test_a_text_file_takes_its_day_from_its_name(tmp_path: Path) -> None:
    path = tmp_path / "brief-2021-09-20.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    ((document,), findings) = _read(path)
    assert (str(document.published), document.text, findings) == ("2021-09-20", ARTICLE, [])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        ("english.txt", b"The two countries signed an agreement in the capital on Monday morning.", "Arabic"),
        ("damaged.jsonl.gz", b"\x1f\x8b\x08\x00garbage", "damaged"),
    ],
)
def test_a_bad_file_becomes_a_finding_that_names_it(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    _, findings = _read(path)
    assert [f for f in findings if str(path) in str(f) and said in str(f)], findings


def test_missing_file_and_empty_folder_are_findings(tmp_path: Path) -> None:
    _, findings = _read(tmp_path / "nothing.txt", tmp_path)
    assert ["no such file" in str(findings[0]), "no texts" in str(findings[1])] == [True, True]


def test_one_bad_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    good = json.dumps({"id": "a", "text": ARTICLE, "published": "2020-02-03"}, ensure_ascii=False)
    lines = [
        good,
        '{"text": ',
        '{"id": "b"}',
        "[1]",
        json.dumps({"id": "c", "text": ARTICLE, "published": "soon"}),
        "",
        good.replace('"a"', '"d"'),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    documents, findings = _read(path)
    assert [d.id for d in documents] == ["a", "c", "d"]
    assert [(f.line, f.file) for f in findings] == [(n, str(path)) for n in (2, 3, 4, 5)]
    assert documents[1].published is None


def test_a_compressed_file_gives_its_lines_and_their_fields(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl.gz"
    line = {"text": ARTICLE, "date": "2015-07-01T10:00:00", "source": "الجريدة", "url": "https://example.org/1"}
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    ((document,), findings) = _read(path)
    assert (str(document.published), document.publisher, document.url) == ("2015-07-01", "الجريدة", line["url"])
    assert document.id == "lines.jsonl.gz:1"
    assert not findings


@pytest.mark.parametrize("label", ["Arabic", "ara", "ar-SA", "en", ""])
def test_a_document_has_the_language_that_it_is_read_in(tmp_path: Path, label: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": ARTICLE, "language": label}), encoding="utf-8")
    ((document,), findings) = _read(tmp_path / "a.jsonl")
    assert (document.language, findings) == ("ar", [])


def test_a_folder_gives_its_texts_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    documents, findings = _read(tmp_path)
    assert [d.id for d in documents] == ["a", "b"]
    assert not findings
