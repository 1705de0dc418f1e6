"""`tashabuk what-if`: before and after, side by side."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tashabuk.cli.balance import Progress, leave
from tashabuk.cli.output import chosen, console, write_rows
from tashabuk.model import Finding, Strain
from tashabuk.relate.graph import SignedGraph
from tashabuk.workbench.balance_rows import members_of, plain_number, strain_row, what_if_object
from tashabuk.workbench.figures import what_if_figure, write_figure
from tashabuk.workbench.what_if import Asked, WhatIfView, described, suppose

SHOWN = 15
"""Rows of a table; the other formats show all."""


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
        view = suppose(graph, asked, resolve, weighted=weighted, seconds=seconds, progress=progress)
    if chosen(form) == "table":
        _show(view, name)
    elif chosen(form) == "csv":
        changes = (("strained", view.found.strained), ("eased", view.found.eased))
        write_rows([{"change": kind, **strain_row(s)} for kind, strains in changes for s in strains], "csv")
    else:
        indent = 1 if chosen(form) == "json" else None
        sys.stdout.write(json.dumps(what_if_object(view), ensure_ascii=False, indent=indent) + "\n")
    if svg is not None:
        write_figure(svg, what_if_figure(view, name, language))
    leave(findings)


def _show(view: WhatIfView, name: Callable[[str], str]) -> None:
    out, found = console(), view.found
    out.print("; ".join(described(view.changes)), style="bold", markup=False)
    table = Table("", "before", "after", box=None, header_style="bold", pad_edge=False)
    pair = (found.before, found.after)
    table.add_row("line index of balance", *(_index(i.index, i.bound, exact=i.exact) for i in pair))
    table.add_row("strained ties", *(str(len(i.strains)) for i in pair))
    table.add_row(
        "balanced triads", *(f"{t.balanced} of {t.triangles}" for t in (found.triads_before, found.triads_after))
    )
    table.add_row("other splits as good", *({True: "no", False: "yes", None: "not decided"}[i.unique] for i in pair))
    for number in range(2):
        blocs = [members_of(i.blocs) for i in pair]
        table.add_row(f"bloc {number + 1}", *(_members(b, number, name) for b in blocs))
    out.print(table)
    if found.crossed:
        out.print(f"change sides: {'، '.join(map(name, found.crossed))}", markup=False)
    _strains(out, "strained by it", found.strained, name)
    _strains(out, "eased by it", found.eased, name)
    if found.turnings.ties:
        gains = Table("would gain by turning", "from", "gain", box=None, header_style="bold", pad_edge=False)
        for tie in found.turnings.ties[:SHOWN]:
            gains.add_row(f"{name(tie.a)} – {name(tie.b)}", _sign(int(tie.sign)), f"{tie.gain:g}")
        out.print(gains)


def _members(blocs: list[list[str]], number: int, name: Callable[[str], str]) -> str:
    return "، ".join(map(name, blocs[number])) if number < len(blocs) else "–"


def _index(index: float, bound: float, *, exact: bool) -> str:
    return str(plain_number(index)) + ("" if exact else f" (not proved, at least {plain_number(bound)})")


def _strains(out: Console, heading: str, strains: Sequence[Strain], name: Callable[[str], str]) -> None:
    if not strains:
        return
    table = Table(heading, "sign", "weight", box=None, header_style="bold", pad_edge=False)
    for strain in strains[:SHOWN]:
        table.add_row(f"{name(strain.a)} – {name(strain.b)}", _sign(int(strain.sign)), f"{strain.weight:g}")
    out.print(table)


def _sign(sign: int) -> str:
    return "+" if sign > 0 else "\N{MINUS SIGN}"
