"""Codes of states in other code lists: ISO 3166, Correlates of War, FIPS 10-4, CAMEO (`data/codes.tsv`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tashabuk.actors.tables import split, table

CODES = "codes.tsv"
SYSTEMS = ("iso3", "iso2", "cow", "cow_abb", "fips", "cameo")
"""The code lists; `cameo` holds the ISO alpha-3 codes too, as CAMEO does."""


@dataclass(frozen=True, slots=True)
class StateCodes:
    """One state's codes; an empty tuple or string where a list has none. `cow` is a number written as text; `names` are
    English spellings that the lists use beside those of `states.tsv`."""

    id: str
    iso2: str
    cow: str
    cow_abb: str
    fips: tuple[str, ...]
    cameo: tuple[str, ...]
    names: tuple[str, ...]


@cache
def state_codes() -> Mapping[str, StateCodes]:
    """The codes of every state, by our id."""
    return {
        c["id"]: StateCodes(
            c["id"], c["iso2"], c["cow"], c["cow_abb"], split(c["fips"]), split(c["cameo"]), split(c["names"])
        )
        for c in table(CODES)
    }


@cache
def states_by(system: str) -> Mapping[str, str]:
    """Code → our id in one of `SYSTEMS`.

    >>> states_by("cow")["630"], states_by("fips")["IZ"], states_by("cameo")["ROM"]
    ('IRN', 'IRQ', 'ROU')
    """
    found: dict[str, str] = {}
    for row in state_codes().values():
        codes = {
            "iso3": (row.id,),
            "iso2": (row.iso2,),
            "cow": (row.cow,),
            "cow_abb": (row.cow_abb,),
            "fips": row.fips,
            "cameo": (row.id, *row.cameo),
        }[system]
        found.update({code: row.id for code in codes if code})
    return found
