"""Reading gold documents and scoring what was read."""

from __future__ import annotations

from collections.abc import Iterable

from tashabuk.engine.pack import LanguagePack
from tashabuk.evaluate.gold import Fields, GoldDocument
from tashabuk.evaluate.score import Score, add_document
from tashabuk.model import Statement
from tashabuk.read.pipeline import read


def fields_of(statement: Statement) -> Fields:
    """A statement with the fields of the gold files, its offsets and its confidence."""
    return {
        "actor": list(statement.actor),
        "recipient": list(statement.recipient),
        "event": str(statement.event),
        "sign": int(statement.sign),
        "date": str(statement.date) if statement.date is not None else None,
        "holder": statement.holder,
        "certainty": str(statement.certainty),
        "openness": str(statement.openness) if statement.openness is not None else None,
        "trigger": statement.trigger,
        "start": statement.span.start,
        "end": statement.span.end,
        "confidence": statement.confidence,
    }


def evaluate(gold: Iterable[GoldDocument], pack: LanguagePack) -> Score:
    """Read every document and score it."""
    score = Score()
    for one in gold:
        add_document(score, one.document.id, one.statements, [fields_of(s) for s in read(one.document, pack)])
    return score
