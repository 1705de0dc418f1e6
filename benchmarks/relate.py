"""Ties and balance over millions of events: `python benchmarks/relate.py [EVENTS...]`.

Makes events of 250 actors over 25 years, and prints for 1, 2.5 and 5 million how long all dyad-months, one tie's full
history and all ties at a day take, with peak memory. Seconds a million should stay level: cost grows linearly.

Then, for the greatest number, what `tashabuk balance` reports of a month: by the events of that month alone, and as
seen on its last day with decay. Once of events whose signs tell nothing of camps (`free`), the hard case that no real
network comes near, and of two and three camps with noise in them. Times are those of one thread; the load of
the machine is printed with them.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command has it

import datetime as dt
import resource
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from tashabuk.relate.budget import QUICK
from tashabuk.relate.channels import history, pair_periods, rows_between
from tashabuk.relate.networks import signed_graph
from tashabuk.relate.observations import Observations, from_columns
from tashabuk.relate.periods import Step, period_numbers, period_start
from tashabuk.relate.ties import TieOptions, ties
from tashabuk.workbench.balance import BalanceOptions, balance
from tashabuk.workbench.balance_rows import balance_row

ACTORS = 250
FIRST = dt.date(2000, 1, 1)
DAYS = 25 * 365
SCORES = np.array([2.1, 4.0, 6.8, -3.0, -5.2, -9.3])
NOISE, STRAY = 0.15, 0.1
"""Share of pairs that do not do as their camps do, and of events that do not do as their pair."""
Result = TypeVar("Result")


def main() -> None:
    """Print one line a measure and size, then one a month."""
    sizes = [int(float(a)) for a in sys.argv[1:]] or [1_000_000, 2_500_000, 5_000_000]
    for count in sizes:
        measured(free(count))
    print(f"\nBalance with {QUICK:g} s of processor time, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    months("free", free(max(sizes)))
    for count in (2, 3):
        months(f"{count} camps", camps(max(sizes), count))
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def measured(rows: Observations) -> None:
    """Time every measure of ties once."""
    count = len(rows)
    timed("all dyad-months", count, lambda: pair_periods(rows))
    pair = np.bincount(rows.a.astype(np.int64) * ACTORS + rows.b).argmax()
    busiest = rows.names[pair // ACTORS], rows.names[pair % ACTORS]
    timed("one tie's history", count, lambda: history(rows_between(rows, *busiest)))
    timed("all ties at a day", count, lambda: ties(rows, TieOptions(at=dt.date(2018, 6, 30))))
    print(f"{count:>9,} events: peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def timed(what: str, count: int, work: Callable[[], Result]) -> Result:
    """The result of `work`, its time printed."""
    clock, cpu = time.perf_counter(), time.process_time()
    result = work()
    clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
    print(f"{count:>9,} events: {what:18s} {clock:6.2f} s, processor {cpu:5.2f} s, {cpu / count * 1e6:.2f} a million")
    return result


def months(kind: str, rows: Observations) -> None:
    """The balance of the first, the middle, the last and the densest month."""
    month = period_numbers(rows.day, Step.MONTH)
    first, last = int(month.min()), int(month.max())
    densest = first + int(np.bincount(month - first).argmax())
    head = (
        f"\n{kind:7} {'month':18} {'n':>4} {'m':>6} {'index':>15} {'proved':>6} {'only':>4} {'balanced of triads':>22}"
    )
    print(f"{head} {'clock s':>8} {'cpu s':>6}")
    for number in dict.fromkeys((first, (first + last) // 2, last, densest)):
        start, end = period_start(number, Step.MONTH), period_start(number + 1, Step.MONTH)
        month_of(kind, f"{start:%Y-%m} alone", rows, TieOptions(start=start, end=end))
        month_of(kind, f"{start:%Y-%m} with decay", rows, TieOptions(at=end - dt.timedelta(days=1)))


def month_of(kind: str, name: str, rows: Observations, options: TieOptions) -> None:
    """One line of balance: from the rows in memory to the object that the command prints."""
    clock, cpu = time.perf_counter(), time.process_time()
    row = balance_row(balance(signed_graph(rows, options), BalanceOptions()))
    clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
    low, high = row["frustration_bound"], row["frustration"]
    index = f"{high}" if row["exact"] else f"{low} … {high}"
    only = {True: "yes", False: "no", None: "?"}[row["unique"]]
    print(
        f"{kind:7} {name:18} {row['n']:4} {row['m']:6} {index:>15} {'yes' if row['exact'] else 'no':>6} {only:>4} "
        f"{row['balanced_triangles']:>9,} of {row['triangles']:>9,} {clock:8.2f} {cpu:6.2f}"
    )


def free(count: int) -> Observations:
    """Actors and pairs follow Zipf's law; a pair leans to help or to harm, whatever its actors do to others."""
    random = np.random.default_rng(7)
    a = (random.zipf(1.3, count) % ACTORS).astype(np.int32)
    b = ((a + 1 + random.zipf(1.3, count) % (ACTORS - 1)) % ACTORS).astype(np.int32)
    day = random.integers(0, DAYS, count)
    lean = np.where((a.astype(np.int64) * b) % 5 < 3, 0, 3)
    return observations(a, b, day, (lean + random.integers(0, 4, count)) % 6, random)


def camps(count: int, number: int) -> Observations:
    """Actors are as busy as Zipf's law has it, each in one of some camps: help within, harm between, and noise."""
    random = np.random.default_rng(11)
    share = random.permutation(1 / np.arange(1, ACTORS + 1))
    a, b = (random.choice(ACTORS, count, p=share / share.sum()).astype(np.int32) for _ in range(2))
    b = np.where(a == b, (b + 1) % ACTORS, b).astype(np.int32)
    camp = random.integers(0, number, ACTORS)
    odd = np.triu(random.random((ACTORS, ACTORS)) < NOISE, 1)
    friendly = (camp[:, None] == camp) ^ odd ^ odd.T
    good = friendly[a, b] ^ (random.random(count) < STRAY)
    return observations(
        a, b, random.integers(0, DAYS, count), random.integers(0, 3, count) + np.where(good, 0, 3), random
    )


def observations(
    a: NDArray[np.int32],
    b: NDArray[np.int32],
    day: NDArray[np.int64],
    kind: NDArray[np.int64],
    random: np.random.Generator,
) -> Observations:
    """Columns as rows; `day` counts from the first, `kind` is a place in `SCORES`."""
    names = tuple(f"A{n:03d}" for n in range(ACTORS))
    days = (FIRST.toordinal() + day).astype(np.int32)
    sources = random.integers(1, 9, len(a)).astype(np.int32)
    return from_columns(names, a, b, days, SCORES[kind], sources, np.arange(len(a), dtype=np.int64))


if __name__ == "__main__":
    main()
