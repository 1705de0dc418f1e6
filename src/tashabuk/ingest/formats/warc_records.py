"""The records of a WARC file as they stand in it: where one is damaged, from the next one on.

A record tells its length, and blank lines end it. If they do not stand where the length says, something is wrong with
the record, and the next line that begins one counts, be it within that length.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from tashabuk.ingest.gunzip import Damaged

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HEAD_BYTES = 1 << 20
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.I | re.M)
_BEGIN = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_NEXT = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n[\w-]{1,40}:")
_INSIDE = re.compile(rb"\r?\n\r?\n" + _NEXT.pattern)
"""The next record in one that is too long to be held, and then is believed to be shorter than it says."""
_LONGEST_NEXT = 64
_BLANK = re.compile(rb"\A[\r\n]*")
_END = re.compile(rb"\r?\n\r?\n|[\r\n]*(?:\Z|WARC/[01]\.\d)")
_TRAILER = 16
"""Bytes behind a record that are looked at."""
_PEEKED = 1 << 16
"""Bytes of its content by which it is decided whether a record is wanted."""
_HELD = 1 << 24
"""Bytes that are held of a record that is not wanted."""
_WRONG_LENGTH = "the record does not end where its length says"
_CUT = "the file ends within the record"
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands in the file, and its first byte in the stream."""

    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Lost:
    """A place where no record could be read: its first byte in the stream, and what is wrong."""

    offset: int
    problem: str


def records(file: BinaryIO, most: int, wanted: Callable[[bytes], bool]) -> Iterator[Record | Lost]:
    """The records, of at most `most` bytes, that are wanted, and the places where there should be one and is none.

    `wanted` gets the head of every record with the first bytes of its content.
    """
    window = _Window(file)
    while True:
        while window.has(1) and window.data[0] in b"\r\n":
            window.drop(len(_BLANK.findall(window.data)[0]))
        if window.data:
            yield from _next(window, most, wanted)
        elif window.broken is not None:
            yield Lost(window.offset, str(window.broken))
            window.resume()
        else:
            return


class _Window:
    """What of the stream is ahead, up to damage in a compressed file, which `broken` is then."""

    def __init__(self, file: BinaryIO):
        self._file = file
        self._ended = False
        self.data = bytearray()
        self.offset = 0
        self.broken: Damaged | None = None

    def has(self, count: int) -> bool:
        """Whether there are `count` bytes ahead."""
        while len(self.data) < count and not self._ended and self.broken is None:
            try:
                block = cast(io.BufferedReader, self._file).read1(_BLOCK)
            except Damaged as error:
                self.broken = error
            else:
                self._ended = not block
                self.data += block
        return len(self.data) >= count

    def drop(self, count: int) -> None:
        """Go on `count` bytes."""
        del self.data[:count]
        self.offset += count

    def skip(self, count: int) -> bool:
        """Go on `count` bytes, however many; whether there were as many."""
        while count and self.has(1):
            step = min(count, len(self.data))
            self.drop(step)
            count -= step
        return not count

    def seek(self, start: int) -> bool:
        """Go on to the next record behind byte `start` of what is ahead; whether there is one before end or damage."""
        while not (found := _NEXT.search(self.data, start)):
            self.drop(max(0, len(self.data) - _LONGEST_NEXT))
            start = 0
            if not self.has(len(self.data) + 1):
                self.drop(len(self.data))
                return False
        self.drop(found.start())
        return True

    def resume(self) -> None:
        """Go on behind the damage."""
        self.drop(len(self.data))
        self.broken = None


def _next(window: _Window, most: int, wanted: Callable[[bytes], bool]) -> Iterator[Record | Lost]:
    """What stands where a record should begin; the window is at the next one then."""
    offset = window.offset
    window.has(_LONGEST_NEXT)
    if not _BEGIN.match(window.data):
        yield _lost(window, offset, "no record begins here", 0)
        return
    end = _head_end(window)
    length = _LENGTH.search(window.data, 0, end)
    if length is None or _NEXT.search(window.data, 1, end):
        yield _lost(window, offset, "the head of the record is damaged, or tells no length", 1)
        return
    total = end + int(length[1])
    window.has(min(total, end + _PEEKED))
    take = wanted(bytes(window.data[: min(total, end + _PEEKED)]))
    if total > (most if take else _HELD):
        window.has(_HELD)
        if _INSIDE.search(window.data, end, _HELD):
            yield _lost(window, offset, _WRONG_LENGTH, end)
        elif not window.skip(total):
            yield _lost(window, offset, _CUT, 0)
        elif take:
            yield Lost(offset, f"the record is larger than {most // 1_000_000} MB")
        return
    window.has(total + _TRAILER)
    problem = _problem(window, total)
    if problem:
        yield _lost(window, offset, problem, end)
        return
    if take:
        yield Record(offset, bytes(window.data[:total]))
    window.drop(total)


def _head_end(window: _Window) -> int:
    """Where the content of the record begins; 0 where its head has no end."""
    size = 0
    while not (found := _HEAD_END.search(window.data, max(0, size - _TRAILER))):
        size = len(window.data)
        if size > _HEAD_BYTES or not window.has(size + 1):
            return 0
    return found.end()


def _problem(window: _Window, total: int) -> str:
    """What is wrong with a record of `total` bytes; empty where nothing is."""
    if len(window.data) < total:
        return _CUT
    if window.broken is not None and total > len(window.data) - window.broken.doubtful:
        return "the compressed data is damaged"
    return "" if _END.match(window.data, total) else _WRONG_LENGTH


def _lost(window: _Window, offset: int, problem: str, start: int) -> Lost:
    """Go on to the next record behind byte `start` of what is ahead, and say what was lost."""
    if not window.seek(start) and window.broken is not None:
        problem = str(window.broken)
        window.resume()
    return Lost(offset, problem)
