"""Our own JSON lines: one statement a line (`tashabuk statements --format jsonl`), or one document a line with its
statements (`tashabuk read --format jsonl`). Actors are our ids already; two without a recipient act on each other."""

from __future__ import annotations

import json

from tashabuk.exchange.incoming.format import Format, selected, taken
from tashabuk.exchange.incoming.parties import Parties, Who
from tashabuk.exchange.incoming.plover import plover_code

_STATEMENTS = """
(SELECT record, broken, document, published, unnest(statements) AS statement FROM (
    SELECT record, json IS NULL AS broken, json->>'$.id' AS document, json->>'$.published' AS published,
        CASE WHEN json_exists(json, '$.statements') THEN json_extract(json, '$.statements[*]') ELSE [json] END
            AS statements
    FROM raw))
"""
"""What is taken out of a document is so before its statements are, that is, once and not for each."""
_TEXTS = {
    "id": "$.id",
    "first": "$.start",
    "last": "$.end",
    "event": "$.event",
    "mode": "$.mode",
    "sign": "$.sign",
    "certainty": "$.certainty",
    "date": "$.date",
    "sentence": "$.sentence",
    "trigger": "$.trigger",
    "url": "$.url",
}
_PARTS = {"actor": "$.actor", "recipient": "$.recipient"}
_TOWARDS = "CASE WHEN json_array_length(recipient) = 0 AND json_array_length(actor) > 1 THEN actor ELSE recipient END"


def own(parties: Parties) -> Format:
    """The format of our own JSON lines."""
    return Format(
        name="tashabuk",
        separator="",
        source=taken(_TEXTS, _PARTS, _STATEMENTS, "statement"),
        select=selected(
            id="coalesce(id, concat_ws(':', document, first, last, event, sign, actor::VARCHAR, recipient::VARCHAR))",
            day="coalesce(day_of(date), day_of(published))",
            day_given="coalesce(date, published)",
            problem="CASE WHEN broken THEN 'the line is no JSON object' END",
            actor_key=_filled("actor"),
            recipient_key=_filled(_TOWARDS),
            actor_given="array_to_string(actor->>'$[*]', '+')",
            recipient_given=f"array_to_string(({_TOWARDS})->>'$[*]', '+')",
            code="concat_ws('/', event, coalesce(mode, ''), coalesce(sign, ''), coalesce(certainty, ''))",
            text="coalesce(sentence, trigger)",
            url="url",
        ),
        code=plover_code,
        actors=lambda key: Who(tuple(json.loads(key))),
    )


def _filled(side: str) -> str:
    return f"CASE WHEN json_array_length({side}) > 0 THEN ({side})::VARCHAR END"
