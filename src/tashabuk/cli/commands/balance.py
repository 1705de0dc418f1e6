"""The balance of a signed network, and what would change it: `balance`, `what-if`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tashabuk.cli.options import example, figure_options, format_option, measure_options, store_option
from tashabuk.errors import UsageError
from tashabuk.relate.budget import QUICK
from tashabuk.workbench.stores import existing

if TYPE_CHECKING:
    from tashabuk.model import Finding
    from tashabuk.relate.graph import SignedGraph
    from tashabuk.relate.ties import TieOptions


class Blocs(click.ParamType[int]):
    """A number of blocs above 1; 0 stands for `any`."""

    name = "blocs"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that the user means."""
        text = str(value).lower()
        if text == "any" or value == 0:
            return 0
        if not text.isdecimal() or int(text) < 2:
            self.fail(f"{value!r} is no number of blocs. Write 2, 3, … or any.", param, ctx)
        return int(text)


edges_option = click.option(
    "--edges", type=click.Path(path_type=Path), help="CSV file of ties, source,target,sign[,weight], not the store's."
)
weighted_option = click.option("--weighted", is_flag=True, help="Count weights, not ties.")
time_option = click.option(
    "--time-limit",
    "seconds",
    type=click.FloatRange(0.1),
    default=QUICK,
    show_default=True,
    metavar="SECONDS",
    help="Processor time for each exact solution; then bounds are given instead.",
)


@click.command("balance", epilog=example("tashabuk balance --at 2021-09 --svg blocs.svg --triads triads.svg"))
@edges_option
@weighted_option
@click.option("--blocs", type=Blocs(), metavar="K", help="Split into at most K blocs too, or `any` number.")
@click.option("--landscape", is_flag=True, help="Show the stable two-bloc alignments (Axelrod & Bennett).")
@click.option("--sizes", type=click.Path(path_type=Path), help="CSV file for --landscape: actor,size (default: all 1).")
@time_option
@click.option("--triads", "gallery", type=click.Path(path_type=Path), metavar="FILE", help="Draw the triads, too.")
@figure_options
@format_option
@measure_options
@store_option
def balance_command(
    options: TieOptions,
    edges: Path | None,
    weighted: bool,
    blocs: int | None,
    landscape: bool,
    sizes: Path | None,
    seconds: float,
    gallery: Path | None,
    svg: Path | None,
    language: str,
    form: str | None,
    store: Path | None,
) -> None:
    """Blocs, the ties that strain them, and how far the network is from balance.

    The network is that of the store's ties (at a day: --at), or of --edges. The line index of balance (frustration) is
    the least number or weight of ties that a split into two blocs must violate. It is exact unless the time
    runs out: then the best split found is given, and a bound that none can beat.
    """
    from tashabuk.cli.balance import run_balance
    from tashabuk.workbench.balance import BalanceOptions, read_sizes

    if sizes is not None and not landscape:
        raise UsageError("--sizes belongs to --landscape. Give both, or neither.")
    wanted = BalanceOptions(
        weighted=weighted,
        clusters=blocs is not None,
        limit=blocs or None,
        landscape=landscape,
        sizes=read_sizes(sizes) if sizes else {},
        seconds=seconds,
    )
    graph, findings, name = _network(edges, store, options, language)
    run_balance(graph, wanted, form, findings, name, svg=svg, gallery=gallery, language=language)


@click.command("what-if", epilog=example("tashabuk what-if --without USA --set إيران إسرائيل + --at 2021-09"))
@click.option("--without", multiple=True, metavar="ACTOR", help="This actor leaves.")
@click.option("--add", "added", multiple=True, metavar="ACTOR", help="This actor comes; give its ties with --set.")
@click.option(
    "--set",
    "turned",
    type=(str, str, str),
    multiple=True,
    metavar="A B SIGN",
    help="The tie of A and B becomes +, -, both or none.",
)
@edges_option
@weighted_option
@time_option
@figure_options
@format_option
@measure_options
@store_option
def what_if_command(
    options: TieOptions,
    without: tuple[str, ...],
    added: tuple[str, ...],
    turned: tuple[tuple[str, str, str], ...],
    edges: Path | None,
    weighted: bool,
    seconds: float,
    svg: Path | None,
    language: str,
    form: str | None,
    store: Path | None,
) -> None:
    """What would change if an actor left or came, or a tie turned: blocs, frustration and strained ties."""
    from tashabuk.cli.whatif import run_what_if
    from tashabuk.workbench.catalogues import catalogue, find_actor
    from tashabuk.workbench.what_if import Asked

    graph, findings, name = _network(edges, store, options, language)

    def resolve(given: str) -> str:
        return given if edges is not None else find_actor(existing(store), given, catalogue()).id

    asked = Asked(without, added, turned)
    run_what_if(
        graph, asked, resolve, form, findings, name, weighted=weighted, seconds=seconds, svg=svg, language=language
    )


def _network(
    edges: Path | None, store: Path | None, options: TieOptions, language: str
) -> tuple[SignedGraph, Sequence[Finding], Callable[[str], str]]:
    """The network that is meant, what was wrong in its file, and how its actors are called."""
    from tashabuk.workbench.catalogues import catalogue
    from tashabuk.workbench.edges import read_edges
    from tashabuk.workbench.networks import graph_at

    if edges is not None:
        if store is not None:
            raise UsageError("--edges and --store exclude each other.")
        found = read_edges(edges)
        if not found.graph.edges:
            sys.stderr.write(f"{edges} holds no tie that could be used.\n")
        return found.graph, found.findings, str
    graph = graph_at(existing(store), options)
    if not graph.edges:
        faint = options.thresholds.faint
        sys.stderr.write(f"No tie of the store weighs {faint:g} here. Widen --from, --to and --at, or lower --faint.\n")
    return graph, (), lambda actor: catalogue().name(actor, language)
