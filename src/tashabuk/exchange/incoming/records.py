"""Bytes to records that are sound: numbered by their line, in UTF-8, with the right number of fields.

Everything that can be wrong with a line is found here, before a database sees it: bytes that are no UTF-8, too many or
too few fields (a tab or a line end inside a field), quotes that do not close, fields longer than `LONGEST`. Such a line
becomes a `Problem`, and the next one is read. What is sound comes out in batches, every record on one line, its fields
separated as `Layout.between` says, with the line number in front.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import BadZipFile

SEPARATOR = "\x1f"
"""Stands in no field: it is taken out of the bytes that are read."""
BLOCK = 24 << 20
"""Bytes that are read at once; memory stays within a few times this."""
PIECE = 1 << 16
"""Bytes that are asked of an archive at once: so much is lost at most where it is damaged."""
DAMAGED = (OSError, EOFError, zlib.error, BadZipFile)
"""What reading a damaged archive raises."""
LONGEST = 1 << 20
"""Bytes of the longest record that is read."""
MOST_LINES = 200
"""Lines over which one quoted record may run."""
csv.field_size_limit(LONGEST)
ADVICE = "mend the line, or leave it out"
_STRAY = (b"\x00", b"\x1f")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that cannot be read, why, and what to do."""

    line: int
    problem: str
    advice: str = ADVICE


@dataclass(frozen=True, slots=True)
class Batch:
    """Sound records, one a line, as UTF-8; and the lines between them that are not."""

    data: bytes
    rows: int
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


def first_lines(stream: BinaryIO, encoding: str = "utf-8", count: int = 20) -> list[str]:
    """The first lines of a file that are not empty, to tell its columns from."""
    data = next(_blocks(stream, LONGEST))
    name = next((name for mark, name in _MARKS if data.startswith(mark)), encoding)
    text = data.decode(name, errors="replace").replace("\x00", "")
    return [line.rstrip("\r") for line in text.split("\n") if line.strip()][:count]


def split_header(line: str, separator: str) -> list[str]:
    """The names of a header line; those after the last name (trailing separators) are dropped."""
    names = next(csv.reader([line], delimiter=separator)) if separator != "\t" else line.split("\t")
    while names and not names[-1].strip():
        names.pop()
    return [name.strip().strip('"') for name in names]


def ahead(found: Iterator[Batch]) -> Iterator[Batch]:
    """The same batches, each made while the one before it is in use."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, found, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, found, None)
            yield batch


def batches(stream: BinaryIO, layout: Layout, encoding: str = "utf-8") -> Iterator[Batch]:
    """The records of a file in batches.

    Raises one of `DAMAGED` where the stream breaks off, after the batches before that.
    """
    reader = _Reader(layout)
    for lines in _lines(_utf8(stream, encoding)):
        yield reader.batch(lines)
    if reader.pending:
        yield reader.batch(_Lines([], True, last=True))


@dataclass(frozen=True, slots=True)
class _Lines:
    """Whole lines; `sound` tells that all are UTF-8, None stands for one that is too long."""

    lines: Sequence[bytes | None]
    sound: bool
    last: bool = False


def _blocks(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """Blocks of about `size` bytes; what was read before an archive turns out to be damaged comes before the error."""
    pieces: list[bytes] = []
    error: Exception | None = None
    while True:
        try:
            piece = stream.read(min(PIECE, size))
        except DAMAGED as damage:
            error, piece = damage, b""
        pieces.append(piece)
        if not piece or sum(map(len, pieces)) >= size:
            yield b"".join(pieces)
            pieces = []
        if error is not None:
            raise error
        if not piece:
            return


def _utf8(stream: BinaryIO, encoding: str) -> Iterator[bytes]:
    blocks = _blocks(stream, BLOCK)
    block = next(blocks)
    mark, name = next(((m, n) for m, n in _MARKS if block.startswith(m)), (b"", encoding))
    if name == "utf-8-sig":
        block = block[len(mark) :]
    recode = codecs.lookup(name).name not in ("utf-8", "utf-8-sig")
    decoder = codecs.getincrementaldecoder(name)(errors="replace") if recode else None
    for data in itertools.chain([block], blocks):
        yield decoder.decode(data).encode() if decoder else data


def _lines(blocks: Iterator[bytes]) -> Iterator[_Lines]:
    rest = b""
    skipping = False
    for read in blocks:
        block = rest + read
        cut = block.rfind(b"\n") + 1
        block, rest = block[:cut], block[cut:]
        if block:
            yield _made(block, skipping)
            skipping = False
        if len(rest) > LONGEST:
            rest, skipping = b"", True
    if rest or skipping:
        yield _made(rest + b"\n", skipping)


def _made(block: bytes, skipping: bool) -> _Lines:
    if any(stray in block for stray in _STRAY):
        block = block.translate(None, b"".join(_STRAY))
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    lines: list[bytes | None] = list(block.split(b"\n")[:-1])
    if skipping:
        lines[0] = None
    try:
        block.decode()
    except UnicodeDecodeError:
        return _Lines(lines, False)
    return _Lines(lines, True)


class _Reader:
    """Checks lines one after the other; `pending` holds the numbered lines of a quoted record that is still open."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.pending: list[tuple[int, bytes]] = []
        self._line = 0
        self._to_skip = layout.header
        self._out: list[bytes] = []
        self._problems: list[Problem] = []
        self._separator = layout.separator.encode()
        self._between = layout.between.encode()

    def batch(self, given: _Lines) -> Batch:
        """The sound records that end in these lines, and the problems of the others."""
        self._out, self._problems = [], []
        if not self._all_plain(given):
            for raw in given.lines:
                self._line += 1
                self._check(raw, given.sound)
        while given.last and self.pending:
            self._give_up()
        return Batch(b"\n".join(self._out) + b"\n" if self._out else b"", len(self._out), tuple(self._problems))

    def _all_plain(self, given: _Lines) -> bool:
        """Take all lines at once where none needs a closer look, which is nearly always so and fast."""
        between, separator = self.layout.width - 1, self._separator
        if self._to_skip or not separator or self.layout.quoted or not given.sound:
            return False
        lines = [raw for raw in given.lines if raw is not None and raw.count(separator) == between]
        if len(lines) != len(given.lines) or max(map(len, lines), default=0) > LONGEST:
            return False
        self._out = [b"%d%b%b" % (number, separator, raw) for number, raw in enumerate(lines, self._line + 1)]
        self._line += len(lines)
        return True

    def _check(self, raw: bytes | None, sound: bool) -> None:
        if raw is None or len(raw) > LONGEST:
            self._problem(self._line, f"the line is longer than {LONGEST >> 20} MB")
        elif not sound and not _is_utf8(raw):
            self._problem(self._line, "the line is not UTF-8", "save the file as UTF-8, or give --encoding")
        elif not self.pending and (not raw or raw.isspace()):
            return
        elif self._to_skip:
            self._to_skip = False
        elif self.layout.quoted:
            self._add_quoted(self._line, raw)
        else:
            self._add_plain(self._line, raw)

    def _problem(self, line: int, problem: str, advice: str = ADVICE) -> None:
        self._problems.append(Problem(line, problem, advice))

    def _add_plain(self, line: int, raw: bytes) -> None:
        if self._separator:
            count, width = raw.count(self._separator) + 1, self.layout.width
            while count > width and raw.endswith(self._separator):
                raw, count = raw[:-1], count - 1
            if count != width:
                self._problem(line, f"{count} fields instead of {width}")
                return
            raw = raw.replace(self._separator, self._between)
        self._out.append(b"%d%b%b" % (line, self._between, raw))

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
        self._out.append(self._between.join((b"%d" % self.pending[0][0], *cells)))
        self.pending = []

    def _give_up(self, problem: str = "a quote is not closed") -> None:
        """Count the first pending line as malformed and read the others again."""
        (first, _), *others = self.pending
        self.pending = []
        self._problem(first, problem)
        for line, raw in others:
            if self.pending or (raw and not raw.isspace()):
                self._add_quoted(line, raw)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
