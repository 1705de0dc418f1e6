"""What the network makes of how certain and whose word a statement is, beside the models of these qualities."""

import numpy as np
import pytest

from tashabuk.engine.network import CERTAINTY, HOLDER
from tashabuk.engine.pack import Altered
from tashabuk.engine.ranker import UNIT
from tashabuk.model import Certainty, Document
from tashabuk.read import qualities
from tashabuk.read.holders import STANDINGS, standing_of
from tashabuk.read.hunches import HEED, hints
from tashabuk.read.pipeline import prepare, read
from tashabuk.read.qualities import CERTAINTIES

TEXT = "اتهمت تركيا روسيا بقصف مواقع المعارضة السورية."
SURE = 100 * UNIT


def _read(pack, monkeypatch: pytest.MonkeyPatch, question: str, answer: int) -> set[str]:
    """The certainties or the holders of what is read when the network is sure of an answer."""

    def sure(reading, trigger, asked):
        return [SURE * (n == answer) for n in range(6)] if asked == question else []

    monkeypatch.setattr(qualities, "hints", sure)
    statements = read(Document(id="x", text=TEXT), pack)
    assert statements
    return {str(s.certainty if question == CERTAINTY else s.holder) for s in statements}


@pytest.mark.parametrize("certainty", CERTAINTIES)
def test_a_sure_network_decides_how_certain_it_is(pack, monkeypatch: pytest.MonkeyPatch, certainty: Certainty) -> None:
    assert _read(pack, monkeypatch, CERTAINTY, CERTAINTIES.index(certainty)) == {str(certainty)}


@pytest.mark.parametrize("holder", ["author", "unnamed"])
def test_a_sure_network_decides_whose_word_it_is(pack, monkeypatch: pytest.MonkeyPatch, holder: str) -> None:
    assert _read(pack, monkeypatch, HOLDER, STANDINGS.index(holder)) == {holder}


def test_of_those_who_have_the_standing_the_model_chooses(pack, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _read(pack, monkeypatch, HOLDER, STANDINGS.index("doer")) >= {"TUR", "RUS"}  # who accuses, and who shelled


@pytest.mark.parametrize(
    ("holder", "standing"), [("author", "author"), ("unnamed", "unnamed"), ("TUR", "doer"), ("IRN", "other")]
)
def test_the_standing_of_a_holder(holder: str, standing: str) -> None:
    assert STANDINGS[standing_of(holder, ("TUR", "RUS"))] == standing


def test_hints_are_probabilities(pack) -> None:
    reading = prepare(Document(id="x", text=TEXT), pack)
    for question, answers in ((CERTAINTY, CERTAINTIES), (HOLDER, STANDINGS)):
        found = np.array(hints(reading, reading.triggers[0], question))
        assert len(found) == len(answers)
        assert np.exp(found / (HEED * UNIT)).sum() == pytest.approx(1, abs=0.01)


def test_without_a_network_there_are_no_hints(pack) -> None:
    reading = prepare(Document(id="x", text=TEXT), Altered(pack, network=None))
    assert hints(reading, reading.triggers[0], CERTAINTY) == []
