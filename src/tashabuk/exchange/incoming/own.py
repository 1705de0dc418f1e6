"""Our own JSON lines: one statement a line (`tashabuk statements --format jsonl`), or one document a line with its
statements (`tashabuk read --format jsonl`). Actors are our ids already; two without a recipient act on each other."""

from __future__ import annotations

import json

from tashabuk.exchange.incoming.format import Format, selected
from tashabuk.exchange.incoming.parties import Parties, Who
from tashabuk.exchange.incoming.plover import plover_code

_ALONE = "json_array_length(s->'$.recipient') = 0 AND json_array_length(s->'$.actor') > 1"


def own(parties: Parties) -> Format:
    """The format of our own JSON lines."""
    recipient = f"CASE WHEN {_ALONE} THEN s->'$.actor' ELSE s->'$.recipient' END"
    return Format(
        name="tashabuk",
        separator="",
        source="(SELECT record, json, unnest(CASE WHEN json_exists(json, '$.statements') "
        "THEN json_extract(json, '$.statements[*]') ELSE [json] END) AS s FROM raw)",
        select=selected(
            id="coalesce(s->>'$.id', concat_ws(':', json->>'$.id', s->>'$.start', s->>'$.end', s->>'$.event', "
            "s->>'$.sign', s->>'$.actor', s->>'$.recipient'))",
            day="coalesce(day_of(s->>'$.date'), day_of(json->>'$.published'))",
            day_given="coalesce(s->>'$.date', json->>'$.published')",
            problem="CASE WHEN json IS NULL THEN 'the line is no JSON object' END",
            actor_key=_filled("s->'$.actor'"),
            recipient_key=_filled(recipient),
            actor_given="array_to_string(s->>'$.actor[*]', '+')",
            recipient_given=f"array_to_string(({recipient})->>'$[*]', '+')",
            code="concat_ws('/', s->>'$.event', coalesce(s->>'$.mode', ''), coalesce(s->>'$.sign', ''), "
            "coalesce(s->>'$.certainty', ''))",
            text="coalesce(s->>'$.sentence', s->>'$.trigger')",
            url="s->>'$.url'",
        ),
        code=plover_code,
        actors=lambda key: Who(tuple(json.loads(key))),
    )


def _filled(side: str) -> str:
    return f"CASE WHEN json_array_length({side}) > 0 THEN ({side})::VARCHAR END"
