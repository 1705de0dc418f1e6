"""The server's socket."""

import socket
from pathlib import Path

import pytest
import uvicorn

from tashabuk.web.serve import serve


def test_answers_leave_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this option the body of a page waits 40 ms for the client to acknowledge its headers."""
    seen: list[int] = []

    def run(_: uvicorn.Server, sockets: list[socket.socket]) -> None:
        for listener in sockets:
            with listener, socket.create_connection(listener.getsockname()):
                accepted, _address = listener.accept()
                with accepted:
                    seen.append(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    monkeypatch.setattr(uvicorn.Server, "run", run)
    serve(tmp_path / "store.duckdb", "127.0.0.1", 0, None)
    assert seen
    assert all(seen)
