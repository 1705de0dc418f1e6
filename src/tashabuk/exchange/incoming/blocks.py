"""Streams of bytes to blocks of whole lines in UTF-8, in bounded memory."""

from __future__ import annotations

import codecs
import itertools
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import BadZipFile

SEPARATOR = "\x1f"
"""Stands in no line: it is taken out of the bytes that are read."""
PIECE = 1 << 16
"""Bytes that are asked of an archive at once: so much is lost at most where it is damaged."""
LONGEST = 1 << 20
"""Bytes of the longest line that is read."""
DAMAGED = (OSError, EOFError, zlib.error, BadZipFile)
"""What reading a damaged archive raises."""
_STRAY = (b"\x00", SEPARATOR.encode())
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines, each with a line feed behind it.

    `sound` tells that all are UTF-8; `cut` that the first is the end of a line longer than `LONGEST`, the rest of which
    is gone.
    """

    data: bytes
    sound: bool = True
    cut: bool = False


def first_lines(stream: BinaryIO, encoding: str = "utf-8", count: int = 20) -> list[str]:
    """The first lines of a file that are not empty, to tell its columns from.

    Raises one of `DAMAGED` where nothing can be read.
    """
    data = b""
    try:
        for piece in _read(stream, PIECE):
            data += piece
            if data.count(b"\n") > count or len(data) >= LONGEST:
                break
    except DAMAGED:
        if not data:
            raise
    name = next((name for mark, name in _MARKS if data.startswith(mark)), encoding)
    text = data.decode(name, errors="replace").replace("\x00", "")
    return [line.rstrip("\r") for line in text.split("\n") if line.strip()][:count]


def blocks(stream: BinaryIO, size: int, encoding: str = "utf-8") -> Iterator[Block]:
    """A file in blocks of about `size` bytes.

    Raises one of `DAMAGED` where the stream breaks off, after the blocks before that.
    """
    rest = b""
    cut = False
    for read in _utf8(stream, size, encoding):
        data = rest + read
        end = data.rfind(b"\n") + 1
        data, rest = data[:end], data[end:]
        if data:
            yield _block(data, cut)
            cut = False
        if len(rest) > LONGEST:
            rest, cut = b"", True
    if rest or cut:
        yield _block(rest + b"\n", cut)


def is_utf8(raw: bytes) -> bool:
    """Whether bytes are UTF-8."""
    if raw.isascii():
        return True
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """Pieces of about `size` bytes; what was read before an archive turns out to be damaged comes before the error."""
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


def _utf8(stream: BinaryIO, size: int, encoding: str) -> Iterator[bytes]:
    read = _read(stream, size)
    first = next(read)
    mark, name = next(((m, n) for m, n in _MARKS if first.startswith(m)), (b"", encoding))
    if name == "utf-8-sig":
        first = first[len(mark) :]
    recode = codecs.lookup(name).name not in ("utf-8", "utf-8-sig")
    decoder = codecs.getincrementaldecoder(name)(errors="replace") if recode else None
    for data in itertools.chain([first], read):
        yield decoder.decode(data).encode() if decoder else data


def _block(data: bytes, cut: bool) -> Block:
    if any(stray in data for stray in _STRAY):
        data = data.translate(None, b"".join(_STRAY))
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    return Block(data, is_utf8(data), cut)
