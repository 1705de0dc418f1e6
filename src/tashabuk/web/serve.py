"""The workbench as a server on this machine."""

from __future__ import annotations

import ipaddress
import socket
import sys
import webbrowser
from pathlib import Path

import uvicorn

from tashabuk.errors import UsageError
from tashabuk.store import Store
from tashabuk.web.app import make_app
from tashabuk.web.settings import Settings
from tashabuk.workbench.current import lasting
from tashabuk.workbench.home import overview

LEAST_TOKEN = 12


def serve(
    store: Path, host: str, port: int, token: str | None, *, private_urls: bool = False, browser: bool = False
) -> None:
    """Serve a store until the process is told to stop; UsageError for an address that cannot be used as it is."""
    if not _loopback(host) and (token is None or len(token) < LEAST_TOKEN):
        raise UsageError(f"{host} can be reached from elsewhere: give --token with {LEAST_TOKEN} characters or more.")
    Store(store).check()
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise UsageError(
            f"Port {port} of {host} cannot be used ({error.strerror}). Choose another with --port."
        ) from error
    # A page's body follows its headers at once; else it waits up to 40 ms until the client has acknowledged these.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    settings = Settings(store, host, port, token, private_urls=private_urls)
    name = f"[{host}]" if ":" in host else host
    link = f"http://{name}:{port}/" + (f"?token={token}" if token else "")
    with lasting(store):
        overview(store, _shown if sys.stderr.isatty() else None)
        sys.stderr.write(f"The workbench for {store} is at {link} (stop it with Ctrl-C)\n")
        if browser:
            webbrowser.open(link)
        server = uvicorn.Server(uvicorn.Config(make_app(settings), log_level="warning", server_header=False))
        server.run(sockets=[listener])


def _shown(done: int, of: int) -> None:
    """How far the events of a store are that changed since it was last asked about; of a large one it takes minutes."""
    sys.stderr.write(f"\rcomparing reports: {done} of {of}" + ("\n" if done >= of else ""))
    sys.stderr.flush()


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
