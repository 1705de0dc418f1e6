"""An archive in bulk: documents/s, memory, store size; and stopped, killed and resumed against undisturbed.

    python benchmarks/bulk.py ARTICLES.jsonl.gz [--limit N] [--jobs N] [--out] [--steady]

Memory is sampled five times a second: the resident memory of the command and of the processes that it starts, which
share pages of libraries, so that the sum is an upper bound. `--steady` leaves out the run that is stopped and killed.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tashabuk.store import Store

PAGE = 4096


@dataclass
class Run:
    """One run of the command to its end, in seconds of the clock and of processors.

    A sample is (seconds, resident bytes of the command, resident bytes of its children).
    """

    seconds: float = 0.0
    cpu: float = 0.0
    samples: list[tuple[float, int, int]] = field(default_factory=list)
    message: str = ""

    def peaks(self) -> str:
        """The highest memory of each half, in MB."""
        halves = []
        for part in (0, 1):
            begin, end = self.seconds * part / 2, self.seconds * (part + 1) / 2
            inside = [s for s in self.samples if begin <= s[0] < end]
            halves.append(tuple(max(s[i] for s in inside) / 2**20 for i in (1, 2)))
        (parent1, children1), (parent2, children2) = halves
        change = (parent2 + children2) / (parent1 + children1) - 1
        return (
            f"first half {parent1:.0f} MB + {children1:.0f} MB in children, "
            f"second half {parent2:.0f} MB + {children2:.0f} MB ({change:+.1%})"
        )


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(child) for child in task.read_text().split()]
        except OSError:
            continue
    return found


def _start(archive: Path, where: list[str], jobs: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tashabuk", "read", str(archive), *where, "--jobs", str(jobs), "--quiet"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def steady(archive: Path, where: list[str], jobs: int) -> Run:
    """A run from beginning to end."""
    run = Run()
    started, before = time.monotonic(), _cpu()
    running = _start(archive, where, jobs)
    while running.poll() is None:
        children = sum(_resident(child) for child in _children(running.pid))
        run.samples.append((time.monotonic() - started, _resident(running.pid), children))
        time.sleep(0.2)
    run.seconds, run.cpu = time.monotonic() - started, _cpu() - before
    assert running.stderr is not None
    run.message = running.stderr.read().decode().strip().splitlines()[-1]
    return run


def _cpu() -> float:
    """Processor seconds of all that we started and that has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def disturbed(archive: Path, where: list[str], jobs: int, seconds: float) -> Run:
    """Stopped and killed at random moments of an undisturbed run's time, then run to the end."""
    chance = random.Random(11)
    for kill in (signal.SIGINT, signal.SIGKILL, signal.SIGINT, signal.SIGKILL):
        running = _start(archive, where, jobs)
        time.sleep(seconds * chance.uniform(0.1, 0.3))
        running.send_signal(kill)
        _, message = running.communicate()
        last = message.decode().strip().splitlines()[-1:] or ["(killed)"]
        print(f"  {kill.name}: exit code {running.returncode}, {last[0]}")
    return steady(archive, where, jobs)


def _dump(kept: Path, store: Path) -> tuple[int, int]:
    """The hash of a dump and its length; parts are loaded into `store` first."""
    if kept.is_dir():
        list(Store(store).load(kept))
    text = Store(store).dump()
    return hash(text), len(text)


def main(archive: Path, limit: int | None, jobs: int, *, out: bool, disturb: bool) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="tashabuk-bulk-") as name:
        folder = Path(name)
        if limit is not None:
            cut = folder / archive.name
            with gzip.open(archive, "rb") as whole, gzip.open(cut, "wb") as part:
                part.writelines(itertools.islice(whole, limit))
            archive = cut
        dumps = []
        seconds = 0.0
        for label in ("undisturbed", "stopped, killed and resumed")[: 2 if disturb else 1]:
            kept = folder / f"{len(dumps)}.{'parts' if out else 'duckdb'}"
            where = ["--out" if out else "--store", str(kept)]
            print(f"{label}:")
            run = disturbed(archive, where, jobs, seconds) if dumps else steady(archive, where, jobs)
            seconds = run.seconds
            print(f"  {run.message.replace(name, '')}")
            number = int(re.findall(r"^(\d+) documents", run.message)[0])
            speed = (
                f"{number / run.seconds:.1f} documents/s with {jobs} jobs, {number / run.cpu:.1f} per processor second"
            )
            print(f"  {speed}, start included; {run.peaks()}")
            started = time.monotonic()
            dumps.append(_dump(kept, folder / f"{len(dumps)}.duckdb"))
            files = [kept] if kept.is_file() else [f for f in kept.rglob("*") if f.is_file()]
            size = sum(f.stat().st_size for f in files)
            print(f"  {size / 1e6:.1f} MB in {len(files)} file(s); load and dump {time.monotonic() - started:.1f} s")
        if disturb:
            same = "the same content" if dumps[0] == dumps[1] else "DIFFERENT CONTENT"
            print(f"{same} ({dumps[0][1]:,} characters of dump)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", action="store_true", help="Parquet parts instead of a store")
    parser.add_argument("--steady", action="store_true", help="only the undisturbed run")
    given = parser.parse_args()
    main(given.archive, given.limit, given.jobs, out=given.out, disturb=not given.steady)
