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

from tashabuk.evaluate.run import fields_of
from tashabuk.model import Channel, Statement, Tie
from tashabuk.workbench.catalogues import catalogue

if TYPE_CHECKING:  # not at run time: `read` prints with this and needs neither ties nor NumPy
    from tashabuk.store import Stored
    from tashabuk.workbench.explaining import StatementView
    from tashabuk.workbench.ties import ActorView, TieView

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


def tie_row(tie: Tie) -> dict[str, Any]:
    """A tie as flat fields."""
    return {
        "a": tie.a,
        "b": tie.b,
        "directed": tie.directed,
        "cooperation": round(tie.cooperation.weight, 4),
        "conflict": round(tie.conflict.weight, 4),
        "net": None if tie.net is None else round(tie.net, 4),
        "entanglement": round(tie.entanglement, 4),
        "ambivalence": round(tie.ambivalence, 4),
        "label": str(tie.label),
        "covert_share_cooperation": tie.cooperation.covert_share,
        "covert_share_conflict": tie.conflict.covert_share,
        "surfaced_on": str(tie.surfacing.overt_on) if tie.surfacing else None,
        "statements_cooperation": list(tie.cooperation.statements),
        "statements_conflict": list(tie.conflict.statements),
    }


def statement_row(stored: Stored) -> dict[str, Any]:
    """A stored statement as flat fields, its sentence included."""
    fields = fields_of(stored.statement)
    return {
        "id": stored.id,
        **fields,
        "mode": stored.statement.mode,
        "sentence": stored.sentence,
        "document": stored.document_id,
        "title": stored.title,
        "published": str(stored.published) if stored.published else None,
        "publisher": stored.publisher,
        "url": stored.url,
        "rules": list(stored.statement.rules),
    }


def show_ties(found: Sequence[Tie], form: str | None) -> None:
    """Ties in the chosen format."""
    if chosen(form) != "table":
        write_rows([tie_row(t) for t in found], chosen(form))
        return
    out = console()
    if not found:
        out.print("No ties: the store holds no statement with a recipient in this window.")
        return
    out.print(ties_table(found))


def ties_table(found: Sequence[Tie]) -> Table:
    """A table of ties."""
    names = catalogue()
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column, right in (
        ("pair", False),
        ("label", False),
        ("cooperation", True),
        ("conflict", True),
        ("net", True),
        ("entanglement", True),
        ("covert", True),
        ("statements", True),
    ):
        table.add_column(column, justify="right" if right else "left", no_wrap=column != "pair")
    for tie in found:
        arrow = " → " if tie.directed else " – "
        table.add_row(
            f"{names.name(tie.a, 'ar')}{arrow}{names.name(tie.b, 'ar')}",
            str(tie.label),
            Text(_weight(tie.cooperation), style="green"),
            Text(_weight(tie.conflict), style="red"),
            f"{tie.net:+.2f}" if tie.net is not None else "",
            f"{tie.entanglement:.2f}",
            "" if tie.cooperation.covert_share is None else f"{tie.cooperation.covert_share:.0%}",
            f"{len(tie.cooperation.statements)}+{len(tie.conflict.statements)}",
        )
    return table


def _weight(channel: Channel) -> str:
    return f"{channel.weight:.1f}" if channel.weight else "–"


def show_tie(view: TieView, form: str | None) -> None:
    """One tie with its statements."""
    if chosen(form) != "table":
        rows = [statement_row(s) for s in view.statements]
        if chosen(form) == "csv":
            write_rows(rows, "csv")
        else:
            whole = {"tie": tie_row(view.tie) if view.tie else None, "statements": rows}
            sys.stdout.write(json.dumps(whole, ensure_ascii=False, default=str) + "\n")
        return
    out = console()
    if not view.statements:
        out.print(f"Nothing in the store ties {view.a.name('ar')} ({view.a.id}) and {view.b.name('ar')} ({view.b.id}).")
        return
    if view.tie is not None:
        out.print(ties_table([view.tie]))
        if view.tie.surfacing:
            found = view.tie.surfacing
            out.print(f"Surfaced: covert by {found.covert_on}, in the open on {found.overt_on}.")
        if len(view.statements) < 4:
            out.print("Thin evidence: fewer than four statements.")
    out.print()
    print_ledger(out, view.statements)


def show_actor(view: ActorView, form: str | None) -> None:
    """One actor with its ties and statements."""
    if chosen(form) != "table":
        if chosen(form) == "csv":
            write_rows([tie_row(t) for t in view.ties], "csv")
        else:
            whole = {
                "actor": {"id": view.actor.id, "kind": str(view.actor.kind), "names": dict(view.actor.names)},
                "ties": [tie_row(t) for t in view.ties],
                "statements": [statement_row(s) for s in view.statements],
            }
            sys.stdout.write(json.dumps(whole, ensure_ascii=False, default=str) + "\n")
        return
    out = console()
    out.print(
        f"{view.actor.name('ar')} · {view.actor.name('en')} · {view.actor.id} ({view.actor.kind})",
        style="bold",
    )
    if not view.statements:
        out.print("The store holds no statement with this actor.")
        return
    out.print(ties_table(view.ties))
    out.print()
    print_ledger(out, view.statements)


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
