"""Statements, documents and judgements as rows, and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tashabuk.model import (
    Certainty,
    Document,
    EventType,
    Judgement,
    Openness,
    PartialDate,
    Sign,
    Statement,
    Verdict,
)
from tashabuk.model.cells import statement_of_cells

STATEMENT_COLUMNS = (
    "id",
    "document",
    "actor",
    "recipient",
    "event",
    "mode",
    "sign",
    "date",
    "holder",
    "certainty",
    "openness",
    "trigger_start",
    "trigger_end",
    "trigger_text",
    "sentence_start",
    "sentence_end",
    "confidence",
    "rules",
)
DOCUMENT_COLUMNS = (
    "hash",
    "id",
    "title",
    "published",
    "publisher",
    "url",
    "language",
    "genre",
    "text",
    "reader",
)
JUDGEMENT_COLUMNS = ("id", "subject", "verdict", "by_whom", "judged_at", "reason", "changes")


def statement_row(statement: Statement) -> dict[str, Any]:
    """A statement's row; its `document` must already be the document's content hash."""
    return {
        "id": statement.id,
        "document": statement.document,
        "actor": list(statement.actor),
        "recipient": list(statement.recipient),
        "event": str(statement.event),
        "mode": statement.mode,
        "sign": int(statement.sign),
        "date": str(statement.date) if statement.date is not None else None,
        "holder": statement.holder,
        "certainty": str(statement.certainty),
        "openness": str(statement.openness) if statement.openness is not None else None,
        "trigger_start": statement.span.start,
        "trigger_end": statement.span.end,
        "trigger_text": statement.trigger,
        "sentence_start": statement.sentence.start,
        "sentence_end": statement.sentence.end,
        "confidence": statement.confidence,
        "rules": list(statement.rules),
    }


def statement_of(row: Sequence[Any]) -> Statement:
    """The statement of a row in the order of `STATEMENT_COLUMNS`."""
    return statement_of_cells(dict(zip(STATEMENT_COLUMNS, row, strict=True)))


def document_row(document: Document, content_hash: str, reader: str) -> dict[str, Any]:
    """A document's row; `reader` is the version of what read it."""
    return {
        "hash": content_hash,
        "id": document.id,
        "title": document.title,
        "published": document.published,
        "publisher": document.publisher,
        "url": document.url,
        "language": document.language,
        "genre": document.genre,
        "text": document.text,
        "reader": reader,
    }


def document_of(row: Sequence[Any]) -> Document:
    """The document of a row in the order of `DOCUMENT_COLUMNS`."""
    cells = dict(zip(DOCUMENT_COLUMNS, row, strict=True))
    return Document(
        cells["id"],
        cells["text"],
        cells["title"],
        cells["published"],
        cells["publisher"],
        cells["url"],
        cells["language"],
        cells["genre"],
    )


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    """A judgement's row."""
    return {
        "id": judgement.id,
        "subject": judgement.subject,
        "verdict": str(judgement.verdict),
        "by_whom": judgement.by,
        "judged_at": judgement.at.replace(tzinfo=None),
        "reason": judgement.reason,
        "changes": json.dumps(dict(judgement.changes), ensure_ascii=False, sort_keys=True),
    }


def judgement_of(row: Sequence[Any]) -> Judgement:
    """The judgement of a row in the order of `JUDGEMENT_COLUMNS`; times are UTC."""
    cells = dict(zip(JUDGEMENT_COLUMNS, row, strict=True))
    return Judgement(
        cells["id"],
        cells["subject"],
        Verdict(cells["verdict"]),
        cells["by_whom"],
        cells["judged_at"].replace(tzinfo=dt.UTC),
        cells["reason"],
        json.loads(cells["changes"]),
    )


def corrected(statement: Statement, changes: dict[str, str]) -> Statement:
    """A statement with the fields that a judgement corrects; lists are joined by `+`."""
    fields: dict[str, Any] = {}
    for name, value in changes.items():
        if name in ("actor", "recipient"):
            fields[name] = tuple(v for v in value.split("+") if v)
        elif name == "event":
            fields[name] = EventType(value)
        elif name == "sign":
            fields[name] = Sign(int(value))
        elif name == "date":
            fields[name] = PartialDate.parse(value) if value else None
        elif name == "certainty":
            fields[name] = Certainty(value)
        elif name == "openness":
            fields[name] = Openness(value) if value else None
        elif name == "holder":
            fields[name] = value
    return replace(statement, **fields)
