"""Texts of our own composition, for a first try: an opinion column, an analytical report and a dispatch.

The column and the report retell events of public record; the dispatch is invented, and nobody said what it quotes.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

SAMPLES_PUBLISHED = dt.date(2025, 1, 15)
"""The day on which they are taken to have been published."""


def sample_texts() -> list[Path]:
    """The files, in order."""
    return sorted(Path(__file__).parent.glob("*.txt"))
