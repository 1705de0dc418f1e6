"""Worlds in which the answer and its reason are known."""

import numpy as np
import pytest

from tashabuk.foresee.because import Rule, reasons
from tashabuk.foresee.blend import USUAL, fit_blend
from tashabuk.foresee.facts import Facts, Index
from tashabuk.foresee.forecaster import Forecaster, Model, fit, fit_recent
from tashabuk.foresee.ranking import evaluate, ranking
from tashabuk.foresee.rules import fit_rules, usual_rules

from .worlds import world

VISITS, ACCUSES, STRIKES = 0, 1, 2
INVERSE = 3


def _usual(facts: Facts) -> Forecaster:
    return Forecaster(facts, Model(usual_rules(2 * facts.relations), USUAL, fitted=False))


WORLDS = [
    pytest.param([(0, VISITS, 1, 8), (0, VISITS, 2, 2)], (0, VISITS), 1, Rule.AGAIN, [0], id="later beats earlier"),
    pytest.param(
        [(0, VISITS, 1, 7), (0, VISITS, 1, 8), (0, VISITS, 2, 8)], (0, VISITS), 1, Rule.AGAIN, [1, 0], id="often"
    ),
    pytest.param(
        [(1, VISITS, 0, 8), (2, VISITS, 1, 8), (2, VISITS, 3, 8)],
        (0, VISITS),
        1,
        Rule.ANSWER,
        [0],
        id="a visit is returned",
    ),
    pytest.param(
        [(0, ACCUSES, 1, 8), (2, STRIKES, 1, 8), (2, STRIKES, 3, 8)],
        (0, STRIKES),
        1,
        Rule.FOLLOWS,
        [0],
        id="words, then blows",
    ),
    pytest.param(
        [(1, VISITS, 0, 8), (2, VISITS, 3, 8)], (0, VISITS + INVERSE), 1, Rule.AGAIN, [0], id="who visits me again"
    ),
]


@pytest.mark.parametrize(("rows", "query", "answer", "rule", "cited"), WORLDS)
def test_answer_and_reason(
    rows: list[tuple[int, int, int, int]], query: tuple[int, int], answer: int, rule: Rule, cited: list[int]
) -> None:
    forecaster = _usual(world(*rows))
    scores = forecaster.scores(9, np.array([query[0]]), np.array([query[1]]))
    scores[0, query[0]] = -np.inf
    assert int(scores.argmax()) == answer
    why = reasons(forecaster.gatherer(9), *query, answer)[0]
    assert (why.rule, list(why.facts)) == (rule, cited)


def test_a_third_actor_is_named_where_nothing_passed_between_the_two() -> None:
    facts = world((0, VISITS, 1, 7), (1, VISITS, 2, 8), (3, VISITS, 4, 8), (5, ACCUSES, 6, 8))
    forecaster = _usual(facts)
    scores = forecaster.scores(9, np.array([0]), np.array([VISITS]))[0]
    assert scores[2] > scores[4]
    (why,) = reasons(forecaster.gatherer(9), 0, VISITS, 2)
    assert (why.rule, why.via, why.relation, sorted(why.facts)) == (Rule.VIA, 1, VISITS, [0, 1])


def test_an_act_that_many_facts_tell_is_one_act() -> None:
    once = [(0, ACCUSES, 1, 5), (0, ACCUSES, 2, 5), (0, ACCUSES, 2, 7), (0, VISITS, 3, 7)]
    asked = np.array([0]), np.array([ACCUSES])
    one, many = (_usual(world(*rows)).scores(9, *asked) for rows in (once, [once[0]] * 10 + once[1:]))
    np.testing.assert_array_equal(one, many)
    assert one[0, 2] > one[0, 1]


def test_nothing_is_made_up_for_a_stranger() -> None:
    forecaster = _usual(world((0, VISITS, 1, 7), (2, VISITS, 3, 8)))
    assert reasons(forecaster.gatherer(9), 0, VISITS, 3) == []


def _echo(days: int) -> Facts:
    """Every day two of 40 entities accuse, and the accused strikes back on the next day; visits happen at random."""
    random = np.random.default_rng(7)
    rows = []
    for day in range(days):
        for _ in range(4):
            a, b, c, d = random.choice(40, 4, replace=False)
            rows += [(a, ACCUSES, b, day), (b, STRIKES, a, day + 1), (c, VISITS, d, day)]
    return world(*rows, entities=40)


def test_a_rule_of_the_world_is_learned_and_used() -> None:
    facts = _echo(120)
    model = fit(facts, 80, 100)
    assert model.fitted
    weight = model.rules.weight[STRIKES, :, 0]
    assert int(weight.argmax()) == ACCUSES + INVERSE
    assert weight[ACCUSES + INVERSE] > 10 * weight[VISITS]
    strikes = facts.where((facts.relation == STRIKES) & (facts.day >= 100) & (facts.day < 120))
    assert ranking(evaluate(Forecaster(facts, model), strikes)).mrr > 0.7
    assert ranking(evaluate(_usual(facts), strikes)).mrr < 0.7


def test_too_few_facts_are_not_learned_from() -> None:
    facts = world((0, VISITS, 1, 7), (2, VISITS, 3, 8))
    for model in (fit(facts, 8, 9), fit_recent(facts, 9)):
        assert not model.fitted
    index = Index(facts)
    assert fit_blend(index, fit_rules(index, 5, 5), 20, 30) is USUAL


def test_memory_does_not_go_back() -> None:
    forecaster = _usual(world((0, VISITS, 1, 7)))
    forecaster.gatherer(9)
    with pytest.raises(ValueError, match="cannot go back"):
        forecaster.gatherer(8)
