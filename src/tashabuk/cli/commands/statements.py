"""Single statements: `statements`, `explain-statement`."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path

import click

from tashabuk.cli.options import example, store_option, window_options
from tashabuk.model import Certainty, EventType, Openness
from tashabuk.workbench.stores import existing


def _one_of(kind: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([str(one) for one in kind], case_sensitive=False)


@click.command("statements", epilog=example("tashabuk statements --actor IRN --openness covert --format csv"))
@click.option("--actor", default="", help="Who acts.")
@click.option("--recipient", default="", help="Towards whom.")
@click.option("--any", "anyone", default="", help="An actor in either role.")
@click.option("--event", type=_one_of(EventType), help="PLOVER type, or STANCE.")
@click.option("--sign", type=click.Choice(["-1", "0", "1"]), help="Hostile, neither, friendly.")
@click.option("--certainty", type=_one_of(Certainty), help="How sure it is said to be.")
@click.option("--openness", type=_one_of(Openness), help="Hidden or public.")
@click.option("--holder", default="", help="Whose word: author, unnamed, or an actor.")
@click.option("--limit", type=click.IntRange(1), help="Show no more than this many.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Leave out the first ones.")
@window_options
@store_option
def statements_command(
    actor: str,
    recipient: str,
    anyone: str,
    event: str | None,
    sign: str | None,
    certainty: str | None,
    openness: str | None,
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
    from tashabuk.cli.statements import show_statements
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
        event or "",
        int(sign) if sign else None,
        certainty or "",
        openness or "",
        holder,
        start,
        end,
        limit,
        offset,
    )
    show_statements(list_statements(existing(store), wanted, catalogue()), form)


@click.command("explain-statement", epilog=example("tashabuk explain-statement 3f2a"))
@click.argument("statement_id", metavar="ID")
@click.option("--actors", type=click.Path(path_type=Path), multiple=True, help="CSV or YAML file with more actors.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@store_option
def explain_statement_command(statement_id: str, actors: tuple[Path, ...], form: str, store: Path | None) -> None:
    """Why a statement is as it is: its rules, the weights of its features, and what else the word could mean.

    ID is the id of a statement, or the beginning of it.
    """
    from tashabuk.cli.statements import show_explanation
    from tashabuk.workbench.explaining import explain_statement

    show_explanation(explain_statement(existing(store), statement_id, actors), form)
