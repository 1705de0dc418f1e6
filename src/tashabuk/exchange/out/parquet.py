"""Statements as a Parquet file, with the types of the table of columns."""

from __future__ import annotations

from pathlib import Path

from tashabuk.exchange.columns import STATEMENTS, row
from tashabuk.exchange.content import Content
from tashabuk.exchange.relation import save_parquet


def write(content: Content, path: Path) -> None:
    """Write the file, in the order of the statements."""
    save_parquet((row(STATEMENTS, s) for s in content.statements()), STATEMENTS, path)
