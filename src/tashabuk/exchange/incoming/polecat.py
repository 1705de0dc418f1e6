"""POLECAT: tab-separated, 40 columns, under either set of column names; lists are joined by `; `, `None` is nothing.

Our own export in its layout has more columns, of which the sentence, the address and the certainty are read.
"""

from __future__ import annotations

from tashabuk.actors.codes import states_by
from tashabuk.exchange.incoming.format import KEY, Format, selected
from tashabuk.exchange.incoming.parties import Parties, Who, who
from tashabuk.exchange.incoming.plover import plover_code
from tashabuk.model import EventType

REQUIRED = ("eventid", "eventdate", "eventtype", "actorname", "recipientname")
OPTIONAL = (
    *("eventmode", "contexts", "placename", "city", "province", "country"),
    *("actorcountry", "actorcow", "primaryactorsector", "actorsectors"),
    *("recipientcountry", "recipientcow", "primaryrecipientsector", "recipientsectors"),
    *("intensity", "sentence", "url", "certainty"),
)


_SIGN = (
    f"CASE WHEN upper(eventtype) = '{EventType.STANCE}' "
    "THEN coalesce(sign(try_cast(intensity AS DOUBLE))::INTEGER::VARCHAR, '') ELSE '' END"
)
"""Of a STANCE, which our own export has, and which is as often friendly as hostile."""


def polecat(parties: Parties) -> Format:
    """The format of POLECAT's weekly and yearly files."""
    return Format(
        name="polecat",
        separator="\t",
        fields={name: (name,) for name in (*REQUIRED, *OPTIONAL)} | {"intensity": ("intensity", "eventintensity")},
        optional=frozenset(OPTIONAL),
        select=selected(
            id="eventid",
            day="day_of(eventdate)",
            day_given="eventdate",
            actor_key=_key("actor"),
            recipient_key=_key("recipient"),
            actor_given="coalesce(actorname, actorcountry)",
            recipient_given="coalesce(recipientname, recipientcountry)",
            code=f"rtrim(concat_ws('/', eventtype, coalesce(split_part(eventmode, '; ', 1), ''), {_SIGN}, "
            "coalesce(certainty, '')), '/')",
            place="concat_ws(', ', coalesce(placename, city), province, country)",
            text="coalesce(sentence, contexts)",
            url="url",
        ),
        code=plover_code,
        actors=lambda key: polecat_actors(parties, *key.split(KEY)),
    )


def polecat_actors(parties: Parties, names: str, countries: str, cow: str, primary: str, sectors: str) -> Who:
    """Who the actors on one side of an event are; several are in the order of the file.

    As many countries as names belong to each other; otherwise each name counts, and each country with the sectors.
    The primary sector goes before the others; a country without any sector is the state. Where each name has a primary
    sector of its own, as in our export, that is the one it counts with.
    """
    several = [[part.strip() for part in cell.split(";")] for cell in (names, countries, primary)]
    if len(several[0]) > 1 and len(set(map(len, several))) == 1:
        told = [[*map(_told, row)] for row in zip(*several, strict=True)]
        return who(*((_one(parties, n, c, [s] if s else []), n or c) for n, c, s in told if n or c))
    named, where = _list(names), _list(countries)
    if not where and cow:
        where = [states_by("cow").get(number.partition(".")[0], number) for number in _list(cow)]
    given = _list(primary) or _list(sectors)
    if len(named) == len(where):
        pairs = list(zip(named, where, strict=True))
    elif len(where) == 1:
        pairs = [(name, where[0]) for name in named] or [("", where[0])]
    else:
        pairs = [(name, "") for name in named] + [("", country) for country in where]
    return who(*((_one(parties, name, country, given), name or country) for name, country in pairs))


def _one(parties: Parties, name: str, country: str, given: list[str]) -> str:
    known = parties.named(name)
    if known:
        return known
    state = parties.country(country)
    if not given:
        return "" if name else state
    return parties.part(state, given)


def _list(cell: str) -> list[str]:
    return [part for part in map(_told, cell.split(";")) if part]


def _told(part: str) -> str:
    return "" if part.strip() == "None" else part.strip()


def _key(side: str) -> str:
    cells = (f"{side}name", f"{side}country", f"{side}cow", f"primary{side}sector", f"{side}sectors")
    parts = ", ".join(f"coalesce({cell}, '')" for cell in cells)
    return f"CASE WHEN coalesce({side}name, {side}country, {side}cow) IS NOT NULL THEN concat_ws('{KEY}', {parts}) END"
