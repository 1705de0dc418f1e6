"""Parts of a fit in processes of their own: answers in order, errors that are not lost."""

import os
from functools import partial

import pytest

from tashabuk.evaluate.workers import AT_ONCE, Crew, side_by_side


def test_answers_come_in_the_order_of_the_tasks_from_other_processes() -> None:
    base = 10
    found = side_by_side([lambda number=number: (base * number, os.getpid()) for number in range(2 * AT_ONCE + 1)])
    assert [value for value, _ in found] == [0, 10, 20, 30, 40]
    assert os.getpid() not in {process for _, process in found}


def test_large_answers_come_through() -> None:
    assert [len(a) for a in side_by_side([partial(bytes, 3_000_000)] * 3)] == [3_000_000] * 3


@pytest.mark.parametrize("task", [partial(os._exit, 9), partial(int, "no number")])
def test_a_task_that_fails_ends_all(task, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="part 2 of 2 ended with"):
        side_by_side([int, task])


def test_a_crew_keeps_what_it_made() -> None:
    crew = Crew([partial(list, word) for word in ("ab", "cde")])
    assert crew.ask(len) == [2, 3]
    assert crew.ask(list.pop) == ["b", "e"]
    assert crew.ask(len) == [1, 2]


@pytest.mark.parametrize("made", [partial(os._exit, 9), partial(int, "no number"), list])
def test_a_member_of_a_crew_that_fails_ends_all(made, capfd: pytest.CaptureFixture[str]) -> None:
    crew = Crew([partial(list, "ab"), made])
    with pytest.raises(RuntimeError, match="a member of the crew ended with"):
        crew.ask(list.pop)
