"""Ties as tables for people, and as JSON, JSON lines or CSV for programs."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tashabuk.cli.output import chosen, console, print_entry, print_ledger, write_rows
from tashabuk.model import Channel, CodedEvent, Tie
from tashabuk.relate.ties import Thresholds, TieOptions
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.rows import actor_object, in_words, reason_row, step_row, tie_object, tie_row
from tashabuk.workbench.ties import CODED_SHOWN, ActorView, ReasonView, TieView

FEW = 4
"""A tie with fewer statements and events is said to be thin."""
QUOTED = 2
"""Statements that a table quotes for each link of a third party."""


def show_ties(found: Sequence[Tie], form: str | None, options: TieOptions, language: str) -> None:
    """Ties in the chosen format."""
    if chosen(form) != "table":
        write_rows([tie_row(t) for t in found], chosen(form))
        return
    out = console()
    if not found:
        out.print(f"No ties: the store holds nothing with a recipient{_where(options)}.")
        return
    out.print(ties_table(found, language))
    print_thresholds(out, options.thresholds)


def _where(options: TieOptions) -> str:
    """The end of a sentence about what is not there."""
    parts = [("from", options.start), ("before", options.end), ("by", options.at)]
    said = [f"{word} {day}" for word, day in parts if day is not None]
    return f" {' and '.join(said)}" if said else ""


def print_thresholds(out: Console, thresholds: Thresholds) -> None:
    """By what the labels were given."""
    out.print(
        f"labels: faint below {thresholds.faint:g}, entangled from {thresholds.entangled:g} entanglement on, "
        f"ally and enemy from {thresholds.strong:g} on (--faint, --entangled, --strong)",
        style="dim",
    )


def ties_table(found: Sequence[Tie], language: str) -> Table:
    """A table of ties. `covert` is the share of hidden cooperation, `evidence` counts statements and coded events."""
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
        ("evidence", True),
    ):
        table.add_column(column, justify="right" if right else "left", no_wrap=column != "pair")
    for tie in found:
        arrow = " → " if tie.directed else " – "
        table.add_row(
            f"{names.name(tie.a, language)}{arrow}{names.name(tie.b, language)}",
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


def show_tie(view: TieView, form: str | None, options: TieOptions, language: str) -> None:
    """One tie with its history, turning points, third parties and statements."""
    if chosen(form) == "csv":
        write_rows([step_row(s) for s in view.steps], "csv")
    elif chosen(form) != "table":
        sys.stdout.write(json.dumps(tie_object(view), ensure_ascii=False, default=str) + "\n")
    else:
        _print_tie(view, options, language)


def _print_tie(view: TieView, options: TieOptions, language: str) -> None:
    out = console()
    if view.tie is None and not view.statements:
        pair = " and ".join(f"{a.name(language)} ({a.id})" for a in (view.a, view.b))
        out.print(f"Nothing in the store ties {pair}{_where(options)}.")
        return
    if view.tie is None:
        out.print(
            "Nothing that weighs: all there is was denied, planned, asked or supposed, or lies outside the window."
        )
    else:
        out.print(ties_table([view.tie], language))
        print_thresholds(out, options.thresholds)
        _print_changes(out, view, view.tie)
    if view.reasons:
        out.print("\nThird parties (more: tashabuk explain):", style="bold")
        for one in view.reasons[:4]:
            out.print(f"  {_pull(one)}  {in_words(one, view, language)}")
    out.print()
    print_ledger(out, view.statements, language)
    _print_coded(out, view.coded)


def _pull(one: ReasonView) -> str:
    """How strongly a third party pulls, and which way."""
    return f"{one.reason.strength:6.1f} {'together' if one.reason.pull.together else 'apart   '}"


def _print_changes(out: Console, view: TieView, tie: Tie) -> None:
    if tie.surfacing:
        out.print(f"Surfaced: covert by {tie.surfacing.covert_on}, in the open on {tie.surfacing.overt_on}.")
    evidence = len(tie.cooperation.statements) + len(tie.conflict.statements)
    if evidence < FEW:
        out.print(f"Thin evidence: fewer than {FEW} statements.")
    if view.undated:
        out.print(
            f"{view.undated} of {view.told} statements give no date of their own and stand at their day of publication."
        )
    for point in view.turning.points:
        word = "rose" if point.after > point.before else "fell"
        out.print(
            f"Turning point {point.on}: {point.channel} {word} from {point.before:.1f} to {point.after:.1f} a "
            f"{view.step} (evidence: {len(point.statements_before)} before, {len(point.statements_after)} after)."
        )
    for channel in view.turning.thin:
        out.print(f"Turning points of {channel}: too little evidence to tell.", style="dim")


def _print_coded(out: Console, events: Sequence[CodedEvent]) -> None:
    if not events:
        return
    table = Table(
        "day", "event", "actor", "recipient", "code", "score", "dataset", "times", box=None, header_style="bold"
    )
    for cells, times in _alike(events).items():
        table.add_row(*cells, str(times) if times > 1 else "")
    out.print(table)
    if len(events) == CODED_SHOWN:
        out.print(f"The first {CODED_SHOWN} coded events; the figures rest on all.", style="dim")


def _alike(events: Sequence[CodedEvent]) -> Counter[tuple[str, ...]]:
    """Coded events as the cells of a table, with how often each occurs, in their order."""
    return Counter(
        (str(e.day), str(e.event or ""), e.actor_given, e.recipient_given, e.code, f"{e.score:+.1f}", e.dataset)
        for e in events
    )


def show_reasons(view: TieView, limit: int, form: str | None, options: TieOptions, language: str) -> None:
    """Third parties in words of both languages, the chosen one first, with the statements of both links."""
    found = view.reasons[:limit]
    if chosen(form) != "table":
        write_rows([reason_row(r, view) for r in found], chosen(form))
        return
    out = console()
    if not found:
        pair = " and ".join(a.name(language) for a in (view.a, view.b))
        out.print(f"No third party in the store has ties with both {pair}{_where(options)}.")
        return
    for one in found:
        out.print(f"{_pull(one)}  {in_words(one, view, language)}", style="bold")
        out.print(f"{' ' * 17}{in_words(one, view, 'en' if language == 'ar' else 'ar')}")
        for ids in (one.reason.towards_first, one.reason.towards_second):
            quoted = [view.stored[i] for i in ids[:QUOTED] if i in view.stored]
            for stored in quoted:
                print_entry(out, stored.statement, stored.sentence, language)
            if len(ids) > len(quoted):
                out.print(f"  … and {len(ids) - len(quoted)} more statements or coded events", style="dim")
        out.print()


def show_actor(view: ActorView, form: str | None, options: TieOptions, language: str) -> None:
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
    if not view.statements and not view.ties:
        out.print(f"The store holds nothing about this actor{_where(options)}.")
        return
    out.print(ties_table(view.ties, language))
    print_thresholds(out, options.thresholds)
    out.print()
    print_ledger(out, view.statements, language)
