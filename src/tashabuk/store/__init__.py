"""Where documents, statements and judgements are kept: one DuckDB file."""

from tashabuk.store.query import Filter
from tashabuk.store.store import Store, Stored

__all__ = ["Filter", "Store", "Stored"]
