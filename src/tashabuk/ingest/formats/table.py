"""CSV and TSV: the first row names the columns."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from tashabuk.ingest.encoding import NotText, encoding_of
from tashabuk.ingest.formats.records import document_of_record
from tashabuk.ingest.source import Part, Source, Unreadable
from tashabuk.model import Finding

_DELIMITERS = ",;\t|"


def read_table(source: Source) -> Iterator[Part]:
    """The rows as records. The delimiter is the one that the first line has most of; a row's line is where it ends."""
    csv.field_size_limit(source.given.limits.line_bytes)
    try:
        encoding = encoding_of(source.head)
    except NotText as error:
        raise Unreadable(f"the file is no text: {error}", "save it as CSV in UTF-8") from error
    first = _characters(source.head, encoding).split("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    text = io.TextIOWrapper(source.stream(), encoding, errors="replace", newline="")
    rows = csv.reader(text, delimiter=delimiter)
    columns: list[str] = []
    number = 0
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if not columns:
                columns = [cell.strip().lstrip("\ufeff") for cell in row]
                continue
            number += 1
            yield from _row(source, columns, row, rows.line_num)
    except csv.Error as error:
        problem = f"the table cannot be read further ({error})"
        raise Unreadable(problem, "check the quotation marks around there", rows.line_num) from error
    if not number:
        yield Finding(source.place, "the table has no rows", "name the columns in the first row, one of them `text`")


def _row(source: Source, columns: list[str], row: list[str], line: int) -> Iterator[Part]:
    if len(row) > len(columns):
        problem = f"the row has {len(row)} fields, the first row {len(columns)}"
        yield Finding(source.place, problem, "quote fields that hold the delimiter", line)
        return
    if any("\ufffd" in cell for cell in row):
        yield Finding(source.place, "characters of the row are damaged", "it is read all the same", line)
    record = {name: cell or None for name, cell in zip(columns, row, strict=False)}
    yield from document_of_record(record, source, line, "row")


def _characters(data: bytes, encoding: str) -> str:
    """The characters of the first bytes of a file, of which the last may be cut."""
    return codecs.getincrementaldecoder(encoding)(errors="replace").decode(data)
