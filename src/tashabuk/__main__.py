"""The command `tashabuk`: the commands of the command line, and the one that opens the workbench in a browser.

This is the one place that knows both faces; neither of them knows the other.
"""

from __future__ import annotations

from tashabuk.cli import run
from tashabuk.web.command import serve_command


def main() -> None:
    """Run the command that the arguments name."""
    run(serve_command)


if __name__ == "__main__":
    main()
