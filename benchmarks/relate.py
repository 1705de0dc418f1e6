"""Ties over millions of events: `python benchmarks/relate.py [EVENTS...]`.

Makes events of 250 actors over 25 years (few pairs have many, many have few), and prints for 1, 2.5 and 5 million how
long all dyad-months, one tie's full history, all ties at a day, and the balance of a month's graph take, with peak
memory. Seconds a million should stay level: cost grows linearly.
"""

from __future__ import annotations

import datetime as dt
import resource
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from tashabuk.relate.channels import history, pair_periods, rows_between
from tashabuk.relate.networks import signed_graph
from tashabuk.relate.observations import Observations, from_columns
from tashabuk.relate.ties import TieOptions, ties

ACTORS = 250
FIRST = dt.date(2000, 1, 1).toordinal()
DAYS = 25 * 365
SCORES = np.array([2.1, 4.0, 6.8, -3.0, -5.2, -9.3])
Result = TypeVar("Result")


def main() -> None:
    """Print one line a measure and size."""
    for count in [int(float(a)) for a in sys.argv[1:]] or [1_000_000, 2_500_000, 5_000_000]:
        measured(made(count))


def measured(rows: Observations) -> None:
    """Time every measure once."""
    count = len(rows)
    timed("all dyad-months", count, lambda: pair_periods(rows))
    pair = np.bincount(rows.a.astype(np.int64) * ACTORS + rows.b).argmax()
    busiest = rows.names[pair // ACTORS], rows.names[pair % ACTORS]
    timed("one tie's history", count, lambda: history(rows_between(rows, *busiest)))
    month = TieOptions(at=dt.date(2018, 6, 30))
    found = timed("all ties at a day", count, lambda: ties(rows, month))
    timed("signed graph", count, lambda: signed_graph(found))
    print(f"{count:>9,} events: peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def timed(what: str, count: int, work: Callable[[], Result]) -> Result:
    """The result of `work`, its time printed."""
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    print(f"{count:>9,} events: {what:18s} {seconds:6.2f} s  {seconds / count * 1e6:.3f} s a million")
    return result


def made(count: int) -> Observations:
    """Events whose actors and pairs follow Zipf's law; signs cluster by pair."""
    random = np.random.default_rng(7)
    a = (random.zipf(1.3, count) % ACTORS).astype(np.int32)
    b = ((a + 1 + random.zipf(1.3, count) % (ACTORS - 1)) % ACTORS).astype(np.int32)
    day = (FIRST + random.integers(0, DAYS, count)).astype(np.int32)
    lean = np.where((a.astype(np.int64) * b) % 5 < 3, 0, 3)
    score = SCORES[(lean + random.integers(0, 4, count)) % 6]
    sources = random.integers(1, 9, count).astype(np.int32)
    return from_columns(
        tuple(f"A{n:03d}" for n in range(ACTORS)), a, b, day, score, sources, np.arange(count, dtype=np.int64)
    )


if __name__ == "__main__":
    main()
