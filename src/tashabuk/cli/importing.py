"""`tashabuk import`: progress on standard error, the account on standard output, findings at the end."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence

from rich.table import Table

from tashabuk.cli.output import console
from tashabuk.exchange.incoming.account import Account
from tashabuk.workbench.importing import ImportOptions, import_into

FINDINGS_SHOWN = 20
"""Findings that are printed; all are counted."""


def run_import(name: str, paths: Sequence[str], options: ImportOptions, form: str) -> None:
    """Import, print the account, and leave with code 1 where there were findings."""
    started = time.monotonic()

    def progress(account: Account) -> None:
        rate = account.rows / max(time.monotonic() - started, 0.001)
        sys.stderr.write(f"\r{account.rows:,} rows, {rate:,.0f} rows/s ")
        sys.stderr.flush()

    shown = sys.stderr.isatty()
    try:
        account = import_into(name, paths, options, on_progress=progress if shown else None)
    finally:
        if shown:
            sys.stderr.write("\r" + " " * 60 + "\r")
    if form == "json":
        sys.stdout.write(json.dumps(account.as_object(), ensure_ascii=False) + "\n")
    else:
        console().print(account_table(account))
    for finding in account.findings[:FINDINGS_SHOWN]:
        sys.stderr.write(f"{finding}\n")
    if account.problems > FINDINGS_SHOWN:
        sys.stderr.write(f"… and {account.problems - FINDINGS_SHOWN:,} findings more.\n")
    seconds = time.monotonic() - started
    rate = account.rows / max(seconds, 0.001)
    sys.stderr.write(f"{account.rows:,} rows in {seconds:.1f} s ({rate:,.0f} rows/s). Kept in {options.store}.\n")
    if account.problems:
        sys.exit(1)


def account_table(account: Account) -> Table:
    """The account, one line a fate; the lines above the second rule add up to the rows."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    lines = [("rows", account.rows), ("  mapped", account.mapped)]
    lines += [(f"  kept, {reason}", count) for reason, count in sorted(account.unmapped.items())]
    lines += [("  duplicates", account.duplicates), ("  malformed", account.malformed)]
    lines += [("events new in the store", account.new), ("events it had already", account.known)]
    for what, count in lines:
        table.add_row(what, f"{count:,}")
    return table
