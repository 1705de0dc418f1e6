"""`tashabuk balance`: progress on standard error, one object or table on standard output, findings at the end."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tashabuk.cli.output import SIGN_STYLES, chosen, comma, console, write_rows
from tashabuk.model import Finding, Strain
from tashabuk.relate.clusterability import Clustering
from tashabuk.relate.frustration import LineIndex
from tashabuk.relate.graph import SignedGraph
from tashabuk.relate.landscape import Landscape
from tashabuk.workbench.balance import BalanceOptions, BalanceView, balance
from tashabuk.workbench.balance_rows import (
    actor_rows,
    balance_row,
    members_of,
    parts_of,
    plain_number,
    ran_out,
    unbound_of,
)
from tashabuk.workbench.figures import blocs_figure, triads_figure, write_figure

EVERY = 0.5
"""Seconds between two lines of progress."""
SHOWN = 20
"""Strained ties and minima that a table shows; the other formats show all."""
LARGE = 5000
"""Actors from which on a proof is unlikely within the time."""
SIGN_WORDS = (("positive", "friendly"), ("negative", "hostile"), ("entangled", "entangled"))
ONLY = {
    True: "No other split is as good.",
    False: "Other splits are as good.",
    None: "Whether other splits are as good was not decided.",
}
Named = Callable[[str], str]
Listed = Callable[[Sequence[str]], str]


def run_balance(
    graph: SignedGraph,
    options: BalanceOptions,
    form: str | None,
    findings: Sequence[Finding] = (),
    name: Named = str,
    *,
    svg: Path | None = None,
    gallery: Path | None = None,
    language: str = "en",
) -> None:
    """Measure, print, draw, and leave with code 1 where there were findings; `name` names an actor."""
    if len(graph.nodes) >= LARGE:
        sys.stderr.write(
            f"{len(graph.nodes)} actors: a proof is unlikely. The best split found in {options.seconds:g} s is given, "
            "with a bound that no split can beat.\n"
        )
    with Progress() as progress:
        view = balance(graph, options, progress)
    if svg is not None:
        write_figure(svg, blocs_figure(view, name, language))
    if gallery is not None:
        write_figure(gallery, triads_figure(view, name, language))
    if chosen(form) == "table":
        show_balance(view, name, language)
    elif chosen(form) == "csv":
        write_rows(actor_rows(view), "csv")
    else:
        indent = 1 if chosen(form) == "json" else None
        sys.stdout.write(json.dumps(balance_row(view), ensure_ascii=False, indent=indent) + "\n")
    if not view.index.exact:
        sys.stderr.write(
            f"{ran_out(view.seconds)}: the index lies between {plain_number(view.index.bound)} and "
            f"{plain_number(view.index.index)}. Give more with --time-limit SECONDS.\n"
        )
    leave(findings)


def leave(findings: Sequence[Finding]) -> None:
    """Say what was wrong in the user's file, and leave with code 1 where there was anything."""
    for finding in findings:
        sys.stderr.write(f"{finding}\n")
    sys.stdout.flush()
    if findings:
        sys.exit(1)


class Progress:
    """One line on standard error, rewritten; nothing where standard error is no terminal."""

    def __init__(self) -> None:
        self._started = self._last = time.monotonic()
        self._shown = False

    def __call__(self, cost: float, bound: float) -> None:
        """Show the best index found so far, and the bound."""
        now = time.monotonic()
        if not sys.stderr.isatty() or now - self._last < EVERY:
            return
        self._last, self._shown = now, True
        sys.stderr.write(f"\r{now - self._started:.0f} s: best so far {cost:g}, none below {bound:g} ")
        sys.stderr.flush()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r" + " " * 70 + "\r")


def show_balance(view: BalanceView, name: Named, language: str) -> None:
    """The same for people."""
    if not view.graph.edges:
        console().print("No ties: there is nothing whose balance could be told.")
        return

    def listed(members: Sequence[str]) -> str:
        return comma(language).join(map(name, members))

    out, found, census, row = console(), view.index, view.triads, balance_row(view)
    signs = ", ".join(f"{row[kind]} {word}" for kind, word in SIGN_WORDS if row[kind])
    out.print(f"{row['n']} actors, {row['m']} ties{': ' if signs else ''}{signs}")
    share = "" if census.balanced_share is None else f" ({census.balanced_share:.0%})"
    entangled = f", with an entangled tie {census.entangled}" if census.entangled else ""
    out.print(f"Triads: {census.triangles}, balanced {census.balanced}{share}{entangled}")
    proof = "proved" if found.exact else f"not proved, at least {plain_number(found.bound)}"
    normal = "" if found.normalised is None else f", 1 − 2L/m = {found.normalised:.3f}"
    out.print(f"Line index of balance: {plain_number(found.index)} ({proof}{normal})", style="bold")
    if found.entangled:
        out.print(f"  of which lost to entangled ties whichever way: {plain_number(found.entangled)}")
    _show_parts(out, found, listed)
    out.print(ONLY[found.unique])
    if found.strains:
        show_strains(out, "strained tie", found.strains, name, SHOWN)
        out.print("What is behind a tie: tashabuk tie A B", style="dim")
    _show_clusters(out, view.clusters, listed)
    _show_landscape(out, view.landscape, listed)


def _show_parts(out: Console, found: LineIndex, listed: Listed) -> None:
    parts = parts_of(found)
    if len(parts) > 1:
        out.print(f"{len(parts)} parts that nothing joins: which side of one goes with which of another is open.")
    for number, part in enumerate(parts, 1):
        if len(parts) > 1:
            out.print(f"  part {number}", style="bold")
        _show_blocs(out, part, listed)
    alone = unbound_of(found)
    if alone:
        out.print(f"  on no side (no tie, or entangled ones only): {listed(alone)}")


def _show_clusters(out: Console, clusters: Clustering | None, listed: Listed) -> None:
    if clusters is None:
        return
    limit = "any number of" if clusters.limit is None else f"at most {clusters.limit}"
    proof = "proved" if clusters.exact else f"not proved, at least {plain_number(clusters.bound)}"
    out.print(f"\nSplit into {limit} blocs: {plain_number(clusters.index)} violated ({proof})", style="bold")
    _show_blocs(out, members_of(clusters.blocs), listed)


def _show_landscape(out: Console, found: Landscape | None, listed: Listed) -> None:
    if found is None:
        return
    which = "all of them" if found.complete else "the deepest found"
    out.print(f"\nStable alignments: {len(found.minima)} ({which})", style="bold")
    for minimum in found.minima[:SHOWN]:
        out.print(f"energy {minimum.energy:g}, basin {minimum.basin:.1%}")
        _show_blocs(out, members_of(minimum.blocs), listed)
    if len(found.minima) > SHOWN:
        out.print(f"… and {len(found.minima) - SHOWN} more: use --format json.")


def _show_blocs(out: Console, blocs: Sequence[Sequence[str]], listed: Listed) -> None:
    for number, members in enumerate(blocs, 1):
        out.print(f"  bloc {number}: {listed(members)}")


def show_strains(out: Console, heading: str, strains: Sequence[Strain], name: Named, most: int) -> None:
    """A table of strained ties, the heaviest first, and how many it leaves out; nothing where there are none."""
    if not strains:
        return
    table = Table(heading, "sign", "weight", box=None, header_style="bold", pad_edge=False)
    for strain in sorted(strains, key=lambda s: (-s.weight, s.a, s.b))[:most]:
        sign = Text("+" if strain.sign > 0 else "\N{MINUS SIGN}", style=SIGN_STYLES[int(strain.sign)])
        table.add_row(Text(f"{name(strain.a)} – {name(strain.b)}"), sign, f"{strain.weight:g}")
    out.print(table)
    if len(strains) > most:
        out.print(f"… and {len(strains) - most} more: use --format json.")
