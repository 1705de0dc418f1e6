"""The input in pieces that can be read apart from each other, and together give the same documents as the whole.

A partition is some small files, one large file, or a stretch of lines of one large file of plain JSON lines. Where a
group of small files ends is decided by a hash of the last name, not by counting: a file that is added later changes
the group that it falls into and no other.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tashabuk.ingest.paths import STDIN, WHOLE, Given, Item, Stretch, read_file, read_paths, texts_in

PIECE = 8 << 20
"""Bytes of plain JSON lines in one partition, about 2,700 newspaper articles."""
GROUP = 256
"""Small files in one partition, on average."""
_PLAIN_LINES = (".jsonl", ".ndjson")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, or another name that the user gave, with its size in bytes (0 where it has none)."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Partition:
    """Files that one process reads one after the other; of a single file perhaps only a stretch."""

    inputs: tuple[Input, ...]
    stretch: Stretch = WHOLE

    @property
    def size(self) -> int:
        """Bytes to read."""
        if self.stretch.end is not None:
            return self.stretch.end - self.stretch.start
        return sum(i.size for i in self.inputs)

    def __str__(self) -> str:
        first = self.inputs[0].name
        if self.stretch.end is not None:
            return f"{first}, bytes {self.stretch.start} to {self.stretch.end}"
        return first if len(self.inputs) == 1 else f"{first} to {self.inputs[-1].name}"


def list_inputs(paths: Sequence[str]) -> list[Input]:
    """All files that `read_paths` would read, in its order; names that are no files stay as they are."""
    return [one for name in paths for one in _inputs(name)]


def _inputs(name: str) -> Iterator[Input]:
    path = Path(name)
    if name == STDIN or not path.exists():
        yield Input(name, 0)
    elif path.is_dir():
        yield from [Input(str(p), p.stat().st_size) for p in texts_in(path)] or [Input(name, 0)]
    else:
        yield Input(name, path.stat().st_size)


def partitions(inputs: Iterable[Input], piece: int = PIECE) -> Iterator[Partition]:
    """The inputs in order, cut into partitions. Large files of plain JSON lines are read once to find line ends."""
    group: list[Input] = []
    for one in inputs:
        large = one.size > piece
        if large and group:
            yield Partition(tuple(group))
            group = []
        if large and one.name.lower().endswith(_PLAIN_LINES):
            yield from _stretches(one, piece)
            continue
        group.append(one)
        if large or zlib.crc32(Path(one.name).name.encode("utf-8", "surrogateescape")) % GROUP == 0:
            yield Partition(tuple(group))
            group = []
    if group:
        yield Partition(tuple(group))


def _stretches(one: Input, piece: int) -> Iterator[Partition]:
    """Stretches of at least `piece` bytes that end with a line."""
    start, line = 0, 1
    with Path(one.name).open("rb") as file:
        while start < one.size:
            lines = 0
            left = piece
            while left > 0 and (block := file.read(min(left, _BLOCK))):
                left -= len(block)
                lines += block.count(b"\n")
            lines += file.readline().endswith(b"\n")
            end = file.tell()
            yield Partition((one,), Stretch(start, end, line))
            start, line = end, line + lines


def read_partition(partition: Partition, given: Given) -> Iterator[tuple[Item, int]]:
    """The documents and findings of a partition, each with the bytes of the partition that were taken so far."""
    before = position = 0

    def at(taken: int) -> None:
        nonlocal position
        position = before + taken

    for one in partition.inputs:
        path = Path(one.name)
        if one.name != STDIN and path.is_file():
            items = read_file(path, given, partition.stretch, at)
        else:
            items = read_paths([one.name], given)
        for item in items:
            yield item, position
        before += one.size
        position = before
