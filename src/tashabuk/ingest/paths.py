"""What the user names - files, folders, addresses, standard input - to documents, with a finding for each problem.

Nothing here stops the work: what cannot be read becomes a `Finding` and the next item follows.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from tashabuk.ingest.folders import files_of
from tashabuk.ingest.given import Given, Item
from tashabuk.ingest.reading import read_source
from tashabuk.ingest.source import Budget, Source, Unreadable
from tashabuk.ingest.web import fetch, is_url
from tashabuk.model import Finding

STDIN = "-"


def read_paths(paths: Sequence[str], given: Given) -> Iterator[Item]:
    """The documents and findings of all paths, in order."""
    for name in paths:
        path = Path(name)
        if name == STDIN:
            yield from read_source(_of_stream(sys.stdin.buffer, STDIN, given, given.limits.item_bytes))
        elif is_url(name):
            yield from _address(name, given)
        elif path.is_dir():
            yield from _folder(path, given)
        elif path.is_symlink() or path.exists():
            yield from _file(path, path.name, given)
        else:
            yield Finding(name, "there is no such file", "check the name")


def _folder(folder: Path, given: Given) -> Iterator[Item]:
    for item in files_of(folder):
        if isinstance(item, Finding):
            yield item
        else:
            yield from _file(item, item.relative_to(folder).as_posix(), given)


def _file(path: Path, id_: str, given: Given) -> Iterator[Item]:
    try:
        with path.open("rb") as file:
            if not path.is_file():  # a pipe: its bytes come once
                yield from read_source(_of_stream(file, str(path), given, given.limits.item_bytes))
                return
            budget = Budget(path.stat().st_size, given)
            yield from read_source(Source(str(path), path.name, id_, file, given, budget, path=path))
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
