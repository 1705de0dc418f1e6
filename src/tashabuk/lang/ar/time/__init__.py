"""Time expressions of Arabic: names and numbers in `calendar`, patterns and their meaning in `rules`."""

from tashabuk.lang.ar.time.rules import EVE, find_times, is_anniversary

__all__ = ["EVE", "find_times", "is_anniversary"]
