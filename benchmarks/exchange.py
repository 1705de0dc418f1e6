"""Rows a second and memory of an import of synthetic GDELT rows: `python benchmarks/exchange.py [ROWS...]`.

Each size is imported in a process of its own into a new store, so that its highest memory is its own. Where the machine
has other work, rows for each second of processors say more than rows a second; the work goes to two or three at once.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tashabuk.actors.codes import state_codes
from tashabuk.exchange.incoming.codes import cameo_table
from tashabuk.workbench.importing import ImportOptions, import_into

SIZES = (500_000, 1_000_000, 2_000_000)
ROLES = ("", "", "GOV", "MIL", "COP", "OPP", "REB", "CVL", "MED", "BUS", "ELI", "INSTAL", "JUD")
SITE = "https://news.example.org/world"


def rows(count: int) -> Iterator[str]:
    """GDELT 2.0 rows of a fixed seed; about one in ten names nobody as the second actor."""
    chance = random.Random(7)
    states = list(state_codes())
    codes = [code for code in cameo_table() if len(code) > 2] + ["010", "020", "036", "042"] * 20
    actors = [(state + role, f"{state} {role}".strip(), state) for state in states for role in ROLES]
    for number in range(count):
        one, two = chance.choice(actors), chance.choice(actors) if chance.random() > 0.1 else ("", "", "")
        month, day = chance.randint(1, 12), chance.randint(1, 28)
        date = f"2023{month:02}{day:02}"
        code = chance.choice(codes)
        state = chance.choice(states)
        place = ("4", f"Town, Province, {state}", "IR", "IR26", "41477", "35.75", "51.5148", "-3713")
        cells = [str(1_080_000_000 + number), date, date[:6], "2023", f"2023.{month:02}"]
        for actor, name, country in (one, two):
            cells += [actor, name, country, "", "", "", "", actor[3:6], actor[6:9], ""]
        cells += [
            "1",
            code,
            code[:3],
            code[:2],
            "1",
            "1.0",
            str(chance.randint(1, 40)),
            str(chance.randint(1, 6)),
            "10",
        ]
        cells += ["-2.5", *place, *place, *place, f"{date}120000", f"{SITE}/{date}/{number}-a-report-of-the-day.html"]
        yield "\t".join(cells) + "\n"


def main(sizes: list[int]) -> None:
    """Import files of growing size and print what each took."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.export.CSV"
        for size in sizes:
            with path.open("w", encoding="utf-8") as file:
                file.writelines(rows(size))
            subprocess.run([sys.executable, __file__, "--one", str(path), f"{folder}/{size}.duckdb"], check=True)


def one(path: str, store: str) -> None:
    """Import one file and print rows a second, the highest memory, and what the load of the machine was."""
    started, worked = time.perf_counter(), time.process_time()
    account = import_into("gdelt", [path], ImportOptions(Path(store)))
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert account.rows == account.kept == account.new
    print(
        f"{account.rows:>10,} rows of {os.path.getsize(path) / 1e6:,.0f} MB in {seconds:5.1f} s: "
        f"{account.rows / seconds:8,.0f} rows/s; {worked:5.1f} s of processors: {account.rows / worked:8,.0f} rows/s, "
        f"{worked / account.rows * 1e6:.1f} µs a row; {highest:,.0f} MB at most; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:4])
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
