"""Damage in the middle of a file: what stands there is lost and said, what stands behind it is read."""

import gzip
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tashabuk.ingest import Given, read_paths
from tashabuk.model import Document, Finding

Build = dict[str, Callable[..., bytes]]
ARTICLES = tuple(
    f"أعلنت تركيا في بيانها رقم {n} أنها قدمت مساعدات طبية إلى الصومال أمس. وشكرت مقديشو أنقرة على ما قدمته من دعم."
    for n in range(1, 6)
)
WHOLE = [f"p{n}" for n in range(1, 6)]
MOST_CASES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _read(path: Path, data: bytes) -> tuple[list[str], list[Finding]]:
    """The names (`p1` …) of the articles that were read whole, and the findings."""
    path.write_bytes(data)
    items = list(read_paths([str(path)], Given()))
    documents = [i for i in items if isinstance(i, Document)]
    names = [f"p{ARTICLES.index(d.text.strip()) + 1}" for d in documents if d.text.strip() in ARTICLES]
    return names, [i for i in items if isinstance(i, Finding)]


def _records(build: Build, *, compressed: bool = False) -> list[bytes]:
    """A record of a crawl for each article."""
    media = "text/plain; charset=utf-8"
    return [
        build["warc"]({f"https://example.org/p{n}": (media, text.encode())}, compressed=compressed)
        for n, text in enumerate(ARTICLES, 1)
    ]


def _length(record: bytes) -> bytes:
    """The header of a record that tells its length."""
    start = record.index(b"Content-Length: ")
    return record[start : record.index(b"\r\n", start)]


RECORD = {
    "a length too long": (
        lambda r: r.replace(_length(r), b"Content-Length: 1200"),
        "the record does not end where its length says",
    ),
    "a length beyond the end": (
        lambda r: r.replace(_length(r), b"Content-Length: 99999"),
        "the file ends within the record",
    ),
    "a length beyond all measure": (
        lambda r: r.replace(_length(r), b"Content-Length: 77777777777777777"),
        "the record does not end where its length says",
    ),
    "a length too short": (
        lambda r: r.replace(_length(r), b"Content-Length: 300"),
        "the record does not end where its length says",
    ),
    "no number": (lambda r: r.replace(_length(r), b"Content-Length: many"), "the head of the record is damaged"),
    "no length": (lambda r: r.replace(_length(r) + b"\r\n", b""), "the head of the record is damaged"),
    "a head that does not end": (lambda r: r[:120], "the head of the record is damaged"),
    "an end that is missing": (lambda r: r[:-90], "the record does not end where its length says"),
    "no begin": (lambda r: b"X" * 40 + r[40:], "no record begins here"),
    "garbage before it": (lambda r: bytes(range(14, 256)) * 99 + r, "no record begins here"),
    "no answer of a server": (lambda r: r.replace(b"HTTP/1.1 200 OK", b"\x00\x01\x02\x03\x04\x05\x06\x07 OK"), ""),
}


@pytest.mark.parametrize("damage", RECORD)
def test_a_damaged_record_costs_only_itself(build: Build, tmp_path: Path, damage: str) -> None:
    change, said = RECORD[damage]
    records = _records(build)
    before = len(b"".join(records[:2]))
    data = b"".join([*records[:2], change(records[2]), *records[3:]])
    names, findings = _read(tmp_path / "a.warc", data)
    kept = WHOLE if damage == "garbage before it" else ["p1", "p2", "p4", "p5"]
    assert names == kept
    (finding,) = findings
    assert said in finding.problem
    if said:
        assert f"at byte {before:,})" in finding.problem
        assert finding.advice == "get a sound copy; the other records are read"


@MOST_CASES
@given(st.binary(min_size=1, max_size=400), st.floats(0, 1), st.booleans())
def test_whatever_damages_a_record_the_others_are_read(
    build: Build, tmp_path: Path, noise: bytes, where: float, compressed: bool
) -> None:
    records = _records(build, compressed=compressed)
    victim = bytearray(records[2])
    start = int(where * (len(victim) - 1))
    victim[start : start + len(noise)] = noise[: len(victim) - start]
    names, findings = _read(tmp_path / "a.warc", b"".join([*records[:2], victim, *records[3:]]))
    assert [n for n in names if n != "p3"] == ["p1", "p2", "p4", "p5"]
    assert "p3" in names or findings or not compressed, "only in a compressed file does damage within a text show"


GZIP = {
    "flipped bits": (lambda m: m[:60] + bytes(b ^ 255 for b in m[60:70]) + m[70:], "byte"),
    "a wrong checksum": (lambda m: m[:-8] + bytes(8), "incorrect data check"),
    "cut short": (lambda m: m[: len(m) // 2], ""),
    "zeros": (lambda m: bytes(len(m)), ""),
    "text": (lambda m: b"x" * 300, "no compressed data"),
    "a reserved method": (lambda m: m[:2] + b"\x07" + m[3:], "unknown compression method"),
}


@pytest.mark.parametrize("damage", GZIP)
def test_a_damaged_member_of_a_compressed_crawl_costs_only_itself(build: Build, tmp_path: Path, damage: str) -> None:
    change, said = GZIP[damage]
    members = _records(build, compressed=True)
    before = len(b"".join(members[:2]))
    names, findings = _read(tmp_path / "a.warc.gz", b"".join([*members[:2], change(members[2]), *members[3:]]))
    assert names == ["p1", "p2", "p4", "p5"]
    assert bool(findings) == (damage != "zeros")  # as tapes are padded
    assert all(said in f.problem and f"begins at byte {before:,} of the compressed file" in f.problem for f in findings)


@pytest.mark.parametrize("damage", GZIP)
def test_a_damaged_member_of_compressed_lines_costs_only_itself(tmp_path: Path, damage: str) -> None:
    change, _ = GZIP[damage]
    members = [gzip.compress(json.dumps({"text": t}).encode() + b"\n", mtime=0) for t in ARTICLES]
    names, findings = _read(tmp_path / "a.jsonl.gz", b"".join([*members[:2], change(members[2]), *members[3:]]))
    if damage in ("a wrong checksum", "cut short"):  # what was there before this showed is read, if it is a whole line
        names = [n for n in names if n != "p3"]
    assert names == ["p1", "p2", "p4", "p5"]
    assert bool(findings) == (damage != "zeros")
    assert all("damaged" in str(f) or "JSON" in str(f) for f in findings)


def test_all_lines_before_the_place_where_a_compressed_file_is_cut_are_read(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": f"{ARTICLES[n % 5]} {zlib.crc32(bytes(n))}"}) for n in range(2000)]
    data = gzip.compress("\n".join(lines).encode())
    cut = data[: len(data) * 2 // 3]
    whole = zlib.decompressobj(31).decompress(cut).count(b"\n")
    (tmp_path / "a.jsonl.gz").write_bytes(cut)
    items = list(read_paths([str(tmp_path / "a.jsonl.gz")], Given()))
    assert [i.id for i in items if isinstance(i, Document)] == [str(n) for n in range(whole)]
    (finding,) = [i for i in items if isinstance(i, Finding)]
    assert (finding.line, "cut short" in finding.problem) == (whole + 1, True)


TAR = {
    "a head with a flipped bit": (lambda t, at: t[:at] + bytes([t[at] ^ 1]) + t[at + 1 :], ["p1", "p2", "p4", "p5"]),
    "a head of garbage": (lambda t, at: t[:at] + b"\xff" * 512 + t[at + 512 :], ["p1", "p2", "p4", "p5"]),
    "a member that is gone in part": (lambda t, at: t[:at] + t[at + 512 :], ["p1", "p2", "p4", "p5"]),
    "cut in a head": (lambda t, at: t[: at + 100], ["p1", "p2"]),
    "cut in a member": (lambda t, at: t[: at + 600], ["p1", "p2"]),
}


@pytest.mark.parametrize("damage", TAR)
def test_a_damaged_head_in_a_tar_costs_only_its_member(build: Build, tmp_path: Path, damage: str) -> None:
    change, kept = TAR[damage]
    whole = build["tarred"]({f"p{n}.txt": text.encode() for n, text in enumerate(ARTICLES, 1)})
    at = whole.index(b"p3.txt")
    names, findings = _read(tmp_path / "a.tar", change(whole, at))
    assert names == kept
    assert findings
    assert all(f.problem and f.advice for f in findings)
    if len(kept) == 4:
        assert f"with its head at byte {at:,}" in findings[0].problem
