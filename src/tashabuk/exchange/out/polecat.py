"""A tab-separated file with the 40 columns of POLECAT, for programs that read that data set, and some of ours.

As there: no quoting (tabs and newlines in text become spaces), `None` for what is not known, lists joined by `; `.
Places are not known to us. An event whose date is a month or a year has its first day. POLECAT publishes no text: it
has columns for who published a story and when, and none for which story it was and what it says. These, and how sure
the report is, follow as columns of ours after the fortieth, so that the others keep their names and places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tashabuk import __version__
from tashabuk.exchange.cells import guarded, one_line
from tashabuk.exchange.columns import Column, Kind
from tashabuk.exchange.content import Content, Sourced
from tashabuk.exchange.states import cow_number, iso3, sector
from tashabuk.model import Certainty, EventType, Quad

NOTHING = "None"
Row = tuple[Sourced, Content]


def _named(column: str, meaning: str, value: Callable[[Sourced], Any], values: tuple[str, ...] = ()) -> Column[Row]:
    return Column(column, Kind.TEXT, meaning, values, optional=True, value=lambda r: value(r[0]))


def _unknown(column: str) -> Column[Row]:
    return Column(column, Kind.TEXT, "not known to us", optional=True, value=lambda r: None)


def _party(role: str, who: str, actors: Callable[[Sourced], Sequence[str]]) -> tuple[Column[Row], ...]:
    def each(column: str, meaning: str, value: Callable[[str, Content], Any]) -> Column[Row]:
        def listed(row: Row) -> str:
            return "; ".join(str(value(a, row[1]) or NOTHING) for a in actors(row[0]))

        return Column(column, Kind.TEXT, meaning, optional=True, value=listed)

    return (
        each(f"{role} Name", f"usual English names of {who}", lambda a, c: c.name(a)),
        each(f"{role} Country", f"ISO 3166 alpha-3 codes of {who}", lambda a, c: iso3(a)),
        each(f"{role} COW", f"Correlates of War numbers of {who}", lambda a, c: cow_number(a)),
        each(f"Primary {role} Sector", f"classes of {who}; GOV for states", lambda a, c: _sector(a)),
        each(f"{role} Sectors", f"classes of {who}; GOV for states", lambda a, c: _sector(a)),
        _unknown(f"{role} Title"),
        each(f"{role} Name Raw", f"actor ids of {who}", lambda a, c: a),
        _unknown(f"Wikipedia {role} ID"),
    )


def _sector(actor: str) -> str:
    return sector(actor) or ("GOV" if iso3(actor) else "")


POLECAT: tuple[Column[Row], ...] = (
    _named("Event ID", "statement id", lambda s: s.id),
    _named("Event Date", "first day that the date can mean; of publication where none is given", lambda s: s.day),
    _named("Event Type", "PLOVER event type, or STANCE", lambda s: s.statement.event, tuple(EventType)),
    _named("Event Mode", "PLOVER mode", lambda s: s.statement.mode),
    _named("Intensity", "PLOVER score, -10 to 10", lambda s: s.score),
    _named("Quad Code", "quad class", lambda s: s.statement.event.quad.upper(), tuple(q.upper() for q in Quad)),
    _unknown("Contexts"),
    *_party("Actor", "those who act", lambda s: s.statement.actor),
    *_party("Recipient", "those towards whom; of a mutual act all of its actors", lambda s: s.others),
    _unknown("Placename"),
    _unknown("City"),
    _unknown("District"),
    _unknown("Province"),
    _unknown("Country"),
    _unknown("Latitude"),
    _unknown("Longitude"),
    _unknown("GeoNames ID"),
    _unknown("Raw Placename"),
    _unknown("Feature Type"),
    _named("Source", "publisher of the document", lambda s: s.publisher),
    _named("Publication Date", "day of publication of the document", lambda s: s.published),
    _unknown("Story People"),
    _unknown("Story Organizations"),
    _unknown("Story Locations"),
    _unknown("Language"),
    _named("Version", "program and version", lambda s: f"tashabuk {__version__}"),
)
"""The columns of POLECAT, in its order."""
OURS: tuple[Column[Row], ...] = (
    _named("Document", "document id", lambda s: s.document),
    _named("Title", "title of the document", lambda s: s.title),
    _named("URL", "where the document was published", lambda s: s.url),
    _named("Sentence", "the sentence around the trigger, on one line", lambda s: s.sentence),
    _named("Trigger", "the words that carry the event", lambda s: s.statement.trigger),
    _named("Holder", "whose word it is: author, unnamed, or an actor id", lambda s: s.statement.holder),
    _named("Certainty", "how sure the holder is", lambda s: s.statement.certainty, tuple(Certainty)),
)
"""What POLECAT has no column for: the source of each event."""
COLUMNS = POLECAT + OURS


def lines(content: Content) -> Iterator[str]:
    """The header, then one statement a line; the actors of a mutual event stand on both sides."""
    yield "\t".join(c.name for c in COLUMNS) + "\n"
    for statement in content.statements():
        yield "\t".join(_cell(c.value((statement, content))) for c in COLUMNS) + "\n"


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return str(value)
    return guarded(one_line(str(value))) if value not in (None, "") else NOTHING
