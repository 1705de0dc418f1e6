"""A thousand malformed inputs: no crash, no hang, nothing written, and never silence about what is broken."""

import gzip
import io
import json
import lzma
import os
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tashabuk.ingest import Given, Limits, read_paths
from tashabuk.model import Document, Finding

from .quine import quine

ARTICLE = "أعلنت تركيا أنها قدمت مساعدات طبية إلى الصومال أمس. وشكرت مقديشو أنقرة على ما قدمته."
BOMB = 100_000_000
"""Bytes that the bombs unfold to, above `Limits.free_bytes`."""
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"
SUFFIXES = (
    *("txt", "md", "html", "mhtml", "pdf", "docx", "eml", "jsonl", "json", "csv", "parquet", "rss", "warc"),
    *("warc.gz", "zip", "tar", "tar.gz", "txt.gz", "jsonl.gz"),
)
Build = dict[str, Callable[..., bytes]]
Made = dict[str, bytes]


def _read(path: Path, **limits: float) -> tuple[list[Document], list[Finding]]:
    items = list(read_paths([str(path)], Given(limits=Limits(**limits))))  # type: ignore[arg-type]
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Finding)]


def _damaged(made: Made) -> Iterator[tuple[str, bytes, bool]]:
    """Name, bytes, and whether there must be a finding: every format cut short, and with bits flipped."""
    chance = random.Random(20210920)
    for name, data in made.items():
        packed = name.endswith(("gz", "bz2", "xz", "zip", "docx", "parquet", "jsonl", "json"))
        for number in range(6):
            length = 1 + len(data) * number // 6
            yield f"cut{number}-{name}", data[:length], packed
        for number in range(8 if name.endswith("parquet") else 34):
            flipped = bytearray(data)
            for _ in range(chance.choice((1, 3, 30))):
                flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            yield f"flip{number}-{name}", bytes(flipped), False


def test_damaged_files_of_every_format(made: Made, tmp_path: Path) -> None:
    count = 0
    silent = []
    for name, data, broken in _damaged(made):
        count += 1
        path = tmp_path / name
        path.write_bytes(data)
        documents, findings = _read(path)
        if not (findings if broken else documents or findings):
            silent.append(name)
        assert all(f.file.startswith(str(path)) and f.problem and f.advice for f in findings)
        path.unlink()
    assert not silent, silent
    assert count >= 950


def _gz(data: bytes) -> bytes:
    return gzip.compress(data, compresslevel=1)


def _nested(build: Build, depth: int) -> bytes:
    data = build["zipped"]({"a.txt": ARTICLE.encode()})
    for _ in range(depth):
        data = build["zipped"]({"a.zip": data})
    return data


def _overlapping(members: int) -> bytes:
    """A ZIP whose directory names one and the same stretch of bytes many times."""
    data = zipfile.ZipInfo("a.txt")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(data, b"a" * 1_000_000, zipfile.ZIP_DEFLATED)
    raw = out.getvalue()
    start = raw.index(b"PK\x01\x02")
    end = raw.index(b"PK\x05\x06")
    directory = raw[start:end] * members
    return (
        raw[:start]
        + directory
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, members, members, len(directory), start, 0)
    )


def _flagged(build: Build, offset: int, value: int) -> bytes:
    """A ZIP with one field of its directory entry changed."""
    raw = bytearray(build["zipped"]({"a.txt": ARTICLE.encode()}))
    raw[raw.index(b"PK\x01\x02") + offset] = value
    return bytes(raw)


def _tree(build: Build, pages: bytes, more: list[bytes] | None = None) -> bytes:
    return build["pdf"]([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages" + pages + b">>", *(more or [])])


def _deep_tree(build: Build) -> bytes:
    return _tree(
        build, b"/Count 1/Kids[3 0 R]", [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (n + 4) for n in range(100_000)]
    )


def _deep_mail(depth: int) -> bytes:
    parts = (f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\n" + "".join(parts).encode() + b"\n" + ARTICLE.encode()


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    item = "<rss><channel><item><title>&l11;</title></item></channel></rss>"
    return f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{entities}]>{item}'.encode()


NEST = 1_000_000
# name → bytes, words of a finding
HOSTILE: dict[str, tuple[Callable[[Build], bytes], str]] = {
    "truncated.jsonl.gz": (lambda b: _gz(json.dumps({"text": ARTICLE}).encode() * 99)[:-30], "damaged"),
    "bad.zip": (lambda b: b"PK\x03\x04" + b"\x07" * 300, "damaged"),
    "nested.zip": (lambda b: _nested(b, 60), "too deep"),
    "all-the-way-down.zip": (lambda b: quine(), "too deep"),
    "overlapping.zip": (lambda b: _overlapping(3000), "a.txt"),
    "encrypted.zip": (lambda b: _flagged(b, 8, 1), "encrypted"),
    "method.zip": (lambda b: _flagged(b, 10, 99), "cannot be unpacked"),
    "bomb.zip": (lambda b: b["zipped"]({"a.txt": bytes(BOMB), "b.txt": ARTICLE.encode()}), "bomb"),
    "zip-in-zip.zip": (lambda b: b["zipped"]({"a.zip": b["zipped"]({"a.txt": bytes(BOMB)})}), "bomb"),
    "bomb.docx": (lambda b: b["zipped"]({"word/document.xml": bytes(BOMB)}), "bomb"),
    "bomb.jsonl.gz": (lambda b: _gz(bytes(BOMB)), "bomb"),
    "bomb.txt.xz": (lambda b: lzma.compress(bytes(BOMB), preset=0), "bomb"),
    "bomb.tar.gz": (lambda b: _gz(b["tarred"]({"a.txt": bytes(BOMB)})), "bomb"),
    "bomb.parquet.gz": (lambda b: _gz(b"PAR1" + bytes(BOMB)), "bomb"),
    "deep.json": (lambda b: b"[" * NEST, "JSON"),
    "deep-object.json": (lambda b: b'{"text":' * NEST, "JSON"),
    "deep.jsonl": (lambda b: b'{"text": ' + b"[" * NEST + b"]" * NEST + b"}\n", "JSON"),
    "deep-in-text.json": (lambda b: b'[{"text": ' + b"[" * NEST, "JSON"),
    "deep.html": (lambda b: b"<!doctype html><body>" + b"<div>" * 100_000 + ARTICLE.encode(), "deep.html"),
    "deep-spans.html": (lambda b: b"<!doctype html><p>" + b"<span><b>" * 50_000 + ARTICLE.encode(), "deep-spans.html"),
    "deep-data.html": (
        lambda b: b'<html><script type="application/ld+json">' + b"[" * NEST + b"</script>",
        "deep-data.html",
    ),
    "large.html": (lambda b: b"<html>" + b" " * 17_000_000, "larger than"),
    "deep.eml": (lambda b: _deep_mail(5000), "deep.eml"),
    "deep.md": (lambda b: b"---\na: " + b"[" * 15_000 + b"\n---\nx", "deep.md"),
    "stars.md": (lambda b: b"*[" * 500_000, "stars.md"),
    "laughs.rss": (lambda b: _laughs(), "laughs.rss"),
    "no-feed.xml": (lambda b: b"<?xml version='1.0'?><a>x</a>", "no entries"),
    "quote.csv": (lambda b: b'text\n"' + b"a" * 40_000_000, "cannot be read further"),
    "wide.csv": (lambda b: f"text\n{ARTICLE},x,y\n".encode(), "3 fields"),
    "columns.csv": (lambda b: f"a,b\n{ARTICLE},x\n".encode(), "--field text=NAME"),
    "line.jsonl": (lambda b: b"x" * 33_000_000, "longer than"),
    "count.pdf": (lambda b: _tree(b, b"/Count 1000000000/Kids[3 0 R]", [b"<</Type/Page/Parent 2 0 R>>"]), "count.pdf"),
    "wide.pdf": (
        lambda b: _tree(b, b"/Count 1000000/Kids[" + b"3 0 R " * NEST + b"]", [b"<</Type/Page>>"]),
        "1000000 pages",
    ),
    "cycle.pdf": (lambda b: _tree(b, b"/Count 3/Kids[2 0 R 2 0 R 2 0 R]"), "cannot be read"),
    "deep.pdf": (_deep_tree, "cannot be read"),
    "no.warc": (lambda b: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\n", "no.warc"),
    "comments.txt": (lambda b: b"<!---->" * 1000 + b"<" * 5000, "comments.txt"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(build: Build, tmp_path: Path, name: str) -> None:
    make, said = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(make(build))
    documents, findings = _read(path, seconds=60)
    assert not [d for d in documents if d.text != ARTICLE]
    assert [f for f in findings if said in str(f)], findings[:3]
    assert len(str(findings[0])) < 600


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_pictures_and_empty_files_under_every_name(tmp_path: Path, suffix: str) -> None:
    for data in (PNG, b"", b"\n", bytes(5000), os.urandom(3000)):
        path = tmp_path / f"a.{suffix}"
        path.write_bytes(data)
        documents, findings = _read(path)
        assert (documents, bool(findings)) == ([], True)


def test_one_bad_member_costs_only_itself(build: Build, tmp_path: Path) -> None:
    members = {"a.txt": ARTICLE.encode(), "b.pdf": b"%PDF-1.4 no", "c.json": b"[" * NEST, "d.txt": ARTICLE.encode()}
    for name in ("a.zip", "a.tar"):
        path = tmp_path / name
        path.write_bytes(build["zipped" if name == "a.zip" else "tarred"](members))
        documents, findings = _read(path)
        assert [d.id for d in documents] == [f"{name}!a", f"{name}!d"]
        assert [f.file for f in findings] == [f"{path}!b.pdf", f"{path}!c.json"]


def test_names_in_archives_never_become_paths(build: Build, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    names = ("../../escaped.txt", "/escaped.txt", "..\\escaped.txt", "a/../../escaped.txt")
    members = dict.fromkeys(names, ARTICLE.encode())
    for name in ("a.zip", "a.tar"):
        (inner / name).write_bytes(build["zipped" if name == "a.zip" else "tarred"](members))
    documents, findings = _read(inner)
    assert (len(documents), findings) == (8, [])
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.tar", "a.zip", "inner"]
    assert not Path("/escaped.txt").exists()


def test_a_helper_that_is_late_or_dies_is_replaced(made: Made, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made["brief-2023-03-14.pdf"])
    _, (finding,) = _read(tmp_path / "a.pdf", seconds=0.001)
    assert "not read within 0.001 s" in finding.problem
    assert len(_read(tmp_path / "a.pdf")[0]) == 1
