"""Tables for Python: rows as a DuckDB relation, an Arrow table, a pandas or a Polars frame.

pandas, Polars and pyarrow are imported only when asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from duckdb import DuckDBPyRelation

from tashabuk.errors import UsageError
from tashabuk.exchange.columns import Field
from tashabuk.exchange.relation import relation


class Frame:
    """Rows of one of the tables of `columns`, in order, in whatever shape is wanted."""

    def __init__(self, rows: Iterable[Mapping[str, Any]], fields: Sequence[Field]) -> None:
        self._relation = relation(rows, fields)

    def relation(self) -> DuckDBPyRelation:
        """A DuckDB relation, to filter, join and aggregate in SQL: `frame.relation().filter("sign < 0")`."""
        return self._relation

    def arrow(self) -> Any:
        """A `pyarrow.Table`; UsageError where pyarrow is not installed."""
        return _asked("pyarrow", self._relation.to_arrow_table)

    def pandas(self) -> Any:
        """A `pandas.DataFrame`; UsageError where pandas is not installed."""
        return _asked("pandas", self._relation.df)

    def polars(self) -> Any:
        """A `polars.DataFrame`; UsageError where Polars or pyarrow is not installed."""
        return _asked("polars and pyarrow", self._relation.pl)


def _asked(library: str, make: Callable[[], Any]) -> Any:
    try:
        return make()
    except ImportError as error:
        raise UsageError(f"This needs {library}: install it, or take .relation() and query that in SQL.") from error
