"""What all commands print with: the terminal, rows as JSON or CSV, and the ledger of statements."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from tashabuk.model import Statement
from tashabuk.workbench.catalogues import catalogue

if TYPE_CHECKING:  # not at run time: `read` prints with this and needs neither ties nor NumPy
    from tashabuk.store import Stored

SIGN_STYLES = {1: "green", -1: "red", 0: "default"}
TABLE_ROWS = 200
"""Statements that a table shows; the other formats show all."""


class _Terminal(Console):
    """A console that leaves it to `cli.app` what to do when nobody reads on."""

    def on_broken_pipe(self) -> None:
        """Go on with the BrokenPipeError; of itself rich would end with the code for findings."""
        raise


def console() -> Console:
    """The terminal; piped tables get 120 columns. Texts and names are no markup: `[/b]` in a title is what it is."""
    return _Terminal(file=sys.stdout, width=None if sys.stdout.isatty() else 120, highlight=False, markup=False)


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


def print_ledger(out: Console, found: Sequence[Stored], language: str = "ar") -> None:
    """The ledger: a line of facts a statement, and its sentence with the trigger marked."""
    for stored in found[:TABLE_ROWS]:
        print_entry(out, stored.statement, stored.sentence, language)
    if len(found) > TABLE_ROWS:
        out.print(f"… and {len(found) - TABLE_ROWS} more: use --limit, --offset or --format jsonl.")


def comma(language: str) -> str:
    """What stands between the members of a list."""
    return "، " if language == "ar" else ", "


def print_entry(out: Console, statement: Statement, sentence: str, language: str = "ar") -> None:
    """One statement: who does what to whom, its qualities, and the sentence."""
    names = catalogue()

    def listed(actors: Iterable[str]) -> str:
        return comma(language).join(names.name(a, language) for a in actors)

    nobody = " ↔" if statement.reciprocal else " → ?"
    whom = " → " + listed(statement.recipient) if statement.recipient else nobody
    line = Text()
    line.append(listed(statement.actor) + whom, style="bold")
    line.append(f"  {statement.event}", style=SIGN_STYLES[int(statement.sign)])
    facts = [str(statement.date) if statement.date else "undated", str(statement.certainty)]
    if statement.openness:
        facts.append(str(statement.openness))
    if statement.holder != "author":
        facts.append("holder " + names.name(statement.holder, language))
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
