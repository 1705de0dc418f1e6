"""PLOVER JSON lines, with the field names of the 2021 codebook (chapter "JSON Data Fields").

The codebook asks data sets to keep to its names and to add their own beside them: `sign`, `holder`, `certainty`,
`openness`, `confidence`, `rules` and the offsets are ours. STANCE is our one event type outside the codebook; its
records have no `quad_code`. A date that is no day is the range from `date` to `enddate`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tashabuk import __version__
from tashabuk.exchange.columns import Field, Kind
from tashabuk.exchange.content import Content, Sourced
from tashabuk.exchange.states import sector
from tashabuk.model import Certainty, EventType, Openness, Quad

CODEBOOK = "plover-2021"
QUAD_CODES = {
    Quad.VERBAL_COOPERATION: 1,
    Quad.MATERIAL_COOPERATION: 2,
    Quad.VERBAL_CONFLICT: 3,
    Quad.MATERIAL_CONFLICT: 4,
}

_ACTOR = (
    Field("code", Kind.TEXT, "actor id without its sector"),
    Field("sector", Kind.TEXT, "class of people of a state, as CVL", optional=True),
    Field("identifier_id", Kind.TEXT, "actor id"),
    Field("identifier_text", Kind.TEXT, "usual English name"),
)
FIELDS: dict[str, tuple[Field, ...]] = {
    "": (
        Field("id", Kind.TEXT, "statement id"),
        Field("has_event", Kind.BOOLEAN, "always true: the event has been coded"),
        Field("date", Kind.DAY, "first day that the date can mean; of publication where none is given", optional=True),
        Field("enddate", Kind.DAY, "last day that the date can mean, where it is no day", optional=True),
        Field("source", Kind.LIST, "actor objects: who acts; all actors of a mutual event"),
        Field("recipient", Kind.LIST, "actor objects: towards whom"),
        Field("event", Kind.LIST, "one PLOVER event type, or STANCE", tuple(EventType)),
        Field("mode", Kind.LIST, "at most one mode"),
        Field("event_text", Kind.LIST, "the words that carry the event"),
        Field("quad_code", Kind.INTEGER, "quad class", ("1", "2", "3", "4"), optional=True),
        Field("event_scale", Kind.NUMBER, "PLOVER score, -10 to 10"),
        Field("text", Kind.TEXT, "the sentence"),
        Field("text_info", Kind.TEXT, "object: where the sentence and the trigger stand"),
        Field("cite_info", Kind.TEXT, "object: the document"),
        Field("coder", Kind.TEXT, "program and version"),
        Field("sign", Kind.INTEGER, "1 friendly, -1 hostile, 0 neither", ("-1", "0", "1")),
        Field("holder", Kind.TEXT, "whose word it is: author, unnamed, or an actor id"),
        Field("certainty", Kind.TEXT, "how sure the holder is", tuple(Certainty)),
        Field("openness", Kind.TEXT, "hidden or public", tuple(Openness), optional=True),
        Field("confidence", Kind.NUMBER, "how sure the reader is, 0 to 1"),
        Field("rules", Kind.LIST, "the rules that made the statement"),
    ),
    "source, recipient": _ACTOR,
    "text_info": (
        Field("start", Kind.INTEGER, "where the sentence starts in the document's text, in code points"),
        Field("end", Kind.INTEGER, "where the sentence ends, exclusive"),
        Field("event_start", Kind.INTEGER, "where the trigger starts"),
        Field("event_end", Kind.INTEGER, "where the trigger ends, exclusive"),
    ),
    "cite_info": (
        Field("citation", Kind.TEXT, "document id"),
        Field("url", Kind.TEXT, "where the document was published"),
        Field("title", Kind.TEXT, "title of the document"),
        Field("publication", Kind.TEXT, "who published it"),
        Field("published", Kind.DAY, "day of publication", optional=True),
        Field("codebook", Kind.TEXT, "the codebook of the events", (CODEBOOK,)),
    ),
}


def lines(content: Content) -> Iterator[str]:
    """One record a statement."""
    for statement in content.statements():
        yield json.dumps(record(statement, content), ensure_ascii=False) + "\n"


def record(sourced: Sourced, content: Content) -> dict[str, Any]:
    """A statement as a PLOVER record; optional fields are left out where there is nothing to say."""
    statement, date = sourced.statement, sourced.date
    found: dict[str, Any] = {"id": sourced.id, "has_event": True}
    if date is not None:
        found["date"] = date.first().isoformat()
        if date.first() != date.last():
            found["enddate"] = date.last().isoformat()
    found |= {
        "source": [_actor(a, content) for a in statement.actor],
        "recipient": [_actor(a, content) for a in statement.recipient],
        "event": [str(statement.event)],
        "mode": [statement.mode] if statement.mode is not None else [],
        "event_text": [statement.trigger],
    }
    if statement.event.quad in QUAD_CODES:
        found["quad_code"] = QUAD_CODES[statement.event.quad]
    found |= {
        "event_scale": sourced.score,
        "text": sourced.sentence,
        "text_info": {
            "start": statement.sentence.start,
            "end": statement.sentence.end,
            "event_start": statement.span.start,
            "event_end": statement.span.end,
        },
        "cite_info": _citation(sourced),
        "coder": f"tashabuk {__version__}",
        "sign": int(statement.sign),
        "holder": statement.holder,
        "certainty": str(statement.certainty),
    }
    if statement.openness is not None:
        found["openness"] = str(statement.openness)
    return found | {"confidence": statement.confidence, "rules": list(statement.rules)}


def _actor(actor: str, content: Content) -> dict[str, str]:
    kind = sector(actor)
    return {
        "code": actor.partition(":")[0],
        **({"sector": kind} if kind else {}),
        "identifier_id": actor,
        "identifier_text": content.name(actor),
    }


def _citation(sourced: Sourced) -> dict[str, str]:
    return {
        "citation": sourced.document,
        "url": sourced.url,
        "title": sourced.title,
        "publication": sourced.publisher,
        **({"published": sourced.published.isoformat()} if sourced.published is not None else {}),
        "codebook": CODEBOOK,
    }
