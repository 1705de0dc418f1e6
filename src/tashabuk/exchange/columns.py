"""The columns that we give out: one table each for statements, ties and pair periods.

CSV, Parquet, JSON lines, frames, the JSON Schema and the codebook are all made from these tables.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from tashabuk.exchange.content import PairPeriod, Sourced
from tashabuk.exchange.states import cow_number, iso3
from tashabuk.model import Certainty, EventType, Openness, Quad, Tie, TieLabel


class Kind(StrEnum):
    """The type of a column."""

    TEXT = "text"
    LIST = "list of texts"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DAY = "day"
    PARTIAL = "day, month or year"


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Field:
    """What a codebook says of a column or field: its name, its type, what it means, and the values that it can have.

    An `optional` one can be empty (null or absent where the format knows that).
    """

    name: str
    kind: Kind
    meaning: str
    values: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Column(Field, Generic[T]):
    """A field of a table, and how to take it from a thing."""

    value: Callable[[T], Any] = field(kw_only=True)


def row(columns: tuple[Column[T], ...], thing: T) -> dict[str, Any]:
    """A thing as column → value; days are ISO texts, lists are lists."""
    return {c.name: c.value(thing) for c in columns}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


STATEMENTS: tuple[Column[Sourced], ...] = (
    Column("id", Kind.TEXT, "the statement's id in the store; ties name it as their source", value=lambda s: s.id),
    Column("actor", Kind.LIST, "who acts: actor ids", value=lambda s: list(s.statement.actor)),
    Column(
        "recipient",
        Kind.LIST,
        "towards whom: actor ids; empty where the text names nobody, and where the act is mutual",
        value=lambda s: list(s.statement.recipient),
    ),
    Column("mutual", Kind.BOOLEAN, "whether the actors do it to each other", value=lambda s: s.statement.reciprocal),
    Column(
        "event",
        Kind.TEXT,
        "PLOVER event type, or STANCE for a standing relation",
        value=lambda s: str(s.statement.event),
        values=tuple(EventType),
    ),
    Column("mode", Kind.TEXT, "PLOVER mode of the event", value=lambda s: s.statement.mode, optional=True),
    Column(
        "quad", Kind.TEXT, "quad class of the event", value=lambda s: str(s.statement.event.quad), values=tuple(Quad)
    ),
    Column(
        "sign",
        Kind.INTEGER,
        "1 friendly, -1 hostile, 0 neither",
        value=lambda s: int(s.statement.sign),
        values=("-1", "0", "1"),
    ),
    Column("score", Kind.NUMBER, "PLOVER conflict-cooperation score, -10 to 10", value=lambda s: s.score),
    Column(
        "date",
        Kind.PARTIAL,
        "when it happened, as exact as the text says",
        value=lambda s: _text(s.statement.date),
        optional=True,
    ),
    Column(
        "day",
        Kind.DAY,
        "first day that `date` can mean; the day of publication where the text gives no date",
        value=lambda s: _text(s.day),
        optional=True,
    ),
    Column(
        "holder", Kind.TEXT, "whose word it is: author, unnamed, or an actor id", value=lambda s: s.statement.holder
    ),
    Column(
        "certainty",
        Kind.TEXT,
        "how sure the holder is",
        value=lambda s: str(s.statement.certainty),
        values=tuple(Certainty),
    ),
    Column(
        "openness",
        Kind.TEXT,
        "whether the act is hidden or public; empty where the text does not say",
        value=lambda s: _text(s.statement.openness),
        values=tuple(Openness),
        optional=True,
    ),
    Column("trigger", Kind.TEXT, "the words that carry the event, verbatim", value=lambda s: s.statement.trigger),
    Column(
        "start",
        Kind.INTEGER,
        "where the trigger starts: code points from the start of the document's text",
        value=lambda s: s.statement.span.start,
    ),
    Column("end", Kind.INTEGER, "where the trigger ends, exclusive", value=lambda s: s.statement.span.end),
    Column("sentence", Kind.TEXT, "the sentence around the trigger, verbatim", value=lambda s: s.sentence),
    Column("sentence_start", Kind.INTEGER, "where the sentence starts", value=lambda s: s.statement.sentence.start),
    Column(
        "sentence_end", Kind.INTEGER, "where the sentence ends, exclusive", value=lambda s: s.statement.sentence.end
    ),
    Column("confidence", Kind.NUMBER, "how sure the reader is, 0 to 1", value=lambda s: s.statement.confidence),
    Column("rules", Kind.LIST, "the rules that made the statement, in order", value=lambda s: list(s.statement.rules)),
    Column("document", Kind.TEXT, "id of the document", value=lambda s: s.document),
    Column(
        "document_hash",
        Kind.TEXT,
        "SHA-256 over title, day of publication and text of the document",
        value=lambda s: s.statement.document,
    ),
    Column("title", Kind.TEXT, "title of the document", value=lambda s: s.title),
    Column("publisher", Kind.TEXT, "who published the document", value=lambda s: s.publisher),
    Column("url", Kind.TEXT, "where the document was published", value=lambda s: s.url),
    Column(
        "published",
        Kind.DAY,
        "day of publication of the document",
        value=lambda s: _text(s.published),
        optional=True,
    ),
)

TIES: tuple[Column[Tie], ...] = (
    Column("a", Kind.TEXT, "actor id", value=lambda t: t.a),
    Column("b", Kind.TEXT, "actor id", value=lambda t: t.b),
    Column("directed", Kind.BOOLEAN, "whether only what a does to b counts", value=lambda t: t.directed),
    Column("cooperation", Kind.NUMBER, "weight of the cooperative channel", value=lambda t: t.cooperation.weight),
    Column("conflict", Kind.NUMBER, "weight of the conflictual channel", value=lambda t: t.conflict.weight),
    Column(
        "net", Kind.NUMBER, "(cooperation - conflict) / (cooperation + conflict)", value=lambda t: t.net, optional=True
    ),
    Column("entanglement", Kind.NUMBER, "1 - |net|, 0 to 1", value=lambda t: t.entanglement),
    Column(
        "ambivalence",
        Kind.NUMBER,
        "(cooperation + conflict) / 2 - |cooperation - conflict|",
        value=lambda t: t.ambivalence,
    ),
    Column("label", Kind.TEXT, "the tie in one word", value=lambda t: str(t.label), values=tuple(TieLabel)),
    Column(
        "covert_share_cooperation",
        Kind.NUMBER,
        "covert part of the cooperation whose openness is known, 0 to 1",
        value=lambda t: t.cooperation.covert_share,
        optional=True,
    ),
    Column(
        "covert_share_conflict",
        Kind.NUMBER,
        "covert part of the conflict whose openness is known, 0 to 1",
        value=lambda t: t.conflict.covert_share,
        optional=True,
    ),
    Column(
        "surfaced_on",
        Kind.DAY,
        "day of the first overt cooperative statement after covert ones",
        value=lambda t: _text(t.surfacing.overt_on if t.surfacing else None),
        optional=True,
    ),
    Column(
        "statements_cooperation",
        Kind.LIST,
        "what the cooperation rests on, oldest first: statement ids, `dataset:id` of imported events",
        value=lambda t: list(t.cooperation.statements),
    ),
    Column(
        "statements_conflict",
        Kind.LIST,
        "what the conflict rests on, oldest first: statement ids, `dataset:id` of imported events",
        value=lambda t: list(t.conflict.statements),
    ),
)

PERIODS: tuple[Column[PairPeriod], ...] = (
    Column(
        "cow_a", Kind.INTEGER, "Correlates of War number of a's state", value=lambda p: cow_number(p.a), optional=True
    ),
    Column(
        "cow_b", Kind.INTEGER, "Correlates of War number of b's state", value=lambda p: cow_number(p.b), optional=True
    ),
    Column("iso3_a", Kind.TEXT, "ISO 3166 alpha-3 code of a's state", value=lambda p: iso3(p.a) or None, optional=True),
    Column("iso3_b", Kind.TEXT, "ISO 3166 alpha-3 code of b's state", value=lambda p: iso3(p.b) or None, optional=True),
    Column("actor_a", Kind.TEXT, "who acts: actor id", value=lambda p: p.a),
    Column("actor_b", Kind.TEXT, "towards whom: actor id", value=lambda p: p.b),
    Column("period", Kind.DAY, "first day of the period", value=lambda p: p.start.isoformat()),
    Column("cooperation", Kind.NUMBER, "sum of weight × score over friendly events", value=lambda p: p.cooperation),
    Column("conflict", Kind.NUMBER, "sum of weight × -score over hostile events", value=lambda p: p.conflict),
    Column("events", Kind.INTEGER, "how many statements and imported events", value=lambda p: p.events),
    Column(
        "statements",
        Kind.LIST,
        "what the row rests on: statement ids, `dataset:id` of imported events",
        value=lambda p: list(p.ids),
    ),
)
