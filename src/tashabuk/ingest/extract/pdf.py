"""A PDF to its text: pages to lines (`glyphs`), lines to logical order (`order`) and to `paragraphs`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum, auto

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tashabuk.ingest.draft import Draft, Extracted, Problem
from tashabuk.ingest.extract.glyphs import Line, lines_of
from tashabuk.ingest.extract.order import logical
from tashabuk.ingest.extract.paragraphs import paragraphs

_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_NO_TITLE = re.compile(r"\.(?:docx?|indd|qxd|pdf|rtf|odt)$|^(?:untitled|microsoft word)", re.I)
STAMP = 40
"""Characters below which the text on a picture is a page number or a scanner's stamp."""
_ADVICE = "run it through optical character recognition first"


class State(Enum):
    """What a page is to a reader of text."""

    TEXT = auto()
    PICTURE = auto()
    EMPTY = auto()
    BROKEN = auto()


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page, and what it is."""

    lines: list[Line]
    state: State


def extract(data: bytes, *, pages: int) -> list[Extracted]:
    """The one text of a PDF of at most `pages` pages, and a problem for pages that are only pictures or damaged."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            return [Problem("it is protected by a password", "remove the protection first")]
        return [Problem("it is damaged, or no PDF", "get a sound copy")]
    count = len(document)
    if count > pages:
        return [Problem(f"it claims to have {count} pages", f"split it into files of at most {pages} pages")]
    pages_read = [_page(document, number) for number in range(count)]
    out: list[Extracted] = _problems(pages_read)
    if not all(page.state is State.PICTURE for page in pages_read) and any(page.lines for page in pages_read):
        text = "\n".join(paragraphs(logical([page.lines for page in pages_read])))
        about = document.get_metadata_dict(skip_empty=True)
        title = str(about.get("Title", "")).strip()
        out.insert(0, Draft(text, title="" if _NO_TITLE.search(title) else title, created=_day(about)))
    return out


def _page(document: pdfium.PdfDocument, number: int) -> Page:
    try:
        page = document[number]
        lines = lines_of(page.get_textpage())
        state = State.TEXT
        if sum(len(line.text) for line in lines) < STAMP:
            pictures = any(item.type == raw.FPDF_PAGEOBJ_IMAGE for item in page.get_objects(max_depth=3))
            state = State.PICTURE if pictures else State.TEXT if lines else State.EMPTY
        page.close()
    except pdfium.PdfiumError:
        return Page([], State.BROKEN)
    return Page(lines, state)


def _problems(pages: list[Page]) -> list[Extracted]:
    if not pages:
        return [Problem("it has no pages", "get a sound copy")]
    if all(page.state is State.PICTURE for page in pages):
        return [Problem("it is scanned: its pages are pictures without text", _ADVICE)]
    out: list[Extracted] = []
    for state, problem, advice in (
        (State.BROKEN, "cannot be read", "get a sound copy"),
        (State.PICTURE, "only a picture", _ADVICE),
        (State.EMPTY, "without text", "look whether text is missing"),
    ):
        numbers = [number for number, page in enumerate(pages, 1) if page.state is state]
        if numbers:
            out.append(Problem(f"{_pages(numbers)} {problem}", advice))
    return out


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")
    return f"page {shown}" if len(numbers) == 1 else f"pages {shown}"


def _day(about: dict[str, str]) -> dt.date | None:
    found = _DAY.match(about.get("CreationDate", ""))
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
