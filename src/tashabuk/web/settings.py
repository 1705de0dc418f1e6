"""How a workbench is served."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """`token` None asks for none, which is right on loopback only. Sizes are in bytes, `wait` in seconds.

    `key` signs forms; it is new for each process, so that a form of yesterday's process is refused.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    largest_request: int = 32 * 1024 * 1024
    most_files: int = 200
    private_urls: bool = False
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    @property
    def hosts(self) -> frozenset[str]:
        """The values of a Host header that are answered; others come from a page that points a name at us."""
        names = {*LOOPBACK, self.host} - {"::1"} | {"[::1]"}
        return frozenset(f"{name}:{self.port}" for name in names) | (
            frozenset(names) if self.port == 80 else frozenset()
        )
