"""What the user names - files, folders, addresses, standard input - to documents, with a finding for each problem.

Nothing here stops the work: what cannot be read becomes a `Finding` and the next item follows.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from tashabuk.ingest.folders import files_of
from tashabuk.ingest.given import Given, Item
from tashabuk.ingest.reading import read_source
from tashabuk.ingest.source import WHOLE, Budget, Source, Stretch, Unreadable, until
from tashabuk.ingest.web import fetch, is_url
from tashabuk.model import Finding

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to read: a file, or another name that the user gave.

    `id` is what its documents are called by where they have no name of their own, `size` its bytes on the disk (0 where
    it has none).
    """

    name: str
    id: str
    size: int = 0


def read_paths(paths: Sequence[str], given: Given) -> Iterator[Item]:
    """The documents and findings of all paths, in order."""
    for entry in entries(paths):
        if isinstance(entry, Finding):
            yield entry
        else:
            yield from read_entry(entry, given)


def entries(paths: Sequence[str]) -> Iterator[Entry | Finding]:
    """What there is to read, in order; a folder gives its files and what is wrong with them."""
    for name in paths:
        path = Path(name)
        if name == STDIN or is_url(name):
            yield Entry(name, name)
        elif path.is_dir():
            yield from _folder(path)
        else:
            yield Entry(name, path.name, path.stat().st_size if path.is_file() else 0)


def _folder(folder: Path) -> Iterator[Entry | Finding]:
    for item in files_of(folder):
        if isinstance(item, Finding):
            yield item
        else:
            yield Entry(str(item), item.relative_to(folder).as_posix(), item.stat().st_size)


def read_entry(
    entry: Entry, given: Given, stretch: Stretch = WHOLE, on_position: Callable[[int], None] = lambda _: None
) -> Iterator[Item]:
    """The documents and findings of one entry; of JSON lines only a stretch, where one is given.

    `on_position` is told before each of them how many bytes of a file, as they are on the disk, were taken so far.
    """
    path = Path(entry.name)
    if entry.name == STDIN:
        yield from read_source(_of_stream(sys.stdin.buffer, STDIN, given, given.limits.item_bytes))
    elif is_url(entry.name):
        yield from _address(entry.name, given)
    elif path.is_symlink() or path.exists():
        yield from _file(entry, given, stretch, on_position)
    else:
        yield Finding(entry.name, "there is no such file", "check the name")


def _file(entry: Entry, given: Given, stretch: Stretch, on_position: Callable[[int], None]) -> Iterator[Item]:
    path = Path(entry.name)
    try:
        with path.open("rb") as file:
            if not path.is_file():  # a pipe: its bytes come once
                yield from read_source(_of_stream(file, str(path), given, given.limits.item_bytes))
                return
            budget = Budget(path.stat().st_size, given)
            source = Source(str(path), path.name, entry.id, file, given, budget, path=path)
            if stretch != WHOLE:
                file.seek(stretch.start)
                source = replace(source, file=until(file, stretch.end), path=None, stretch=stretch)
            for item in read_source(source):
                on_position(file.tell() - stretch.start)
                yield item
    except PermissionError:
        yield Finding(str(path), "the file may not be read", "change its permissions")
    except OSError as error:
        yield Finding(str(path), f"the file cannot be read ({error.strerror or error})", "check the file")


def _address(url: str, given: Given) -> Iterator[Item]:
    try:
        page = fetch(url, given)
    except Unreadable as error:
        yield Finding(url, error.problem, error.advice)
        return
    source = _of_stream(io.BytesIO(page.data), url, given, len(page.data))
    source.url, source.media, source.charset = page.url, page.media, page.charset
    yield from read_source(source)


def _of_stream(file: BinaryIO, place: str, given: Given, size: int) -> Source:
    """A source whose bytes come once; `size` is what its unfolding is measured against."""
    return Source(place, place.rstrip("/").rpartition("/")[2], place, file, given, Budget(size, given))
