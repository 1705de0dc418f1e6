"""The code lists of states, walked as a graph."""

import re

import pytest
from babel import Locale
from babel.core import get_global

from tashabuk.actors.catalogue import Catalogue
from tashabuk.actors.codes import SYSTEMS, state_codes, states_by
from tashabuk.actors.tables import STATES, table

NO_COW = {"PSE", "VAT", "ESH", "HKG", "SUN", "YUG"}
"""States without a Correlates of War number of their own; README.md in the data folder says why."""
SHAPES = {
    "iso2": r"[A-Z]{2}",
    "cow": r"[1-9]\d{0,2}",
    "cow_abb": r"[A-Z]{3}",
    "fips": r"[A-Z]{2}",
    "cameo": r"[A-Z]{3}",
}


def test_every_state_has_its_codes_and_every_row_is_a_state() -> None:
    states = [row["id"] for row in table(STATES)]
    assert list(state_codes()) == states
    for row in state_codes().values():
        assert row.iso2, row.id
        assert row.fips, row.id
        assert bool(row.cow) == bool(row.cow_abb) == (row.id not in NO_COW), row.id


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_code_leads_to_one_state(system: str) -> None:
    given = {
        "iso3": lambda r: (r.id,),
        "iso2": lambda r: (r.iso2,),
        "cow": lambda r: (r.cow,),
        "cow_abb": lambda r: (r.cow_abb,),
        "fips": lambda r: r.fips,
        "cameo": lambda r: (r.id, *r.cameo),
    }[system]
    codes = [(code, row.id) for row in state_codes().values() for code in given(row) if code]
    assert len(codes) == len({code for code, _ in codes})
    assert states_by(system) == dict(codes)
    for code, _ in codes:
        assert re.fullmatch(SHAPES.get(system, r"[A-Z]{3}"), code), code


def test_iso_codes_agree_with_cldr() -> None:
    aliases = get_global("territory_aliases")
    gone = {"SUN", "YUG", "XKX"}  # two withdrawn codes and one that users made
    wrong = [r.id for r in state_codes().values() if r.id not in gone and aliases[r.id][0] != r.iso2]
    assert wrong == []
    names = Locale("en").territories
    assert names[state_codes()["XKX"].iso2] == "Kosovo"


@pytest.mark.parametrize(
    ("system", "codes"),
    [
        ("cow", {"2": "USA", "200": "GBR", "255": "DEU", "365": "RUS", "710": "CHN", "731": "PRK", "732": "KOR"}),
        ("cow", {"626": "SSD", "625": "SDN", "490": "COD", "484": "COG", "679": "YEM", "347": "XKX", "345": "SRB"}),
        ("cow_abb", {"UKG": "GBR", "AUS": "AUT", "AUL": "AUS", "DRV": "VNM", "MNG": "MNE", "MON": "MNG"}),
        ("fips", {"IZ": "IRQ", "IS": "ISR", "CH": "CHN", "SZ": "CHE", "GM": "DEU", "AS": "AUS", "AU": "AUT"}),
        ("fips", {"CF": "COG", "CG": "COD", "GZ": "PSE", "WE": "PSE", "NG": "NER", "NI": "NGA", "RI": "SRB"}),
        ("cameo", {"ROM": "ROU", "ROU": "ROU", "TMP": "TLS", "ZAR": "COD", "WSB": "PSE"}),
    ],
)
def test_codes_that_are_easily_confused(system: str, codes: dict[str, str]) -> None:
    assert {code: states_by(system)[code] for code in codes} == codes


def test_no_spelling_belongs_to_two_states() -> None:
    names = [(name, row.id) for row in state_codes().values() for name in row.names]
    assert len(names) == len({name for name, _ in names})
    catalogue = Catalogue.load()
    assert all(actor in catalogue for _, actor in names)
