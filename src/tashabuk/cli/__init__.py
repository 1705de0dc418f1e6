"""The command line: parse, call one use case, render; and the one place that turns errors into messages."""

from __future__ import annotations

import os
import sys

import click

from tashabuk.errors import TashabukError, UsageError, was_stopped

REPORT_AT = "the project's issue tracker"


def run(*more: click.Command) -> None:
    """Run the command line with `more` commands: exit code 0 fine, 1 findings in the user's data, 2 wrong usage.

    An error that Ctrl-C was (`errors.was_stopped`) goes on to the caller.
    """
    from tashabuk.cli.app import tashabuk

    for command in more:
        tashabuk.add_command(command)
    debug = bool(os.environ.get("TASHABUK_DEBUG"))
    try:
        code = tashabuk.main(standalone_mode=False)
    except click.exceptions.Abort as error:
        raise KeyboardInterrupt from error
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except TashabukError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except Exception as error:
        if debug or was_stopped(error):
            raise
        sys.stderr.write(
            f"Something went wrong inside Tashabuk ({type(error).__name__}: {error}). "
            "Nothing that was stored is lost.\n"
            f"Run it again with TASHABUK_DEBUG=1 and send what it prints to {REPORT_AT}.\n"
        )
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)
