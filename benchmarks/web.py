"""Many people at once: `python benchmarks/web.py [SECONDS] [READERS] [WRITERS]` (60, 50, 2).

Serves the sample texts, lets readers ask for pages and writers judge statements, then kills the server in the middle of
judging and starts it again: every judgement that was acknowledged must be there, and no answer may be an error.
"""

from __future__ import annotations

import http.client
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
from pathlib import Path

from tashabuk.ingest import Given
from tashabuk.store import Store
from tashabuk.workbench.reading import ReadOptions, read_into
from tashabuk.workbench.samples import SAMPLES_PUBLISHED, sample_texts

PATHS = (
    "/ar/",
    "/en/ties",
    "/ar/statements?order=newest",
    "/en/graph",
    "/ar/review",
    "/en/ties/RUS/TUR",
    "/ar/documents",
)


class Client:
    """One browser: a session and its signature."""

    def __init__(self, port: int) -> None:
        self.port = port
        _, headers, body = self._ask("GET", "/en/")
        self.cookie = headers.get("set-cookie", "").split(";")[0]
        found = re.search(r'data-csrf="(\w+)"', body)
        self.csrf = found.group(1) if found else ""

    def get(self, path: str) -> int:
        """The status of a page."""
        return self._ask("GET", path, {"cookie": self.cookie})[0]

    def judge(self, subject: str, verdict: str, reason: str) -> int:
        """The status of a judgement; 303 acknowledges it."""
        form = {"csrf": self.csrf, "subject": subject, "verdict": verdict, "by": "benchmark", "reason": reason}
        headers = {
            "cookie": self.cookie,
            "origin": f"http://127.0.0.1:{self.port}",
            "content-type": "application/x-www-form-urlencoded",
        }
        return self._ask("POST", "/en/review", headers, urllib.parse.urlencode(form))[0]

    def _ask(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: str = ""
    ) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body or None, headers or {})
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode()
        finally:
            connection.close()


def main(seconds: float, readers: int, writers: int) -> None:
    """Print what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "s.duckdb"
        read_into([str(p) for p in sample_texts()], ReadOptions(Given(SAMPLES_PUBLISHED), store))
        subjects = [s.id for s in Store(store).statements()]
        server, port = started(store)
        statuses: Counter[int | str] = Counter()
        kept: list[str] = []
        stop = time.monotonic() + seconds
        work = [threading.Thread(target=reading, args=(port, stop, statuses)) for _ in range(readers)]
        work += [
            threading.Thread(target=judging, args=(port, stop, subjects, kept, statuses, n)) for n in range(writers)
        ]
        for thread in work:
            thread.start()
        for thread in work:
            thread.join()
        print(f"{readers} readers, {writers} writers, {seconds:.0f} s: answers {dict(statuses)}")
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
        statuses[client.get(PATHS[number % len(PATHS)])] += 1
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


if __name__ == "__main__":
    given = [float(a) for a in sys.argv[1:]]
    seconds, readers, writers = [*given, *(60, 50, 2)[len(given) :]]
    main(seconds, int(readers), int(writers))
