"""Batches of many files that a database takes in at once, and where in the files each of their records stands.

Each time costs as much as a few thousand rows, and some data sets are published as a file for every quarter of an hour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tashabuk.exchange.incoming.blocks import BLOCK
from tashabuk.exchange.incoming.records import ADVICE, Batch
from tashabuk.exchange.incoming.sources import Source
from tashabuk.model import Finding

ENOUGH = BLOCK * 3 // 4
"""Bytes of records that are taken in at once, if there are so many."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What batches must have in common to be taken in at once: the names of the fields (`-` for those that are not
    used), what stands between them, and the data set that the events are kept under."""

    names: tuple[str, ...]
    between: str
    dataset: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A batch of a file."""

    source: Source
    kind: Kind
    batch: Batch


@dataclass(frozen=True, slots=True)
class Bundle:
    """Batches of one kind, at least one."""

    pieces: tuple[Piece, ...]

    @property
    def kind(self) -> Kind:
        """The kind of all."""
        return self.pieces[0].kind

    def data(self) -> bytes:
        """The records of all, one after the other."""
        first, *more = (piece.batch.data for piece in self.pieces)
        return b"".join((first, *more)) if more else first

    def findings(self, unusable: Iterable[tuple[int, str]] = ()) -> list[Finding]:
        """The problems of lines and those of `unusable` records (1 is the first of the bundle), in the files' order."""
        found = [
            (number, problem.line, problem.problem, problem.advice)
            for number, piece in enumerate(self.pieces)
            for problem in piece.batch.problems
        ]
        found += [(*self._place(record), problem, ADVICE) for record, problem in unusable]
        return [
            Finding(self.pieces[number].source.name, problem, advice, line)
            for number, line, problem, advice in sorted(found)
        ]

    def _place(self, record: int) -> tuple[int, int]:
        """The number of the piece that a record is of, and the line on which it begins."""
        before = 0
        for number, piece in enumerate(self.pieces):
            if record <= before + len(piece.batch.lines):
                return number, piece.batch.lines[record - before - 1]
            before += len(piece.batch.lines)
        raise IndexError(record)


def bundles(found: Iterable[Piece | Finding], on_finding: Callable[[Finding], None]) -> Iterator[Bundle]:
    """Pieces in order, together as far as they are of one kind and not yet `ENOUGH`; findings go to `on_finding`."""
    waiting: list[Piece] = []
    for one in found:
        if isinstance(one, Finding):
            on_finding(one)
            continue
        if waiting and one.kind != waiting[0].kind:
            yield Bundle(tuple(waiting))
            waiting = []
        waiting.append(one)
        if sum(len(piece.batch.data) for piece in waiting) >= ENOUGH:
            yield Bundle(tuple(waiting))
            waiting = []
    if waiting:
        yield Bundle(tuple(waiting))
