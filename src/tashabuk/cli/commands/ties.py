"""Ties between actors: `ties`, `tie`, `explain`, `actor`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tashabuk.cli.options import example, figure_options, format_option, language_option, measure_options, store_option
from tashabuk.workbench.stores import existing

if TYPE_CHECKING:
    from tashabuk.relate.ties import TieOptions


@click.command("ties", epilog=example("tashabuk ties --from 2015-01-01 --at 2021-09-01"))
@measure_options
@click.option("--directed", is_flag=True, help="Count each direction apart.")
@click.option("--limit", type=click.IntRange(1), help="Show no more than this many.")
@figure_options
@format_option
@store_option
def ties_command(
    options: TieOptions,
    directed: bool,
    limit: int | None,
    svg: Path | None,
    language: str,
    form: str | None,
    store: Path | None,
) -> None:
    """All ties, the most entangled pairs first; --svg draws the network of the heaviest."""
    from tashabuk.cli.ties import show_ties
    from tashabuk.workbench.figures import network_figure, write_figure
    from tashabuk.workbench.ties import all_ties

    options = replace(options, directed=directed)
    found = all_ties(existing(store), options)[:limit]
    if svg is not None:
        write_figure(svg, network_figure(found, language))
    show_ties(found, form, options, language)


@click.command("tie", epilog=example("tashabuk tie إيران طالبان --step quarter --svg tie.svg"))
@click.argument("a")
@click.argument("b")
@measure_options
@click.option(
    "--step",
    type=click.Choice(["week", "month", "quarter", "year"]),
    default="month",
    show_default=True,
    help="Length of a period of the history.",
)
@figure_options
@format_option
@store_option
def tie_command(
    a: str,
    b: str,
    options: TieOptions,
    step: str,
    svg: Path | None,
    language: str,
    form: str | None,
    store: Path | None,
) -> None:
    """One tie: both channels, turning points, third parties, and the statements behind them, oldest first."""
    from tashabuk.cli.ties import show_tie
    from tashabuk.relate.periods import Step
    from tashabuk.workbench.catalogues import catalogue
    from tashabuk.workbench.figures import tie_figure, write_figure
    from tashabuk.workbench.ties import one_tie

    view = one_tie(existing(store), a, b, options, catalogue(), Step(step))
    if svg is not None:
        write_figure(svg, tie_figure(view, language))
    show_tie(view, form, options, language)


@click.command("explain", epilog=example("tashabuk explain روسيا طالبان"))
@click.argument("a")
@click.argument("b")
@measure_options
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Show no more third parties.")
@language_option
@format_option
@store_option
def explain_command(
    a: str, b: str, options: TieOptions, limit: int, language: str, form: str | None, store: Path | None
) -> None:
    """Why a tie is as it is: the third parties that bring two actors together or set them against each other."""
    from tashabuk.cli.ties import show_reasons
    from tashabuk.workbench.catalogues import catalogue
    from tashabuk.workbench.ties import one_tie

    show_reasons(one_tie(existing(store), a, b, options, catalogue()), limit, form, options, language)


@click.command("actor", epilog=example("tashabuk actor Russia"))
@click.argument("name")
@measure_options
@language_option
@format_option
@store_option
def actor_command(name: str, options: TieOptions, language: str, form: str | None, store: Path | None) -> None:
    """One actor: its names, its ties, and the statements in which it has a part."""
    from tashabuk.cli.ties import show_actor
    from tashabuk.workbench.catalogues import catalogue
    from tashabuk.workbench.ties import one_actor

    show_actor(one_actor(existing(store), name, options, catalogue()), form, options, language)
