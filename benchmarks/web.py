"""The workbench measured: how fast its pages come, and whether it bears a crowd.

    python benchmarks/web.py pages [STORE] [--statements N] [--clients N] [--requests N] [--limit SECONDS]
    python benchmarks/web.py crowd [STORE] [--seconds N] [--readers N] [--writers N]

`pages` serves a store (made by `made_store.py` where none is given) and asks for each kind of page by some clients at
once, at addresses that differ: the first time, when nothing but the store's state is warm, and once more.
`crowd` lets readers ask for pages and writers judge statements, then kills the server in the middle of judging and
starts it again: every judgement that was acknowledged must be there, and no answer may be an error.

Times are those of a client on the same machine, in milliseconds; CPU is the server's, a page.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from made_store import STATEMENTS, make

from tashabuk.ingest import Given
from tashabuk.store import Store
from tashabuk.store.connection import opened
from tashabuk.workbench.reading import ReadOptions, read_into
from tashabuk.workbench.samples import SAMPLES_PUBLISHED, sample_texts

CROWD_PATHS = (
    "/ar/",
    "/en/ties",
    "/ar/statements?order=newest",
    "/en/graph",
    "/ar/review",
    "/en/ties/RUS/TUR",
    "/ar/documents",
)
DOWNLOAD = "report, downloaded"
"""A file of its own, not a page: the whole of what is shown, with its figures."""
_TICKS = os.sysconf("SC_CLK_TCK")


class Client:
    """One browser: a session, its signature, and a connection that is kept."""

    def __init__(self, port: int, patience: float = 120) -> None:
        self.port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
        _, headers, body = self._ask("GET", "/en/add")
        self._cookie = headers.get("set-cookie", "").split(";")[0]
        found = re.search(r'data-csrf="(\w+)"', body)
        self._csrf = found.group(1) if found else ""

    def get(self, path: str) -> int:
        """The status of a page."""
        return self._ask("GET", urllib.parse.quote(path, safe="/?=&%"), {"cookie": self._cookie})[0]

    def judge(self, subject: str, verdict: str, reason: str) -> int:
        """The status of a judgement; 303 acknowledges it."""
        form = {"csrf": self._csrf, "subject": subject, "verdict": verdict, "by": "benchmark", "reason": reason}
        headers = {
            "cookie": self._cookie,
            "origin": f"http://127.0.0.1:{self.port}",
            "content-type": "application/x-www-form-urlencoded",
        }
        return self._ask("POST", "/en/review", headers, urllib.parse.urlencode(form))[0]

    def _ask(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: str = ""
    ) -> tuple[int, dict[str, str], str]:
        self._connection.request(method, path, body or None, headers or {})
        answer = self._connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode()


def addresses(store: Path, number: int) -> dict[str, list[str]]:
    """Kind of page → `number` addresses, all different where the kind has so many."""
    chance = random.Random(5)
    with opened(store, write=False) as connection:

        def column(query: str) -> list[tuple[str, ...]]:
            return connection.execute(query).fetchall()

        documents = column(f"SELECT hash FROM documents ORDER BY hash LIMIT {number}")
        actors = column(f"SELECT actor[1] FROM statements GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT {number}")
        pairs = column(
            "SELECT least(actor[1], recipient[1]) AS a, greatest(actor[1], recipient[1]) AS b FROM statements "
            f"WHERE len(recipient) > 0 GROUP BY ALL ORDER BY count(*) DESC, 1, 2 LIMIT {number}"
        )
        publishers = column("SELECT DISTINCT publisher FROM documents ORDER BY 1")
        words = column(f"SELECT split_part(text, ' ', 3) FROM documents ORDER BY hash LIMIT {number}")
    ids = [a for (a,) in actors]
    months = [f"{2009 + n % 16}-{1 + n * 7 % 12:02d}" for n in range(number)]
    total = Store(store).counts()["statements"]
    pages = [chance.randrange(total // 50) for _ in range(number)]
    filters = [
        f"any={ids[0]}&event=AID",
        f"a={ids[0]}&b={ids[1]}",
        "sign=-1&certainty=hedged",
        "openness=covert&order=newest",
        f"holder={ids[2]}&order=surest",
        f"publisher={publishers[3][0]}&from=2015&to=2020",
        "from=2019-03&to=2019-04&order=newest",
    ]
    return {
        "home": ["/ar/", "/en/"],
        "document": [f"/ar/documents/{d}" for (d,) in documents],
        "documents": [f"/en/documents?page={p // 20}" for p in pages],
        "statements": [f"/ar/statements?page={p}&order={('oldest', 'newest', 'surest')[p % 3]}" for p in pages],
        "statements, filtered": [f"/en/statements?{filters[n % 7]}&page={n // 7 * 2}" for n in range(number)],
        "ties": [f"/ar/ties?page={n}" for n in range(number)],
        "ties at a day": [f"/en/ties?at={m}" for m in months],
        "tie": [f"/ar/ties/{a}/{b}" for a, b in pairs],
        "actor": [f"/en/actors/{a}" for a in ids],
        "graph": [f"/ar/graph?focus={a}" for a in ids],
        "graph at a day": [f"/en/graph?at={m}" for m in months],
        "balance": [f"/en/balance?at={m}" for m in months],
        "what-if": [f"/ar/balance?without={a}" for a in ids[:8]],
        "events": [f"/ar/events?page={n * 5}" for n in range(number)],
        "review": [f"/ar/review?skip={n * 50}" for n in range(number)],
        "report": ["/ar/report", "/en/report"],
        "search": [f"/ar/search?q={w}" for (w,) in words],
        DOWNLOAD: [f"/en/report/download?from={2009 + n % 16}&to={2010 + n % 16}" for n in range(8)],
    }


def measure_pages(store: Path, clients: int, number: int, limit: float, only: Sequence[str]) -> None:
    """Print how fast every kind of page is."""
    server, port = started(store)
    try:
        kinds = addresses(store, number)
        firsts: list[float] = []
        agains: list[float] = []
        begun = time.perf_counter()
        print(f"first page after the start: {Client(port, 3600).get('/ar/')} in {time.perf_counter() - begun:.1f} s")
        print(f"{'':22s} {'first time':>24s}   {'once more':>24s}      CPU a page    load", flush=True)
        print(f"{'':22s} {'p50':>8s}{'p95':>8s}{'most':>8s}   {'p50':>8s}{'p95':>8s}{'most':>8s}", flush=True)
        for kind, paths in kinds.items():
            if only and kind not in only:
                continue
            Client(port, 600).get(paths[-1])
            before = _cpu(server.pid)
            first, bad = timed(port, paths[: max(len(paths) - 1, 1)], clients, limit)
            cpu = (_cpu(server.pid) - before) / max(len(first), 1)
            again, more = timed(port, paths, clients, limit)
            if kind != DOWNLOAD:
                firsts += first
                agains += again
            wrong = f"  {dict(bad + more)}" if set(bad + more) != {200} else ""
            load = os.getloadavg()[0]
            print(f"{kind:22s} {_spread(first)}   {_spread(again)} {1000 * cpu:12.0f}  {load:8.1f}{wrong}", flush=True)
        print(f"{'all but the download':22s} {_spread(firsts)}   {_spread(agains)}", flush=True)
        memory = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{server.pid}/status").read_text())
        print(f"memory at most: {int(memory.group(1)) // 1024 if memory else 0} MB")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def timed(port: int, paths: Sequence[str], clients: int, limit: float) -> tuple[list[float], Counter[int]]:
    """Milliseconds of each answer, and the answers by status; no new one is begun after `limit` seconds."""
    waiting = list(reversed(paths))
    times: list[float] = []
    statuses: Counter[int] = Counter()
    end = time.monotonic() + limit

    def work() -> None:
        client = Client(port, 600)
        while time.monotonic() < end:
            try:
                path = waiting.pop()
            except IndexError:
                return
            begun = time.perf_counter()
            statuses[client.get(path)] += 1
            times.append(1000 * (time.perf_counter() - begun))

    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, statuses


def _spread(times: list[float]) -> str:
    ordered = sorted(times) or [float("nan")]
    return "".join(f"{ordered[min(int(len(ordered) * q), len(ordered) - 1)]:8.0f}" for q in (0.5, 0.95, 1.0))


def _cpu(pid: int) -> float:
    """Seconds of processor time that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def measure_crowd(store: Path, seconds: float, readers: int, writers: int) -> None:
    """Print what came of a crowd, and of a server that is killed while somebody judges."""
    subjects = [s.id for s in Store(store).statements()][:1000]
    server, port = started(store)
    statuses: Counter[int | str] = Counter()
    kept: list[str] = []
    Client(port, 600).get("/ar/")
    before = _cpu(server.pid)
    stop = time.monotonic() + seconds
    work = [threading.Thread(target=reading, args=(port, stop, statuses)) for _ in range(readers)]
    work += [threading.Thread(target=judging, args=(port, stop, subjects, kept, statuses, n)) for n in range(writers)]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    cpu, load = _cpu(server.pid) - before, os.getloadavg()[0]
    print(f"{readers} readers, {writers} writers, {seconds:.0f} s: answers {dict(statuses)}")
    print(f"{cpu:.0f} s of the server's processor time, load {load:.1f}")
    killer = threading.Timer(2.0, server.kill)
    killer.start()
    judging(port, time.monotonic() + 4, subjects, kept, Counter(), 99)
    server.wait()
    server, port = started(store)
    there = {j.reason for j in Store(store).judgements()}
    server.send_signal(signal.SIGTERM)
    server.wait()
    print(f"{len(kept)} judgements acknowledged, {len(set(kept) - there)} of them lost after SIGKILL")


def started(store: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A server and its port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tashabuk", "serve", "--port", str(port), "--store", str(store)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert server.stderr is not None
    server.stderr.readline()
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return server, port
        except OSError:
            time.sleep(0.1)


def reading(port: int, stop: float, statuses: Counter[int | str]) -> None:
    """Ask for pages until it is time to stop."""
    client = Client(port)
    number = 0
    while time.monotonic() < stop:
        statuses[client.get(CROWD_PATHS[number % len(CROWD_PATHS)])] += 1
        number += 1


def judging(
    port: int, stop: float, subjects: list[str], kept: list[str], statuses: Counter[int | str], writer: int
) -> None:
    """Judge until it is time to stop or the server is gone; what was acknowledged goes into `kept`."""
    client = Client(port)
    number = 0
    while time.monotonic() < stop:
        reason = f"{writer}.{number}"
        try:
            status = client.judge(subjects[number % len(subjects)], ("accept", "reject")[number % 2], reason)
        except (OSError, http.client.HTTPException):
            return
        statuses[status] += 1
        if status == 303:
            kept.append(reason)
        number += 1


def main() -> None:
    """See the top of this file."""
    parser = argparse.ArgumentParser(description="The workbench measured.")
    parser.add_argument("what", choices=("pages", "crowd"))
    parser.add_argument("store", nargs="?", type=Path)
    parser.add_argument("--statements", type=int, default=STATEMENTS)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--limit", type=float, default=30, help="seconds for each kind of page")
    parser.add_argument("--only", nargs="*", default=(), help="kinds of pages")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--writers", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or Path(folder) / "s.duckdb"
        if given.what == "pages":
            if given.store is None:
                make(store, given.statements)
            measure_pages(store, given.clients, given.requests, given.limit, given.only)
        else:
            if given.store is None:
                read_into([str(p) for p in sample_texts()], ReadOptions(Given(SAMPLES_PUBLISHED), store))
            measure_crowd(store, given.seconds, given.readers, given.writers)


if __name__ == "__main__":
    main()
