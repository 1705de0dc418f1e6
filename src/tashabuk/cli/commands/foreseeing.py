"""What comes next: `forecast`, `forecast-tie`, `backtest`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import click

from tashabuk.cli.options import DAY, Command, example, language_option, store_option
from tashabuk.model import EventType
from tashabuk.workbench.stores import existing

FORMATS = ("table", "json", "csv")


def format_option(command: Command) -> Command:
    """`--format table|json|csv`."""
    return click.option(
        "--format", "form", type=click.Choice(FORMATS), help="Output (default: table; JSON when piped)."
    )(command)


def forecast_options(command: Command) -> Command:
    """--at, --no-keep, --language, --format, --store."""
    options: tuple[Callable[[Command], Command], ...] = (
        store_option,
        format_option,
        language_option,
        click.option("--no-keep", is_flag=True, help="Do not keep the forecast in the store for scoring."),
        click.option(
            "--at", type=DAY, help="Forecast from what was known before this day (default: after the last known)."
        ),
    )
    for option in options:
        command = option(command)
    return command


@click.command("forecast", epilog=example("tashabuk forecast Iran --type CONSULT --at 2021-09-01"))
@click.argument("name")
@click.option(
    "--type", "event", type=click.Choice([str(t) for t in EventType], case_sensitive=False), help="Kind of act."
)
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, help="Answers a direction.")
@forecast_options
def forecast_command(
    name: str,
    event: str | None,
    limit: int,
    at: dt.date | None,
    no_keep: bool,
    language: str,
    form: str | None,
    store: Path | None,
) -> None:
    """To whom an actor will act next, and who will act towards it, with the past facts that say so."""
    from tashabuk.cli.forecasts import show_who
    from tashabuk.workbench.catalogues import catalogue
    from tashabuk.workbench.forecasting import forecast_who

    found = forecast_who(existing(store), name, catalogue(), event=event or "", at=at, limit=limit, keep=not no_keep)
    show_who(found, form, language)


@click.command("forecast-tie", epilog=example("tashabuk forecast-tie إيران طالبان"))
@click.argument("a")
@click.argument("b")
@click.option("--directed", is_flag=True, help="Only what A does to B.")
@forecast_options
def forecast_tie_command(
    a: str,
    b: str,
    directed: bool,
    at: dt.date | None,
    no_keep: bool,
    language: str,
    form: str | None,
    store: Path | None,
) -> None:
    """How likely two actors are to cooperate and to clash in the next 1, 3 and 6 months."""
    from tashabuk.cli.forecasts import show_outlook
    from tashabuk.workbench.catalogues import catalogue
    from tashabuk.workbench.outlooks import forecast_tie

    found = forecast_tie(existing(store), a, b, catalogue(), at=at, directed=directed, keep=not no_keep)
    show_outlook(found, form, language)


@click.command("backtest", epilog=example("tashabuk backtest --months 12 --svg reliability.svg"))
@click.option("--months", type=click.IntRange(1, 60), default=6, show_default=True, help="Past months to forecast.")
@click.option("--kept", is_flag=True, help="Score the forecasts that were kept instead.")
@click.option("--svg", type=click.Path(path_type=Path), help="Write the reliability diagram of tie forecasts here.")
@format_option
@store_option
def backtest_command(months: int, kept: bool, svg: Path | None, form: str | None, store: Path | None) -> None:
    """Forecast past months from what was known before each, and score that against simple baselines."""
    from tashabuk.cli.forecasts import show_backtest, show_kept
    from tashabuk.workbench.backtesting import backtest, kept_scores, write_diagram

    if kept:
        show_kept(kept_scores(existing(store)), form)
        return
    found = backtest(existing(store), months)
    if svg is not None:
        write_diagram(found, svg)
    show_backtest(found, form)
