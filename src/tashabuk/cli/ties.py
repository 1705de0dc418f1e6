"""Ties as tables for people, and as JSON, JSON lines or CSV for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tashabuk.cli.output import chosen, console, print_entry, print_ledger, write_rows
from tashabuk.model import Channel, CodedEvent, Tie
from tashabuk.relate.ties import Thresholds
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.rows import actor_object, in_words, reason_row, step_row, tie_object, tie_row
from tashabuk.workbench.ties import CODED_SHOWN, ActorView, TieView

FEW = 4
"""A tie with fewer statements and events is said to be thin."""
QUOTED = 2
"""Statements that a table quotes for each link of a third party."""


def show_ties(found: Sequence[Tie], form: str | None, thresholds: Thresholds) -> None:
    """Ties in the chosen format."""
    if chosen(form) != "table":
        write_rows([tie_row(t) for t in found], chosen(form))
        return
    out = console()
    if not found:
        out.print("No ties: the store holds nothing with a recipient in this window.")
        return
    out.print(ties_table(found))
    print_thresholds(out, thresholds)


def print_thresholds(out: Console, thresholds: Thresholds) -> None:
    """By what the labels were given."""
    out.print(
        f"labels: faint below {thresholds.faint:g}, entangled from {thresholds.entangled:g} entanglement on, "
        f"ally and enemy from {thresholds.strong:g} on (--faint, --entangled, --strong)",
        style="dim",
    )


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


def show_tie(view: TieView, form: str | None, thresholds: Thresholds) -> None:
    """One tie with its history, turning points, third parties and statements."""
    if chosen(form) == "csv":
        write_rows([step_row(s) for s in view.steps], "csv")
    elif chosen(form) != "table":
        sys.stdout.write(json.dumps(tie_object(view), ensure_ascii=False, default=str) + "\n")
    else:
        _print_tie(view, thresholds)


def _print_tie(view: TieView, thresholds: Thresholds) -> None:
    out = console()
    if view.tie is None and not view.statements:
        out.print(f"Nothing in the store ties {view.a.name('ar')} ({view.a.id}) and {view.b.name('ar')} ({view.b.id}).")
        return
    if view.tie is None:
        out.print(
            "Nothing that weighs: all there is was denied, planned, asked or supposed, or lies outside the window."
        )
    else:
        out.print(ties_table([view.tie]))
        print_thresholds(out, thresholds)
        _print_changes(out, view, view.tie)
    if view.reasons:
        out.print("\nThird parties (more: tashabuk explain):", style="bold")
        for one in view.reasons[:4]:
            out.print(f"  {one.reason.strength:5.1f}  {in_words(one, view, 'ar')}")
    out.print()
    print_ledger(out, view.statements)
    _print_coded(out, view.coded)


def _print_changes(out: Console, view: TieView, tie: Tie) -> None:
    if tie.surfacing:
        out.print(f"Surfaced: covert by {tie.surfacing.covert_on}, in the open on {tie.surfacing.overt_on}.")
    if len(tie.cooperation.statements) + len(tie.conflict.statements) < FEW:
        out.print(f"Thin evidence: fewer than {FEW} statements.")
    for point in view.turning.points:
        word = "rose" if point.after > point.before else "fell"
        out.print(
            f"Turning point {point.on}: {point.channel} {word} from {point.before:.1f} to {point.after:.1f} a "
            f"{view.step} ({len(point.statements_before)} statements before, {len(point.statements_after)} after)."
        )
    for channel in view.turning.thin:
        out.print(f"Turning points of {channel}: too few statements to tell.", style="dim")


def _print_coded(out: Console, events: Sequence[CodedEvent]) -> None:
    if not events:
        return
    table = Table("day", "event", "actor", "recipient", "code", "score", "dataset", box=None, header_style="bold")
    for e in events:
        cells = (str(e.day), str(e.event or ""), e.actor_given, e.recipient_given, e.code, f"{e.score:+.1f}", e.dataset)
        table.add_row(*cells)
    out.print(table)
    if len(events) == CODED_SHOWN:
        out.print(f"The first {CODED_SHOWN} coded events; the figures rest on all.", style="dim")


def show_reasons(view: TieView, limit: int, form: str | None) -> None:
    """Third parties, in Arabic and English, with the statements of both links."""
    found = view.reasons[:limit]
    if chosen(form) != "table":
        write_rows([reason_row(r, view) for r in found], chosen(form))
        return
    out = console()
    if not found:
        out.print(f"No third party in the store has ties with both {view.a.name('ar')} and {view.b.name('ar')}.")
        return
    for one in found:
        out.print(f"{one.reason.strength:.1f}  {in_words(one, view, 'ar')}", style="bold")
        out.print(f"     {in_words(one, view, 'en')}")
        for ids in (one.reason.towards_first, one.reason.towards_second):
            for stored in [view.stored[i] for i in ids[:QUOTED] if i in view.stored]:
                print_entry(out, stored.statement, stored.sentence)
        out.print()


def show_actor(view: ActorView, form: str | None, thresholds: Thresholds) -> None:
    """One actor with its ties and statements."""
    if chosen(form) != "table":
        if chosen(form) == "csv":
            write_rows([tie_row(t) for t in view.ties], "csv")
        else:
            whole = actor_object(view)
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
    print_thresholds(out, thresholds)
    out.print()
    print_ledger(out, view.statements)
