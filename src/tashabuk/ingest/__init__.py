"""Files and streams → Documents and Findings."""

from tashabuk.ingest.paths import Given, Item, read_paths
from tashabuk.ingest.records import parse_day

__all__ = ["Given", "Item", "parse_day", "read_paths"]
