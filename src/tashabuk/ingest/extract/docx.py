"""DOCX: paragraphs and table cells in the order of the document, with its core properties."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.table import Table

from tashabuk.ingest.draft import Draft, Extracted

_TEMPLATE_AUTHOR = "python-docx"
"""Author of the template whose creation day says nothing about the text."""


def extract(data: bytes) -> list[Extracted]:
    """The one text of a DOCX file; empty where it holds none."""
    document = docx.Document(io.BytesIO(data))
    about = document.core_properties
    created = None if about.author == _TEMPLATE_AUTHOR or about.created is None else about.created.date()
    return [Draft("\n".join(_lines(document)), title=about.title or "", created=created)]


def _lines(holder: Any) -> Iterator[str]:
    for block in holder.iter_inner_content():
        if not isinstance(block, Table):
            if block.text.strip():
                yield block.text.strip()
            continue
        for row in block.rows:
            seen = set()
            for cell in row.cells:  # a merged cell comes once for each column it spans
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    yield from _lines(cell)
