"""The command line: parse, call one use case, render; and the one place that turns errors into messages."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

REPORT_AT = "the project's issue tracker"


def run(*more: click.Command) -> None:
    """Run the command line with `more` commands: exit code 0 fine, 1 findings in the user's data, 2 wrong usage."""
    from tashabuk.cli.app import tashabuk
    from tashabuk.errors import TashabukError, UsageError

    for command in more:
        tashabuk.add_command(command)
    debug = bool(os.environ.get("TASHABUK_DEBUG"))
    try:
        code = tashabuk.main(standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        _stopped()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except TashabukError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if type(error) is RuntimeError and "interrupted" in str(error).lower():  # what DuckDB makes of Ctrl-C
            _stopped()
        if debug:
            raise
        sys.stderr.write(
            f"Something went wrong inside Tashabuk ({type(error).__name__}: {error}). "
            "Nothing that was stored is lost.\n"
            f"Run it again with TASHABUK_DEBUG=1 and send what it prints to {REPORT_AT}.\n"
        )
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _stopped() -> NoReturn:
    sys.stderr.write("Stopped. What was read so far is kept; run the same command again to go on.\n")
    sys.exit(130)
