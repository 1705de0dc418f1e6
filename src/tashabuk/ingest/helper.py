"""A helper process that runs big parsers on untrusted bytes, with bounds of time and memory.

PDF, HTML, DOCX and feeds are parsed there. A parser that hangs is killed when its time is over, one that crashes takes
only the helper along; both become Unreadable, and the next item gets a fresh helper. The protocol: a frame is a length
of 8 bytes and as many bytes; a request is two frames (JSON with the kind and hints, then the data), an answer is one
(a JSON list of drafts and problems).
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import IO

from tashabuk.ingest.draft import Extracted, from_json
from tashabuk.ingest.source import Source, Unreadable

LENGTH = 8
REQUESTS = 2000
"""Requests after which a helper is replaced, so that what its libraries keep does not grow without end."""


def read_frame(file: IO[bytes]) -> bytes:
    """The next frame; EOFError where the stream ends."""
    length = file.read(LENGTH)
    data = file.read(int.from_bytes(length, "big"))
    if len(length) < LENGTH or len(data) < int.from_bytes(length, "big"):
        raise EOFError
    return data


def write_frame(file: IO[bytes], data: bytes) -> None:
    """Write one frame and flush."""
    file.write(len(data).to_bytes(LENGTH, "big"))
    file.write(data)
    file.flush()


class _Helper:
    """One child process and the lock that lets one thread at a time ask it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._asked = 0
        self._owner = 0
        self._late = False

    def ask(self, kind: str, data: bytes, hints: Mapping[str, object], seconds: float) -> bytes:
        """The answer's JSON; TimeoutError when time is over, EOFError when the helper died."""
        with self._lock:
            child = self._running()
            self._late = False
            timer = threading.Timer(seconds, self._kill, (child,))
            timer.daemon = True
            timer.start()
            try:
                assert child.stdin is not None
                assert child.stdout is not None
                write_frame(child.stdin, json.dumps({"kind": kind, "hints": hints}).encode())
                write_frame(child.stdin, data)
                return read_frame(child.stdout)
            except (EOFError, OSError) as error:
                self.close()
                raise (TimeoutError() if self._late else EOFError()) from error
            except BaseException:
                self.close()
                raise
            finally:
                timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # a fork must not talk to its parent's helper
            self._child, self._owner = None, os.getpid()
        if self._asked >= REQUESTS:
            self.close()
        if self._child is None or self._child.poll() is not None:
            # -P: a folder of downloaded files that someone works in must not be a place to import from
            path = os.pathsep.join(p for p in sys.path if p)
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-m", "tashabuk.ingest.helper_main"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )
            self._asked = 0
        self._asked += 1
        return self._child

    def _kill(self, child: subprocess.Popen[bytes]) -> None:
        self._late = True
        child.kill()

    def close(self) -> None:
        """End the child."""
        child, self._child, self._asked = self._child, None, 0
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was still to be written has no reader any more
                    pipe.close()


_helper = _Helper()
atexit.register(_helper.close)


def extract(kind: str, source: Source, data: bytes, **hints: object) -> list[Extracted]:
    """What the extractor `kind` (`helper_main.EXTRACTORS`) makes of `data`; Unreadable where it hangs or crashes."""
    seconds = source.given.limits.seconds
    try:
        answer = _helper.ask(kind, data, hints, seconds)
    except TimeoutError as error:
        problem = f"it was not read within {seconds:g} s"
        raise Unreadable(problem, "check the file; split it if it is sound but large") from error
    except EOFError as error:
        raise Unreadable("its parser broke down", "the file is damaged or hostile; get a sound copy") from error
    return [from_json(raw) for raw in json.loads(answer)]
