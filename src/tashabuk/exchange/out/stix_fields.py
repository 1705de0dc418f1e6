"""What the fields of our STIX objects mean: the codebook of `stix`."""

from __future__ import annotations

from tashabuk.exchange.columns import Field, Kind

_COMMON = (
    Field("type", Kind.TEXT, "type of the object"),
    Field("spec_version", Kind.TEXT, "version of STIX", ("2.1",)),
    Field("id", Kind.TEXT, "type and UUIDv5"),
    Field("created", Kind.TEXT, "day of publication of the document, or the first day of 1970"),
    Field("modified", Kind.TEXT, "as `created`"),
)
_STATED = (
    Field("created_by_ref", Kind.TEXT, "the program"),
    Field("confidence", Kind.INTEGER, "how sure the reader is, 0 to 100"),
    Field("labels", Kind.LIST, "event type, certainty, openness, and friendly or hostile"),
    Field("external_references", Kind.LIST, "the document: publisher, title, url, id"),
    Field("extensions", Kind.TEXT, "the statement with the fields of our JSON lines; empty ones are left out"),
)
FIELDS: dict[str, tuple[Field, ...]] = {
    "identity": (
        *_COMMON,
        Field("name", Kind.TEXT, "usual English name"),
        Field("description", Kind.TEXT, "usual Arabic name", optional=True),
        Field("identity_class", Kind.TEXT, "what it is", ("individual", "group", "organization", "class", "system")),
        Field("external_references", Kind.LIST, "actor id", optional=True),
    ),
    "threat-actor": (
        *_COMMON,
        Field("name", Kind.TEXT, "usual English name"),
        Field("aliases", Kind.LIST, "usual Arabic name"),
        Field("external_references", Kind.LIST, "actor id"),
    ),
    "relationship": (
        *_COMMON,
        *_STATED,
        Field("relationship_type", Kind.TEXT, "what holds", ("targets", "related-to")),
        Field("description", Kind.TEXT, "the sentence"),
        Field("source_ref", Kind.TEXT, "who acts"),
        Field("target_ref", Kind.TEXT, "towards whom"),
        Field("start_time", Kind.TEXT, "first day that the date can mean", optional=True),
    ),
    "note": (
        *_COMMON,
        *_STATED,
        Field("abstract", Kind.TEXT, "event type and certainty"),
        Field("content", Kind.TEXT, "the sentence"),
        Field("object_refs", Kind.LIST, "actors and recipients"),
    ),
    "opinion": (
        *_COMMON,
        Field("created_by_ref", Kind.TEXT, "the program"),
        Field("explanation", Kind.TEXT, "certainty and holder"),
        Field("authors", Kind.LIST, "the holder"),
        Field("opinion", Kind.TEXT, "agree for asserted, neutral for hedged", ("agree", "neutral")),
        Field("object_refs", Kind.LIST, "the statement's relationships"),
    ),
    "report": (
        *_COMMON,
        Field("created_by_ref", Kind.TEXT, "the program"),
        Field("name", Kind.TEXT, "title of the document, or its id"),
        Field("published", Kind.TEXT, "day of publication, or the first day of 1970"),
        Field("labels", Kind.LIST, "undated where the day of publication is not known", ("undated",), optional=True),
        Field("external_references", Kind.LIST, "publisher, title, url, document id"),
        Field("object_refs", Kind.LIST, "the statements of the document"),
    ),
    "extension-definition": (
        *_COMMON,
        Field("created_by_ref", Kind.TEXT, "the program"),
        Field("name", Kind.TEXT, "name of the extension"),
        Field("schema", Kind.TEXT, "how to get its JSON Schema"),
        Field("version", Kind.TEXT, "its version"),
        Field("extension_types", Kind.LIST, "where its fields stand", ("property-extension",)),
    ),
}
