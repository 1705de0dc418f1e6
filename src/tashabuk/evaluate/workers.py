"""Parts of a fit that need nothing of each other, each in a process that begins as a copy of this one."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

T = TypeVar("T")

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
            try:
                answers[number] = ready.recv()
            except EOFError:
                process.join()
                raise RuntimeError(f"part {number + 1} of {len(tasks)} ended with {process.exitcode}") from None
            process.join()
    return [answers[number] for number in range(len(tasks))]


def _answer(there: Connection, task: Callable[[], Any]) -> None:
    gc.freeze()  # what was there before is shared as long as nobody writes to it, and the collector would
    there.send(task())
