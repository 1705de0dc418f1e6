"""Codes of states."""

from collections import Counter

import pytest
from babel.core import get_global

from tashabuk.actors.tables import load_actor_rows
from tashabuk.exchange.states import cow_number, iso2, iso3, sector
from tashabuk.model import ActorKind

IDS = [row.id for row in load_actor_rows() if row.kind is ActorKind.STATE]
SUCCEEDED = {"SUN": "RUS", "YUG": "SRB"}


@pytest.mark.parametrize(
    ("actor", "codes"),
    [
        ("IRN", (630, "IR", "IRN", "")),
        ("SYR:REB", (652, "SY", "SYR", "REB")),
        ("USA:MED", (2, "US", "USA", "JRN")),
        ("DEU", (255, "DE", "DEU", "")),
        ("YEM", (679, "YE", "YEM", "")),
        ("PSE", (None, "PS", "PSE", "")),
        ("TALIBAN", (None, "", "", "")),
    ],
)
def test_codes(actor: str, codes: tuple[int | None, str, str, str]) -> None:
    assert (cow_number(actor), iso2(actor), iso3(actor), sector(actor)) == codes


def test_every_state_of_ours_is_listed_once() -> None:
    assert [iso3(actor) for actor in IDS] == IDS
    numbers = Counter(cow_number(actor) for actor in IDS if actor not in SUCCEEDED)
    assert {n for n, count in numbers.items() if count > 1} == {None}
    assert numbers[None] == 4
    assert all(cow_number(old) == cow_number(new) for old, new in SUCCEEDED.items())


def test_alpha2_codes_are_those_of_cldr() -> None:
    aliases = get_global("territory_aliases")
    assert {actor: iso2(actor) for actor in IDS if actor not in (*SUCCEEDED, "XKX")} == {
        actor: aliases[actor][0] for actor in IDS if actor not in (*SUCCEEDED, "XKX")
    }
