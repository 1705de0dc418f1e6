"""GDELT events: 61 columns without a header (2.0), or 57 or 58 (1.0); mentions (16 columns) count the sources.

Actors are CAMEO codes, which are strings of three-letter codes: a country, then what the actor is in it (`AFGINSTAL`).
"""

from __future__ import annotations

from tashabuk.actors.codes import states_by
from tashabuk.exchange.incoming.codes import cameo
from tashabuk.exchange.incoming.format import KEY, Format, Side, selected
from tashabuk.exchange.incoming.parties import Parties, Who, who

_PLACES = {61: (52, 53, 60), 58: (50, 51, 57), 57: (50, 51, None)}
"""Number of columns → those of the action's place, its FIPS code, and the address of the report."""
_SAME = {0: "eventid", 1: "sqldate", 5: "code1", 6: "name1", 15: "code2", 16: "name2", 26: "cameo", 32: "numsources"}
MENTIONS = Side(width=16, event=0, reporter=4)


def gdelt(parties: Parties) -> Format:
    """The format of GDELT's event tables."""
    states = ", ".join(f"('{code}', '{state}')" for code, state in states_by("fips").items())
    return Format(
        name="gdelt",
        separator="\t",
        shapes={width: _shape(width) for width in _PLACES},
        optional=frozenset({"url"}),
        nulls=("",),
        side=MENTIONS,
        source="raw LEFT JOIN reporters r ON r.event = eventid "
        f"LEFT JOIN (VALUES {states}) AS s (fips_code, state) ON s.fips_code = fips",
        select=selected(
            id="eventid",
            day="day_of(sqldate)",
            day_given="sqldate",
            actor_key=_key(1),
            recipient_key=_key(2),
            actor_given=_given(1),
            recipient_given=_given(2),
            code="cameo",
            sources="coalesce(r.n, try_cast(numsources AS INTEGER))",
            place="concat_ws(' ', placename, '(' || state || ')')",
            url="url",
        ),
        code=cameo,
        actors=lambda key: gdelt_actor(parties, *key.split(KEY)),
    )


def gdelt_actor(parties: Parties, code: str, name: str) -> Who:
    """Who a code is, with the name that GDELT gives it."""
    return who((parties.code(code, name), f"{code} ({name})" if name else code))


def _shape(width: int) -> tuple[str, ...]:
    place, fips, url = _PLACES[width]
    names = _SAME | {place: "placename", fips: "fips"} | ({url: "url"} if url is not None else {})
    return tuple(names.get(i, "-") for i in range(width))


def _key(number: int) -> str:
    return f"code{number} || '{KEY}' || coalesce(name{number}, '')"


def _given(number: int) -> str:
    return f"code{number} || coalesce(' (' || name{number} || ')', '')"
