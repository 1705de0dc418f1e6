"""An archive in bulk: documents/s, memory, store size; and stopped, killed and resumed against undisturbed.

    python benchmarks/bulk.py ARTICLES.jsonl.gz [--limit N] [--jobs N] [--out] [--steady] [--stops N] [--seed N]

Memory is sampled five times a second: the resident memory of the command and of the processes that it starts, which
share pages of libraries, so that the sum is an upper bound. `--steady` leaves out the run that is stopped (SIGINT) and
killed (SIGKILL), in turn, at random moments. Ends with 1 where the contents differ or memory is not flat: where the
second half of the undisturbed run takes over 10 % more than the first.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import itertools
import os
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

import duckdb

from tashabuk.store import Store

PAGE = 4096
FLAT = 0.1


@dataclass
class Run:
    """One run of the command to its end, in seconds of the clock and of processors.

    A sample is (seconds, resident bytes of the command, resident bytes of its children).
    """

    seconds: float = 0.0
    cpu: float = 0.0
    samples: list[tuple[float, int, int]] = field(default_factory=list)
    message: str = ""

    def halves(self) -> list[tuple[float, float]]:
        """The highest memory of each half in MB: of the command, and of its children."""
        halves = []
        for part in (0, 1):
            begin, end = self.seconds * part / 2, self.seconds * (part + 1) / 2
            inside = [s for s in self.samples if begin <= s[0] < end]
            halves.append((max(s[1] for s in inside) / 2**20, max(s[2] for s in inside) / 2**20))
        return halves

    def growth(self) -> float:
        """How much more the second half takes than the first."""
        first, second = self.halves()
        return sum(second) / sum(first) - 1

    def peaks(self) -> str:
        """The highest memory of each half, in MB."""
        (parent1, children1), (parent2, children2) = self.halves()
        return (
            f"first half {parent1:.0f} MB + {children1:.0f} MB in children, "
            f"second half {parent2:.0f} MB + {children2:.0f} MB ({self.growth():+.1%})"
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


def disturbed(archive: Path, where: list[str], jobs: int, moments: list[float]) -> Run:
    """Stopped or killed after each of `moments` (seconds since its start), then run to the end."""
    # A job that a shell runs in the background ignores SIGINT, and so would the runs: a handler here gives them theirs.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, moment in enumerate(moments):
        stop = (signal.SIGINT, signal.SIGKILL)[number % 2]
        running = _start(archive, where, jobs)
        time.sleep(moment)
        running.send_signal(stop)
        _, message = running.communicate()
        last = message.decode().strip().splitlines()[-1:] or ["no message"]
        print(f"  {stop.name} after {moment:.1f} s: exit code {running.returncode}, {last[0]}", flush=True)
        if running.returncode in (0, 1):
            print("    NOT STOPPED: it had come to its end", flush=True)
        print(f"    {_kept(Path(where[1])):,} documents are kept", flush=True)
    return steady(archive, where, jobs)


def _kept(kept: Path) -> int:
    if kept.is_dir():
        files = str(kept / "documents" / "*.parquet")
        return (
            int(duckdb.sql(f"SELECT count(*) FROM '{files}'").fetchall()[0][0]) if list(kept.glob("*/*.parquet")) else 0
        )
    return Store(kept).counts()["documents"]


def _dump(kept: Path, store: Path) -> tuple[str, int]:
    """The SHA-256 of a dump and its length; parts are loaded into `store` first."""
    if kept.is_dir():
        list(Store(store).load(kept))
    text = Store(store).dump()
    return hashlib.sha256(text.encode()).hexdigest(), len(text)


def _report(run: Run, kept: Path, jobs: int) -> None:
    number = int(re.findall(r"^(\d+) documents", run.message)[0])
    print(f"  {run.message.replace(str(kept.parent), '')}")
    speed = f"{number / run.seconds:.1f} documents/s with {jobs} jobs, {number / run.cpu:.1f} per processor second"
    print(f"  {speed}, start included; {run.peaks()}")
    files = [kept] if kept.is_file() else [f for f in kept.rglob("*") if f.is_file()]
    print(f"  {sum(f.stat().st_size for f in files) / 1e6:.1f} MB in {len(files)} file(s)", flush=True)


def main(archive: Path, limit: int | None, jobs: int, *, out: bool, stops: int, seed: int) -> bool:
    """Measure and print; whether memory is flat and the contents are the same."""
    with tempfile.TemporaryDirectory(prefix="tashabuk-bulk-") as name:
        folder = Path(name)
        if limit is not None:
            cut = folder / archive.name
            with gzip.open(archive, "rb") as whole, gzip.open(cut, "wb") as part:
                part.writelines(itertools.islice(whole, limit))
            archive = cut
        paths = [folder / f"{label}.{'parts' if out else 'duckdb'}" for label in ("undisturbed", "resumed")]
        option = "--out" if out else "--store"
        print(f"undisturbed, {time.strftime('%H:%M')}, load {os.getloadavg()[0]:.1f}:", flush=True)
        whole_run = steady(archive, [option, str(paths[0])], jobs)
        _report(whole_run, paths[0], jobs)
        started = time.monotonic()
        dumps = [_dump(paths[0], folder / "undisturbed.duckdb")]
        print(f"  {'loaded and ' if out else ''}dumped in {time.monotonic() - started:.1f} s", flush=True)
        if stops:
            chance = random.Random(seed)
            moments = [whole_run.seconds * chance.uniform(0.2, 1.4) / stops for _ in range(stops)]
            print(f"stopped, killed and resumed, load {os.getloadavg()[0]:.1f}:", flush=True)
            _report(disturbed(archive, [option, str(paths[1])], jobs, moments), paths[1], jobs)
            dumps.append(_dump(paths[1], folder / "resumed.duckdb"))
        flat = whole_run.growth() <= FLAT
        print("memory is flat" if flat else "MEMORY GROWS", f"({whole_run.growth():+.1%} in the second half)")
        if stops:
            same = "the same content" if len(set(dumps)) == 1 else "DIFFERENT CONTENT"
            print(f"{same} ({dumps[0][1]:,} characters of dump, SHA-256 {dumps[0][0][:16]})")
        return flat and len(set(dumps)) == 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--limit", type=int, help="only so many articles")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", action="store_true", help="Parquet parts instead of a store")
    parser.add_argument("--steady", action="store_true", help="only the undisturbed run")
    parser.add_argument("--stops", type=int, default=6, help="times that the other run is stopped or killed")
    parser.add_argument("--seed", type=int, default=11, help="of the moments")
    given = parser.parse_args()
    stops = 0 if given.steady else given.stops
    sys.exit(not main(given.archive, given.limit, given.jobs, out=given.out, stops=stops, seed=given.seed))
