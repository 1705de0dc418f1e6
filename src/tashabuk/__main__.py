"""The command `tashabuk`: the commands of the command line, and the one that opens the workbench in a browser.

This is the one place that knows both faces; neither of them knows the other.
"""

from __future__ import annotations

import os
import sys

from tashabuk.errors import was_stopped


def main() -> None:
    """Run the command that the arguments name; Ctrl-C ends with code 130 from the first import on."""
    # Our matrices are small: threads of the linear algebra would wait for each other, on a busy machine for seconds.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from tashabuk.cli import run
        from tashabuk.web.command import serve_command

        run(serve_command)
    except BaseException as error:
        if isinstance(error, SystemExit) or not was_stopped(error):
            raise
        # Stopped inside `exec`, which makes data classes, Python would end with the signal after all; this unsets that.
        exec("")
        sys.stderr.write("Stopped. What was read so far is kept; run the same command again to go on.\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
