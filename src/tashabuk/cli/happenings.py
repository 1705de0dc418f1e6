"""Events and what search found, as tables for people, and as JSON, JSON lines or CSV for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tashabuk.cli.output import SIGN_STYLES, TABLE_ROWS, chosen, console, print_entry, write_rows
from tashabuk.model import Event
from tashabuk.relate.credibility import GRADES
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.happenings import EventView, Reported
from tashabuk.workbench.rows import event_object, event_row, report_row


def show_events(found: Sequence[Event], form: str | None) -> None:
    """Events in the chosen format."""
    if chosen(form) != "table":
        write_rows([event_row(e) for e in found], chosen(form))
        return
    out = console()
    if not found:
        out.print("No event meets these conditions.")
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("id", "date", "event", "who", "claim"):
        table.add_column(column, no_wrap=column != "who")
    for column in ("witnesses", "reports", "grade"):
        table.add_column(column, justify="right")
    for event in found[:TABLE_ROWS]:
        table.add_row(
            event.id[:8],
            str(event.date or "undated"),
            Text(str(event.type), style=SIGN_STYLES[int(event.sign)]),
            _parties(event),
            Text(str(event.claim) + (" (contradicted)" if event.contradicts else "")),
            str(event.witnesses),
            str(len(event.documents)),
            str(event.grade),
        )
    out.print(table)
    if len(found) > TABLE_ROWS:
        out.print(f"… and {len(found) - TABLE_ROWS} more: use --limit, --from and --to, or --format jsonl.")


def _parties(event: Event) -> str:
    names = catalogue()

    def listed(actors: Iterable[str]) -> str:
        return "، ".join(names.name(a, "ar") for a in actors)

    if event.recipient:
        return f"{listed(event.actor)} → {listed(event.recipient)}"
    return listed(event.actor) + (" ↔" if len(event.actor) > 1 else " → ?")


def show_event(view: EventView, form: str | None) -> None:
    """One event: who reported it, its copies side by side, and what contradicts it."""
    if chosen(form) != "table":
        _write_event(view, chosen(form))
        return
    out, event = console(), view.event
    head = Text(_parties(event), style="bold")
    head.append(f"  {event.type}", style=SIGN_STYLES[int(event.sign)])
    head.append(f"  {event.date or 'undated'} · {event.claim} · {event.id}", style="dim")
    out.print(head)
    reported = f"first reported {event.first}, last {event.last}" if event.first else "no day of publication is known"
    out.print(f"grade {event.grade}, {GRADES[event.grade]} · {_counted(event)} · {reported}")
    out.print()
    _print_reports(out, view.reports)
    for other, reports in view.against:
        how = str(other.claim) if other.claim != event.claim else "told with the opposite sign"
        out.print()
        out.print(f"On the other side, {how} by {_counted(other)} ({other.id[:8]}):", style="bold")
        _print_reports(out, reports)


def _counted(event: Event) -> str:
    documents = len(event.documents)
    witnesses = "1 independent witness" if event.witnesses == 1 else f"{event.witnesses} independent witnesses"
    return f"{witnesses} in {documents} document{'s' if documents != 1 else ''}"


def _print_reports(out: Console, reports: Sequence[Reported]) -> None:
    """Reports in order of publication, those of copies together under one number."""
    first = {text: at for at, text in reversed(list(enumerate(r.text for r in reports)))}
    ordered = sorted(reports, key=lambda r: first[r.text])
    for number, (_, group) in enumerate(groupby(ordered, key=lambda r: r.text), 1):
        own = list(group)
        shown = ""
        for at, report in enumerate(own):
            stored = report.stored
            facts = (str(stored.published or "undated"), stored.publisher, stored.title or stored.document_id)
            source = " · ".join(fact for fact in facts if fact)
            copied = at and stored.statement.document != own[0].stored.statement.document
            out.print(Text(f"{number}. " if not at else "   copy: " if copied else "   again: ").append(source))
            if stored.sentence != shown:
                print_entry(out, stored.statement, stored.sentence)
            shown = stored.sentence


def _write_event(view: EventView, form: str) -> None:
    if form == "csv":
        write_rows([report_row(r) for r in view.reports], "csv")
        return
    whole = event_object(view)
    sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=1 if form == "json" else None, default=str) + "\n")
