"""The command that opens the workbench: `serve`; it loads the server only when it is called."""

from __future__ import annotations

from pathlib import Path

import click

from tashabuk.errors import UsageError
from tashabuk.workbench.stores import default_store


@click.command("serve", epilog="Example: tashabuk serve --port 8765")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen at; others than loopback need --token."
)
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True)
@click.option("--token", help="Word that a browser must bring: http://HOST:PORT/?token=WORD")
@click.option("--private-urls", is_flag=True, help="Pages may be fetched from private addresses, too.")
@click.option("--open/--no-open", "browser", default=False, help="Open a browser.")
@click.option(
    "--store", type=click.Path(path_type=Path), help="Store to use (default: $TASHABUK_STORE or ./tashabuk.duckdb)."
)
def serve_command(
    host: str, port: int, token: str | None, private_urls: bool, browser: bool, store: Path | None
) -> None:
    """Read, question and correct in a browser, in Arabic or English."""
    try:
        from tashabuk.web.serve import serve
    except ModuleNotFoundError as error:
        raise UsageError(f"The workbench needs {error.name}. Install it with: pip install 'tashabuk[web]'") from error
    serve(store or default_store(), host, port, token, private_urls=private_urls, browser=browser)
