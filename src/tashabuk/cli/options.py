"""Options that commands share."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tashabuk.errors import UsageError

if TYPE_CHECKING:
    from tashabuk.model import Certainty
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


def format_option(command: Command) -> Command:
    """`--format` of queries."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(QUERY_FORMATS),
        help="Output (default: table; JSON lines when piped).",
    )(command)


def store_option(command: Command) -> Command:
    """`--store FILE` for every command that uses one."""
    return click.option(
        "--store",
        type=click.Path(path_type=Path),
        help="Store to use (default: $TASHABUK_STORE or ./tashabuk.duckdb).",
    )(command)


def language_option(command: Command) -> Command:
    """`--language` of what a command shows."""
    return click.option(
        "--language",
        type=click.Choice(["ar", "en"]),
        default="ar",
        show_default=True,
        help="Language of names, sentences about them, and figures.",
    )(command)


def figure_options(command: Command) -> Command:
    """`--svg FILE` and the language of the figure."""
    svg = click.option("--svg", type=click.Path(path_type=Path), metavar="FILE", help="Draw it, too.")
    return svg(language_option(command))


def window_options(command: Command) -> Command:
    """--from, --to, --at and --format of lists."""
    for option in (
        format_option,
        click.option("--at", type=DAY, help="Only what was so by this day."),
        click.option("--to", "end", type=DAY, help="The day after the last."),
        click.option("--from", "start", type=DAY, help="First day."),
    ):
        command = option(command)
    return command


def measure_options(command: Command) -> Command:
    """Window, moment, decay and thresholds; the command gets them as `options`, a `TieOptions`."""

    @functools.wraps(command)
    def with_options(**given: Any) -> Any:
        return command(options=_tie_options(given), **given)

    for option in reversed(_MEASURES):
        with_options = option(with_options)
    return with_options  # type: ignore[return-value]


_MEASURES = (
    click.option("--from", "start", type=DAY, help="First day."),
    click.option("--to", "end", type=DAY, help="The day after the last."),
    click.option("--at", type=DAY, help="Weigh statements as seen on this day, the older the less."),
    click.option(
        "--half-life",
        type=click.FloatRange(0, min_open=True),
        default=365.0,
        show_default=True,
        metavar="DAYS",
        help="Age at which a statement weighs half; with --at.",
    ),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        show_default=True,
        help="Leave out statements that the reader is less sure of.",
    ),
    click.option(
        "--faint", type=click.FloatRange(0), default=4.0, show_default=True, help="Ties of less weight are faint."
    ),
    click.option(
        "--entangled",
        type=click.FloatRange(0, 1),
        default=0.4,
        show_default=True,
        help="Ties are entangled from this entanglement (1 - |net|) on.",
    ),
    click.option(
        "--strong",
        type=click.FloatRange(0),
        default=20.0,
        show_default=True,
        help="From this weight on a partner is an ally, a rival an enemy.",
    ),
    click.option(
        "--weigh",
        multiple=True,
        metavar="CERTAINTY=WEIGHT",
        help="Count statements of this certainty, for example future=0.3 (default: asserted=1, hedged=0.5).",
    ),
)


def _tie_options(given: dict[str, Any]) -> TieOptions:
    """Take the options of `measure_options` out of `given`; UsageError where they contradict each other."""
    from tashabuk.relate.ties import Thresholds, TieOptions

    start, end, at = given.pop("start"), given.pop("end"), given.pop("at")
    if start is not None and end is not None and end <= start:
        raise UsageError(f"--to {end} must come after --from {start}.")
    if at is not None and ((start is not None and at < start) or (end is not None and at >= end)):
        raise UsageError(f"--at {at} lies outside --from and --to. Leave one of them out.")
    return TieOptions(
        start=start,
        end=end,
        at=at,
        half_life_days=given.pop("half_life"),
        min_confidence=given.pop("min_confidence"),
        certainty_weights=_weights(given.pop("weigh")),
        thresholds=Thresholds(given.pop("faint"), given.pop("entangled"), given.pop("strong")),
    )


def _weights(given: tuple[str, ...]) -> dict[Certainty, float]:
    from tashabuk.model import Certainty
    from tashabuk.relate.observations import CERTAINTY_WEIGHTS

    weights = dict(CERTAINTY_WEIGHTS)
    for pair in given:
        name, _, value = pair.partition("=")
        try:
            weights[Certainty(name)] = float(value)
        except ValueError as error:
            known = ", ".join(Certainty)
            raise UsageError(
                f"--weigh {pair}: write CERTAINTY=WEIGHT with a number and one of {known}; for example future=0.3."
            ) from error
        if not 0 <= weights[Certainty(name)] < float("inf"):
            raise UsageError(f"--weigh {pair}: a weight is a number from 0 on.")
    return weights
