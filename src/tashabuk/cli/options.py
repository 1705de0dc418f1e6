"""Options that commands share."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tashabuk.errors import UsageError

if TYPE_CHECKING:
    from tashabuk.relate.ties import TieOptions

Command = TypeVar("Command", bound=Callable[..., Any])
READ_FORMATS = ("table", "jsonl")
QUERY_FORMATS = ("table", "json", "jsonl", "csv")


class Day(click.ParamType[dt.date]):
    """A day, a month or a year; a month or year means its first day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day that the user means."""
        if isinstance(value, dt.date):
            return value
        parts = str(value).split("-")
        try:
            return dt.date(int(parts[0]), *(int(p) for p in (*parts[1:3], *["1"] * (3 - len(parts)))))
        except (ValueError, TypeError):
            self.fail(f"{value!r} is no date. Write it as 2021-09-20, 2021-09 or 2021.", param, ctx)


DAY = Day()


def example(line: str) -> str:
    """The last line of a help text."""
    return f"Example: {line}"


def window_options(command: Command) -> Command:
    """--from, --to, --at and --format."""
    for option in (
        click.option(
            "--format",
            "form",
            type=click.Choice(QUERY_FORMATS),
            help="Output (default: table; JSON lines when piped).",
        ),
        click.option("--at", type=DAY, help="Weigh statements as seen on this day (half-life one year)."),
        click.option("--to", "end", type=DAY, help="The day after the last."),
        click.option("--from", "start", type=DAY, help="First day."),
    ):
        command = option(command)
    return command


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


def existing(store: Path | None) -> Path:
    """The store to query; UsageError where there is none."""
    path = store or default_store()
    if not path.exists():
        raise UsageError(f"There is no store at {path}. Read something first: tashabuk read FILE --store {path}")
    return path


def tie_options(
    start: dt.date | None, end: dt.date | None, at: dt.date | None, *, directed: bool = False
) -> TieOptions:
    """The options of ties; UsageError for an empty window."""
    from tashabuk.relate.ties import TieOptions

    if start is not None and end is not None and end <= start:
        raise UsageError(f"--to {end} must come after --from {start}.")
    return TieOptions(start=start, end=end, at=at, directed=directed)
