"""The shipped actors walked as a graph: codes are unique, references resolve, shared names are declared."""

import itertools
import re
from collections import Counter, defaultdict

import pytest

from tashabuk.actors.catalogue import Catalogue
from tashabuk.actors.tables import ActorRow, load_actor_rows, load_leader_rows, load_place_rows
from tashabuk.errors import UsageError
from tashabuk.model import ActorKind, MentionKind, Sector
from tashabuk.text.fold import fold

ROWS = load_actor_rows()
LEADERS = load_leader_rows()
PLACES = load_place_rows()
IDS = {row.id: row for row in ROWS}
STATES = [row for row in ROWS if row.kind is ActorKind.STATE]
OFFICES = {"head_of_state", "head_of_government", "foreign_minister", "defence_minister"}


def test_codes_are_unique_and_well_formed() -> None:
    assert [i for i, n in Counter(row.id for row in ROWS).items() if n > 1] == []
    assert [row.id for row in ROWS if not re.fullmatch(r"[A-Z0-9][A-Z0-9-]*(:[A-Z]{3})?", row.id)] == []


def test_every_member_state_and_the_disputed_ones_are_there() -> None:
    kinds = Counter(row.un for row in STATES)
    assert (kinds["member"], kinds["observer"]) == (193, 2)
    assert {"TWN", "XKX", "PSE", "ESH", "HKG", "VAT"} <= set(IDS)


@pytest.mark.parametrize("row", STATES, ids=lambda row: row.id)
def test_a_state_has_names_adjectives_and_a_capital(row: ActorRow) -> None:
    assert row.en.usual
    assert row.ar.usual
    assert row.capitals or row.id in {"ESH", "HKG", "NRU", "SGP", "DJI", "SUN", "YUG"}, (
        "but for city states and states that are no more"
    )
    if row.adjectives:
        assert any(a.endswith("ة") for a in row.adjectives), "a feminine form"
        assert any(not a.endswith("ة") for a in row.adjectives), "a masculine form"
    else:
        assert row.id in {"SLB", "HKG", "ESH", "VAT"}, "no adjective that is in use"


def test_there_are_enough_groups_organisations_and_leaders() -> None:
    kinds = Counter(row.kind for row in ROWS)
    assert kinds[ActorKind.GROUP] >= 150
    assert kinds[ActorKind.ORGANISATION] >= 60
    offices = defaultdict(set)
    for leader in LEADERS:
        offices[leader.of].add(leader.office)
    full = [state for state, held in offices.items() if {"foreign_minister", "defence_minister"} <= held]
    assert len(full) >= 40


def test_references_resolve() -> None:
    unknown = [(row.id, other) for row in ROWS for other in row.member_of if other not in IDS]
    unknown += [(row.id, row.state) for row in ROWS if row.state and row.state not in IDS]
    unknown += [(leader.en, leader.of) for leader in LEADERS if not _known(leader.of)]
    unknown += [(place.en, place.of) for place in PLACES if place.of not in IDS]
    assert unknown == []


def _known(actor: str) -> bool:
    base, _, sector = actor.partition(":")
    return actor in IDS or (sector in set(Sector) and base in IDS)


def test_no_place_lies_in_two_states_or_bears_the_name_of_an_actor() -> None:
    owners = defaultdict(set)
    for alias in Catalogue.load().aliases():
        if alias.kind in (MentionKind.PLACE, MentionKind.NAME):
            owners[fold(alias.text)].add((alias.actor, alias.kind))
    places = [fold(text) for place in PLACES for text in (place.ar.usual, *place.ar.variants)]
    assert len(places) >= 3000
    assert {text: owners[text] for text in places if len(owners[text]) > 1} == {}


def test_terms_end_after_they_begin_and_nobody_is_listed_twice() -> None:
    wrong = [x.en for x in LEADERS if x.since and x.until and str(x.until) < str(x.since)[: len(str(x.until))]]
    assert wrong == []
    twice = Counter((x.en, x.office, x.of, str(x.since)) for x in LEADERS)
    assert [key for key, n in twice.items() if n > 1] == []


def test_no_certain_name_is_claimed_by_two_actors() -> None:
    claims = defaultdict(set)
    for alias in Catalogue.load().aliases():
        if alias.certain and alias.kind is not MentionKind.LEADER:
            claims[fold(alias.text), alias.kind].add(alias.actor)
    assert {text: actors for text, actors in claims.items() if len(actors) > 1} == {}


NAMES = [
    ("إيران", "IRN"),
    ("الجمهورية الإسلامية الإيرانية", "IRN"),
    ("Iran", "IRN"),
    ("irn", "IRN"),
    ("واشنطن", "USA"),
    ("البيت الأبيض", "USA"),
    ("الكرملين", "RUS"),
    ("قصر الإليزيه", "FRA"),
    ("طالبان", "TALIBAN"),
    ("حركة طالبان", "TALIBAN"),
    ("Hezbollah", "HEZBOLLAH"),
    ("AFG:CVL", "AFG:CVL"),
    ("الأمم المتحدة", "UN"),
]


@pytest.mark.parametrize(("name", "actor"), NAMES)
def test_names_in_both_languages_and_codes(name: str, actor: str) -> None:
    assert Catalogue.load().resolve(name).id == actor


def test_an_unknown_name_gets_the_nearest_ones() -> None:
    with pytest.raises(UsageError, match="IRN"):
        Catalogue.load().resolve("ايرااان")


def test_every_actor_has_a_name_in_both_languages() -> None:
    catalogue = Catalogue.load()
    nameless = [a.id for a, language in itertools.product(catalogue, ("ar", "en")) if not a.name(language)]
    assert nameless == []
