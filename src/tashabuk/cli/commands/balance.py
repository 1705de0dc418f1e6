"""The balance of a signed network: `balance`."""

from __future__ import annotations

from pathlib import Path

import click

from tashabuk.cli.options import QUERY_FORMATS, example
from tashabuk.errors import UsageError


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


@click.command("balance", epilog=example("tashabuk balance --edges ties.csv --blocs 3 --format json"))
@click.option("--edges", type=click.Path(path_type=Path), help="CSV file of ties: source,target,sign[,weight].")
@click.option("--weighted", is_flag=True, help="Count weights, not ties.")
@click.option("--blocs", type=Blocs(), metavar="K", help="Split into at most K blocs too, or `any` number.")
@click.option("--landscape", is_flag=True, help="Show the stable two-bloc alignments (Axelrod & Bennett).")
@click.option("--sizes", type=click.Path(path_type=Path), help="CSV file for --landscape: actor,size (default: all 1).")
@click.option(
    "--time-limit",
    "seconds",
    type=click.FloatRange(0.1),
    default=60.0,
    show_default=True,
    help="Seconds for each exact solution; then bounds are given instead.",
)
@click.option("--format", "form", type=click.Choice(QUERY_FORMATS), help="Output (default: table; JSON when piped).")
def balance_command(
    edges: Path | None,
    weighted: bool,
    blocs: int | None,
    landscape: bool,
    sizes: Path | None,
    seconds: float,
    form: str | None,
) -> None:
    """Blocs, the ties that strain them, and how far the network is from balance.

    The line index of balance (frustration) is the least number or weight of ties that a split into two blocs must
    violate. It is exact unless the time runs out, which is said.
    """
    from tashabuk.cli.balance import run_balance
    from tashabuk.workbench.balance import BalanceOptions, read_sizes
    from tashabuk.workbench.edges import read_edges

    if edges is None:
        raise UsageError("Say which ties: tashabuk balance --edges FILE.csv")
    if sizes is not None and not landscape:
        raise UsageError("--sizes belongs to --landscape. Give both, or neither.")
    options = BalanceOptions(
        weighted=weighted,
        clusters=blocs is not None,
        limit=blocs or None,
        landscape=landscape,
        sizes=read_sizes(sizes) if sizes else {},
        seconds=seconds,
    )
    found = read_edges(edges)
    run_balance(found.graph, options, form, found.findings)
