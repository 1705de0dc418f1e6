"""Where documents, statements and judgements are kept: one DuckDB file."""

from tashabuk.store.fetch import Stored
from tashabuk.store.query import Filter
from tashabuk.store.store import Store

__all__ = ["Filter", "Store", "Stored"]
