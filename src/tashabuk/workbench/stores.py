"""Which store is meant."""

from __future__ import annotations

import os
from pathlib import Path

from tashabuk.errors import UsageError


def default_store() -> Path:
    """The store of the environment variable TASHABUK_STORE, else a file in the working folder."""
    return Path(os.environ.get("TASHABUK_STORE") or "tashabuk.duckdb")


def existing(store: Path | None) -> Path:
    """The store to query; UsageError where there is none."""
    path = store or default_store()
    if not path.exists():
        raise UsageError(f"There is no store at {path}. Read something first: tashabuk read FILE --store {path}")
    return path
