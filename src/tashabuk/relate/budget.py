"""How long a solution may take, in seconds of processor time: a busy machine gives the same answers, only later."""

from __future__ import annotations

import time

QUICK = 0.8
"""Seconds that the faces give a solution unless told otherwise: a month of events among 250 actors takes under 2."""
MOST = 20.0
"""Greatest ratio of time on the wall to processor time that is believed."""


class Budget:
    """Processor seconds that this thread may use from now on."""

    __slots__ = ("_end", "_processor", "_wall")

    def __init__(self, seconds: float) -> None:
        self._wall, self._processor = time.monotonic(), time.thread_time()
        self._end = self._processor + seconds

    @property
    def left(self) -> float:
        """Seconds left; 0 where it is spent."""
        return max(self._end - time.thread_time(), 0.0)

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return time.thread_time() >= self._end

    def part(self, share: float) -> Budget:
        """A budget of this share of what is left."""
        return Budget(self.left * share)

    def on_the_wall(self) -> float:
        """For solvers that look at the clock: how long what is left is likely to take, judged by what was spent."""
        used = time.thread_time() - self._processor
        busy = (time.monotonic() - self._wall) / used if used > 0 else 1.0
        return self.left * min(max(busy, 1.0), MOST)
