"""Use case: what is in a store, or meets a filter, as one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import UsageError
from tashabuk.model import Certainty, Openness, Sign, Tie
from tashabuk.model.scores import plover_score
from tashabuk.relate.pairing import pairs_in
from tashabuk.relate.ties import TieOptions
from tashabuk.report.page import MAX_LEDGER, LedgerRow, Report, render
from tashabuk.report.timeline import Step
from tashabuk.store import Filter, Store, Stored
from tashabuk.store.columns import CERTAINTIES, OPENNESSES, UNDATED, StatementColumns
from tashabuk.workbench.current import current

Ints = NDArray[np.int32]


def write_report(
    store: Path,
    output: Path,
    options: TieOptions,
    catalogue: Catalogue,
    language: str,
    *,
    wanted: Filter | None = None,
    about: Sequence[str] = (),
) -> int:
    """Write the page and return the number of statements that it rests on; UsageError if it cannot be written.

    Of a filter, given with actors' ids, the page has the statements, and the ties between their actors; `about` says
    what was filtered by.
    """
    here = current(Store(store))
    columns, chosen = here.columns, bool(about or options.start or options.end)
    window = Filter(start=options.start, end=options.end)
    found = here.index.numbers(replace(wanted, limit=None, offset=0) if wanted is not None else window)
    ties: Sequence[Tie] = here.ties(options)
    if about:
        told = _pairs(columns, found)
        ties = [tie for tie in ties if frozenset((tie.a, tie.b)) in told]
    report = Report(
        ties=ties,
        rows=[_row(s) for s in here.store.by_ids(columns.texts(found[:MAX_LEDGER]))],
        years=_years(columns, found),
        total=len(found),
        documents=len(np.unique(columns.document[found])) if chosen else here.store.counts()["documents"],
        name=lambda actor: catalogue.name(actor, language),
        language=language,
        about=about,
        start=options.start,
        end=options.end,
    )
    try:
        output.write_text(render(report), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror}). Choose another file with -o.") from error
    return len(found)


def _pairs(columns: StatementColumns, found: Ints) -> set[frozenset[str]]:
    """The pairs that statements, given by their numbers, tie."""
    inside = np.zeros(len(columns), np.bool_)
    inside[found] = True
    _, first, second, _ = pairs_in(columns, inside)
    rows = np.unique(np.stack([first, second], axis=1), axis=0).tolist()
    return {frozenset((columns.names[a], columns.names[b])) for a, b in rows}


def _years(columns: StatementColumns, found: Ints) -> list[Step]:
    """The scores of both channels in each year from the first to the last, and their covert parts; what is planned,
    denied, asked or supposed counts for nothing."""
    kinds = np.array([plover_score(k.event, k.mode, Sign(k.sign)) for k in columns.kinds], np.float64)
    counts = np.array([c in (Certainty.ASSERTED, Certainty.HEDGED) for c in CERTAINTIES], np.bool_)
    found = found[counts[columns.certainty[found]] & (columns.day[found] != UNDATED)]
    found = found[kinds[columns.kind[found]] != 0]
    if not len(found):
        return []
    scores, covert = kinds[columns.kind[found]], columns.openness[found] == OPENNESSES.index(Openness.COVERT)
    days, place = np.unique(columns.day[found], return_inverse=True)
    years = np.array([dt.date.fromordinal(day).year for day in days.tolist()], np.int64)[place]
    first, last = int(years.min()), int(years.max())

    parts = (scores > 0, scores < 0, covert & (scores > 0), covert & (scores < 0))
    sums = [np.bincount(years[some] - first, np.abs(scores[some]), last - first + 1).tolist() for some in parts]
    return [Step(str(first + n), *row) for n, row in enumerate(zip(*sums, strict=True))]


def _row(stored: Stored) -> LedgerRow:
    start = stored.statement.span.start - stored.statement.sentence.start
    end = stored.statement.span.end - stored.statement.sentence.start
    return LedgerRow(
        stored.id,
        stored.statement,
        stored.sentence[:start],
        stored.sentence[start:end],
        stored.sentence[end:],
        stored.title or stored.document_id,
        stored.publisher,
        stored.url,
        stored.published,
    )
