"""Use case: what a store holds, at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tashabuk.model import Tie, TurningPoint
from tashabuk.relate.channels import history
from tashabuk.relate.ties import TieOptions
from tashabuk.relate.turning import turning_points
from tashabuk.store import Store
from tashabuk.store.store import DocumentLine
from tashabuk.workbench.current import Current, current
from tashabuk.workbench.documents import newest_documents
from tashabuk.workbench.repeats import Progress

SHOWN = 10
TURNING = 60
"""Heaviest ties whose turning points are looked for."""


@dataclass(frozen=True, slots=True)
class PairTurn:
    """A turning point and whose it is."""

    a: str
    b: str
    point: TurningPoint


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts by table, newest documents, most entangled ties, latest turning points of the heaviest ties."""

    counts: dict[str, int]
    documents: tuple[DocumentLine, ...]
    ties: tuple[Tie, ...]
    turns: tuple[PairTurn, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing was read or imported yet."""
        return not self.counts["documents"] and not self.counts["coded_events"]


def overview(path: Path, on_progress: Progress | None = None) -> Overview:
    """The first page of a store; `on_progress` is told how far the comparing of reports is, if any is to be done."""
    here = current(Store(path))
    here.evidence(on_progress)
    return here.once("overview", lambda: _overview(here))


def _overview(here: Current) -> Overview:
    found = here.ties(TieOptions())
    turns = [
        PairTurn(tie.a, tie.b, point)
        for tie in found.heaviest(TURNING)
        for point in turning_points(history(here.between(tie.a, tie.b, TieOptions())), here.document_of).points
    ]
    turns.sort(key=lambda t: t.point.on, reverse=True)
    documents = tuple(newest_documents(here, SHOWN))
    return Overview(here.store.counts(), documents, tuple(found[:SHOWN]), tuple(turns[:SHOWN]))
