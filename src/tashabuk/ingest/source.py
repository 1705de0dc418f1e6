"""One item to read: its name, its place, its bytes, and the budget that it shares with all that lies around it.

A reader gets a `Source` and gives Documents, Findings and further Sources (the members of an archive, the attachments
of a message); `tashabuk.ingest.reading` goes into those. Members are streams: a name inside an archive never becomes
a path of the file system.
"""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from tashabuk.ingest.given import Given, Item
from tashabuk.ingest.gunzip import Damaged

HEAD = 8192
"""Bytes by which a kind is recognised."""
DAMAGED = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, OSError)
"""What a broken compressed stream raises (`gzip.BadGzipFile` is an OSError)."""


class Unreadable(Exception):
    """An item cannot be read: what is wrong, what to do, and the line if one is to blame."""

    def __init__(self, problem: str, advice: str, line: int | None = None):
        super().__init__(problem)
        self.problem, self.advice, self.line = problem, advice, line


class BudgetSpent(Unreadable):
    """The outermost file unfolds to more than its bounds: nothing more of it is read."""


@dataclass(slots=True)
class Budget:
    """How much the outermost file, of `size` bytes, has unfolded to, on all levels together."""

    size: int
    given: Given
    unfolded: int = 0

    def spend(self, count: int) -> None:
        """Add `count` decompressed bytes; BudgetSpent above the total or the ratio."""
        limits = self.given.limits
        self.unfolded += count
        if self.unfolded > limits.free_bytes and self.unfolded > limits.ratio * self.size:
            problem = f"it unfolds to more than {limits.ratio} times its size, as a decompression bomb does"
            raise BudgetSpent(problem, "the rest was left out; unpack it yourself if you trust it")
        if self.unfolded > limits.total_bytes:
            raise BudgetSpent("it unfolds to more than one file may", "the rest was left out; split the archive")


class Unfolding(io.RawIOBase):
    """A decompressing stream whose bytes are counted against the budget."""

    def __init__(self, file: BinaryIO, budget: Budget):
        self._file, self._budget = file, budget

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """The next bytes into `buffer`; BudgetSpent where they are too many."""
        view = memoryview(cast(bytearray, buffer))
        data = self._file.read(min(len(view), 1 << 16))
        self._budget.spend(len(data))
        view[: len(data)] = data
        return len(data)


def unfolding(file: BinaryIO, budget: Budget) -> BinaryIO:
    """A buffered, counted reader over a decompressing stream."""
    return cast(BinaryIO, io.BufferedReader(Unfolding(file, budget), 1 << 16))


class _Until(io.RawIOBase):
    """A file from where it stands to before byte `end`."""

    def __init__(self, file: BinaryIO, end: int | None):
        self._file, self._end = file, end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        left = len(view) if self._end is None else self._end - self._file.tell()
        data = self._file.read(max(0, min(len(view), left)))
        view[: len(data)] = data
        return len(data)


def until(file: BinaryIO, end: int | None) -> BinaryIO:
    """A buffered reader over a file from where it stands to before byte `end`."""
    return cast(BinaryIO, io.BufferedReader(_Until(file, end), 1 << 16))


class _Joined(io.RawIOBase):
    """What was read already, then the rest of the stream. Damage is raised where it stands, and does not end it."""

    def __init__(self, before: Sequence[bytes | Damaged], file: BinaryIO):
        self._before, self._file = deque(before), file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        data = self._before.popleft() if self._before else cast(io.BufferedReader, self._file).read1(len(view))
        if isinstance(data, Damaged):
            raise data
        if len(data) > len(view):
            self._before.appendleft(data[len(view) :])
            data = data[: len(view)]
        view[: len(data)] = data
        return len(data)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of a file of JSON lines from byte `start` to before byte `end`; `line` is the number of the first."""

    start: int = 0
    end: int | None = None
    line: int = 1


WHOLE = Stretch()


@dataclass(slots=True)
class Source:
    """One item. `place` is what findings show, `name` the file name that tells kind and day, `id` the document's."""

    place: str
    name: str
    id: str
    file: BinaryIO
    given: Given
    budget: Budget
    depth: int = 0
    path: Path | None = None
    """Where the bytes lie as they are on disk; None for members and streams."""
    url: str = ""
    media: str = ""
    """Media type, where a server or a message told one."""
    charset: str = ""
    stretch: Stretch = WHOLE
    """Which of its lines `file` holds."""
    _before: list[bytes | Damaged] | None = field(default=None, repr=False)
    """What was read of the file to see its head."""

    @property
    def head(self) -> bytes:
        """The first bytes, up to the first damage behind one."""
        if self._before is None:
            self._before = []
            size = 0
            while size < HEAD:
                try:
                    block = cast(io.BufferedReader, self.file).read1(HEAD - size)
                except Damaged as error:
                    self._before[len(self._before) if size else 0 :] = [error]
                    if size:
                        break
                    continue
                if not block:
                    break
                self._before.append(block)
                size += len(block)
        return b"".join(part for part in self._before if isinstance(part, bytes))

    def stream(self) -> BinaryIO:
        """The bytes from the first one on; to be taken once."""
        head = self.head  # reads what is kept before
        return cast(BinaryIO, io.BufferedReader(_Joined(self._before or [head], self.file), 1 << 16))

    def read(self, limit: int | None = None) -> bytes:
        """All bytes; Unreadable where they are more than `limit` (default: `item_bytes`)."""
        most = limit or self.given.limits.item_bytes
        data = self.stream().read(most + 1)
        if len(data) > most:
            raise Unreadable(f"it is larger than {most // 1_000_000} MB", "split it, or convert it to JSON lines")
        return data

    def member(self, name: str, file: BinaryIO, *, id_: str = "", url: str = "", charset: str = "") -> Source:
        """An item inside this one, `name` with its folders; its id is `id_`, else place and name."""
        return Source(
            place=f"{self.place}!{name}",
            name=PurePosixPath(name.replace("\\", "/")).name or name,
            id=id_ or f"{self.id}!{name}",
            file=file,
            given=self.given,
            budget=self.budget,
            depth=self.depth + 1,
            url=url,
            charset=charset,
        )

    def again(self, data: bytes) -> Source:
        """The same item, whose bytes were taken already and are `data`."""
        return replace(self, file=io.BytesIO(data), path=None, _before=None)

    def unwrapped(self, name: str, file: BinaryIO) -> Source:
        """The same item without its compression: place and id stay."""
        return Source(self.place, name, self.id, file, self.given, self.budget, self.depth + 1, url=self.url)


Part = Item | Source
Reader = Callable[[Source], Iterator[Part]]
