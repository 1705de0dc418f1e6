"""`tashabuk read`: progress on standard error, the ledger on standard output, findings at the end."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from typing import Any

from tashabuk.cli.output import chosen, console, print_entry
from tashabuk.evaluate.run import fields_of
from tashabuk.model import Document, Statement
from tashabuk.workbench.reading import ReadOptions, ReadResult, read_into

EVERY = 0.5
"""Seconds between two lines of progress."""


def run_read(paths: Sequence[str], options: ReadOptions, form: str | None) -> None:
    """Read, print, and leave with code 1 where there were findings."""
    progress = _Progress()
    show = _print_json if chosen(form) == "jsonl" else _print_table
    try:
        result = read_into(paths, options, on_document=show, on_progress=progress)
    finally:
        progress.clear()
        sys.stdout.flush()
    _summary(result, options, time.monotonic() - progress.started)
    if result.findings:
        sys.exit(1)


class _Progress:
    """One line on standard error, rewritten; nothing where standard error is no terminal."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self._last = 0.0
        self._shown = False

    def __call__(self, result: ReadResult) -> None:
        now = time.monotonic()
        if not sys.stderr.isatty() or now - self._last < EVERY:
            return
        self._last = now
        self._shown = True
        rate = result.documents / max(now - self.started, 0.001)
        sys.stderr.write(f"\r{result.documents} documents, {result.statements} statements, {rate:.0f} documents/s ")
        sys.stderr.flush()

    def clear(self) -> None:
        """Remove the line."""
        if self._shown:
            sys.stderr.write("\r" + " " * 70 + "\r")


def _print_json(document: Document, statements: tuple[Statement, ...]) -> None:
    line: dict[str, Any] = {
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "genre": document.genre,
        "statements": [fields_of(s) for s in statements],
    }
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


def _print_table(document: Document, statements: tuple[Statement, ...]) -> None:
    out = console()
    out.print()
    out.print(f"{document.title or document.id}  ({document.published or 'undated'})", style="bold", highlight=False)
    for statement in statements:
        print_entry(out, statement, statement.sentence.of(document.text))
    if not statements:
        out.print("  no statements found", style="dim")


def _summary(result: ReadResult, options: ReadOptions, seconds: float) -> None:
    for finding in result.findings:
        sys.stderr.write(f"{finding}\n")
    where = f" Kept in {options.store}." if options.store else ""
    skipped = f", {result.skipped} already known" if result.skipped else ""
    problems = f", {len(result.findings)} findings" if result.findings else ""
    counts = f"{result.documents} documents read, {result.statements} statements{skipped}{problems}"
    sys.stderr.write(f"{counts} in {seconds:.1f} s.{where}\n")
