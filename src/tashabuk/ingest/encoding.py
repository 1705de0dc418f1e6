"""Bytes to text: UTF-8, UTF-16, Windows-1256 or ISO-8859-6, without being told which.

UTF-8 is taken where the bytes are valid UTF-8, or would be but for a few damaged ones; UTF-16 by its mark, or by the
zero bytes that Latin digits and spaces leave; between the two Arabic code pages the one decides whose reading has more
Arabic letters and fewer oddities. Damaged characters become U+FFFD.
"""

from __future__ import annotations

import codecs
import re

_ARABIC = re.compile(r"[\u0621-\u064a]")
_COMMON = re.compile(r"\b(?:في|من|على|إلى|أن|التي|الذي|عن|مع|هذا|قال|بين)\b")
_ASCII = re.compile(rb"[\x00-\x7f]+")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_MARKS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b",
    b"{\\rtf",
)
_CONTROLS = bytes((*range(9), *range(14, 32)))
SAMPLE = 4000
"""Bytes that are looked at for signs of UTF-16 and of binary data."""


class NotText(ValueError):
    """The bytes are no text in any encoding that we read."""


def decode(data: bytes) -> str:
    """The text of `data`, line ends as they are.

    Raises NotText for binary data.
    """
    text = data.decode(encoding_of(data), errors="replace")
    if text.count("\ufffd") * 10 > len(text):
        raise NotText("it is damaged throughout")
    return text


def encoding_of(data: bytes) -> str:
    """Python's name of the encoding of `data`, a file or the beginning of one. Raises NotText for binary data."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if data.startswith(_BINARY_MARKS):
        raise NotText("it is a binary file")
    guess = _utf16(data)
    if guess is not None:
        return guess
    if _controls(data):
        raise NotText("it is a binary file")
    return "utf-8" if _is_utf8(data) else _arabic_code_page(data)


def is_utf16(data: bytes) -> bool:
    """Whether `data` begins as UTF-16 does."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _utf16(data) is not None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: Arabic letters have a high byte of 06, spaces and digits of 00."""
    if len(data) < 4:
        return None
    sample = data[:SAMPLE]
    for name, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high.count(6) and high.count(0) + high.count(6) > 0.9 * len(high):
            return name
    return None


def _is_utf8(data: bytes) -> bool:
    """Valid UTF-8, cut anywhere, or with at most one damaged for ten sound characters beyond ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")
    try:
        decoder().decode(data)
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        damaged = text.count("\ufffd")
        sound = sum(char > "\x7f" for char in text) - damaged
        return damaged * 10 <= sound
    return True


def _controls(data: bytes) -> bool:
    """Whether there are more control characters than text has; a few stray ones are borne."""
    sample = data[:SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > max(len(sample) // 20, 8)


def _arabic_code_page(data: bytes) -> str:
    """The code page whose reading of what is beyond ASCII looks more like Arabic."""
    sample = _ASCII.sub(b" ", data)[:20000]
    readings = []
    for name in ("cp1256", "iso8859_6"):
        text = sample.decode(name, errors="replace")
        score = len(_ARABIC.findall(text)) + 20 * len(_COMMON.findall(text)) - 5 * text.count("\ufffd")
        readings.append((score, name == "cp1256", name))
    score, _, name = max(readings)
    if score <= 0:
        raise NotText("its encoding is not known")
    return name
