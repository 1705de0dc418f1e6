"""Parts of a fit in processes of their own, each of which begins as a copy of this one: tasks that need nothing of each
other, and shares of the texts that are asked for one thing after the other."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Held = TypeVar("Held")

AT_ONCE = 2
"""Processes at the same time; each needs memory of its own for what it fits."""


def side_by_side(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """What the tasks give, in their order; it must be picklable, the tasks need not be.

    A task that fails, or is killed for want of memory, ends all with an error.
    """
    fork = get_context("fork")
    waiting = list(enumerate(tasks))
    running: dict[Connection, tuple[int, ForkProcess]] = {}
    answers: dict[int, T] = {}
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            number, task = waiting.pop(0)
            here, there = fork.Pipe(duplex=False)
            process = fork.Process(target=_answer, args=(there, task), daemon=True)
            process.start()
            there.close()
            running[here] = number, process
        for ready in wait(list(running)):
            assert isinstance(ready, Connection)
            number, process = running.pop(ready)
            answers[number] = _heard(ready, process, f"part {number + 1} of {len(tasks)}")
            process.join()
    return [answers[number] for number in range(len(tasks))]


class Crew(Generic[Held]):
    """Processes that each make something, keep it, and answer questions about it."""

    def __init__(self, makers: Sequence[Callable[[], Held]]) -> None:
        fork = get_context("fork")
        self._members: list[tuple[Connection, ForkProcess]] = []
        for make in makers:
            here, there = fork.Pipe()
            process = fork.Process(target=_serve, args=(there, make), daemon=True)
            process.start()
            there.close()
            self._members.append((here, process))

    def ask(self, question: Callable[[Held], T]) -> list[T]:
        """What each answers, in their order; question and answers must be picklable.

        One that fails ends all with an error.
        """
        for here, _ in self._members:
            with suppress(ConnectionError):  # one that has ended is noticed when it does not answer
                here.send(question)
        return [_heard(here, process, "a member of the crew") for here, process in self._members]


def _heard(here: Connection, process: ForkProcess, name: str) -> Any:
    try:
        return here.recv()
    except (EOFError, ConnectionError):
        process.join()
        raise RuntimeError(f"{name} ended with {process.exitcode}") from None


def _serve(there: Connection, make: Callable[[], Any]) -> None:
    gc.freeze()  # see `_answer`
    held = make()
    while True:
        try:
            question = there.recv()
        except EOFError:  # nobody will ask again
            return
        there.send(question(held))


def _answer(there: Connection, task: Callable[[], Any]) -> None:
    gc.freeze()  # what was there before is shared as long as nobody writes to it, and the collector would
    there.send(task())
