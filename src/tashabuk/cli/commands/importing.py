"""Other data sets in: `import`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from tashabuk.cli.options import DAY, example, store_option
from tashabuk.errors import UsageError
from tashabuk.workbench.stores import default_store

FORMATS = ("icews", "gdelt", "polecat", "acled", "plover", "cameo", "edges", "dyads", "tashabuk")
"""The names of `tashabuk.exchange.incoming.formats`, which is loaded only when something is imported."""
SYSTEMS = ("iso3", "iso2", "cow", "cow_abb", "fips", "cameo")
"""Those of `tashabuk.actors.codes`, likewise."""


@click.command("import", epilog=example("tashabuk import icews events.2018.tab.zip --unresolved unknown.csv"))
@click.argument("dataset_format", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option("--map", "mapped", multiple=True, metavar="FIELD=COLUMN", help="Which column holds a field.")
@click.option("--codes", type=click.Choice(SYSTEMS), help="Code list of states in cameo, edges and dyads.")
@click.option("--dataset", default="", help="Name to keep the events under (default: the format's).")
@click.option("--date", "day", type=DAY, help="Day of rows that give none.")
@click.option("--encoding", default="utf-8", show_default=True, help="Encoding of the files.")
@click.option("--actors", type=click.Path(path_type=Path), multiple=True, help="CSV or YAML file with more actors.")
@click.option("--unresolved", type=click.Path(path_type=Path), help="CSV file for actors that were not recognised.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@store_option
def import_command(
    dataset_format: str,
    paths: tuple[str, ...],
    mapped: tuple[str, ...],
    codes: str | None,
    dataset: str,
    day: dt.date | None,
    encoding: str,
    actors: tuple[Path, ...],
    unresolved: Path | None,
    form: str,
    store: Path | None,
) -> None:
    """Take in events that another data set coded, and account for every row.

    FORMAT is one of those in docs/exchange-in.md; FILE is a file, a .gz or .zip, a folder or a glob pattern.
    """
    from tashabuk.cli.importing import run_import
    from tashabuk.exchange.incoming.layouts import Reading
    from tashabuk.workbench.importing import ImportOptions

    columns = dict(pair.partition("=")[::2] for pair in mapped)
    if not all(columns) or not all(columns.values()):
        raise UsageError("--map takes FIELD=COLUMN, for example --map source=ActorA.")
    reading = Reading(columns, dataset, encoding, day)
    options = ImportOptions(store or default_store(), reading, codes or "", actors, unresolved)
    run_import(dataset_format, paths, options, form)
