"""Signatures of documents and the pairs that are copies, kept so that each document is looked at once.

A document's row here belongs to its content hash and so never grows stale. `compared` is false until the pairs of a
signature are kept too: whoever stops in between loses nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tashabuk.store.connection import opened
from tashabuk.store.store import Store

Pair = tuple[str, str]


class Copies:
    """The tables `signatures` and `copies` of a store."""

    def __init__(self, store: Store) -> None:
        self._path = store.path

    def unsigned(self, limit: int) -> list[tuple[str, str]]:
        """Content hash and text of up to `limit` documents that have no signature yet."""
        with opened(self._path, write=False) as connection:
            rows = connection.execute(
                "SELECT hash, text FROM documents WHERE hash NOT IN (SELECT document FROM signatures) "
                "ORDER BY hash LIMIT ?",
                [limit],
            ).fetchall()
        return [(content_hash, text) for content_hash, text in rows]

    def sign(self, signatures: Sequence[tuple[str, bytes]]) -> None:
        """Keep the signatures of documents."""
        with opened(self._path, write=True) as connection:
            connection.execute(
                "INSERT OR IGNORE INTO signatures SELECT r.document, r.signature, FALSE FROM "
                "(SELECT unnest(?::STRUCT(document VARCHAR, signature BLOB)[]) AS r)",
                [[{"document": document, "signature": signature} for document, signature in signatures]],
            )

    def signatures(self) -> tuple[list[str], NDArray[np.uint32], NDArray[np.bool_]]:
        """All documents by hash, a row of signature for each, and which have not been compared yet."""
        with opened(self._path, write=False) as connection:
            rows = connection.execute(
                "SELECT document, signature, compared FROM signatures ORDER BY document"
            ).fetchall()
        matrix = np.frombuffer(b"".join(signature for _, signature, _ in rows), np.uint32)
        return (
            [document for document, _, _ in rows],
            matrix.reshape(len(rows), -1) if rows else matrix.reshape(0, 0),
            np.array([not compared for _, _, compared in rows], np.bool_),
        )

    def uncompared(self) -> int:
        """How many documents have no pairs yet."""
        with opened(self._path, write=False) as connection:
            (missing,) = connection.execute(
                "SELECT count(*) FROM documents WHERE hash NOT IN (SELECT document FROM signatures WHERE compared)"
            ).fetchall()[0]
        return int(missing)

    def texts(self, documents: Sequence[str]) -> dict[str, tuple[str, dt.date | None]]:
        """Text and day of publication of documents by their hashes."""
        with opened(self._path, write=False) as connection:
            rows = connection.execute(
                "SELECT hash, text, published FROM documents WHERE hash IN (SELECT unnest(?))", [list(documents)]
            ).fetchall()
        return {content_hash: (text, published) for content_hash, text, published in rows}

    def keep(self, pairs: Sequence[Pair], compared: Sequence[str]) -> None:
        """Keep pairs of copies, and that the pairs of these documents are complete now."""
        with opened(self._path, write=True) as connection:
            connection.execute("BEGIN")
            rows: list[dict[str, Any]] = [{"a": a, "b": b} for a, b in pairs]
            connection.execute(
                "INSERT OR IGNORE INTO copies SELECT r.a, r.b FROM "
                "(SELECT unnest(?::STRUCT(a VARCHAR, b VARCHAR)[]) AS r)",
                [rows],
            )
            connection.execute(
                "UPDATE signatures SET compared = TRUE WHERE document IN (SELECT unnest(?))", [list(compared)]
            )
            connection.execute("COMMIT")

    def pairs(self) -> list[Pair]:
        """All pairs of copies, by hash."""
        with opened(self._path, write=False) as connection:
            return [(a, b) for a, b in connection.execute("SELECT a, b FROM copies ORDER BY a, b").fetchall()]
