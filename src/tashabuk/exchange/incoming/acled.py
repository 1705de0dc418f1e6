"""ACLED: CSV with 31 columns and quotes. Its actors are known by their names, with the interaction code as their kind.

In a battle the order of the two actors says nothing about who attacked. Where force is used against protesters, ACLED
names the protesters first; the force is then turned to come from the second actor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from tashabuk.actors.tables import table
from tashabuk.exchange.incoming.codes import PACKAGE, UNKNOWN, Coded, Reason, typed
from tashabuk.exchange.incoming.format import AUTO, KEY, Format, selected
from tashabuk.exchange.incoming.parties import Parties, Who, in_brackets, who
from tashabuk.model import EventType

REQUIRED = ("eventidcnty", "eventdate", "subeventtype", "actor1", "actor2")
OPTIONAL = ("inter1", "inter2", "country", "location", "source", "notes")
TURNED = "Excessive force against protesters"
_KINDS = {
    "1": "State forces",
    "2": "Rebel group",
    "3": "Political militia",
    "4": "Identity militia",
    "5": "Rioters",
    "6": "Protesters",
    "7": "Civilians",
    "8": "External/Other forces",
}
_YEARS = re.compile(r"\s*\(\d{4}\s*-\s*(?:\d{4})?\)")
_ORGAN = re.compile(r"(?:(?:Military|Police|Security|Prison) Forces|Government) of (?:the )?(.+)")


def acled(parties: Parties) -> Format:
    """The format of ACLED's exports."""
    return Format(
        name="acled",
        separator=AUTO,
        fields={name: (name,) for name in (*REQUIRED, *OPTIONAL)},
        optional=frozenset(OPTIONAL),
        nulls=("",),
        select=selected(
            id="eventidcnty",
            day="day_of(eventdate)",
            day_given="eventdate",
            actor_key=_key(1, 2),
            recipient_key=_key(2, 1),
            actor_given=_turned("actor1", "actor2"),
            recipient_given=_turned("actor2", "actor1"),
            code="subeventtype",
            sources="len(string_split(source, ';'))",
            place="concat_ws(', ', location, country)",
            text="notes",
        ),
        code=acled_code,
        actors=lambda key: acled_actor(parties, *key.split(KEY)),
    )


def _turned(usual: str, turned: str) -> str:
    return f"CASE WHEN subeventtype = '{TURNED}' THEN {turned} ELSE {usual} END"


def _key(usual: int, turned: int) -> str:
    first, second = (f"actor{n} || '{KEY}' || coalesce(inter{n}, '')" for n in (usual, turned))
    return _turned(first, second)


@cache
def _codes() -> Mapping[str, Coded]:
    dropped = Coded(reason=Reason.DROPPED)
    return {
        row["sub_event"].lower(): typed(EventType(row["event"]), row["mode"]) if row["event"] else dropped
        for row in table("acled.tsv", PACKAGE)
    }


def acled_code(sub_event: str) -> Coded:
    """The meaning of a sub-event type."""
    return _codes().get(sub_event.strip().lower(), UNKNOWN)


def acled_actor(parties: Parties, name: str, inter: str) -> Who:
    """Who an ACLED actor is: the forces of a state, a group that we know, or the people of the state in brackets."""
    plain = _YEARS.sub("", name).strip()
    organ = _ORGAN.match(plain)
    if organ:
        state = _longest_state(parties, organ[1])
        if state:
            return who((state, name))
    role, of = in_brackets(plain)
    short, _, full = role.partition(": ")  # HTS: Hayat Tahrir al Sham
    known = parties.named(plain) or parties.named(role) or (parties.named(full) or parties.named(short) if full else "")
    if known:
        return who((known, name))
    found = parties.part(parties.state(of), [_KINDS.get(inter, inter)])
    return who((found, name))


def _longest_state(parties: Parties, text: str) -> str:
    """The state at the beginning of a text: `Ukraine Air Force` is Ukraine's."""
    words = text.split()
    names = (" ".join(words[:size]) for size in range(len(words), 0, -1))
    return next((state for state in map(parties.state, names) if state), "")
