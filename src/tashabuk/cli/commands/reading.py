"""Texts into statements: `read`, and Parquet parts into a store: `load`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from tashabuk.cli.options import DAY, READ_FORMATS, example, store_option
from tashabuk.errors import UsageError
from tashabuk.workbench.stores import default_store

FIELD_HELP = "Name that your CSV, JSON or Parquet has for a field of ours, as text=body; repeat for more."


@click.command("read", epilog=example("tashabuk read article.txt --published 2021-09-20"))
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--published", type=DAY, help="Day of publication of texts that do not tell theirs.")
@click.option("--title", default="", help="Title of the text.")
@click.option("--lang", default="ar", show_default=True, help="Language of the texts.")
@click.option("--no-store", is_flag=True, help="Keep nothing, only print.")
@click.option(
    "--format",
    "form",
    type=click.Choice(READ_FORMATS),
    help="Output (default: table; JSON lines when piped).",
)
@click.option("--quiet", is_flag=True, help="Print no statements (the default with --out).")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for results as Parquet, instead of a store.")
@click.option("--cluster", metavar="ADDRESS", help="Read on the Dask cluster of this scheduler; needs --out.")
@click.option("--field", "fields", multiple=True, metavar="OURS=YOURS", help=FIELD_HELP)
@click.option("--private-hosts", is_flag=True, help="Let addresses lead to this machine or a private network.")
@click.option("--actors", type=click.Path(path_type=Path), multiple=True, help="CSV or YAML file with more actors.")
@store_option
def read_command(
    paths: tuple[str, ...],
    published: dt.date | None,
    title: str,
    lang: str,
    no_store: bool,
    form: str | None,
    quiet: bool,
    jobs: int,
    out: Path | None,
    cluster: str | None,
    fields: tuple[str, ...],
    private_hosts: bool,
    actors: tuple[Path, ...],
    store: Path | None,
) -> None:
    """Read texts and keep their statements.

    PATH is a file, a folder, an archive, a web address, or `-` for standard input. Read are plain text, Markdown,
    HTML, PDF, DOCX, mail, feeds, JSON lines, JSON, CSV, TSV, Parquet and WARC, and ZIP, tar and .gz of these.
    Stopped at any time, it goes on where it was when it is run again.
    """
    from tashabuk.cli.reading import run_read
    from tashabuk.ingest import Given
    from tashabuk.workbench.reading import ReadOptions

    if sum((no_store, store is not None, out is not None)) > 1:
        raise UsageError("--store, --no-store and --out exclude each other.")
    if cluster is not None and (out is None or jobs > 1 or form is not None):
        raise UsageError("--cluster needs --out, and goes with neither --jobs nor --format: its workers do the work.")
    kept = None if no_store or out is not None else store or default_store()
    given = Given(published, title, lang, _mapped(fields), private_hosts)
    options = ReadOptions(given, kept, actors, jobs, out)
    run_read(paths, options, form, quiet=quiet or (out is not None and form is None), cluster=cluster)


@click.command("load", epilog=example("tashabuk load parts/ --store archive.duckdb"))
@click.argument("folders", nargs=-1, required=True, metavar="DIR...", type=click.Path(path_type=Path))
@store_option
def load_command(folders: tuple[Path, ...], store: Path | None) -> None:
    """Bring Parquet parts, or a whole store, into a store.

    DIR is a folder that `read --out` wrote, or what `export parquet --whole` or `export jsonl --whole` wrote. Loading
    it again adds nothing.
    """
    from tashabuk.cli.reading import run_load

    run_load(folders, store or default_store())


def _mapped(fields: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The pairs of `--field`; UsageError where one is no pair or ours is not known."""
    from tashabuk.ingest import FIELDS

    pairs = []
    for field in fields:
        ours, equals, theirs = field.partition("=")
        if not equals or not theirs or ours not in FIELDS:
            raise UsageError(f"--field {field} is wrong. Write it as OURS=YOURS, OURS one of {', '.join(FIELDS)}.")
        pairs.append((ours, theirs))
    return tuple(pairs)
