"""Ties between actors: `ties`, `tie`, `actor`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from tashabuk.cli.options import example, existing, store_option, tie_options, window_options


@click.command("ties", epilog=example("tashabuk ties --from 2015-01-01 --at 2021-09-01"))
@window_options
@click.option("--directed", is_flag=True, help="Count each direction apart.")
@click.option("--limit", type=click.IntRange(1), help="Show no more than this many.")
@store_option
def ties_command(
    start: dt.date | None,
    end: dt.date | None,
    at: dt.date | None,
    form: str | None,
    directed: bool,
    limit: int | None,
    store: Path | None,
) -> None:
    """All ties, the most entangled pairs first."""
    from tashabuk.cli.output import show_ties
    from tashabuk.workbench.ties import all_ties

    found = all_ties(existing(store), tie_options(start, end, at, directed=directed))
    show_ties(found[:limit] if limit else found, form)


@click.command("tie", epilog=example("tashabuk tie إيران طالبان"))
@click.argument("a")
@click.argument("b")
@window_options
@store_option
def tie_command(
    a: str,
    b: str,
    start: dt.date | None,
    end: dt.date | None,
    at: dt.date | None,
    form: str | None,
    store: Path | None,
) -> None:
    """One tie: both channels, and the statements behind them, oldest first."""
    from tashabuk.cli.output import show_tie
    from tashabuk.workbench.catalogues import catalogue
    from tashabuk.workbench.ties import one_tie

    show_tie(one_tie(existing(store), a, b, tie_options(start, end, at), catalogue()), form)


@click.command("actor", epilog=example("tashabuk actor Russia"))
@click.argument("name")
@window_options
@store_option
def actor_command(
    name: str,
    start: dt.date | None,
    end: dt.date | None,
    at: dt.date | None,
    form: str | None,
    store: Path | None,
) -> None:
    """One actor: its names, its ties, and the statements in which it has a part."""
    from tashabuk.cli.output import show_actor
    from tashabuk.workbench.catalogues import catalogue
    from tashabuk.workbench.ties import one_actor

    show_actor(one_actor(existing(store), name, tie_options(start, end, at), catalogue()), form)
