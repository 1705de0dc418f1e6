"""Lines to records that are sound: in UTF-8, with the right number of fields, each with the number of its line.

Everything that can be wrong with a line is found here, before a database sees it: bytes that are no UTF-8, too many or
too few fields (a tab or a line end inside a field), quotes that do not close, lines longer than `LONGEST`. Such a line
becomes a `Problem`, and the next one is read. What is sound comes out in batches, every record on one line, its fields
separated as `Layout.between` says. A block in which nothing is wrong, as nearly all are, goes through as it is; only
the lines of others are looked at one by one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from tashabuk.exchange.incoming.blocks import LONGEST, SEPARATOR, Block, blocks, is_utf8

BLOCK = 24 << 20
"""Bytes that are read at once; memory stays within a few times this."""
LINES_BLOCK = 3 << 20
"""The same for JSON lines: to take fields out of them needs many times as much memory."""
MOST_LINES = 200
"""Lines over which one quoted record may run."""
csv.field_size_limit(LONGEST)
ADVICE = "mend the line, or leave it out"
_BLANK_START = re.compile(rb"\n\s")
"""What is found wherever there is a blank line after the first, and where a line begins with a blank."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that cannot be read, why, and what to do."""

    line: int
    problem: str
    advice: str = ADVICE


@dataclass(frozen=True, slots=True)
class Batch:
    """Sound records, one a line, as UTF-8; the line of the file on which each begins; and the lines that are not sound.

    No two of them are the same line.
    """

    data: bytes
    lines: Sequence[int]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is written. `separator` is empty for JSON lines, whose whole line is one field; `quoted` tells whether
    fields may stand in quotes and run over line ends."""

    separator: str
    width: int
    header: bool
    quoted: bool = False

    @property
    def between(self) -> str:
        """What stands between the fields of the records that come out."""
        return self.separator if self.separator and not self.quoted else SEPARATOR

    @property
    def block(self) -> int:
        """Bytes of the file that are read at once."""
        return BLOCK if self.separator else LINES_BLOCK


def split_header(line: str, separator: str) -> list[str]:
    """The names of a header line; those after the last name (trailing separators) are dropped."""
    names = next(csv.reader([line], delimiter=separator)) if separator != "\t" else line.split("\t")
    while names and not names[-1].strip():
        names.pop()
    return [name.strip().strip('"') for name in names]


def batches(stream: BinaryIO, layout: Layout, encoding: str = "utf-8") -> Generator[Batch]:
    """The records of a file in batches.

    Raises one of `DAMAGED` where the stream breaks off, after the batches before that.
    """
    reader = _Reader(layout)
    for block in blocks(stream, layout.block, encoding):
        yield reader.batch(block)
    if reader.pending:
        yield reader.rest()


class _Reader:
    """Checks blocks one after the other; `pending` holds the numbered lines of a quoted record that is still open."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.pending: list[tuple[int, bytes]] = []
        self._line = 0
        self._to_skip = layout.header
        self._out: list[bytes] = []
        self._lines: list[int] = []
        self._problems: list[Problem] = []
        self._separator = layout.separator.encode()
        self._between = layout.between.encode()
        self._no_frame = bytes(set(range(256)) - {*b"\n", *self._separator})

    def batch(self, block: Block) -> Batch:
        """The sound records that end in a block, and the problems of its other lines."""
        data = block.data
        if block.cut:
            self._line += 1
            self._too_long()
            data = data[data.index(b"\n") + 1 :]
        while self._to_skip and data:
            raw, _, data = data.partition(b"\n")
            self._check(raw, block.sound)
        if data and block.sound and self._is_plain(data):
            return self._as_it_is(data)
        for raw in data.split(b"\n")[:-1]:
            self._check(raw, block.sound)
        return self._taken()

    def rest(self) -> Batch:
        """What becomes of the pending lines at the end of the file."""
        while self.pending:
            self._give_up()
        return self._taken()

    def _is_plain(self, data: bytes) -> bool:
        """Whether each line is a record as it stands: not blank, not too long, with as many separators as it must."""
        if self.pending or (self.layout.quoted and b'"' in data):
            return False
        if data[:1].isspace() or _BLANK_START.search(data) or not _all_short(data):
            return False
        frame = self._separator * (self.layout.width - 1) + b"\n"
        return data.translate(None, self._no_frame) == frame * data.count(b"\n")

    def _as_it_is(self, data: bytes) -> Batch:
        first, self._line = self._line + 1, self._line + data.count(b"\n")
        if self.layout.quoted:
            data = data.replace(self._separator, self._between)
        return replace(self._taken(), data=data, lines=range(first, self._line + 1))

    def _taken(self) -> Batch:
        """What has come together, of which nothing is left here."""
        batch = Batch(b"".join(b"%b\n" % raw for raw in self._out), self._lines, tuple(self._problems))
        self._out, self._lines, self._problems = [], [], []
        return batch

    def _check(self, raw: bytes, sound: bool) -> None:
        self._line += 1
        if len(raw) > LONGEST:
            self._too_long()
        elif not sound and not is_utf8(raw):
            self._problem(self._line, "the line is not UTF-8", "save the file as UTF-8, or give --encoding")
        elif not self.pending and _is_blank(raw):
            return
        elif self._to_skip:
            self._to_skip = False
        elif self.layout.quoted:
            self._add_quoted(self._line, raw)
        else:
            self._add_plain(self._line, raw)

    def _too_long(self) -> None:
        self._problem(self._line, f"the line is longer than {LONGEST >> 20} MB")

    def _problem(self, line: int, problem: str, advice: str = ADVICE) -> None:
        self._problems.append(Problem(line, problem, advice))

    def _add(self, line: int, raw: bytes) -> None:
        self._out.append(raw)
        self._lines.append(line)

    def _add_plain(self, line: int, raw: bytes) -> None:
        if self._separator:
            count, width = raw.count(self._separator) + 1, self.layout.width
            while count > width and raw.endswith(self._separator):
                raw, count = raw[:-1], count - 1
            if count != width:
                self._problem(line, f"{count} fields instead of {width}")
                return
            raw = raw.replace(self._separator, self._between)
        self._add(line, raw)

    def _add_quoted(self, line: int, raw: bytes) -> None:
        if not self.pending and b'"' not in raw:
            self._add_plain(line, raw)
            return
        self.pending.append((line, raw))
        if sum(text.count(b'"') for _, text in self.pending) % 2 == 0:
            self._close()
        elif len(self.pending) >= MOST_LINES:
            self._give_up()

    def _close(self) -> None:
        """Take the pending lines as one record; if that cannot be, only the first of them is at fault."""
        text = b"\n".join(raw for _, raw in self.pending).decode()
        try:
            fields = next(csv.reader(io.StringIO(text), delimiter=self.layout.separator))
        except csv.Error:
            self._give_up("the quotes are wrong")
            return
        while len(fields) > self.layout.width and not fields[-1]:
            fields.pop()
        if len(fields) != self.layout.width:
            self._give_up(f"{len(fields)} fields instead of {self.layout.width}")
            return
        cells = (field.replace("\n", " ").encode() for field in fields)
        self._add(self.pending[0][0], self._between.join(cells))
        self.pending = []

    def _give_up(self, problem: str = "a quote is not closed") -> None:
        """Count the first pending line as malformed and read the others again."""
        (first, _), *others = self.pending
        self.pending = []
        self._problem(first, problem)
        for line, raw in others:
            if self.pending or not _is_blank(raw):
                self._add_quoted(line, raw)


def _is_blank(raw: bytes) -> bool:
    return not raw or raw.isspace()


def _all_short(data: bytes) -> bool:
    """Whether no line is longer than `LONGEST`."""
    start = 0
    while len(data) - start > LONGEST + 1:
        end = data.rfind(b"\n", start, start + LONGEST + 1)
        if end < 0:
            return False
        start = end + 1
    return True
