"""Counts of who acts on whom in gold documents (see `engine.dyads`), and such counts without one of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tashabuk.engine.dyads import ANYBODY, COLUMNS, TEXTS, Counts, Dyad, Dyads, column_of
from tashabuk.evaluate.gold import Fields, GoldDocument, dyads_of


class Census:
    """All counts of some documents."""

    def __init__(self, gold: Iterable[GoldDocument]) -> None:
        self._counts = _counted(gold)
        self.dyads = Dyads({dyad: _row(counts) for dyad, counts in self._counts.items()})
        """What all documents tell."""

    def without(self, one: GoldDocument) -> Dyads:
        """What all documents but one of them tell: so that a text that is learnt from is not known beforehand."""
        own = _counted([one])
        return _Without(self.dyads, {dyad: _row(self._counts[dyad] - counts) for dyad, counts in own.items()})


class _Without(Dyads):
    """Counts some of which are others than in the whole."""

    def __init__(self, whole: Dyads, others: Mapping[Dyad, Counts]) -> None:
        super().__init__(others)
        self._whole = whole

    def row(self, dyad: Dyad) -> Counts | None:
        other = super().row(dyad)
        return self._whole.row(dyad) if other is None else other


def _counted(gold: Iterable[GoldDocument]) -> dict[Dyad, Counter[str]]:
    """In how many documents each dyad has something in each column."""
    counts: dict[Dyad, Counter[str]] = {}
    for one in gold:
        for dyad, column in {told for statement in one.statements for told in _told(statement)}:
            counts.setdefault(dyad, Counter())[column] += 1
    return counts


def _told(statement: Fields) -> Iterator[tuple[Dyad, str]]:
    """What a statement counts for; those who act on each other do so both ways."""
    for party in (*statement["actor"], *statement["recipient"]):
        yield (party, ANYBODY), TEXTS
    for dyad in dyads_of(statement):
        for column in (TEXTS, column_of(statement["sign"]), statement["event"]):
            yield dyad, column


def _row(counts: Counter[str]) -> Counts:
    return tuple(counts[column] for column in COLUMNS)
