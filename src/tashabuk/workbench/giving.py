"""What a store has to give out: the statements, ties and pair periods of a selection, for every format and frame."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np

from tashabuk.actors.catalogue import Catalogue
from tashabuk.exchange.content import Content, PairPeriod, Sourced
from tashabuk.model import Tie
from tashabuk.model.scores import plover_score
from tashabuk.relate.channels import pair_columns, pair_periods
from tashabuk.relate.observations import UNDATED, CodedIds, Observations
from tashabuk.relate.periods import Step, period_numbers, period_start
from tashabuk.relate.ties import TieOptions, in_window, ties
from tashabuk.store import Filter, Store, Stored
from tashabuk.workbench.catalogues import find_actor
from tashabuk.workbench.current import current


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted: a window, what weighs how much, and whose part.

    `options.at` leaves out what is later, and turns the decay of ties on. `actors` are names in any form that the
    catalogue knows: a statement, tie or pair in which one of them has a part is in; none means everybody.
    """

    options: TieOptions = field(default_factory=TieOptions)
    actors: tuple[str, ...] = ()
    step: Step = Step.MONTH

    @property
    def undecayed(self) -> TieOptions:
        """The same window without a moment: it ends with that day."""
        if self.options.at is None:
            return self.options
        after = self.options.at + dt.timedelta(days=1)
        return replace(self.options, at=None, end=min(self.options.end or after, after))


def content_of(store: Path, selection: Selection, catalogue: Catalogue) -> Content:
    """All that can be given out of a selection; nothing is read before it is asked for."""
    kept = Store(store)
    wanted = tuple(dict.fromkeys(find_actor(store, name, catalogue).id for name in selection.actors))

    @cache
    def rows() -> Observations:
        return _named(kept, current(kept).rows(selection.options, wanted))

    def all_ties() -> list[Tie]:
        found = ties(rows(), selection.options)
        return [t for t in found if not wanted or t.a in wanted or t.b in wanted]

    def periods() -> Iterator[PairPeriod]:
        found = _periods(in_window(rows(), selection.undecayed), selection.step)
        return (p for p in found if not wanted or p.a in wanted or p.b in wanted)

    return Content(
        statements=lambda: map(_sourced, _statements(kept, selection.undecayed, wanted)),
        ties=cache(all_ties),
        periods=periods,
        actor=catalogue.get,
    )


def statements_content(store: Path, wanted: Filter, catalogue: Catalogue) -> Content:
    """The statements of a filter alone: what a list shows, as something to give out."""
    return Content(
        statements=lambda: map(_sourced, Store(store).stream(wanted)),
        ties=list,
        periods=lambda: iter(()),
        actor=catalogue.get,
    )


def _statements(store: Store, options: TieOptions, wanted: tuple[str, ...]) -> Iterator[Stored]:
    anyone = wanted[0] if len(wanted) == 1 else ""
    for one in store.stream(Filter(anyone=anyone, start=options.start, end=options.end)):
        parties = (*one.statement.actor, *one.statement.recipient)
        if one.statement.confidence >= options.min_confidence and (not wanted or any(a in wanted for a in parties)):
            yield one


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


def _named(store: Store, rows: Observations) -> Observations:
    """The same rows, coded events by `dataset:id`: a row of the store means nothing outside of it."""
    numbers = [CodedIds.row_of(i) for i in rows.ids]
    coded = store.coded_ids([n for n in numbers if n is not None]) if any(n is not None for n in numbers) else {}
    return replace(rows, ids=[i if n is None else coded[n] for i, n in zip(rows.ids, numbers, strict=True)])


def _periods(rows: Observations, step: Step) -> Iterator[PairPeriod]:
    """The rows of `pair_periods`, each with the ids that it rests on, oldest first."""
    dated = rows.where(rows.day != UNDATED)
    found = pair_periods(dated, step)
    first, second, index = pair_columns(dated, directed=True)
    day = dated.day[index]
    ordered = index[np.lexsort((index, day, period_numbers(day, step), second, first))]
    start = 0
    for n in range(len(found)):
        own = ordered[start : start + found.rows[n]]
        start += int(found.rows[n])
        number = int(found.period[n])
        yield PairPeriod(
            found.names[found.a[n]],
            found.names[found.b[n]],
            period_start(number, step),
            period_start(number + 1, step),
            float(found.cooperation[n]),
            float(found.conflict[n]),
            len(own),
            tuple(dated.ids[i] for i in dated.source[own]),
        )
