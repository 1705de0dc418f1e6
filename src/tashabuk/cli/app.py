"""The command line: `tashabuk COMMAND`. The commands are in `tashabuk.cli.commands`; this is their list.

Imports of the use cases stand inside the commands: `tashabuk --help` must not load a database or a lexicon.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from tashabuk import __version__
from tashabuk.cli.commands import (
    balance,
    evaluating,
    exporting,
    foreseeing,
    happenings,
    importing,
    judging,
    reading,
    reporting,
    statements,
    ties,
)

COMMANDS = (
    reading.read_command,
    reading.load_command,
    ties.ties_command,
    ties.tie_command,
    ties.explain_command,
    ties.actor_command,
    statements.statements_command,
    statements.explain_statement_command,
    happenings.events_command,
    happenings.event_command,
    happenings.search_command,
    importing.import_command,
    foreseeing.forecast_command,
    foreseeing.forecast_tie_command,
    foreseeing.backtest_command,
    balance.balance_command,
    balance.what_if_command,
    evaluating.evaluate_command,
    reporting.report_command,
    exporting.export_command,
    judging.judge_command,
)


class _Commands(click.Group):
    """A group of commands that ends well where nobody reads what it prints, as in `tashabuk ties | head`."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; click itself would end with 1, the code for findings."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tashabuk")
def tashabuk() -> None:
    """Read political reporting and show who is entangled with whom, with the sentence behind every number."""


for command in COMMANDS:
    tashabuk.add_command(command)
