"""Single statements as tables for people, and as JSON, JSON lines or CSV for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from rich.table import Table

from tashabuk.cli.output import chosen, console, print_entry, print_ledger, write_rows
from tashabuk.store import Stored
from tashabuk.workbench.explaining import StatementView
from tashabuk.workbench.rows import statement_row

REASONS = 24
"""Features that a table shows; JSON shows all."""


def show_statements(found: Sequence[Stored], form: str | None) -> None:
    """Statements in the chosen format."""
    if chosen(form) != "table":
        write_rows([statement_row(s) for s in found], chosen(form))
        return
    out = console()
    if not found:
        out.print("No statement meets these conditions.")
        return
    print_ledger(out, found)


def show_explanation(view: StatementView, form: str) -> None:
    """A statement, the features behind it, and its alternatives."""
    found = view.explanation
    if form == "json":
        row = {**statement_row(view.stored), "explanation": None if found is None else asdict(found)}
        sys.stdout.write(json.dumps(row, ensure_ascii=False, indent=1, default=str) + "\n")
        return
    out = console()
    print_entry(out, view.stored.statement, view.stored.sentence)
    out.print(f"rules: {', '.join(view.stored.statement.rules)}")
    if found is None:
        out.print("This reader does not say this any more: it was read by another version, or with other actors.")
        return
    options = Table("probability", "frame", "actor", "recipient", box=None, header_style="bold", pad_edge=False)
    for o in found.options:
        recipient = f"{'+'.join(o.recipient) or '-'} ({o.recipient_slot})"
        options.add_row(f"{o.probability:.3f}", o.rule, f"{'+'.join(o.actor)} ({o.actor_slot})", recipient)
    options.add_row(f"{found.nothing:.3f}", "no statement", "", "")
    out.print(options)
    reasons = Table("weight", "part", "feature", box=None, header_style="bold", pad_edge=False)
    for reason in found.reasons[:REASONS]:
        reasons.add_row(f"{reason.weight:+.2f}", reason.part, reason.feature)
    out.print(reasons)
