"""Evidence weights of statements, kept until the store's statements or judgements change."""

from __future__ import annotations

from collections.abc import Mapping

from tashabuk.store.connection import opened
from tashabuk.store.store import Store


class Evidence:
    """The tables `evidence` (statements that do not weigh 1) and `evidence_state` of a store."""

    def __init__(self, store: Store) -> None:
        self._path = store.path

    def state(self) -> str:
        """What the weights depend on, in a word: it changes with every document and every judgement."""
        with opened(self._path, write=False) as connection:
            rows = connection.execute(
                "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM statements), "
                "(SELECT bit_xor(hash(id)) FROM statements), "
                "(SELECT bit_xor(hash(id, undone)) FROM judgements)"
            ).fetchall()
        return "/".join(str(cell) for cell in rows[0])

    def kept(self, state: str) -> dict[str, float] | None:
        """The weights of a state; None where they are those of another one."""
        with opened(self._path, write=False) as connection:
            found = connection.execute("SELECT state FROM evidence_state").fetchall()
            if found != [(state,)]:
                return None
            return dict(connection.execute("SELECT statement, weight FROM evidence").fetchall())

    def keep(self, state: str, weights: Mapping[str, float]) -> None:
        """Put the weights of a state in place of all others."""
        unusual = {s: w for s, w in weights.items() if w != 1}
        with opened(self._path, write=True) as connection:
            connection.execute("BEGIN")
            connection.execute("DELETE FROM evidence")
            connection.execute("DELETE FROM evidence_state")
            connection.execute(
                "INSERT INTO evidence SELECT unnest(?::VARCHAR[]), unnest(?::DOUBLE[])",
                [list(unusual), list(unusual.values())],
            )
            connection.execute("INSERT INTO evidence_state VALUES (?)", [state])
            connection.execute("COMMIT")
