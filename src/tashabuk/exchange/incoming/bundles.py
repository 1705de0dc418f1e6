"""Batches of many files that a database takes in at once, and where in the files each of their records stands.

Each time costs as much as a few thousand rows, and some data sets are published as a file for every quarter of an hour.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tashabuk.exchange.incoming.records import ADVICE, Batch, Layout
from tashabuk.exchange.incoming.sources import Source
from tashabuk.model import Finding


@dataclass(frozen=True, slots=True)
class Common:
    """What batches must have in common to be taken in at once: how their files are written, the names of the fields
    (`-` for those that are not used), and the data set that the events are kept under."""

    layout: Layout
    names: tuple[str, ...]
    dataset: str

    @property
    def enough(self) -> int:
        """Bytes of records that are taken in at once, if there are so many."""
        return self.layout.block * 3 // 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A batch of a file."""

    source: Source
    common: Common
    batch: Batch


@dataclass(frozen=True, slots=True)
class Bundle:
    """Batches that have everything of `Common` in common, at least one."""

    pieces: tuple[Piece, ...]

    @property
    def common(self) -> Common:
        """What all have in common."""
        return self.pieces[0].common

    def data(self) -> bytes:
        """The records of all, one after the other."""
        first, *more = (piece.batch.data for piece in self.pieces)
        return b"".join((first, *more)) if more else first

    def findings(self, unusable: Iterable[tuple[int, str]] = ()) -> list[Finding]:
        """The problems of lines and those of `unusable` records (0 is the first of the bundle), in the files' order."""
        found = [
            (number, problem.line, problem.problem, problem.advice)
            for number, piece in enumerate(self.pieces)
            for problem in piece.batch.problems
        ]
        starts = list(itertools.accumulate((len(piece.batch.lines) for piece in self.pieces), initial=0))
        for record, problem in unusable:
            number = bisect.bisect_right(starts, record) - 1
            found.append((number, self.pieces[number].batch.lines[record - starts[number]], problem, ADVICE))
        return [
            Finding(self.pieces[number].source.name, problem, advice, line)
            for number, line, problem, advice in sorted(found)
        ]


def bundles(found: Iterable[Piece | Finding], on_finding: Callable[[Finding], None]) -> Iterator[Bundle]:
    """Pieces in order, together until they differ or are enough; findings among them go to `on_finding`."""
    waiting: list[Piece] = []
    size = 0
    for one in found:
        if isinstance(one, Finding):
            on_finding(one)
            continue
        if waiting and one.common != waiting[0].common:
            yield Bundle(tuple(waiting))
            waiting, size = [], 0
        waiting.append(one)
        size += len(one.batch.data)
        if size >= one.common.enough:
            yield Bundle(tuple(waiting))
            waiting, size = [], 0
    if waiting:
        yield Bundle(tuple(waiting))
