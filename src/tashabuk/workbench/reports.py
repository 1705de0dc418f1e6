"""Use case: what is in a store, or meets a filter, as one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import UsageError
from tashabuk.model import Statement, Tie
from tashabuk.model.scores import plover_score
from tashabuk.relate.ties import TieOptions
from tashabuk.report.page import MAX_LEDGER, LedgerRow, Report, render
from tashabuk.store import Filter, Store, Stored
from tashabuk.workbench.current import current


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
    window = Filter(start=options.start, end=options.end)
    found = here.index.numbers(replace(wanted, limit=None, offset=0) if wanted is not None else window)
    rows = [_row(s) for s in here.store.by_ids(here.columns.texts(found[:MAX_LEDGER]))]
    ties: Sequence[Tie] = here.ties(options)
    if about:
        told = {pair for row in rows for pair in _pairs(row.statement)}
        ties = [tie for tie in ties if frozenset((tie.a, tie.b)) in told]
    report = Report(
        ties=ties,
        rows=rows,
        total=len(found),
        documents=len(np.unique(here.columns.document[found])) if about else here.store.counts()["documents"],
        name=lambda actor: catalogue.name(actor, language),
        score=_score,
        language=language,
        about=about,
    )
    try:
        output.write_text(render(report), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror}). Choose another file with -o.") from error
    return len(found)


def _pairs(statement: Statement) -> Iterator[frozenset[str]]:
    for actor in statement.actor:
        for other in statement.recipient or statement.actor:
            yield frozenset((actor, other))


def _score(statement: Statement) -> float:
    return plover_score(statement.event, statement.mode, statement.sign)


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
