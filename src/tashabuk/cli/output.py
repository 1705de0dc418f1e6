"""Ties, actors and statements as tables for people, and as JSON, JSON lines or CSV for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tashabuk.model import Statement
from tashabuk.store import Stored
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.rows import statement_row

if TYPE_CHECKING:
    from tashabuk.workbench.explaining import StatementView

SIGN_STYLES = {1: "green", -1: "red", 0: "default"}
TABLE_ROWS = 200
"""Statements that a table shows; the other formats show all."""


def console() -> Console:
    """The terminal; piped tables get 120 columns."""
    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else 120, highlight=False)


def chosen(form: str | None) -> str:
    """The format to use: the given one, else a table for people and JSON lines for pipes."""
    return form or ("table" if sys.stdout.isatty() else "jsonl")


def write_rows(rows: Sequence[dict[str, Any]], form: str) -> None:
    """Rows as JSON (one array), JSON lines or CSV (lists joined by `+`)."""
    if form == "json":
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n")
    elif form == "jsonl":
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
    else:
        writer = csv.writer(sys.stdout)
        if rows:
            writer.writerow(rows[0])
        writer.writerows([_cell(v) for v in row.values()] for row in rows)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "+".join(str(v) for v in value)
    return "" if value is None else value


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


def print_ledger(out: Console, found: Sequence[Stored]) -> None:
    """The ledger: a line of facts a statement, and its sentence with the trigger marked."""
    for stored in found[:TABLE_ROWS]:
        print_entry(out, stored.statement, stored.sentence)
    if len(found) > TABLE_ROWS:
        out.print(f"… and {len(found) - TABLE_ROWS} more: use --limit, --offset or --format jsonl.")


def print_entry(out: Console, statement: Statement, sentence: str) -> None:
    """One statement: who does what to whom, its qualities, and the sentence."""
    names = catalogue()

    def listed(actors: Iterable[str]) -> str:
        return "، ".join(names.name(a, "ar") for a in actors)

    nobody = " ↔" if statement.reciprocal else " → ?"
    whom = " → " + listed(statement.recipient) if statement.recipient else nobody
    line = Text()
    line.append(listed(statement.actor) + whom, style="bold")
    line.append(f"  {statement.event}", style=SIGN_STYLES[int(statement.sign)])
    facts = [str(statement.date) if statement.date else "undated", str(statement.certainty)]
    if statement.openness:
        facts.append(str(statement.openness))
    if statement.holder != "author":
        facts.append("holder " + names.name(statement.holder, "ar"))
    line.append("  " + " · ".join(facts), style="dim")
    line.append(f"  {statement.confidence:.2f}", style="dim")
    out.print(line)
    start = statement.span.start - statement.sentence.start
    end = statement.span.end - statement.sentence.start
    quote = Text("  ")
    before, after = sentence[max(0, start - 120) : start], sentence[end : end + 120]
    quote.append(("… " if start > 120 else "") + _one_line(before))
    quote.append(_one_line(sentence[start:end]), style="underline bold " + SIGN_STYLES[int(statement.sign)])
    quote.append(_one_line(after) + (" …" if len(sentence) > end + 120 else ""))
    out.print(quote)


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


REASONS = 24
"""Features that a table shows; JSON shows all."""


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
