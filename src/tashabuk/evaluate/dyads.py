"""Counts of who acts on whom in gold documents (see `engine.dyads`), and such counts without one of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tashabuk.engine.dyads import ANYBODY, COLUMNS, MOST, TEXTS, Counts, Dyad, Dyads, column_of
from tashabuk.evaluate.gold import Fields, GoldDocument


class Census:
    """All counts of some documents."""

    def __init__(self, gold: Iterable[GoldDocument]) -> None:
        self._counts: dict[Dyad, Counter[str]] = {}
        for one in gold:
            for dyad, column in _told(one):
                self._counts.setdefault(dyad, Counter())[column] += 1

    def dyads(self) -> Dyads:
        """What all documents tell."""
        return Dyads({dyad: _row(counts) for dyad, counts in self._counts.items()})

    def without(self, whole: Dyads, one: GoldDocument) -> Dyads:
        """What all documents but one of them tell, `whole` being what all do: so that a text that is learnt from is not
        known beforehand."""
        own: dict[Dyad, Counter[str]] = {}
        for dyad, column in _told(one):
            own.setdefault(dyad, Counter())[column] += 1
        return _Without(whole, {dyad: _row(self._counts[dyad] - counts) for dyad, counts in own.items()})


class _Without(Dyads):
    """Counts some of which are others than in the whole."""

    def __init__(self, whole: Dyads, others: Mapping[Dyad, Counts]) -> None:
        super().__init__(others)
        self._whole = whole

    def row(self, dyad: Dyad) -> Counts | None:
        other = super().row(dyad)
        return self._whole.row(dyad) if other is None else other


def _told(gold: GoldDocument) -> set[tuple[Dyad, str]]:
    """What a document counts for, each once; those who act on each other do so both ways."""
    return {told for statement in gold.statements for told in _of(statement)}


def _of(statement: Fields) -> Iterator[tuple[Dyad, str]]:
    actors, recipients = statement["actor"], statement["recipient"]
    for party in (*actors, *recipients):
        yield (party, ANYBODY), TEXTS
    for dyad in ((a, r) for a in actors for r in recipients or actors if a != r):
        for column in (TEXTS, column_of(statement["sign"]), statement["event"]):
            yield dyad, column


def _row(counts: Counter[str]) -> Counts:
    return bytes(min(counts[column], MOST) for column in COLUMNS)
