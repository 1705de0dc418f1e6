"""Records (lines, rows, objects) to documents.

A record has `text` and perhaps id, title, published, url, publisher, genre. The user may say under which names his
records have these fields (`Given.fields`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from tashabuk.ingest.accepting import accepted, host_of
from tashabuk.ingest.days import day_or_none, parse_day
from tashabuk.ingest.given import Item
from tashabuk.ingest.source import Source, Unreadable
from tashabuk.model import Document, Finding


class Record(BaseModel):
    """One record as it comes in. Unknown fields are ignored; `date` and `source` mean published and publisher.

    What archives call its language (Arabic, ara, ar-SA) is not asked for: a document has the language it is read in.
    """

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


def load_json(text: str, line: int | None = None, what: str = "line") -> Any:
    """The JSON value of `text`; Unreadable where it is none or nested beyond what anyone writes."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        advice = f"each {what} must be one JSON object; mend or remove this one"
        raise Unreadable(f"the {what} is no valid JSON ({_short(error)})", advice, line) from error


def document_of_record(raw: object, source: Source, number: int, what: str = "line") -> Iterator[Item]:
    """The document of record `number`, or what is wrong with it; a wrong date only costs the date."""

    def finding(problem: str, advice: str) -> Finding:
        return Finding(source.place, problem, advice, number)

    if not isinstance(raw, Mapping):
        yield finding(f"the {what} is no JSON object", 'write {"text": …} on each line')
        return
    fields = {**raw, **{ours: raw.get(theirs) for ours, theirs in source.given.fields}}
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        yield finding(f"the {what} has no `{_name_of('text', source)}`", _advice_on_text(raw))
        return
    try:
        record = Record.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        yield finding(f"the field `{field}` is wrong ({first['msg']})", "mend the field")
        return
    day: dt.date | None = None
    told = (record.published or record.date or "").strip()
    if told:
        try:
            day = day_or_none(told) or parse_day(told)
        except ValueError:
            yield finding(f"{told!r} is no date", "write days as 2021-09-20; the text is read without a date")
    yield from accepted(_document(record, source, number, day), source.place, source.given, number)


def _document(record: Record, source: Source, number: int, day: dt.date | None) -> Document:
    return Document(
        id=record.id or f"{source.id}:{number}",
        text=record.text,
        title=record.title or "",
        published=day or source.given.published,
        publisher=record.publisher or record.source or host_of(record.url or ""),
        url=record.url or "",
        language=source.given.language,
        genre=record.genre or "",
    )


def _name_of(field: str, source: Source) -> str:
    return dict(source.given.fields).get(field, field)


def _advice_on_text(raw: Mapping[Any, Any]) -> str:
    names = ", ".join(f"`{name}`" for name in list(map(str, raw))[:12])
    return f"its fields are {names or 'none'}; say which holds the article with --field text=NAME"


def _short(error: Exception) -> str:
    return str(error).split("\n")[0][:80]
