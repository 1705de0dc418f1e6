"""JSON lines to documents. A line has `text` and perhaps id, title, published, url, publisher, genre."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tashabuk.model import Document, Finding

_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$")


class Record(BaseModel):
    """One line as it comes in; unknown fields are ignored, `date` and `source` are read as published and publisher."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    date: str | None = None
    publisher: str | None = None
    source: str | None = None
    url: str | None = None
    genre: str | None = None
    language: str = Field(default="")


def parse_day(text: str) -> dt.date:
    """A day out of `2021-09-20` or a timestamp that begins so; ValueError for anything else."""
    found = _ISO_DAY.match(text.strip())
    if not found:
        raise ValueError(f"not a day: {text!r}")
    return dt.date(*(int(part) for part in found.groups()[:3]))


def document_of_line(line: str, file: str, number: int, language: str) -> tuple[Document | None, list[Finding]]:
    """The document of a line, and what is wrong with it; a wrong date only costs the date."""
    try:
        raw: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        advice = "each line must be one JSON object; mend or remove this one"
        return None, [Finding(file, f"the line is no valid JSON ({_short(error)})", advice, number)]
    if not isinstance(raw, dict):
        return None, [Finding(file, "the line is no JSON object", 'write {"text": …} on each line', number)]
    if not isinstance(raw.get("text"), str) or not raw["text"].strip():
        return None, [Finding(file, "the line has no `text`", "give each line a `text` with the article", number)]
    try:
        record = Record.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        return None, [Finding(file, f"the field `{field}` is wrong ({first['msg']})", "mend the field", number)]
    findings = []
    day: dt.date | None = None
    given = record.published or record.date
    if given:
        try:
            day = parse_day(given)
        except ValueError:
            advice = "write days as 2021-09-20; the text is read without a date"
            findings.append(Finding(file, f"{given!r} is no date", advice, number))
    document = Document(
        id=record.id or f"{file}:{number}",
        text=record.text,
        title=record.title or "",
        published=day,
        publisher=record.publisher or record.source or "",
        url=record.url or "",
        language=record.language or language,
        genre=record.genre or "",
    )
    return document, findings


def _short(error: Exception) -> str:
    return str(error).split("\n")[0][:80]
