"""What a store has to give out: the statements, ties and pair periods of a selection, for every format and frame."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from tashabuk.actors.catalogue import Catalogue
from tashabuk.exchange.content import Content, PairPeriod, Sourced
from tashabuk.model import Tie
from tashabuk.relate.channels import pair_columns, pair_periods
from tashabuk.relate.observations import UNDATED, Dated, Observations
from tashabuk.relate.periods import Step, period_numbers, period_start
from tashabuk.relate.row_ties import row_ties
from tashabuk.relate.scores import plover_score
from tashabuk.relate.ties import TieOptions
from tashabuk.store import Filter, Store, Stored
from tashabuk.workbench.observing import observations


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted. `start` is inclusive, `end` exclusive; `at` leaves out what is later and turns decay of ties on.

    `actors` are names in any form that the catalogue knows; a statement or tie in which one of them has a part is in.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    at: dt.date | None = None
    actors: tuple[str, ...] = ()
    step: Step = Step.MONTH
    directed: bool = False

    @property
    def until(self) -> dt.date | None:
        """The first day that is out."""
        after = self.at + dt.timedelta(days=1) if self.at is not None else None
        return min((day for day in (self.end, after) if day is not None), default=None)


def content_of(store: Path, selection: Selection, catalogue: Catalogue) -> Content:
    """All that can be given out of a selection; nothing is read before it is asked for."""
    kept = Store(store)
    wanted = frozenset(catalogue.resolve(name).id for name in selection.actors)

    def statements() -> Iterator[Stored]:
        anyone = next(iter(wanted)) if len(wanted) == 1 else ""
        for one in kept.stream(Filter(anyone=anyone, start=selection.start, end=selection.until)):
            if not wanted or wanted.intersection((*one.statement.actor, *one.statement.recipient)):
                yield one

    @cache
    def rows() -> Observations:
        items = (Dated(s.statement, s.id, s.published) for s in statements())
        found = observations(kept, items, selection.start, selection.until)
        if not wanted:
            return found
        numbers = [n for n, name in enumerate(found.names) if name in wanted]
        return found.where(np.isin(found.a, numbers) | np.isin(found.b, numbers))

    @cache
    def ties() -> list[Tie]:
        return row_ties(rows(), TieOptions(at=selection.at, directed=selection.directed))

    return Content(
        statements=lambda: map(_sourced, statements()),
        ties=ties,
        periods=lambda: _periods(rows(), selection.step),
        actor=catalogue.get,
    )


def _sourced(stored: Stored) -> Sourced:
    statement = stored.statement
    return Sourced(
        id=stored.id,
        statement=statement,
        score=plover_score(statement.event, statement.mode, statement.sign),
        document=stored.document_id,
        title=stored.title,
        published=stored.published,
        publisher=stored.publisher,
        url=stored.url,
        sentence=stored.sentence,
    )


def _periods(rows: Observations, step: Step) -> Iterator[PairPeriod]:
    """The rows of `pair_periods`, each with the ids that it rests on, in the order of names."""
    dated = rows.where(rows.day != UNDATED)
    found = pair_periods(dated, step)
    first, second, index = pair_columns(dated, directed=True)
    period = period_numbers(dated.day, step)[index]
    ordered = index[np.lexsort((index, dated.day[index], period, second, first))]
    ends = np.cumsum(found.rows)
    for n in sorted(
        range(len(found)), key=lambda n: (found.names[found.a[n]], found.names[found.b[n]], found.period[n])
    ):
        own = ordered[ends[n] - found.rows[n] : ends[n]]
        number = int(found.period[n])
        yield PairPeriod(
            found.names[found.a[n]],
            found.names[found.b[n]],
            period_start(number, step),
            period_start(number + 1, step),
            float(found.cooperation[n]),
            float(found.conflict[n]),
            int(found.rows[n]),
            tuple(dated.ids[i] for i in dated.source[own]),
        )
