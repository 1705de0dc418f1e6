"""Lines into sound records: what is malformed is found with its line, and the rest comes through."""

import csv
import io
import itertools
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashabuk.exchange.incoming import records
from tashabuk.exchange.incoming.ahead import ahead
from tashabuk.exchange.incoming.blocks import LONGEST
from tashabuk.exchange.incoming.records import Layout, batches

TABS = Layout("\t", 3, header=False)
COMMAS = Layout(",", 3, header=False, quoted=True)
LINES = Layout("", 1, header=False)


def read(data: bytes, layout: Layout, encoding: str = "utf-8") -> tuple[list[list[str]], list[tuple[int, str]]]:
    """Records as lists of text with the line in front, and the problems."""
    found = list(batches(io.BytesIO(data), layout, encoding))
    rows = []
    for batch in found:
        records = batch.data.decode().split("\n")
        assert records.pop() == ""
        rows += [[str(line), *one.split(layout.between)] for line, one in zip(batch.lines, records, strict=True)]
    return rows, [(p.line, p.problem) for batch in found for p in batch.problems]


@pytest.mark.parametrize(
    ("data", "lines", "problems"),
    [
        (b"a\tb\tc\nd\te\tf\n", [1, 2], []),
        (b"a\tb\tc\nd\te\tf", [1, 2], []),
        (b"a\tb\tc\r\nd\te\tf\r\n", [1, 2], []),
        (b"\n\na\tb\tc\n \n", [3], []),
        (b"a\tb\tc\n\t\t\nd\te\tf\n", [1, 3], []),
        (b" a\tb\tc\n\te\tf\n", [1, 2], []),
        (b"a\tb\tc\nd\te\nf\tg\th\n", [1, 3], [(2, "2 fields instead of 3")]),
        (b"a\tb\tc\t\t\nd\te\tf\tg\n", [1], [(2, "4 fields instead of 3")]),
        (b"a\tb\tin\ntwo\nd\te\tf\n", [1, 3], [(2, "1 fields instead of 3")]),
        (b"a\tb\tc\nd\t\xff\tf\ng\th\ti\n", [1, 3], [(2, "the line is not UTF-8")]),
        (b'a\t"b\tc\nd\te"\tf\n', [1, 2], []),
        (b"a\t" + b"b" * LONGEST + b"\tc\nd\te\tf\n", [2], [(1, "the line is longer than 1 MB")]),
    ],
)
def test_lines_between_tabs(data: bytes, lines: list[int], problems: list[tuple[int, str]]) -> None:
    rows, found = read(data, TABS)
    assert [int(row[0]) for row in rows] == lines
    assert found == problems


@pytest.mark.parametrize(
    ("text", "rows", "problems"),
    [
        ("a,b,c\n", [["1", "a", "b", "c"]], []),
        ('"a,b",c,d\n', [["1", "a,b", "c", "d"]], []),
        ('a,"b ""c""",d\n', [["1", "a", 'b "c"', "d"]], []),
        ('a,"b\nc",d\ne,f,g\n', [["1", "a", "b c", "d"], ["3", "e", "f", "g"]], []),
        ('a,"b\n\nc",d\n', [["1", "a", "b  c", "d"]], []),
        ('a,"b,c\nd,e,f\n', [["2", "d", "e", "f"]], [(1, "a quote is not closed")]),
        ('a,"b\nd,e,f\ng,h",i\n', [["1", "a", "b d,e,f g,h", "i"]], []),
        ('a,b"\nd,e,f\ng,"h",i,j\nk,l,m\n', [["2", "d", "e", "f"], ["4", "k", "l", "m"]], None),
        ("a,b,c,,\n", [["1", "a", "b", "c"]], []),
    ],
)
def test_lines_with_quotes(text: str, rows: list[list[str]], problems: list[tuple[int, str]] | None) -> None:
    found, wrong = read(text.encode(), COMMAS)
    assert found == rows
    if problems is None:
        assert [line for line, _ in wrong] == [1, 3]
    else:
        assert wrong == problems


def test_a_line_without_end_does_not_fill_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "BLOCK", 1 << 16)
    rows, problems = read(b"a\tb\tc\n" + b"x" * (3 * LONGEST) + b"\nd\te\tf\n", TABS)
    assert [row[0] for row in rows] == ["1", "3"]
    assert problems == [(2, "the line is longer than 1 MB")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_mark_at_the_beginning_tells_the_encoding(encoding: str) -> None:
    rows, problems = read("كابول\tb\tc\n".encode(encoding), TABS)
    assert (rows, problems) == ([["1", "كابول", "b", "c"]], [])


def test_an_encoding_can_be_given() -> None:
    assert read("كابول\tb\tc\n".encode("cp1256"), TABS, "cp1256")[0] == [["1", "كابول", "b", "c"]]


def test_a_header_is_skipped_and_json_lines_are_one_field() -> None:
    rows, _ = read(b"x\ty\tz\na\tb\tc\n", Layout("\t", 3, header=True))
    assert [row[0] for row in rows] == ["2"]
    assert read(b'{"a": "b,\\t"}\n\n[]\n', LINES)[0] == [["1", '{"a": "b,\\t"}'], ["3", "[]"]]


CELL = st.text(st.characters(exclude_characters="\x00\x1f", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=8), st.integers(7, 60))
def test_what_csv_writes_is_read(rows: list[list[str]], block: int) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "BLOCK", block)
        found, problems = read(text.getvalue().encode(), COMMAS)
    assert problems == []
    flat = [[cell.replace("\r\n", "\n").replace("\r", " ").replace("\n", " ") for cell in row] for row in rows]
    assert [row[1:] for row in found] == flat


@given(st.binary(max_size=300), st.sampled_from([TABS, COMMAS, LINES]), st.integers(7, 60))
def test_any_bytes_give_records_of_the_right_width(data: bytes, layout: Layout, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "BLOCK", block)
        patch.setattr(records, "LINES_BLOCK", block)
        rows, problems = read(data, layout)
    assert all(len(row) == layout.width + 1 for row in rows)
    numbers = [int(row[0]) for row in rows]
    assert numbers == sorted(set(numbers))
    assert not set(numbers) & {line for line, _ in problems}


LINE = st.lists(st.sampled_from(["a", "\t", ",", '"', " ", "é", "\r", "{}"]), max_size=6).map("".join)


@given(st.lists(LINE, max_size=8), st.sampled_from([TABS, COMMAS, LINES]), st.booleans(), st.integers(7, 60))
def test_a_block_that_is_plain_gives_what_its_lines_give(
    lines: list[str], layout: Layout, header: bool, block: int
) -> None:
    plain = {"\t": "a\tb\tc", ",": "a,b,c", "": "{}"}[layout.separator]
    data = "\n".join([*([plain] * 6), *lines]).encode()
    layout = replace(layout, header=header)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "BLOCK", block)
        patch.setattr(records, "LINES_BLOCK", block)
        at_once = read(data, layout)
        patch.setattr(records._Reader, "_is_plain", lambda self, data: False)
        assert at_once == read(data, layout)


@pytest.mark.parametrize("count", [1, 3, 100])
def test_what_is_made_ahead_keeps_its_order(count: int) -> None:
    assert list(ahead((n for n in range(1, 8)), count)) == [1, 2, 3, 4, 5, 6, 7]


def test_what_goes_wrong_ahead_comes_after_what_was_made() -> None:
    def broken() -> Generator[int]:
        yield 1
        raise ValueError("no more")

    found = ahead(broken(), 3)
    assert next(found) == 1
    with pytest.raises(ValueError, match="no more"):
        next(found)


def test_stopping_early_closes_what_is_made_ahead() -> None:
    closed = []

    def endless() -> Generator[int]:
        try:
            yield from itertools.count(1)
        finally:
            closed.append(True)

    with closing(ahead(endless(), 2)) as found:
        assert next(found) == 1
    assert closed == [True]
