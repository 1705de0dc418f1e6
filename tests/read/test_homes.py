"""Whose country is whose: what the ranker is told of actors' homes."""

import pytest

from tashabuk.model import Document
from tashabuk.read.candidates import candidates
from tashabuk.read.homes import in_land, related
from tashabuk.read.pairs import barred_pairs
from tashabuk.read.pipeline import prepare
from tashabuk.read.state import Candidate, Reading, Trigger


def seen_from(pack, text: str, word: str) -> tuple[Reading, Trigger, dict[str, Candidate]]:
    reading = prepare(Document(id="x", text=text), pack)
    words = reading.sentences[-1].words
    trigger = next(t for t in reading.triggers if text[words[t.word].start : words[t.word].end] == word)
    return reading, trigger, {"+".join(c.group.actors): c for c in candidates(reading, trigger)}


RELATED = [("TALIBAN", "AFG", "same"), ("TALIBAN", "RUS", "other"), ("RUS", "UN", "?")]


@pytest.mark.parametrize(("one", "other", "how"), RELATED)
def test_two_actors_of_one_country(pack, one: str, other: str, how: str) -> None:
    text = "زارت روسيا الأمم المتحدة، ثم هاجمت حركة طالبان أفغانستان أمس."
    _, _, found = seen_from(pack, text, "هاجمت")
    assert related(found[one], found[other]) == related(found[other], found[one]) == how


LANDS = [
    ("قصفت روسيا مواقع في حلب بعد أن حذرت سوريا تركيا.", {"SYR": "in", "RUS": "out"}),
    ("قصفت روسيا سوريا أمس.", {"SYR": "-", "RUS": "-"}),
]


@pytest.mark.parametrize(("text", "wanted"), LANDS, ids=["a place", "no place"])
def test_who_is_of_the_country_where_it_happens(pack, text: str, wanted: dict[str, str]) -> None:
    reading, trigger, found = seen_from(pack, text, "قصفت")
    assert {actor: in_land(reading, trigger, found[actor]) for actor in wanted} == wanted


def test_the_story_brings_in_candidates_but_no_pair_of_them(pack) -> None:
    text = "زارت روسيا الصين. ثم سافرت بولندا مع كندا إلى اليابان. وغادرت كوبا. وقصفت الطائرات مدينة بعيدة."
    _, _, found = seen_from(pack, text, "وقصفت")
    outside = [c for c in found.values() if c.side == "X"]
    assert {"POL", "CAN", "JPN", "CUB"} <= {c.group.actors[0] for c in outside}
    assert len(barred_pairs(outside)) == len(outside) ** 2
