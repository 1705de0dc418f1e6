"""Texts into statements: `read`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from tashabuk.cli.options import DAY, READ_FORMATS, example, store_option
from tashabuk.errors import UsageError
from tashabuk.workbench.stores import default_store


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
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read.")
@click.option("--actors", type=click.Path(path_type=Path), multiple=True, help="CSV or YAML file with more actors.")
@store_option
def read_command(
    paths: tuple[str, ...],
    published: dt.date | None,
    title: str,
    lang: str,
    no_store: bool,
    form: str | None,
    jobs: int,
    actors: tuple[Path, ...],
    store: Path | None,
) -> None:
    """Read texts and keep their statements.

    PATH is a file, a folder, `-` for standard input, or a .jsonl[.gz] whose lines have `text`.
    """
    from tashabuk.cli.reading import run_read
    from tashabuk.ingest import Given
    from tashabuk.workbench.reading import ReadOptions

    if no_store and store is not None:
        raise UsageError("--store and --no-store exclude each other.")
    options = ReadOptions(Given(published, title, lang), None if no_store else store or default_store(), actors, jobs)
    run_read(paths, options, form)
