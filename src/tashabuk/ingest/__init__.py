"""Files and streams → Documents and Findings."""

from tashabuk.ingest.days import parse_day
from tashabuk.ingest.given import FIELDS, Given, Item, Limits
from tashabuk.ingest.paths import read_paths

__all__ = ["FIELDS", "Given", "Item", "Limits", "parse_day", "read_paths"]
