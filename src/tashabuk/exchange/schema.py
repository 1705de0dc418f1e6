"""The JSON Schema (2020-12) of a line of our JSON lines, made from the table of columns."""

from __future__ import annotations

from typing import Any

from tashabuk.exchange.columns import STATEMENTS, Field, Kind

_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.LIST: {"type": "array", "items": {"type": "string"}},
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DAY: {"type": "string", "pattern": _DAY},
    Kind.PARTIAL: {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
}


def schema() -> dict[str, Any]:
    """The schema of one statement as `tashabuk export jsonl` writes it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A statement of Tashabuk",
        "description": "What one clause of a document says about how one actor acts or stands towards another.",
        "type": "object",
        "properties": {f.name: _property(f) for f in STATEMENTS},
        "required": [f.name for f in STATEMENTS],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {**_TYPES[field.kind], "description": field.meaning}
    if field.values:
        found["enum"] = [int(v) if field.kind is Kind.INTEGER else str(v) for v in field.values]
    if field.optional:
        found["type"] = [found["type"], "null"]
        if field.values:
            found["enum"].append(None)
    return found
