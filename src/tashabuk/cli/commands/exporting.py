"""What is kept, for other programs: `export`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tashabuk.cli.options import example, measure_options, store_option
from tashabuk.errors import UsageError
from tashabuk.workbench.stores import existing

if TYPE_CHECKING:
    from tashabuk.relate.ties import TieOptions

STEPS = ("week", "month", "quarter", "year")


@click.command("export", epilog=example("tashabuk export graphml -o ties.graphml --from 2015 --codebook"))
@click.argument("form", metavar="FORMAT")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File or folder to write; - is standard output.")
@click.option("--actor", "actors", multiple=True, help="Only what this actor has a part in; may be given again.")
@click.option(
    "--step",
    type=click.Choice(STEPS),
    default="month",
    show_default=True,
    help="Length of a period (panel, gexf).",
)
@click.option("--directed", is_flag=True, help="Count each direction of a tie apart (graphml, edges, neo4j).")
@click.option("--codebook", is_flag=True, help="Write what every column means, beside the file.")
@click.option("--whole", is_flag=True, help="All that the store holds, to be read back (parquet, jsonl).")
@measure_options
@store_option
def export_command(
    form: str,
    output: Path | None,
    options: TieOptions,
    actors: tuple[str, ...],
    step: str,
    directed: bool,
    codebook: bool,
    whole: bool,
    store: Path | None,
) -> None:
    """Write statements and ties for other programs.

    \b
    Statements: csv, jsonl, parquet, plover, polecat, ftm, stix, rdf.
    Ties:       graphml, gexf (by period), edges, neo4j, panel (by period).
    schema prints the JSON Schema of jsonl.
    """
    import json
    import sys

    from tashabuk.exchange.schema import schema
    from tashabuk.relate.periods import Step
    from tashabuk.workbench.catalogues import catalogue
    from tashabuk.workbench.exporting import export, export_whole
    from tashabuk.workbench.giving import Selection

    stdout = sys.stdout.buffer
    if form == "schema":
        click.echo(json.dumps(schema(), ensure_ascii=False, indent=1))
        return
    selection = Selection(replace(options, directed=directed), actors, Step(step))
    if whole:
        if codebook or selection != Selection(step=Step(step)):
            raise UsageError("--whole gives all that the store holds: leave the other options out.")
        export_whole(existing(store), form, output, stdout)
        return
    export(existing(store), form, output, selection, catalogue(), codebook=codebook, stdout=stdout)
