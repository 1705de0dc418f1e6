"""The worked examples of docs/methods/forecast.md: computed here, and found on the page."""

from pathlib import Path

import numpy as np
import pytest

from tashabuk.foresee.because import Rule, reasons
from tashabuk.foresee.blend import USUAL
from tashabuk.foresee.forecaster import Forecaster, Model
from tashabuk.foresee.outlook import long_run_rate
from tashabuk.foresee.rules import usual_rules

from .worlds import world

PAGE = (Path(__file__).parents[2] / "docs" / "methods" / "forecast.md").read_text(encoding="utf-8").replace("\n", " ")
A, B, C, ACCUSE, CONSULT = 0, 1, 2, 0, 1


def forecaster(*rows):
    facts = world(*rows)
    return Forecaster(facts, Model(usual_rules(2 * facts.relations), USUAL, fitted=False))


def test_the_same_again() -> None:
    gatherer = forecaster((A, ACCUSE, B, 70), (A, ACCUSE, B, 97)).gatherer(100)
    (memory,) = [gatherer.memory.recent[t] for t in range(2) if gatherer.memory.index.relation[t] == ACCUSE]
    assert memory == pytest.approx([0.135, 0.665, 1.273, 1.799], abs=5e-4)
    (reason,) = reasons(gatherer, A, ACCUSE, B)
    assert (reason.rule, reason.strength) == (Rule.AGAIN, pytest.approx(1.01, abs=5e-3))
    for figure in ("0.651 + 0.014 = 0.665", "0.980 + 0.819 = 1.799", "0.08·1.273 + 0.11·1.799 = 1.01"):
        assert figure in PAGE


def test_the_long_run_rate() -> None:
    counts = np.array([[1, 0, 0, 2, 0, 0, 1, 0, 1, 0]])
    assert long_run_rate(counts, 10, 3) == pytest.approx([0.794], abs=5e-4)
    assert "q = 4.5/11 = 0.409" in PAGE
    assert "1 − 0.591³ = 0.794" in PAGE


def test_what_hardly_speaks_is_not_told() -> None:
    rows = [(A, ACCUSE, B, day) for day in (95, 97, 99)]
    gatherer = forecaster(*rows, (A, CONSULT, B, 98), (B, CONSULT, A, 2)).gatherer(100)
    assert [r.rule for r in reasons(gatherer, A, ACCUSE, B)] == [Rule.AGAIN, Rule.FOLLOWS]
