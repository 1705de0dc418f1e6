"""JSON: one object a line, or one list of objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from tashabuk.ingest.encoding import NotText, decode, is_utf16
from tashabuk.ingest.formats.records import document_of_record, load_json
from tashabuk.ingest.formats.text import text_of
from tashabuk.ingest.gunzip import Damaged
from tashabuk.ingest.source import DAMAGED, WHOLE, Part, Source, Unreadable
from tashabuk.model import Finding

_SPACE_OR_COMMA = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()


def read_lines(source: Source) -> Iterator[Part]:
    """JSON lines, one after the other in flat memory; a bad line costs only itself."""
    empty = True
    for number, raw in _numbered(source):
        if isinstance(raw, Damaged):
            problem = f"the compressed file is damaged ({raw})"
            yield Finding(
                source.place, problem, "get a sound copy; lines behind this place are counted from here", number
            )
            continue
        if not raw.strip():
            continue
        empty = False
        try:
            value = load_json(decode(raw).lstrip("\ufeff"), number)
        except NotText as error:
            yield Finding(source.place, f"the line is no text: {error}", "save the file as UTF-8", number)
        except Unreadable as error:
            yield Finding(source.place, error.problem, error.advice, number)
        else:
            yield from document_of_record(value, source, number)
    if empty and source.stretch == WHOLE:
        yield Finding(source.place, "the file is empty", "put one JSON object with `text` on each line")


def _numbered(source: Source) -> Iterator[tuple[int, bytes | Damaged]]:
    """The lines with their numbers, and damage that does not end the stream; other damage is Unreadable at its line."""
    if is_utf16(source.head):
        yield from enumerate(text_of(source).encode().splitlines(), 1)
        return
    number = source.stretch.line
    stream = source.stream()
    while True:
        try:
            for raw in _bounded(stream, source.given.limits.line_bytes):
                yield number, raw
                number += 1
        except Damaged as error:
            yield number, error
        except DAMAGED as error:
            raise Unreadable(f"the compressed file is damaged ({error})", "make it again", number) from error
        else:
            return


def _bounded(file: BinaryIO, most: int) -> Iterator[bytes]:
    while raw := file.readline(most):
        if len(raw) == most and not raw.endswith(b"\n"):
            raise Unreadable(f"a line is longer than {most // 1_000_000} MB", "check that it is JSON lines")
        yield raw


def read_json(source: Source) -> Iterator[Part]:
    """A list of objects, or one object; objects before a broken one are read."""
    text = text_of(source).lstrip("\ufeff")
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] != "[":
        if _is_lines(text):
            yield from read_lines(source.again(text.encode()))
        else:
            yield from document_of_record(load_json(text, what="file"), source, 1, "file")
        return
    at, number = start + 1, 0
    while True:
        at = _after_space(text, at)
        if text[at : at + 1] == "]":
            break
        number += 1
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            problem = f"entry {number} of the list is no valid JSON ({str(error)[:80]})"
            raise Unreadable(problem, "the entries before it were read; mend it and read again") from error
        yield from document_of_record(value, source, number, "entry")
    if not number:
        yield Finding(source.place, "the file is empty", "put objects with `text` into the list")


def _after_space(text: str, at: int) -> int:
    found = _SPACE_OR_COMMA.match(text, at)
    return found.end() if found else at


def _is_lines(text: str) -> bool:
    """Whether the first object ends on the first line and more follows."""
    first, _, rest = text.lstrip().partition("\n")
    if not rest.strip():
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True
