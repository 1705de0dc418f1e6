"""The evaluation itself is right: ties are fair, other true answers are taken out, both directions are asked."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from tashabuk.foresee.baselines import LastObject, MostFrequent
from tashabuk.foresee.facts import Facts
from tashabuk.foresee.ranking import evaluate, places_of, ranking

from .worlds import world

BENCH = Path(__file__).parents[2] / ".." / "shared" / "bench" / "forecasting"


@pytest.mark.parametrize(
    ("scores", "answers", "expected"),
    [
        pytest.param([3, 2, 1, 0], [1], [(1, 0)], id="one better"),
        pytest.param([0, 0, 0, 0], [2], [(0, 3)], id="a tie of all four"),
        pytest.param([5, 1, 1, 0], [1], [(1, 1)], id="a tie of two after one better"),
        pytest.param([3, 2, 1, 0], [0, 1], [(0, 0), (0, 0)], id="another true answer does not stand in the way"),
        pytest.param([1, 1, 0, 0], [0, 1], [(0, 0), (0, 0)], id="nor does it tie"),
        pytest.param([3, 2, 1, 0], [3, 1], [(2, 0), (1, 0)], id="better ones that are not true stay"),
    ],
)
def test_places(scores: list[float], answers: list[int], expected: list[tuple[int, int]]) -> None:
    found = places_of(np.array([scores], np.float32), np.zeros(len(answers), np.int64), np.array(answers))
    assert [tuple(row) for row in found.tolist()] == expected


class _Silent:
    def __init__(self, entities: int) -> None:
        self.entities = entities

    def scores(self, day: int, subject: np.ndarray, relation: np.ndarray) -> np.ndarray:
        return np.zeros((len(subject), self.entities), np.float32)


def test_who_says_nothing_gains_nothing_by_ties() -> None:
    found = ranking(evaluate(_Silent(8), world((0, 0, 1, 5), (2, 1, 3, 6))))
    assert found.queries == 4
    assert (found.hits_1, found.hits_3, found.hits_10) == (1 / 8, 3 / 8, 1)
    assert found.mrr == pytest.approx(sum(1 / n for n in range(1, 9)) / 8)


def test_both_directions_are_asked_of_earlier_days_only() -> None:
    facts = world((0, 0, 1, 1), (0, 0, 2, 2), (0, 0, 2, 3))
    found = evaluate(LastObject(facts), facts.between(2, 4))
    # Day 2: 1 is said, 2 comes; 2 has no past. Day 3: 2 is said, and 0 of 2.
    assert found.tolist() == [[1, 6], [0, 7], [0, 0], [0, 0]]


def test_the_most_frequent_object_wins() -> None:
    facts = world((0, 0, 1, 1), (0, 0, 1, 2), (0, 0, 2, 3), (0, 0, 1, 4))
    assert evaluate(MostFrequent(facts), facts.between(4, 5))[0].tolist() == [0, 0]


def test_measures_of_no_ranks_are_no_numbers() -> None:
    assert np.isnan(ranking(np.empty((0, 2), np.int64)).mrr)


def _icews14() -> Facts:
    if not BENCH.exists():
        pytest.skip("the facts of ICEWS14 are not at ../shared/bench/forecasting")
    parts = []
    for part in ("train", "valid", "test"):
        with gzip.open(BENCH / f"ICEWS14.{part}.tsv.gz", "rt", encoding="utf-8") as lines:
            parts.append(np.loadtxt(lines, np.int64, delimiter="\t", skiprows=1, usecols=(5, 6, 7, 1), comments=None))
    s, r, o, t = np.concatenate(parts).T
    return Facts(s, r, o, t, 7128, 230)


def test_repeating_the_last_object_scores_what_is_published() -> None:
    facts = _icews14()
    found = ranking(evaluate(LastObject(facts), facts.where(np.arange(len(facts)) >= 74_845 + 8_514)))
    assert found.queries == 14_742
    assert found.mrr == pytest.approx(0.279, abs=0.003)
    assert found.hits_10 == pytest.approx(0.289, abs=0.003)
