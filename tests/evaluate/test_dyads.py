"""Who acts on whom in gold documents, and what that tells of two actors beforehand."""

from pathlib import Path

import pytest

from tashabuk.engine.dyads import STRANGERS, Acquaintance, Dyads, acquaintance, closeness, step
from tashabuk.evaluate.dyads import Census
from tashabuk.evaluate.gold import Fields, GoldDocument
from tashabuk.model import Document


def _gold(name: str, *statements: Fields) -> GoldDocument:
    return GoldDocument(Document(id=name, text=""), statements)


def _known(dyads: Dyads, actors: str, recipients: str, event: str, sign: int) -> Acquaintance:
    return acquaintance(dyads.between(tuple(actors.split()), tuple(recipients.split())), event, sign)


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
    assert _known(Census(GOLD).dyads, actors, recipients, event, sign) == known


@pytest.mark.parametrize(("actors", "texts"), [("RUS", 3), ("TUR", 2), ("IRN", 1), ("RUS IRN", 1), ("RUS USA", 0)])
def test_actors_are_known_from_the_texts_of_the_least_known(actors: str, texts: int) -> None:
    assert Census(GOLD).dyads.texts(tuple(actors.split())) == texts


@pytest.mark.parametrize(
    ("actors", "recipients", "texts", "others", "steps"),
    [
        ("RUS", "ISIS", 3, 2, 18),  # two texts where the square root of 4 times 3 would be no news
        ("RUS", "ISIS", 30, 2, 15),
        ("RUS", "ISIS", 300, 200, 5),
        ("RUS IRN", "ISIS", 3, 2, 16),  # an average of two texts and none
        ("ISIS", "RUS", 2, 3, 13),
        ("USA", "CHN", 0, 0, 17),
        ("USA", "CHN", 600, 600, 0),
    ],
)
def test_two_are_close_of_whom_more_is_told_than_of_any_two(
    actors: str, recipients: str, texts: int, others: int, steps: int
) -> None:
    rows = Census(GOLD).dyads.between(tuple(actors.split()), tuple(recipients.split()))
    assert closeness(rows, texts, others) == steps


@pytest.mark.parametrize(
    ("total", "pairs", "steps"), [(0, 1, 0), (1, 1, 1), (3, 1, 2), (4, 1, 3), (7, 2, 3), (1, 3, 1)]
)
def test_steps_of_an_average(total: int, pairs: int, steps: int) -> None:
    assert step(total, pairs) == steps


@pytest.mark.parametrize("one", GOLD, ids=lambda one: one.document.id)
def test_a_text_that_is_learnt_from_is_not_known_beforehand(one: GoldDocument) -> None:
    census = Census(GOLD)
    without, others = census.without(one), Census(o for o in GOLD if o is not one).dyads
    parties = ("RUS", "ISIS", "TUR", "IRN", "SYR")
    for actor in parties:
        assert without.texts((actor,)) == others.texts((actor,))
        for other in parties:
            for event, sign in (("ASSAULT", -1), ("CONSULT", 1), ("AID", 1)):
                if actor != other:
                    assert _known(without, actor, other, event, sign) == _known(others, actor, other, event, sign)


def test_the_file_has_a_line_for_each_dyad_and_reads_back(tmp_path: Path) -> None:
    many = Census([_gold(str(n), STRIKE) for n in range(300)]).dyads
    many.save(tmp_path / "dyads.tsv")
    assert (tmp_path / "dyads.tsv").read_text(encoding="utf-8").splitlines() == [
        "ISIS\t\ttexts:300",
        "RUS\t\ttexts:300",
        "RUS\tISIS\ttexts:300\t-1:300\tASSAULT:300",
    ]
    again = Dyads.load(tmp_path / "dyads.tsv")
    assert _known(again, "RUS", "ISIS", "ASSAULT", -1) == (9, 8, 9)
    assert again.texts(("ISIS",)) == 300


def test_nobody_is_known_to_whom_nothing_was_told() -> None:
    assert _known(Dyads({}), "RUS", "ISIS", "ASSAULT", -1) == STRANGERS
    assert Dyads({}).texts(("RUS",)) == 0
