"""Time expressions of Arabic: names and numbers in `calendar`, patterns and their meaning in `rules`."""

from tashabuk.lang.ar.time.rules import find_times

__all__ = ["find_times"]
