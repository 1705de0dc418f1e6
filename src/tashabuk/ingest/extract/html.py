"""A web page to its article: text, title, day, publisher and address, by trafilatura."""

from __future__ import annotations

from trafilatura import bare_extraction

from tashabuk.ingest.days import day_or_none
from tashabuk.ingest.draft import Draft, Extracted, Problem
from tashabuk.ingest.extract.markup import decode_page

DAY_SEARCH = {"extensive_search": False, "original_date": True}
"""Only dates that a page states as such (metadata, JSON-LD, `time`, its address): a year in a footer is no date."""


def extract(data: bytes, *, url: str = "", charset: str = "") -> list[Extracted]:
    """The article of a page; `charset` is what a server or message declared, its `meta` tag is found here."""
    page = decode_page(data, charset)
    found = bare_extraction(
        page,
        url=url or None,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=DAY_SEARCH,
    )
    assert not isinstance(found, dict)  # its type without `as_dict`
    if found is None or not (found.text or "").strip():
        return [Problem("no article was found in the page", "save the article itself, or its text as .txt")]
    return [
        Draft(
            text=found.text or "",
            title=found.title or "",
            published=day_or_none(found.date),
            publisher=found.sitename or "",
            url=url or found.url or "",
        )
    ]
