"""What people decide: `judge`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click

from tashabuk.cli.options import example, store_option
from tashabuk.errors import UsageError
from tashabuk.workbench.stores import existing


@click.group("judge", epilog=example("tashabuk judge correct 3f2a… certainty=hedged --by Rana"))
def judge_command() -> None:
    """Accept, reject or correct statements, merge and split actors; nothing that was read is changed."""


by_option = click.option("--by", envvar="TASHABUK_REVIEWER", default="", help="Who judges (or $TASHABUK_REVIEWER).")
reason_option = click.option("--reason", default="", help="Why.")


@judge_command.command("accept", epilog=example("tashabuk judge accept 3f2a… --by Rana"))
@click.argument("statement")
@by_option
@reason_option
@store_option
def accept_command(statement: str, by: str, reason: str, store: Path | None) -> None:
    """A statement is right as it stands; one that was rejected comes back."""
    _judge(store, statement, "accept", by, reason, {})


@judge_command.command("reject", epilog=example("tashabuk judge reject 3f2a… --by Rana --reason 'a film plot'"))
@click.argument("statement")
@by_option
@reason_option
@store_option
def reject_command(statement: str, by: str, reason: str, store: Path | None) -> None:
    """A statement is wrong: it leaves every view."""
    _judge(store, statement, "reject", by, reason, {})


@judge_command.command("correct", epilog=example("tashabuk judge correct 3f2a… event=AID recipient=SYR+LBN --by Rana"))
@click.argument("statement")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
@by_option
@reason_option
@store_option
def correct_command(statement: str, changes: tuple[str, ...], by: str, reason: str, store: Path | None) -> None:
    """Change actor, recipient (ids joined by +), event, sign, date, holder, certainty or openness of a statement."""
    _judge(store, statement, "correct", by, reason, dict(_pair(change) for change in changes))


@judge_command.command("merge", epilog=example("tashabuk judge merge 'لواء النور' LIWAALNOUR --by Rana"))
@click.argument("actor")
@click.argument("into")
@by_option
@reason_option
@store_option
def merge_command(actor: str, into: str, by: str, reason: str, store: Path | None) -> None:
    """Two ids are one actor: ACTOR counts as INTO everywhere."""
    _judge(store, actor, "merge", by, reason, {"into": into})


@judge_command.command("split", epilog=example("tashabuk judge split 'لواء النور' --by Rana"))
@click.argument("actor")
@by_option
@reason_option
@store_option
def split_command(actor: str, by: str, reason: str, store: Path | None) -> None:
    """An actor that was merged away is one of its own again."""
    _judge(store, actor, "split", by, reason, {})


@judge_command.command("undo", epilog=example("tashabuk judge undo 0b7c…"))
@click.argument("judgement")
@store_option
def undo_command(judgement: str, store: Path | None) -> None:
    """Take a judgement back."""
    from tashabuk.workbench.judging import undo

    undo(existing(store), judgement)


@judge_command.command("export", epilog=example("tashabuk judge export > judgements.jsonl"))
@store_option
def export_command(store: Path | None) -> None:
    """The judgements that hold, one JSON object a line."""
    from tashabuk.workbench.judging import export_judgements

    for line in export_judgements(existing(store)):
        sys.stdout.write(line + "\n")


@judge_command.command("import", epilog=example("tashabuk judge import judgements.jsonl"))
@click.argument("file", type=click.File("r", encoding="utf-8"))
@store_option
def import_command(file: TextIO, store: Path | None) -> None:
    """Keep the judgements of another store of the same documents; those that are here already are left out."""
    from tashabuk.workbench.judging import import_judgements

    added, findings = import_judgements(existing(store), file, file.name)
    for finding in findings:
        click.echo(str(finding), err=True)
    click.echo(f"{added} judgements kept, {len(findings)} findings", err=True)
    if findings:
        sys.exit(1)


def _judge(store: Path | None, subject: str, verdict: str, by: str, reason: str, changes: dict[str, str]) -> None:
    from tashabuk.model import Verdict
    from tashabuk.workbench.judging import judge

    if not by:
        raise UsageError("Say who judges: --by NAME, or set TASHABUK_REVIEWER.")
    click.echo(judge(existing(store), subject, Verdict(verdict), by, reason, changes).id)


def _pair(change: str) -> tuple[str, str]:
    name, found, value = change.partition("=")
    if not found:
        raise UsageError(f"“{change}” is no FIELD=VALUE, for example certainty=hedged.")
    return name, value
