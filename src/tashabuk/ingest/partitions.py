"""The input in pieces that can be read apart from each other, and together give the same documents as the whole.

A partition is some small files, one large file, or a stretch of lines of one large file of plain JSON lines. Where a
group of small files ends is decided by a hash of the last name, not by counting: a file that is added later changes
the group that it falls into and no other.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tashabuk.ingest.given import Given, Item
from tashabuk.ingest.paths import Entry, read_entry
from tashabuk.ingest.source import WHOLE, Stretch

PIECE = 8 << 20
"""Bytes of plain JSON lines in one partition, about 2,700 newspaper articles."""
GROUP = 256
"""Small files in one partition, on average."""
_PLAIN_LINES = (".jsonl", ".ndjson")
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")


@dataclass(frozen=True, slots=True)
class Partition:
    """Files that one process reads one after the other; of a single file perhaps only a stretch."""

    entries: tuple[Entry, ...]
    stretch: Stretch = WHOLE

    @property
    def size(self) -> int:
        """Bytes to read."""
        if self.stretch.end is not None:
            return self.stretch.end - self.stretch.start
        return sum(e.size for e in self.entries)

    def __str__(self) -> str:
        first = self.entries[0].name
        if self.stretch.end is not None:
            return f"{first}, bytes {self.stretch.start} to {self.stretch.end}"
        return first if len(self.entries) == 1 else f"{first} to {self.entries[-1].name}"


def partitions(entries: Iterable[Entry], piece: int = PIECE) -> Iterator[Partition]:
    """The entries in order, cut into partitions. Large files of plain JSON lines are read once to find line ends."""
    group: list[Entry] = []
    for one in entries:
        if one.size > piece:
            if group:
                yield Partition(tuple(group))
            group = []
            yield from _stretches(one, piece) if one.name.lower().endswith(_PLAIN_LINES) else [Partition((one,))]
            continue
        group.append(one)
        if _ends_group(one.name) or sum(e.size for e in group) > piece:
            yield Partition(tuple(group))
            group = []
    if group:
        yield Partition(tuple(group))


def _ends_group(name: str) -> bool:
    return zlib.crc32(Path(name).name.encode("utf-8", "surrogateescape")) % GROUP == 0


def _stretches(one: Entry, piece: int) -> Iterator[Partition]:
    """Stretches of at least `piece` bytes that end with a line; the whole where it is no UTF-8 or no JSON lines."""
    start, line = 0, 1
    try:
        with Path(one.name).open("rb") as file:
            while block := file.read(piece):
                rest = file.readline()
                if not start and (b"\x00" in block or not _OBJECT.match(block)):
                    break
                end = file.tell()
                yield Partition((one,), Stretch(start, end, line))
                line += block.count(b"\n") + rest.count(b"\n")
                start = end
    except OSError:
        pass  # whoever reads it says so
    if not start:
        yield Partition((one,))


def read_partition(partition: Partition, given: Given) -> Iterator[tuple[Item, int]]:
    """The documents and findings of a partition, each with the bytes of the partition that were taken so far."""
    before = position = 0

    def at(taken: int) -> None:
        nonlocal position
        position = before + taken

    for entry in partition.entries:
        for item in read_entry(entry, given, partition.stretch, at):
            yield item, position
        before += entry.size
        position = before
