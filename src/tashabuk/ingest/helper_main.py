"""The helper process itself: `python -m tashabuk.ingest.helper_main`, started by `tashabuk.ingest.helper`."""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys

from tashabuk.ingest.draft import Problem, to_json
from tashabuk.ingest.helper import read_frame, write_frame

EXTRACTORS = {name: f"tashabuk.ingest.extract.{name}" for name in ("docx", "feed", "html", "pdf")}
MEMORY = 6 << 30
"""Bytes of address space of the helper."""


def main() -> None:
    """Answer requests until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    _bound_memory()
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the answers
    while True:
        try:
            request = json.loads(read_frame(requests))
            data = read_frame(requests)
        except EOFError:
            return
        write_frame(answers, json.dumps(_answer(request["kind"], data, request["hints"])).encode())


def _answer(kind: str, data: bytes, hints: dict[str, object]) -> list[dict[str, object]]:
    try:
        module = importlib.import_module(EXTRACTORS[kind])
        return [to_json(item) for item in module.extract(data, **hints)]
    except RecursionError:
        return [to_json(Problem("it is nested too deeply", "the file is damaged or hostile; get a sound copy"))]
    except MemoryError:
        return [to_json(Problem("it needs too much memory", "split it, or convert it to plain text"))]
    except Exception as error:  # any parser may raise anything on damaged bytes; this process is the boundary
        reason = f"{type(error).__name__}: {error}".split("\n")[0][:120]
        return [to_json(Problem(f"it is damaged ({reason})", "get a sound copy, or convert it to plain text"))]


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # no such bound on Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


if __name__ == "__main__":
    main()
