"""`tashabuk read` and `load`: progress on standard error, the ledger on standard output, findings at the end."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from tashabuk.cli.output import chosen, console, print_entry
from tashabuk.cli.progress import ReadProgress
from tashabuk.evaluate.run import fields_of
from tashabuk.model import Document, Statement
from tashabuk.workbench.reading import ReadOptions, ReadResult, read_into


def run_read(paths: Sequence[str], options: ReadOptions, form: str | None, *, quiet: bool, cluster: str | None) -> None:
    """Read, print, and leave with code 1 where there were findings."""
    out = console()
    same = sys.stdout.isatty()
    with ReadProgress(out if same else None, bar=quiet or not same or chosen(form) == "table") as progress:
        try:
            if cluster is not None:
                from tashabuk.workbench.cluster import read_on_cluster

                result = read_on_cluster(paths, options, cluster, on_progress=progress)
            else:
                show = None if quiet else _show(form, out)
                result = read_into(paths, options, on_document=show, on_progress=progress)
        finally:
            sys.stdout.flush()
    _summary(result, options, time.monotonic() - progress.started)
    if result.findings:
        sys.exit(1)


def run_load(folders: Sequence[Path], store: Path) -> None:
    """Load, and say what was added."""
    from tashabuk.workbench.loading import load_parts  # takes 45 MB that reading does without

    result = load_parts(folders, store)
    sys.stderr.write(
        f"{result.parts} parts: {result.documents} documents and {result.statements} statements added to {store}.\n"
    )


def _show(form: str | None, out: Console) -> Callable[[Document, tuple[Statement, ...]], None]:
    if chosen(form) == "jsonl":
        return _print_json
    return lambda document, statements: _print_table(out, document, statements)


def _print_json(document: Document, statements: tuple[Statement, ...]) -> None:
    line: dict[str, Any] = {
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "genre": document.genre,
        "statements": [fields_of(s) for s in statements],
    }
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


def _print_table(out: Console, document: Document, statements: tuple[Statement, ...]) -> None:
    out.print()
    out.print(f"{document.title or document.id}  ({document.published or 'undated'})", style="bold", highlight=False)
    for statement in statements:
        print_entry(out, statement, statement.sentence.of(document.text))
    if not statements:
        out.print("  no statements found", style="dim")


def _summary(result: ReadResult, options: ReadOptions, seconds: float) -> None:
    for finding in result.findings:
        sys.stderr.write(f"{finding}\n")
    kept = options.out or options.store
    where = f" Kept in {kept}." if kept else ""
    skipped = f", {result.skipped} already known" if result.skipped else ""
    problems = f", {len(result.findings)} findings" if result.findings else ""
    counts = f"{result.documents} documents read, {result.statements} statements{skipped}{problems}"
    sys.stderr.write(f"{counts} in {seconds:.1f} s.{where}\n")
