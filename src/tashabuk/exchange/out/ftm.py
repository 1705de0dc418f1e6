"""FollowTheMoney entities, one JSON object a line, for Aleph, OpenAleph and yente.

Actors, documents and statements are entities. A statement with somebody on both sides is an `UnknownLink`, any other an
`Event`; its `proof` is the document, as an `Article`. Entities come when they are first needed, each once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tashabuk.exchange.columns import Field, Kind
from tashabuk.exchange.content import Content, Sourced
from tashabuk.exchange.states import iso2
from tashabuk.model import AUTHOR, UNNAMED, Actor, ActorKind

SCHEMATA = {
    ActorKind.STATE: "PublicBody",
    ActorKind.PERSON: "Person",
    ActorKind.GROUP: "Organization",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.GROUPING: "Organization",
    ActorKind.PEOPLE: "LegalEntity",
    ActorKind.CLASS: "LegalEntity",
}
_SOURCE = (
    Field("recordId", Kind.TEXT, "statement id"),
    Field("date", Kind.PARTIAL, "when it happened; of publication where the text gives no date", optional=True),
    Field("summary", Kind.TEXT, "the sentence"),
    Field("description", Kind.TEXT, "sign, holder, openness, trigger and its place, confidence and rules, one a line"),
    Field("proof", Kind.TEXT, "the entity of the document"),
    Field("publisher", Kind.TEXT, "who published the document", optional=True),
    Field("sourceUrl", Kind.TEXT, "where the document was published, if that is a web address", optional=True),
)
FIELDS: dict[str, tuple[Field, ...]] = {
    ", ".join(sorted({*SCHEMATA.values()})): (
        Field("name", Kind.TEXT, "usual English and Arabic name"),
        Field("country", Kind.TEXT, "ISO 3166 alpha-2 code of a state", optional=True),
        Field("notes", Kind.TEXT, "actor id"),
    ),
    "Article": (
        Field("title", Kind.TEXT, "title, or the id where there is none"),
        Field("notes", Kind.TEXT, "document id"),
        Field("publishedAt", Kind.DAY, "day of publication", optional=True),
        Field("publisher", Kind.TEXT, "who published it", optional=True),
        Field("sourceUrl", Kind.TEXT, "where it was published, if that is a web address", optional=True),
    ),
    "UnknownLink": (
        Field("subject", Kind.TEXT, "who acts; the first of the actors of a mutual act"),
        Field("object", Kind.TEXT, "towards whom; of a mutual act all of its actors"),
        Field("role", Kind.TEXT, "event type and mode"),
        Field("status", Kind.TEXT, "certainty"),
        *_SOURCE,
    ),
    "Event": (
        Field("name", Kind.TEXT, "event type, mode and certainty"),
        Field("organizer", Kind.TEXT, "who acts"),
        *_SOURCE,
    ),
}


def lines(content: Content) -> Iterator[str]:
    """One entity a line."""
    known: set[str] = set()
    for one in content.statements():
        for entity in _entities(one, content):
            if entity["id"] not in known:
                if entity["schema"] not in ("UnknownLink", "Event"):
                    known.add(entity["id"])
                yield json.dumps(entity, ensure_ascii=False) + "\n"


def entity_id(kind: str, key: str) -> str:
    """The id of an entity: the same for the same actor, document or statement, in every export."""
    return "tashabuk-" + hashlib.sha256(f"{kind}\x1f{key}".encode()).hexdigest()[:40]


def _entities(one: Sourced, content: Content) -> Iterator[dict[str, Any]]:
    for name in dict.fromkeys((*one.statement.actor, *one.statement.recipient)):
        yield _actor(name, content.actor(name))
    yield _article(one)
    yield _statement(one, content)


def _entity(kind: str, key: str, schema: str, properties: dict[str, list[str]]) -> dict[str, Any]:
    filled = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": entity_id(kind, key), "schema": schema, "properties": {n: v for n, v in filled.items() if v}}


def _actor(name: str, actor: Actor) -> dict[str, Any]:
    names = [actor.name("en"), actor.name("ar")]
    country = [iso2(name).lower()]
    return _entity("actor", name, SCHEMATA[actor.kind], {"name": names, "country": country, "notes": [name]})


def _article(one: Sourced) -> dict[str, Any]:
    return _entity(
        "document",
        one.statement.document,
        "Article",
        {
            "title": [one.title or one.document],
            "notes": [one.document],
            "publishedAt": [one.published.isoformat() if one.published else ""],
            "publisher": [one.publisher],
            "sourceUrl": [web_address(one.url)],
        },
    )


def _statement(one: Sourced, content: Content) -> dict[str, Any]:
    statement = one.statement
    role = ": ".join(filter(None, (statement.event, statement.mode)))
    doers, others = ([entity_id("actor", a) for a in side] for side in (statement.actor, one.others))
    source = {
        "recordId": [one.id],
        "date": [str(one.date) if one.date is not None else ""],
        "summary": [one.sentence],
        "description": [_description(one, content)],
        "proof": [entity_id("document", statement.document)],
        "publisher": [one.publisher],
        "sourceUrl": [web_address(one.url)],
    }
    if doers and others:
        link = {"subject": doers, "object": others, "role": [role], "status": [str(statement.certainty)]}
        return _entity("statement", one.id, "UnknownLink", {**link, **source})
    event = {"name": [f"{role} ({statement.certainty})"], "organizer": doers}
    return _entity("statement", one.id, "Event", {**event, **source})


def _description(one: Sourced, content: Content) -> str:
    statement = one.statement
    holder = statement.holder
    said = holder if holder in (AUTHOR, UNNAMED) else f"{content.name(holder)} ({holder})"
    lines = (
        f"sign: {int(statement.sign):+d}",
        f"holder: {said}",
        f"openness: {statement.openness or 'not said'}",
        f"trigger: {statement.trigger} ({statement.span.start}-{statement.span.end})",
        f"confidence: {statement.confidence:.3f}",
        f"rules: {', '.join(statement.rules)}",
    )
    return "\n".join(lines)


def web_address(url: str) -> str:
    """The URL if it is one of the web, else nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""
