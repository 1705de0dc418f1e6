"""A STIX 2.1 bundle, for OpenCTI, MISP and other tools of threat intelligence.

* Actors are `identity` objects; an actor of kind group that is said to have done material conflict is a `threat-actor`.
* A statement that claims something (asserted or hedged) is a `relationship` for each pair: `targets` where a threat
  actor is hostile, else `related-to`, with an `opinion` for whose word it is. Any other statement, and one with nobody
  on the other side, is a `note` on its actors: it must not be read as a fact.
* A document is a `report` on all that was read in it; one without a day of publication has the first day of 1970 and
  the label `undated`.

Ids are UUIDv5 of what they stand for, times come from the documents: the same store gives the same bundle. The
statement with all its sources is in the extension `EXTENSION` of its objects, with the fields of our JSON lines.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tashabuk.exchange.columns import STATEMENTS, row
from tashabuk.exchange.content import Content, Sourced
from tashabuk.exchange.out.ftm import web_address
from tashabuk.model import AUTHOR, UNNAMED, ActorKind, Certainty, Quad, Sign

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:tashabuk:stix")
_BEGINNING = dt.date(1970, 1, 1)
_CLASSES = {ActorKind.PERSON: "individual", ActorKind.PEOPLE: "class", ActorKind.CLASS: "class"}
_OPINIONS = {Certainty.ASSERTED: "agree", Certainty.HEDGED: "neutral"}


def stix_id(kind: str, *key: str) -> str:
    """The id of an object of a type: the same for the same key, in every export."""
    return f"{kind}--{uuid5(_NAMESPACE, chr(31).join((kind, *key)))}"


EXTENSION = stix_id("extension-definition", "statement")
_MAKER = stix_id("identity", "tashabuk")


def lines(content: Content) -> Iterator[str]:
    """The bundle, an object a line. Statements are asked for twice."""
    threats = _threats(content)
    digest = hashlib.sha256()
    yield '{"type": "bundle", "objects": [\n'
    for number, found in enumerate(_objects(content, threats)):
        text = json.dumps(found, ensure_ascii=False)
        digest.update(text.encode())
        yield (",\n" if number else "") + text
    yield f'\n], "id": "{stix_id("bundle", digest.hexdigest())}"}}\n'


def _threats(content: Content) -> set[str]:
    hostile: set[str] = set()
    for one in content.statements():
        statement = one.statement
        if statement.event.quad is Quad.MATERIAL_CONFLICT and statement.certainty in _OPINIONS:
            hostile.update(statement.actor)
    return {name for name in hostile if content.actor(name).kind is ActorKind.GROUP}


def _objects(content: Content, threats: set[str]) -> Iterator[dict[str, Any]]:
    yield _object("identity", _MAKER, None, name="Tashabuk", identity_class="system")
    yield _extension()
    known: set[str] = set()
    documents: dict[str, tuple[Sourced, list[str]]] = {}
    for one in content.statements():
        for name in (*one.statement.actor, *one.statement.recipient):
            if name not in known:
                known.add(name)
                yield _actor(name, content, threats)
        made = list(_stated(one, content, threats))
        yield from made
        documents.setdefault(one.statement.document, (one, []))[1].extend(o["id"] for o in made)
    for one, ids in documents.values():
        yield _report(one, ids)


def _object(kind: str, key: str, day: dt.date | None, **fields: Any) -> dict[str, Any]:
    time = f"{(day or _BEGINNING).isoformat()}T00:00:00.000Z"
    common = {"type": kind, "spec_version": "2.1", "id": key, "created": time, "modified": time}
    return {**common, **{name: value for name, value in fields.items() if value}}


def _extension() -> dict[str, Any]:
    return _object(
        "extension-definition",
        EXTENSION,
        None,
        created_by_ref=_MAKER,
        name="Statement of Tashabuk",
        schema="printed by: tashabuk export schema",
        version="1.0.0",
        extension_types=["property-extension"],
    )


def _ref(name: str, threats: set[str]) -> str:
    return stix_id("threat-actor" if name in threats else "identity", "actor", name)


def _actor(name: str, content: Content, threats: set[str]) -> dict[str, Any]:
    actor = content.actor(name)
    reference = [{"source_name": "tashabuk", "external_id": name}]
    english, arabic = actor.name("en"), actor.name("ar")
    key = _ref(name, threats)
    if name in threats:
        return _object("threat-actor", key, None, name=english, aliases=[arabic], external_references=reference)
    group = "group" if actor.kind in (ActorKind.GROUP, ActorKind.GROUPING) else "organization"
    identity_class = _CLASSES.get(actor.kind, group)
    return _object(
        "identity",
        key,
        None,
        name=english,
        description=arabic,
        identity_class=identity_class,
        external_references=reference,
    )


def _stated(one: Sourced, content: Content, threats: set[str]) -> Iterator[dict[str, Any]]:
    statement = one.statement
    common: dict[str, Any] = {
        "created_by_ref": _MAKER,
        "confidence": round(100 * statement.confidence),
        "labels": _labels(one),
        "external_references": _references(one),
        "extensions": {EXTENSION: {"extension_type": "property-extension", **_filled(row(STATEMENTS, one))}},
    }
    ways = combinations(statement.actor, 2) if statement.reciprocal else product(statement.actor, one.others)
    pairs = [(a, b) for a, b in ways if a != b]
    if statement.certainty not in _OPINIONS or not pairs:
        yield _note(one, common, threats)
        return
    relationships = [_relationship(one, a, b, common, threats) for a, b in pairs]
    yield from relationships
    yield _opinion(one, content, [r["id"] for r in relationships])


def _relationship(one: Sourced, a: str, b: str, common: dict[str, Any], threats: set[str]) -> dict[str, Any]:
    hostile = one.statement.sign is Sign.NEGATIVE
    found = _object(
        "relationship",
        stix_id("relationship", one.id, a, b),
        one.published,
        relationship_type="targets" if a in threats and hostile else "related-to",
        description=one.sentence,
        source_ref=_ref(a, threats),
        target_ref=_ref(b, threats),
        start_time=f"{one.day.isoformat()}T00:00:00.000Z" if one.day is not None else "",
    )
    return {**found, **common}


def _note(one: Sourced, common: dict[str, Any], threats: set[str]) -> dict[str, Any]:
    statement = one.statement
    parties = dict.fromkeys((*statement.actor, *statement.recipient))
    found = _object(
        "note",
        stix_id("note", one.id),
        one.published,
        abstract=f"{statement.event} ({statement.certainty})",
        content=one.sentence or statement.trigger,
        object_refs=[_ref(name, threats) for name in parties] or [_MAKER],
    )
    return {**found, **common}


def _opinion(one: Sourced, content: Content, ids: list[str]) -> dict[str, Any]:
    holder = one.statement.holder
    name = holder if holder in (AUTHOR, UNNAMED) else content.name(holder)
    return _object(
        "opinion",
        stix_id("opinion", one.id),
        one.published,
        created_by_ref=_MAKER,
        explanation=f"{one.statement.certainty}, on the word of: {name}",
        authors=[name],
        opinion=_OPINIONS[one.statement.certainty],
        object_refs=ids,
    )


def _report(one: Sourced, ids: Iterable[str]) -> dict[str, Any]:
    return _object(
        "report",
        stix_id("report", one.statement.document),
        one.published,
        created_by_ref=_MAKER,
        name=one.title or one.document,
        published=f"{(one.published or _BEGINNING).isoformat()}T00:00:00.000Z",
        labels=[] if one.published else ["undated"],
        external_references=_references(one),
        object_refs=list(ids),
    )


def _labels(one: Sourced) -> list[str]:
    statement = one.statement
    sign = {Sign.POSITIVE: "friendly", Sign.NEGATIVE: "hostile"}.get(statement.sign)
    return [str(v) for v in (statement.event, statement.certainty, statement.openness, sign) if v]


def _references(one: Sourced) -> list[dict[str, str]]:
    reference = {
        "source_name": one.publisher or "document",
        "description": one.title,
        "url": web_address(one.url),
        "external_id": one.document,
    }
    return [{name: value for name, value in reference.items() if value}]


def _filled(cells: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in cells.items() if value is not None and value != [] and value != ""}
