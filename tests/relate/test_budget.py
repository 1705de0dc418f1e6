"""Processor time: what is left of it, and what it means on the wall."""

import time

from tashabuk.relate.budget import MOST, Budget


def test_waiting_costs_nothing_and_working_does() -> None:
    budget = Budget(0.05)
    time.sleep(0.06)
    assert not budget.spent
    while not budget.spent:
        sum(range(1000))
    assert (budget.left, budget.on_the_wall(), budget.part(0.5).spent) == (0, 0, True)


def test_a_share_of_what_is_left() -> None:
    assert 29 < Budget(60).part(0.5).left <= 30


def test_on_the_wall_it_lasts_as_much_longer_as_it_did_so_far() -> None:
    budget = Budget(60)
    while budget.left > 59.99:
        sum(range(1000))
    time.sleep(0.05)
    assert 2 * budget.left < budget.on_the_wall() <= MOST * budget.left + 1
