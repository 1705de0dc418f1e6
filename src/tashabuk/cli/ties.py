"""Ties as tables for people, and as JSON, JSON lines or CSV for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tashabuk.cli.output import chosen, console, print_entry, print_ledger, statement_row, write_rows
from tashabuk.model import Channel, CodedEvent, Tie
from tashabuk.relate.channels import HistoryStep
from tashabuk.relate.ties import Thresholds
from tashabuk.report.reasons import reason_in_words
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.ties import CODED_SHOWN, ActorView, ReasonView, TieView

FEW = 4
"""A tie with fewer statements and events is said to be thin."""
QUOTED = 2
"""Statements that a table quotes for each link of a third party."""


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
        write_rows([_step_row(s) for s in view.steps], "csv")
    elif chosen(form) != "table":
        sys.stdout.write(json.dumps(tie_object(view), ensure_ascii=False, default=str) + "\n")
    else:
        _print_tie(view, thresholds)


def tie_object(view: TieView) -> dict[str, Any]:
    """Everything about one tie."""
    return {
        "tie": tie_row(view.tie) if view.tie else None,
        "step": str(view.step),
        "history": [_step_row(s) for s in view.steps],
        "turning_points": [asdict(p) for p in view.turning.points],
        "too_thin_for_turning_points": list(view.turning.thin),
        "third_parties": [_reason_row(r, view) for r in view.reasons],
        "statements": [statement_row(s) for s in view.statements],
        "coded_events": [asdict(e) for e in view.coded],
    }


def _step_row(step: HistoryStep) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(step).items()}


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
            out.print(f"  {one.reason.strength:5.1f}  {_in_words(one, view, 'ar')}")
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
        write_rows([_reason_row(r, view) for r in found], chosen(form))
        return
    out = console()
    if not found:
        out.print(f"No third party in the store has ties with both {view.a.name('ar')} and {view.b.name('ar')}.")
        return
    for one in found:
        out.print(f"{one.reason.strength:.1f}  {_in_words(one, view, 'ar')}", style="bold")
        out.print(f"     {_in_words(one, view, 'en')}")
        for ids in (one.reason.towards_first, one.reason.towards_second):
            for stored in [view.stored[i] for i in ids[:QUOTED] if i in view.stored]:
                print_entry(out, stored.statement, stored.sentence)
        out.print()


def _in_words(one: ReasonView, view: TieView, language: str) -> str:
    return reason_in_words(one.reason, (view.a.id, view.b.id), one.since, catalogue().name, language)


def _reason_row(one: ReasonView, view: TieView) -> dict[str, Any]:
    return {
        "third": one.reason.third,
        "pull": str(one.reason.pull),
        "together": one.reason.pull.together,
        "strength": round(one.reason.strength, 4),
        "since": str(one.since) if one.since else None,
        "ar": _in_words(one, view, "ar"),
        "en": _in_words(one, view, "en"),
        "statements_first": list(one.reason.towards_first),
        "statements_second": list(one.reason.towards_second),
    }


def show_actor(view: ActorView, form: str | None, thresholds: Thresholds) -> None:
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
    print_thresholds(out, thresholds)
    out.print()
    print_ledger(out, view.statements)
