"""Files, folders and standard input to documents, one after the other, with a finding for each problem.

A folder gives its `.txt`, `.md`, `.jsonl` and `.jsonl.gz` files, in the order of their names. Nothing here stops the
work: what cannot be read becomes a `Finding` and the next item follows.
"""

from __future__ import annotations

import datetime as dt
import gzip
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tashabuk.ingest.encoding import NotText, decode
from tashabuk.ingest.records import document_of_line
from tashabuk.model import Document, Finding

STDIN = "-"
TEXTS = (".txt", ".md")
LINES = (".jsonl", ".jsonl.gz", ".ndjson")
LONGEST_PARAGRAPH = 1_000_000
"""Characters of one paragraph above which we say that something is odd; it is read all the same."""
_FILE_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_LETTER = re.compile(r"[^\W\d_]")
_NAMES = {"ar": "Arabic"}


@dataclass(frozen=True, slots=True)
class Given:
    """What the user told about all texts."""

    published: dt.date | None = None
    title: str = ""
    language: str = "ar"


Item = Document | Finding


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of a file from byte `start` to before byte `end`; `line` is the number of the first."""

    start: int = 0
    end: int | None = None
    line: int = 1


WHOLE = Stretch()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to read: a file, or another name that the user gave, with its size in bytes (0 where it has none)."""

    name: str
    size: int = 0


def read_paths(paths: Sequence[str], given: Given) -> Iterator[Item]:
    """The documents and findings of all paths, in order."""
    for entry in entries(paths):
        if isinstance(entry, Finding):
            yield entry
        else:
            yield from read_entry(entry, given)


def entries(paths: Sequence[str]) -> Iterator[Entry | Finding]:
    """What there is to read, in order; folders give their files."""
    for name in paths:
        path = Path(name)
        if name != STDIN and path.is_dir():
            yield from _folder(path)
        else:
            yield Entry(name, path.stat().st_size if name != STDIN and path.is_file() else 0)


def read_entry(
    entry: Entry, given: Given, stretch: Stretch = WHOLE, on_position: Callable[[int], None] = lambda _: None
) -> Iterator[Item]:
    """The documents and findings of one entry; of JSON lines only a stretch, where one is given.

    `on_position` is told how many bytes of JSON lines, as they are on the disk, were taken so far.
    """
    path = Path(entry.name)
    if entry.name == STDIN:
        yield from _standard_input(given)
    elif path.exists():
        yield from _file(path, given, stretch, on_position)
    else:
        yield Finding(entry.name, "there is no such file", "check the name")


def _folder(folder: Path) -> Iterator[Entry | Finding]:
    found = [p for p in sorted(folder.rglob("*")) if p.is_file() and p.name.lower().endswith((*TEXTS, *LINES))]
    if not found:
        yield Finding(str(folder), "the folder holds no texts", f"put {', '.join((*TEXTS, *LINES[:2]))} files into it")
    for path in found:
        yield Entry(str(path), path.stat().st_size)


def _standard_input(given: Given) -> Iterator[Item]:
    data = sys.stdin.buffer.read()
    yield from _one_text(data, STDIN, given, day=given.published, name=STDIN)


def _file(path: Path, given: Given, stretch: Stretch, on_position: Callable[[int], None]) -> Iterator[Item]:
    try:
        if path.name.lower().endswith(LINES):
            yield from _lines(path, given, stretch, on_position)
        else:
            found = _FILE_DAY.search(path.name)
            day = given.published or (_day(found) if found else None)
            yield from _one_text(path.read_bytes(), str(path), given, day=day, name=path.stem)
    except PermissionError:
        yield Finding(str(path), "the file may not be read", "change its permissions")
    except OSError as error:
        yield Finding(str(path), f"the file cannot be read ({error.strerror or error})", "check the file")


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def _lines(path: Path, given: Given, stretch: Stretch, on_position: Callable[[int], None]) -> Iterator[Item]:
    zipped = path.name.lower().endswith(".gz")
    number = 0
    try:
        with path.open("rb") as disk:
            disk.seek(stretch.start)
            file = gzip.GzipFile(fileobj=disk) if zipped else disk
            empty = stretch == WHOLE
            for number, raw in enumerate(iter(file.readline, b""), stretch.line):
                on_position(disk.tell() - stretch.start)
                if stretch.end is not None and disk.tell() > stretch.end:
                    break
                if not raw.strip():
                    continue
                empty = False
                try:
                    line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError:
                    yield Finding(str(path), "the line is not UTF-8", "save the file as UTF-8", number)
                    continue
                document, findings = document_of_line(line, path.name, number, given.language)
                yield from (replace(f, file=str(path)) for f in findings)
                if document is not None:
                    yield from _accepted(_with_given(document, given), str(path), given, number)
            if empty:
                yield Finding(str(path), "the file is empty", "put one JSON object with `text` on each line")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Finding(str(path), f"the compressed file is damaged ({error})", "make it again", number + 1)


def _with_given(document: Document, given: Given) -> Document:
    if given.published is not None and document.published is None:
        document = replace(document, published=given.published)
    return document


def _one_text(data: bytes, file: str, given: Given, *, day: dt.date | None, name: str) -> Iterator[Item]:
    if not data.strip():
        yield Finding(file, "the file is empty", "give it a text, or leave it out")
        return
    try:
        text = decode(data)
    except NotText as error:
        yield Finding(file, f"the file is no text: {error}", "convert it to plain text first")
        return
    title = given.title or next((line.strip()[:200] for line in text.splitlines() if line.strip()), "")
    document = Document(id=name, text=text, title=title, published=day, language=given.language)
    yield from _accepted(document, file, given)


def _accepted(document: Document, file: str, given: Given, line: int | None = None) -> Iterator[Item]:
    """The document, unless it is in another language; with a remark if a paragraph is very long."""
    sample = document.text[:5000]
    letters = len(_LETTER.findall(sample))
    if (given.language == "ar" and len(_ARABIC.findall(sample)) * 4 < letters) or not letters:
        wanted = _NAMES.get(given.language, given.language)
        advice = f"only {wanted} texts are read so far; it was left out"
        yield Finding(file, f"the text is not in {wanted}", advice, line)
        return
    if len(document.text) > LONGEST_PARAGRAPH and "\n" not in document.text[:LONGEST_PARAGRAPH]:
        advice = "it is read all the same; check that it is one text"
        yield Finding(file, "the text is one very long paragraph", advice, line)
    yield document
