"""Bytes to text: UTF-8, UTF-16, Windows-1256 or ISO-8859-6, without being told which.

UTF-8 is taken where the bytes are valid UTF-8; UTF-16 by its mark, or by the zero bytes that Latin digits and spaces
leave; between the two Arabic code pages the one decides whose reading has more Arabic letters and fewer oddities.
"""

from __future__ import annotations

import codecs
import re

_ARABIC = re.compile(r"[\u0621-\u064a]")
_COMMON = re.compile(r"\b(?:في|من|على|إلى|أن|التي|الذي|عن|مع|هذا|قال|بين)\b")
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


class NotText(ValueError):
    """The bytes are no text in any encoding that we read."""


def decode(data: bytes) -> str:
    """The text of `data`, line ends as they are.

    Raises NotText for binary data.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _strict(data, name)
    if data.startswith(_BINARY_MARKS):
        raise NotText("it is a binary file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    guess = _utf16(data)
    if guess is not None:
        return guess
    if text or not data:
        if _controls(data) or text.count("\x00") > len(text) // 10:
            raise NotText("it is a binary file")
        return text
    return _arabic_code_page(data)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise NotText(f"it begins like {name} but is not") from error


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: Arabic letters have a high byte of 06, spaces and digits of 00."""
    if len(data) < 4 or len(data) % 2:
        return None
    sample = data[:4000]
    for name, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if sum(b in (0, 6) for b in high) > 0.9 * len(high) and any(b == 6 for b in high):
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                return None
    return None


def _controls(data: bytes) -> bool:
    """Whether there are more control characters than text has; a few stray ones are borne."""
    sample = data[:4000]
    return sum(b < 9 or 13 < b < 32 for b in sample) > max(len(sample) // 20, 8)


def _arabic_code_page(data: bytes) -> str:
    if _controls(data):
        raise NotText("it is a binary file")
    readings = []
    for name in ("cp1256", "iso8859_6"):
        text = data.decode(name, errors="replace")
        sample = text[:20000]
        score = len(_ARABIC.findall(sample)) + 20 * len(_COMMON.findall(sample)) - 5 * sample.count("\ufffd")
        readings.append((score, name == "cp1256", text))
    score, _, text = max(readings)
    if score <= 0:
        raise NotText("its encoding is not known")
    return text
