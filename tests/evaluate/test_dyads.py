"""Who acts on whom in gold documents, and what that tells of two actors beforehand."""

from pathlib import Path

import pytest

from tashabuk.engine.dyads import MOST, STRANGERS, Dyads
from tashabuk.evaluate.dyads import Census
from tashabuk.evaluate.gold import Fields, GoldDocument
from tashabuk.model import Document


def _gold(name: str, *statements: Fields) -> GoldDocument:
    return GoldDocument(Document(id=name, text=""), statements)


def _told(actor: str, recipient: str, event: str, sign: int) -> Fields:
    return {"actor": actor.split(), "recipient": recipient.split(), "event": event, "sign": sign}


STRIKE = _told("RUS", "ISIS", "ASSAULT", -1)
THREAT = _told("RUS", "ISIS", "THREATEN", -1)
TALKS = _told("RUS TUR", "", "CONSULT", 1)
AID = _told("RUS IRN", "SYR", "AID", 1)
GOLD = [_gold("a", STRIKE, STRIKE, TALKS), _gold("b", STRIKE, THREAT), _gold("c", TALKS, AID)]


@pytest.mark.parametrize(
    ("actors", "recipients", "event", "sign", "known"),
    [
        ("RUS", "ISIS", "ASSAULT", -1, (2, 6, 2)),  # in two texts, all hostile, both an assault
        ("RUS", "ISIS", "THREATEN", -1, (2, 6, 1)),
        ("RUS", "ISIS", "AID", 1, (2, 1, 0)),
        ("ISIS", "RUS", "ASSAULT", -1, STRANGERS),  # one way is not the other
        ("TUR", "RUS", "CONSULT", 1, (2, 6, 2)),  # unless they do it to each other
        ("RUS", "SYR", "AID", 1, (1, 5, 1)),
        ("RUS IRN", "SYR", "AID", 1, (1, 5, 1)),
        ("RUS USA", "ISIS", "ASSAULT", -1, (1, 5, 1)),  # an average of two texts and none
        ("RUS TUR IRN", "RUS TUR IRN", "CONSULT", 1, (1, 4, 1)),  # four texts of six pairs
        ("USA", "CHN", "CONSULT", 1, STRANGERS),
    ],
)
def test_what_is_known_of_two_actors(actors: str, recipients: str, event: str, sign: int, known: tuple[int]) -> None:
    dyads = Census(GOLD).dyads
    assert dyads.acquaintance(tuple(actors.split()), tuple(recipients.split()), event, sign) == known


@pytest.mark.parametrize(("actors", "fame"), [("RUS", 2), ("TUR", 2), ("IRN", 1), ("RUS IRN", 1), ("RUS USA", 0)])
def test_fame_is_the_number_of_texts_of_the_least_known(actors: str, fame: int) -> None:
    assert Census(GOLD).dyads.fame(tuple(actors.split())) == fame


@pytest.mark.parametrize("one", GOLD, ids=lambda one: one.document.id)
def test_a_text_that_is_learnt_from_is_not_known_beforehand(one: GoldDocument) -> None:
    census = Census(GOLD)
    without, others = census.without(one), Census(o for o in GOLD if o is not one).dyads
    parties = ("RUS", "ISIS", "TUR", "IRN", "SYR")
    for actor in parties:
        assert without.fame((actor,)) == others.fame((actor,))
        for other in parties:
            for event, sign in (("ASSAULT", -1), ("CONSULT", 1), ("AID", 1)):
                if actor != other:
                    told = without.acquaintance((actor,), (other,), event, sign)
                    assert told == others.acquaintance((actor,), (other,), event, sign)


def test_the_file_has_a_line_for_each_dyad_and_reads_back(tmp_path: Path) -> None:
    many = Census([_gold(str(n), STRIKE) for n in range(MOST + 45)]).dyads
    many.save(tmp_path / "dyads.tsv")
    assert (tmp_path / "dyads.tsv").read_text(encoding="utf-8").splitlines() == [
        "ISIS\t\ttexts:255",
        "RUS\t\ttexts:255",
        "RUS\tISIS\ttexts:255\t-1:255\tASSAULT:255",
    ]
    again = Dyads.load(tmp_path / "dyads.tsv")
    assert again.acquaintance(("RUS",), ("ISIS",), "ASSAULT", -1) == (8, 8, 8)
    assert again.fame(("ISIS",)) == 8


def test_nobody_is_known_to_whom_nothing_was_told() -> None:
    assert Dyads({}).acquaintance(("RUS",), ("ISIS",), "ASSAULT", -1) == STRANGERS
    assert Dyads({}).fame(("RUS",)) == 0
