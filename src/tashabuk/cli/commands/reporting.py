"""Everything on one page: `report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tashabuk.cli.options import example, measure_options, store_option
from tashabuk.workbench.stores import existing

if TYPE_CHECKING:
    from tashabuk.relate.ties import TieOptions


@click.command("report", epilog=example("tashabuk report -o page.html --language ar"))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="HTML file to write.")
@click.option(
    "--language",
    type=click.Choice(["ar", "en"]),
    default="ar",
    show_default=True,
    help="Language of the page.",
)
@measure_options
@store_option
def report_command(output: Path, language: str, options: TieOptions, store: Path | None) -> None:
    """Write one self-contained page: ties, network, timeline, ledger."""
    from tashabuk.workbench.catalogues import catalogue
    from tashabuk.workbench.reports import write_report

    count = write_report(existing(store), output, options, catalogue(), language)
    click.echo(f"{output}: {count} statements", err=True)
