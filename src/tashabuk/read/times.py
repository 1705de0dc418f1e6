"""Stage 5a: time expressions, resolved against the day of publication."""

from __future__ import annotations

from tashabuk.read.state import Reading


def find_times(reading: Reading) -> None:
    """Fill `times`."""
    memory = reading.pack.new_memory()
    published = reading.document.published
    reading.times = [reading.pack.times(s.words, published, memory) for s in reading.sentences]
