"""ICEWS: tab-separated, 20 columns. An event's key is its id and its date.

A mutual act (a meeting, a shared exercise) is published as a reciprocal pair of rows with two ids; both are kept, each
for its direction, so that counts agree with those of everybody who uses ICEWS.
"""

from __future__ import annotations

from tashabuk.exchange.incoming.codes import cameo
from tashabuk.exchange.incoming.format import KEY, Format, selected
from tashabuk.exchange.incoming.parties import STATE, Parties, Who, deciding, in_brackets, who

REQUIRED = ("eventid", "eventdate", "sourcename", "targetname")
OPTIONAL = (
    *("eventtext", "cameocode", "city", "province", "country"),
    *("sourcesectors", "sourcecountry", "targetsectors", "targetcountry"),
)


def icews(parties: Parties) -> Format:
    """The format of ICEWS Coded Event Data."""

    def key(side: str) -> str:
        parts = (f"coalesce({side}{part}, '')" for part in ("name", "sectors", "country"))
        return f"CASE WHEN {side}name IS NOT NULL THEN concat_ws('{KEY}', {', '.join(parts)}) END"

    return Format(
        name="icews",
        separator="\t",
        fields={name: (name,) for name in (*REQUIRED, *OPTIONAL)},
        optional=frozenset(OPTIONAL),
        select=selected(
            id="eventid || ':' || strftime(day_of(eventdate), '%Y-%m-%d')",
            day="day_of(eventdate)",
            day_given="eventdate",
            actor_key=key("source"),
            recipient_key=key("target"),
            actor_given="sourcename",
            recipient_given="targetname",
            code="cameocode",
            place="concat_ws(', ', city, province, country)",
            text="eventtext",
        ),
        code=cameo,
        actors=lambda key: icews_actor(parties, *key.split(KEY)),
    )


def icews_actor(parties: Parties, name: str, sectors: str, country: str) -> Who:
    """Who an ICEWS actor is, by name, sectors and country.

    A name that we know counts first, then that in its brackets (`Militia (Hezbollah)`) if it is no state, then the
    sectors with the country. ICEWS gives some heads of state a wrong country (Emmanuel Macron is Andorra's), so that a
    person in office counts for whom our list of leaders says. A name without a sector that is no state stays unknown.
    """
    known = parties.named(name)
    if known:
        return who((known, name))
    _, of = in_brackets(name)
    body = parties.named(of)
    if body and not parties.state(of):
        return who((body, name))
    given = sectors.split(",")
    state = parties.state(country) or parties.state(of)
    leader = parties.leader(name) if deciding(given) == STATE else ""
    found = leader or parties.part(state, given)
    return who((found, name))
