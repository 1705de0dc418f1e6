"""The command line: `tashabuk COMMAND`. Each command parses, calls one use case, and renders.

Imports of the use cases stand inside the commands: `tashabuk --help` must not load a database or a lexicon.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tashabuk import __version__
from tashabuk.cli.options import DAY, READ_FORMATS, example, window_options
from tashabuk.errors import UsageError

if TYPE_CHECKING:
    from tashabuk.relate.ties import TieOptions

Command = TypeVar("Command", bound=Callable[..., Any])


def default_store() -> Path:
    """The store of the environment variable TASHABUK_STORE, else a file in the working folder."""
    return Path(os.environ.get("TASHABUK_STORE") or "tashabuk.duckdb")


def store_option(command: Command) -> Command:
    """`--store FILE` for every command that uses one."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        help="Store to use (default: $TASHABUK_STORE or ./tashabuk.duckdb).",
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tashabuk")
def tashabuk() -> None:
    """Read political reporting and show who is entangled with whom, with the sentence behind every number."""


@tashabuk.command("read", epilog=example("tashabuk read article.txt --published 2021-09-20"))
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


@tashabuk.command("ties", epilog=example("tashabuk ties --from 2015-01-01 --at 2021-09-01"))
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

    found = all_ties(_existing(store), _options(start, end, at, directed=directed))
    show_ties(found[:limit] if limit else found, form)


@tashabuk.command("tie", epilog=example("tashabuk tie إيران طالبان"))
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

    show_tie(one_tie(_existing(store), a, b, _options(start, end, at), catalogue()), form)


@tashabuk.command("actor", epilog=example("tashabuk actor Russia"))
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

    show_actor(one_actor(_existing(store), name, _options(start, end, at), catalogue()), form)


@tashabuk.command("statements", epilog=example("tashabuk statements --actor IRN --openness covert --format csv"))
@click.option("--actor", default="", help="Who acts.")
@click.option("--recipient", default="", help="Towards whom.")
@click.option("--any", "anyone", default="", help="An actor in either role.")
@click.option("--event", default="", help="PLOVER type, or STANCE.")
@click.option("--sign", type=click.Choice(["-1", "0", "1"]), help="Hostile, neither, friendly.")
@click.option("--certainty", default="", help="asserted, hedged, negated, future, hypothetical or question.")
@click.option("--openness", default="", type=click.Choice(["", "covert", "overt"]), help="Hidden or public.")
@click.option("--holder", default="", help="Whose word: author, unnamed, or an actor.")
@click.option("--limit", type=click.IntRange(1), help="Show no more than this many.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Leave out the first ones.")
@window_options
@store_option
def statements_command(
    actor: str,
    recipient: str,
    anyone: str,
    event: str,
    sign: str | None,
    certainty: str,
    openness: str,
    holder: str,
    limit: int | None,
    offset: int,
    start: dt.date | None,
    end: dt.date | None,
    at: dt.date | None,
    form: str | None,
    store: Path | None,
) -> None:
    """Statements that meet all the given conditions."""
    from tashabuk.cli.output import show_statements
    from tashabuk.store import Filter
    from tashabuk.workbench.catalogues import catalogue
    from tashabuk.workbench.statements import list_statements

    if at is not None:
        end = at + dt.timedelta(days=1) if end is None else end
    wanted = Filter(
        actor,
        recipient,
        anyone,
        None,
        event.upper(),
        int(sign) if sign else None,
        certainty,
        openness,
        holder,
        start,
        end,
        limit,
        offset,
    )
    show_statements(list_statements(_existing(store), wanted, catalogue()), form)


@tashabuk.command("explain-statement", epilog=example("tashabuk explain-statement 3f2a"))
@click.argument("statement_id", metavar="ID")
@click.option("--actors", type=click.Path(path_type=Path), multiple=True, help="CSV or YAML file with more actors.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@store_option
def explain_statement_command(statement_id: str, actors: tuple[Path, ...], form: str, store: Path | None) -> None:
    """Why a statement is as it is: its rules, the weights of its features, and what else the word could mean.

    ID is the id of a statement, or the beginning of it.
    """
    from tashabuk.cli.output import show_explanation
    from tashabuk.workbench.explaining import explain_statement

    show_explanation(explain_statement(_existing(store), statement_id, actors), form)


@tashabuk.command("evaluate", epilog=example("tashabuk evaluate ../shared/gold/dev.jsonl --misses 20"))
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD.jsonl...")
@click.option("--misses", type=click.IntRange(0), default=0, help="Show this many missed and spurious statements.")
@click.option("--actors", type=click.Path(path_type=Path), multiple=True, help="CSV or YAML file with more actors.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def evaluate_command(gold: tuple[Path, ...], misses: int, actors: tuple[Path, ...], form: str) -> None:
    """Measure the reader on gold files."""
    from tashabuk.cli.evaluation import show_score
    from tashabuk.workbench.evaluating import evaluate_files

    show_score(evaluate_files(gold, actors), misses, form)


@tashabuk.command("report", epilog=example("tashabuk report -o page.html --language ar"))
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

    count = write_report(_existing(store), output, _options(start, end, at), catalogue(), language)
    click.echo(f"{output}: {count} statements", err=True)


def _existing(store: Path | None) -> Path:
    path = store or default_store()
    if not path.exists():
        raise UsageError(f"There is no store at {path}. Read something first: tashabuk read FILE --store {path}")
    return path


def _options(start: dt.date | None, end: dt.date | None, at: dt.date | None, *, directed: bool = False) -> TieOptions:
    from tashabuk.relate.ties import TieOptions

    if start is not None and end is not None and end <= start:
        raise UsageError(f"--to {end} must come after --from {start}.")
    return TieOptions(start=start, end=end, at=at, directed=directed)
