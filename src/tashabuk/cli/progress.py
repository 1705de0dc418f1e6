"""Progress on standard error: a bar where it is a terminal, else a plain line now and then."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from tashabuk.workbench.reading import ReadResult

EVERY = 0.5
"""Seconds between two looks of the bar."""
LINE_EVERY = 60.0
"""Seconds between two plain lines."""


class ReadProgress:
    """How far reading has come, by bytes of the input. A context manager.

    `shared` is the console of standard output if that is the same terminal: the bar then stays below what is printed.
    """

    def __init__(self, shared: Console | None = None, *, bar: bool = True) -> None:
        self.started = time.monotonic()
        self._last = self.started
        self._bar: Progress | None = None
        if bar and sys.stderr.isatty():
            self._bar = Progress(
                BarColumn(bar_width=12),
                TaskProgressColumn(),
                TextColumn("{task.description}"),
                TimeRemainingColumn(),
                TextColumn("left"),
                console=shared or Console(stderr=True),
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._task = self._bar.add_task("", total=None)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, result: ReadResult) -> None:
        """Show how far it is, if the last time is long enough ago."""
        now = time.monotonic()
        if now - self._last < (EVERY if self._bar is not None else LINE_EVERY):
            return
        self._last = now
        rate = result.documents / (now - self.started)
        known = f", {result.skipped:,} known" if result.skipped else ""
        counts = f"{result.documents:,} documents, {result.statements:,} statements{known}, {rate:.1f}/s"
        if self._bar is not None:
            total = result.bytes_total or None
            self._bar.update(self._task, completed=result.bytes_done, total=total, description=counts)
        else:
            share = f"{result.bytes_done / result.bytes_total:.0%}: " if result.bytes_total else ""
            sys.stderr.write(f"{share}{counts}\n")
