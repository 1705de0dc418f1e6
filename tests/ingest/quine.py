"""A ZIP archive whose one member is the archive itself, byte for byte.

After R. Cox, "Zip Files All The Way Down" (2010): a deflate program of literal blocks and repetitions that prints the
archive's head, then itself, then the archive's directory. Its instructions take five bytes each, so that four can be
quoted by one. The checksum, which stands in what it is computed over, is the solution of 32 linear equations.
"""

from __future__ import annotations

import struct
import zlib

NAME = b"all-the-way-down-and-again.zip"
"""30 bytes: with a head of 60 bytes, its repetition fits into an instruction."""


def quine() -> bytes:
    """The archive."""
    base = zlib.crc32(_archive(0))
    columns = [zlib.crc32(_archive(1 << bit)) ^ base ^ (1 << bit) for bit in range(32)]
    archive = _archive(_solved(columns, base))
    assert zlib.decompressobj(-15).decompress(archive[30 + len(NAME) :]) == archive
    return archive


def _bits(*codes: tuple[int, int, str]) -> bytes:
    """Codes of (value, bits, kind) as bytes, filled up with zeros; Huffman codes `h` go highest bit first."""
    text = "".join(f"{value:0{bits}b}"[:: 1 if kind == "h" else -1] for value, bits, kind in codes)
    text += "0" * (-len(text) % 8)
    return bytes(int(text[i : i + 8][::-1], 2) for i in range(0, len(text), 8))


_FIXED, _LAST, _END = (2, 3, ""), (3, 3, ""), (0, 7, "h")
_COPY_10 = ((8, 7, "h"), (8, 5, "h"), (3, 3, ""))
_REPEAT_20 = _bits(_FIXED, *_COPY_10, *_COPY_10, _END)
_REPEAT_65 = _bits(_FIXED, (20, 7, "h"), (6, 3, ""), (12, 5, "h"), (0, 5, ""), _END, _FIXED, _END)
_BACK_105 = ((13, 5, "h"), (8, 5, ""))
_REPEAT_105 = _bits(_LAST, (19, 7, "h"), (1, 3, ""), *_BACK_105, (19, 7, "h"), (2, 3, ""), *_BACK_105, _END)


def _literal(size: int) -> bytes:
    """The head of a block of `size` bytes that stand for themselves."""
    return struct.pack("<BHH", 0, size, size ^ 0xFFFF)


def _program(head: bytes, tail: bytes) -> bytes:
    """Prints `head`, itself, and `tail`."""
    again, one, four, last = _literal(65), _literal(5), _literal(20), _literal(105)
    quoted = _REPEAT_65 + one + one + four
    turns = _REPEAT_20 + four + _REPEAT_20 + four
    ends = _REPEAT_20 + _literal(0) + _literal(0) + last
    start = again + head + again + _REPEAT_65 + one + _REPEAT_65 + one + one + four + quoted
    return start + _REPEAT_20 + four + turns + _REPEAT_20 + four + ends + ends + _REPEAT_105 + tail + _REPEAT_105


def _archive(checksum: int) -> bytes:
    """The archive with a checksum, be it right or wrong."""
    made = b""
    size = packed = 0
    for _ in range(2):  # the sizes are known from the first round
        about = struct.pack("<5H3L2H", 20, 0, 8, 0, 0x21, checksum, packed, size, len(NAME), 0)
        head = b"PK\x03\x04" + about + NAME
        entry = b"PK\x01\x02" + struct.pack("<H", 20) + about + struct.pack("<3H2L", 0, 0, 0, 0, 0) + NAME
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(head) + packed, 0)
        program = _program(head, entry + end)
        made = head + program + entry + end
        size, packed = len(made), len(program)
    return made


def _solved(columns: list[int], wanted: int) -> int:
    """The bits x for which the columns of the set bits add up, modulo 2, to `wanted`."""
    rows = [sum((column >> row & 1) << bit for bit, column in enumerate(columns)) for row in range(32)]
    rows = [row | (wanted >> number & 1) << 32 for number, row in enumerate(rows)]
    for bit in range(32):
        pivot = next(n for n in range(bit, 32) if rows[n] >> bit & 1)
        rows[bit], rows[pivot] = rows[pivot], rows[bit]
        rows = [row ^ rows[bit] if n != bit and row >> bit & 1 else row for n, row in enumerate(rows)]
    return sum((row >> 32) << bit for bit, row in enumerate(rows))
