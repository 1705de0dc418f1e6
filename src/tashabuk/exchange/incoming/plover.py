"""PLOVER JSON lines: one event a line, with `date`, `event`, perhaps `mode`, and lists of actors.

The names of the 2021 codebook and of the gold records of 2016 are understood, and our own export of them. An actor is a
code, or an object with `code`, `sector` and a name. Two actors without a recipient do it to each other.
"""

from __future__ import annotations

import json
from typing import Any

from tashabuk.exchange.incoming.codes import Coded, signed
from tashabuk.exchange.incoming.codes import plover as meaning
from tashabuk.exchange.incoming.format import Format, selected, taken
from tashabuk.exchange.incoming.parties import Parties, Who, who

_NAMES = ("identifier_text", "actorText", "actor_text", "name")
_TEXTS = {
    "id": "$.id",
    "day": "$.date",
    "day_of_event": "$.event_date",
    "published": "$.cite_info.published",
    "first_event": "$.event[0]",
    "event": "$.event",
    "first_mode": "$.mode[0]",
    "mode": "$.mode",
    "sign": "$.sign",
    "certainty": "$.certainty",
    "text": "$.text",
    "place": "$.location.name",
    "location": "$.location",
    "cited": "$.cite_info.url",
    "url": "$.url",
}
_PARTS = {"source": "$.source", "actor": "$.actor", "recipient": "$.recipient", "target": "$.target"}
_DATE = "coalesce(day, day_of_event, published)"


def plover(parties: Parties) -> Format:
    """The format of PLOVER JSON lines."""
    actor, recipient = "coalesce(source, actor)", "coalesce(recipient, target)"
    mutual = f"CASE WHEN {_filled(recipient)} IS NULL AND json_array_length({actor}) > 1 THEN {actor} END"
    return Format(
        name="plover",
        separator="",
        source=taken(_TEXTS, _PARTS),
        select=selected(
            id="id",
            day=f"day_of({_DATE})",
            day_given=_DATE,
            problem="CASE WHEN json IS NULL THEN 'the line is no JSON object' END",
            actor_key=_filled(actor),
            recipient_key=f"coalesce({_filled(recipient)}, {mutual})",
            actor_given=_given(actor),
            recipient_given=_given(f"coalesce({mutual}, {recipient})"),
            code="rtrim(concat_ws('/', coalesce(first_event, event), coalesce(first_mode, mode, ''), "
            "coalesce(sign, ''), coalesce(certainty, '')), '/')",
            text="text",
            place="coalesce(place, location)",
            url="coalesce(cited, url)",
        ),
        code=plover_code,
        actors=lambda key: plover_actors(parties, json.loads(key)),
    )


def plover_code(code: str) -> Coded:
    """The meaning of `TYPE/mode/sign/certainty`, the last three of which may be empty.

    >>> plover_code("AID///hedged").score
    3.7
    """
    event, mode, sign, certainty = (*code.split("/"), "", "", "")[:4]
    return signed(meaning(event, mode), sign if sign in ("-1", "0", "1") else "", certainty)


def plover_actors(parties: Parties, found: Any) -> Who:
    """Who the actors of one side are."""
    given = found if isinstance(found, list) else [found]
    return who(*((_one(parties, item), _name(item)) for item in given))


def _name(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    return next((str(item[key]).strip() for key in (*_NAMES, "code") if item.get(key)), "")


def _one(parties: Parties, item: Any) -> str:
    if not isinstance(item, dict):
        return parties.any(str(item))
    name = _name(item)
    sector = item.get("sector") or item.get("sectors") or []
    sectors = sector if isinstance(sector, list) else str(sector).split(";")
    own = parties.id(str(item.get("identifier_id") or ""))
    if own:
        return own
    code = str(item.get("code") or item.get("country") or "")
    state = parties.country(code) or parties.state(name)
    if not state:
        return parties.code(code, name)
    named = "" if parties.state(name) else parties.named(name)
    return named or (parties.part(state, map(str, sectors)) if sectors else state)


def _filled(side: str) -> str:
    return f"CASE WHEN json_type({side}) = 'VARCHAR' OR json_array_length({side}) > 0 THEN {side}::VARCHAR END"


def _given(side: str) -> str:
    """The names of a side, else its codes, joined by `; `."""
    lists = [f"nullif(array_to_string({side}->>'$[*].{key}', '; '), '')" for key in (*_NAMES, "code")]
    return f"CASE WHEN {_filled(side)} IS NOT NULL THEN coalesce({', '.join(lists)}, {side}->>'$') END"
