"""Options that commands share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

import click

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
