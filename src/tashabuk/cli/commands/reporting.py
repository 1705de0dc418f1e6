"""Everything on one page: `report`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from tashabuk.cli.options import DAY, example, existing, store_option, tie_options


@click.command("report", epilog=example("tashabuk report -o page.html --language ar"))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="HTML file to write.")
@click.option(
    "--language",
    type=click.Choice(["ar", "en"]),
    default="ar",
    show_default=True,
    help="Language of the page.",
)
@click.option("--from", "start", type=DAY, help="First day.")
@click.option("--to", "end", type=DAY, help="The day after the last.")
@click.option("--at", type=DAY, help="Weigh statements as seen on this day (half-life one year).")
@store_option
def report_command(
    output: Path,
    language: str,
    start: dt.date | None,
    end: dt.date | None,
    at: dt.date | None,
    store: Path | None,
) -> None:
    """Write one self-contained page: ties, network, timeline, ledger."""
    from tashabuk.workbench.catalogues import catalogue
    from tashabuk.workbench.reports import write_report

    count = write_report(existing(store), output, tie_options(start, end, at), catalogue(), language)
    click.echo(f"{output}: {count} statements", err=True)
