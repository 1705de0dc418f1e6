"""Texts of our own composition, for a first try: an opinion column, an analytical report and a dispatch.

The column and the report retell events of public record; the dispatch is invented, and nobody said what it quotes.
"""

from __future__ import annotations

from pathlib import Path


def sample_texts() -> list[Path]:
    """The files, in order."""
    return sorted(Path(__file__).parent.glob("*.txt"))
