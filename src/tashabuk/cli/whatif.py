"""`tashabuk what-if`: before and after, side by side."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.table import Table

from tashabuk.cli.balance import Progress, leave, show_strains
from tashabuk.cli.output import chosen, comma, console, write_rows
from tashabuk.model import Finding
from tashabuk.relate.frustration import LineIndex
from tashabuk.relate.graph import SignedGraph
from tashabuk.workbench.balance_rows import plain_number, ran_out, strain_row, what_if_object
from tashabuk.workbench.figures import what_if_figure, write_figure
from tashabuk.workbench.what_if import Asked, WhatIfView, described, suppose

SHOWN = 15
"""Rows of a table; the other formats show all."""
SIGNS = {1: "+", -1: "\N{MINUS SIGN}", 0: "both"}


def run_what_if(
    graph: SignedGraph,
    asked: Asked,
    resolve: Callable[[str], str],
    form: str | None,
    findings: Sequence[Finding],
    name: Callable[[str], str],
    *,
    weighted: bool,
    seconds: float,
    svg: Path | None,
    language: str,
) -> None:
    """Answer, print, draw, and leave with code 1 where the file of ties had findings."""
    with Progress() as progress:
        view = suppose(graph, asked, resolve, name, weighted=weighted, seconds=seconds, progress=progress)
    if svg is not None:
        write_figure(svg, what_if_figure(view, name, language))
    if chosen(form) == "table":
        _show(view, name, language)
    elif chosen(form) == "csv":
        changes = (("strained", view.found.strained), ("eased", view.found.eased))
        write_rows([{"change": kind, **strain_row(s)} for kind, strains in changes for s in strains], "csv")
    else:
        indent = 1 if chosen(form) == "json" else None
        sys.stdout.write(json.dumps(what_if_object(view), ensure_ascii=False, indent=indent) + "\n")
    if not (view.found.before.exact and view.found.after.exact):
        sys.stderr.write(f"{ran_out(seconds)}: part of the difference may be due to that. More with --time-limit.\n")
    leave(findings)


def _show(view: WhatIfView, name: Callable[[str], str], language: str) -> None:
    out, found = console(), view.found
    out.print("; ".join(described(view.changes, name)), style="bold")
    pair = (found.before, found.after)
    table = Table("", "before", "after", box=None, header_style="bold", pad_edge=False)
    table.add_row("line index of balance", *map(_index, pair))
    table.add_row("strained ties", *(str(len(i.strains)) for i in pair))
    triads = (found.triads_before, found.triads_after)
    table.add_row("balanced triads", *(f"{t.balanced} of {t.triangles}" for t in triads))
    table.add_row("other splits as good", *({True: "no", False: "yes", None: "not decided"}[i.unique] for i in pair))
    for number in range(2):
        table.add_row(f"bloc {number + 1}", *(_members(i, number, name, language) for i in pair))
    if max(len(i.parts) for i in pair) > 1:
        table.add_row("not joined to these", *(_others(i) for i in pair))
    out.print(table)
    out.print(f"change sides: {comma(language).join(map(name, found.crossed)) or 'nobody'}")
    show_strains(out, "strained by it", found.strained, name, SHOWN)
    show_strains(out, "eased by it", found.eased, name, SHOWN)
    if found.turnings.ties:
        gains = Table("would gain by turning", "from", "gain", box=None, header_style="bold", pad_edge=False)
        for tie in found.turnings.ties[:SHOWN]:
            gains.add_row(f"{name(tie.a)} – {name(tie.b)}", SIGNS[int(tie.sign)], f"{tie.gain:g}")
        out.print(gains)
        if len(found.turnings.ties) > SHOWN:
            out.print(f"… and {len(found.turnings.ties) - SHOWN} more: use --format json.")
    if not found.turnings.complete:
        out.print("Whether further ties would gain by turning was not decided in the time.", style="dim")
    out.print("What is behind a tie: tashabuk tie A B", style="dim")


def _members(index: LineIndex, number: int, name: Callable[[str], str], language: str) -> str:
    """A bloc of the greatest part: how others stand to it, nothing says."""
    members = index.parts[0][number].members if index.parts else ()
    return comma(language).join(map(name, members)) or "–"


def _others(index: LineIndex) -> str:
    return f"{sum(len(b.members) for part in index.parts[1:] for b in part)} actors"


def _index(index: LineIndex) -> str:
    proof = "" if index.exact else f" (not proved, at least {plain_number(index.bound)})"
    return f"{plain_number(index.index)}{proof}"
