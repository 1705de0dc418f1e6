"""What is known beforehand of two actors: what the ranker sees of it."""

import pytest

from tashabuk.engine.dyads import Dyads
from tashabuk.engine.pack import Altered
from tashabuk.evaluate.dyads import Census
from tashabuk.evaluate.gold import Fields, GoldDocument
from tashabuk.model import Document
from tashabuk.read.candidates import candidates
from tashabuk.read.features import pair_features
from tashabuk.read.pipeline import prepare
from tashabuk.read.scene import scene_of

TEXT = "قصفت روسيا أوكرانيا."


def _told(actor: str, recipient: str) -> Fields:
    return {"actor": [actor], "recipient": [recipient], "event": "ASSAULT", "sign": -1}


def _dyads(*statements: Fields) -> Dyads:
    return Census([GoldDocument(Document(id=str(n), text=""), (one,)) for n, one in enumerate(statements)]).dyads


def _known(pack, actor: str, recipient: str) -> set[str]:
    """The features of what is known of two actors, of a trigger that both stand beside."""
    reading = prepare(Document(id="x", text=TEXT), pack)
    (trigger,) = reading.triggers
    found = {one.group.actors[0]: one for one in candidates(reading, trigger)}
    scene = scene_of(reading, trigger, trigger.hits[0])
    seen = pair_features(scene, found[actor], found[recipient])
    return {feature for feature in seen if feature.startswith(("P|known", "P|back", "P|close"))}


TOLD = [
    ((), {"P|known=0", "P|known=0|fame=0", "P|back=0|known=0", "P|close=17"}),
    (
        [_told("RUS", "UKR")],
        {"P|known=1", "P|known=1|sign=5", "P|known=1|type=1", "P|known=1|fame=1", "P|back=0|known=1"},
    ),
    (
        [_told("RUS", "UKR")] * 3,
        {"P|known=2", "P|known=2|sign=6", "P|known=2|fame=2", "P|known=2|RR", "P|close=18|sign=6"},
    ),
    ([_told("UKR", "RUS")], {"P|known=0", "P|known=0|fame=1", "P|back=1|known=0", "P|back=1|type=1", "P|close=15"}),
    ([_told("RUS", "TUR"), _told("IRN", "UKR")], {"P|known=0", "P|known=0|fame=1", "P|back=0|known=0"}),
]


@pytest.mark.parametrize(("told", "seen"), TOLD, ids=range(len(TOLD)))
def test_what_is_known_of_two_actors_is_seen(pack, told: list[Fields], seen: set[str]) -> None:
    found = _known(Altered(pack, dyads=_dyads(*told)), "RUS", "UKR")
    assert seen <= found
    assert len(found) == 16


def test_strangers_look_the_same_whether_or_not_the_table_has_them(pack) -> None:
    """A text that is learnt from takes away its own counts, and leaves none."""
    gold = [GoldDocument(Document(id="a", text=""), (_told("RUS", "UKR"),))]
    emptied = Census(gold).without(gold[0])
    assert _known(Altered(pack, dyads=emptied), "RUS", "UKR") == _known(Altered(pack, dyads=Dyads({})), "RUS", "UKR")
