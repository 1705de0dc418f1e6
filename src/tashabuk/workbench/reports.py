"""Use case: everything in a store as one page."""

from __future__ import annotations

from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import UsageError
from tashabuk.model import Statement
from tashabuk.model.scores import plover_score
from tashabuk.relate.ties import TieOptions
from tashabuk.report.page import MAX_LEDGER, LedgerRow, Report, render
from tashabuk.store import Filter, Store, Stored
from tashabuk.workbench.current import current


def write_report(store: Path, output: Path, options: TieOptions, catalogue: Catalogue, language: str) -> int:
    """Write the page and return the number of statements that it rests on; UsageError if it cannot be written."""
    here = current(Store(store))
    found = here.index.numbers(Filter(start=options.start, end=options.end))
    report = Report(
        ties=here.ties(options),
        rows=[_row(s) for s in here.store.by_ids(here.columns.texts(found[:MAX_LEDGER]))],
        total=len(found),
        documents=here.store.counts()["documents"],
        name=lambda actor: catalogue.name(actor, language),
        score=_score,
        language=language,
    )
    try:
        output.write_text(render(report), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror}). Choose another file with -o.") from error
    return len(found)


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
