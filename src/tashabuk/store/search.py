"""A full-text index over the documents of a store, and ranked search in it.

Words are indexed in the forms in which they stand (folded); `search_keys` says which forms belong together, so that a
better morphology renews the keys and not the postings. A document's postings belong to its content hash and never grow
stale; statements are found through the place of their sentence, so a newer reader changes nothing here either.

Documents are ranked by BM25 (Robertson & Zaragoza 2009): Σ over the terms of

    ln(1 + (N − df + ½)/(df + ½)) · tf·(k + 1) / (tf + k·(1 − b + b·words/average))      k = 1.2, b = .75

where tf sums how sure each occurrence is (1 for the word itself), twice for one in the title. Statements are ranked by
the same formula over their sentences, the length in characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection

from tashabuk.model import Document
from tashabuk.store.connection import opened
from tashabuk.store.judged import judged
from tashabuk.store.rows import DOCUMENT_COLUMNS, document_of
from tashabuk.store.store import Store
from tashabuk.text.tokens import tokenize

Term = Sequence[Mapping[int, float]]
"""Words that must follow one another; each is the numbers of the forms that it matches, with how surely."""
_BM25 = "ln(1 + (n.n - d.df + 0.5) / (d.df + 0.5)) * t.tf * 2.2 / (t.tf + 1.2 * (0.25 + 0.75 * {size} / {average}))"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """An occurrence of a term of `words` words that begins at character `start` of a document's title or text."""

    in_title: bool
    start: int
    words: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A document (by content hash) or statement (by id) with its score and the places that made it."""

    key: str
    score: float
    places: tuple[Place, ...]


class SearchIndex:
    """The search tables of a store; each method is a unit of work of its own."""

    def __init__(self, store: Store) -> None:
        self._path = store.path

    def missing(self) -> tuple[int, list[str]]:
        """How many documents are not indexed yet, and the languages of all documents."""
        with opened(self._path, write=False) as connection:
            (count,) = connection.execute(f"SELECT count(*) FROM documents {_UNINDEXED}").fetchall()[0]
            rows = connection.execute("SELECT DISTINCT language FROM documents ORDER BY language").fetchall()
        return int(count), [language for (language,) in rows]

    def add(self, limit: int) -> int:
        """Index up to `limit` documents in one transaction; how many were done."""
        with opened(self._path, write=True) as connection:
            documents = connection.execute(
                f"SELECT hash, title, text, language FROM documents {_UNINDEXED} ORDER BY hash LIMIT ?", [limit]
            ).fetchall()
            if documents:
                connection.execute("BEGIN")
                _index(connection, documents)
                connection.execute("COMMIT")
        return len(documents)

    def without_keys(self, versions: Mapping[str, str], limit: int) -> list[tuple[int, str, str]]:
        """Number, language and form of up to `limit` forms that have no keys of their language's version."""
        with opened(self._path, write=False) as connection:
            return connection.execute(
                "SELECT f.number, f.language, f.form FROM search_forms f JOIN "
                "(SELECT unnest(?::VARCHAR[]) AS language, unnest(?::VARCHAR[]) AS version) v USING (language) "
                "ANTI JOIN search_keys k ON k.form = f.number AND k.version = v.version ORDER BY f.number LIMIT ?",
                [list(versions), list(versions.values()), limit],
            ).fetchall()

    def keep_keys(self, keys: Mapping[int, Mapping[str, float]], version: str) -> None:
        """Replace the keys of forms."""
        rows = [(form, key, weight) for form, own in keys.items() for key, weight in own.items()]
        with opened(self._path, write=True) as connection:
            connection.execute("BEGIN")
            connection.execute("DELETE FROM search_keys WHERE form IN (SELECT unnest(?::INTEGER[]))", [list(keys)])
            connection.execute(
                "INSERT INTO search_keys SELECT unnest(?::INTEGER[]), unnest(?::VARCHAR[]), unnest(?::REAL[]), ?",
                [*map(list, zip(*rows, strict=True)), version],
            )
            connection.execute("COMMIT")


class Search:
    """Questions to the search tables over one connection; see `searching`."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection

    def keys_of(self, form: str) -> dict[str, float]:
        """The keys of a form in any language; none for one that occurs nowhere."""
        rows = self._connection.execute(
            "SELECT key, max(weight) FROM search_keys "
            "WHERE form IN (SELECT number FROM search_forms WHERE form = ?) GROUP BY key",
            [form],
        ).fetchall()
        return dict(rows)

    def forms_of(self, keys: Mapping[str, float]) -> dict[int, float]:
        """The forms that share a key, each with how surely it matches: the less sure of both sides, by its best key."""
        rows = self._connection.execute(
            "SELECT form, max(least(k.weight, w.weight)) FROM search_keys k JOIN "
            "(SELECT unnest(?::VARCHAR[]) AS key, unnest(?::DOUBLE[]) AS weight) w USING (key) GROUP BY form",
            [list(keys), list(keys.values())],
        ).fetchall()
        return dict(rows)

    def documents(self, terms: Sequence[Term], limit: int) -> list[tuple[Document, Hit]]:
        """The documents that hold all terms, best first."""
        score = _BM25.format(size="s.words", average="n.average")
        self._find(terms)
        rows = self._connection.execute(
            "WITH t AS (SELECT term, document, sum(weight * if(position < 0, 2, 1)) AS tf FROM hits GROUP BY ALL), "
            "d AS (SELECT term, count(*) AS df FROM t GROUP BY term), "
            "n AS (SELECT count(*) AS n, greatest(avg(words), 1) AS average FROM search_documents) "
            f"SELECT any_value(s.document), sum({score}) AS score, s.number "
            "FROM t JOIN d USING (term) CROSS JOIN n JOIN search_documents s ON s.number = t.document "
            "GROUP BY s.number HAVING count(*) = ? ORDER BY score DESC, 1 LIMIT ?",
            [len(terms), limit],
        ).fetchall()
        places = self._places("document", "FROM hits", [number for _, _, number in rows])
        documents = self._connection.execute(
            f"SELECT {', '.join(DOCUMENT_COLUMNS)} FROM documents WHERE hash IN (SELECT unnest(?))",
            [[row[0] for row in rows]],
        ).fetchall()
        found = {row[0]: document_of(row) for row in documents}
        return [(found[key], Hit(key, score, places[number])) for key, score, number in rows]

    def statements(self, terms: Sequence[Term], limit: int) -> list[Hit]:
        """The statements, as judged, whose sentence holds all terms, best first."""
        score = _BM25.format(size="t.length", average="n.average")
        within = (
            "FROM hits h JOIN search_documents x ON x.number = h.document "
            f"JOIN {judged(self._connection)} s ON s.document = x.document "
            "AND h.position >= 0 AND h.start >= s.sentence_start AND h.start < s.sentence_end"
        )
        self._find(terms)
        rows = self._connection.execute(
            "WITH t AS (SELECT h.term, s.id, any_value(s.sentence_end - s.sentence_start) AS length, "
            f"sum(h.weight) AS tf {within} GROUP BY h.term, s.id), "
            "d AS (SELECT term, count(*) AS df FROM t GROUP BY term), "
            "n AS (SELECT count(*) AS n, avg(sentence_end - sentence_start) AS average FROM statements) "
            f"SELECT t.id, sum({score}) AS score FROM t JOIN d USING (term) CROSS JOIN n "
            "GROUP BY t.id HAVING count(*) = ? ORDER BY score DESC, 1 LIMIT ?",
            [len(terms), limit],
        ).fetchall()
        places = self._places("s.id", within, [key for key, _ in rows])
        return [Hit(key, score, places[key]) for key, score in rows]

    def _find(self, terms: Sequence[Term]) -> None:
        """Put the occurrences of all terms into a table `hits` of this connection."""
        slots = [
            (number, offset, len(term), form, weight)
            for number, term in enumerate(terms)
            for offset, forms in enumerate(term)
            for form, weight in forms.items()
        ]
        columns = [list(column) for column in zip(*slots, strict=True)] if slots else [[]] * 5
        self._connection.execute(
            "CREATE OR REPLACE TEMP TABLE hits AS WITH slots AS (SELECT unnest(?::INTEGER[]) AS term, "
            "unnest(?::INTEGER[]) AS slot, unnest(?::INTEGER[]) AS size, unnest(?::INTEGER[]) AS form, "
            "unnest(?::DOUBLE[]) AS weight) SELECT term, p.document, p.position - slot AS position, "
            "min(p.start) AS start, any_value(size) AS size, min(weight) AS weight "
            "FROM search_postings p JOIN slots USING (form) "
            "GROUP BY term, p.document, p.position - slot HAVING count(DISTINCT slot) = any_value(size)",
            columns,
        )

    def _places(self, key: str, source: str, wanted: Sequence[Any]) -> dict[Any, tuple[Place, ...]]:
        rows = self._connection.execute(
            f"SELECT {key} AS key, list(DISTINCT struct_pack(start := start, words := size, title := position < 0)) "
            f"{source} WHERE {key} IN (SELECT unnest(?)) GROUP BY {key}",
            [list(wanted)],
        ).fetchall()
        return {key: tuple(sorted(Place(p["title"], p["start"], p["words"]) for p in own)) for key, own in rows}


@contextmanager
def searching(store: Store) -> Iterator[Search]:
    """A search in what is indexed, as one unit of work."""
    with opened(store.path, write=False) as connection:
        yield Search(connection)


_UNINDEXED = "WHERE hash NOT IN (SELECT document FROM search_documents)"


def _index(connection: DuckDBPyConnection, documents: Sequence[tuple[str, str, str, str]]) -> None:
    (first,) = connection.execute("SELECT coalesce(max(number) + 1, 0) FROM search_documents").fetchall()[0]
    forms: dict[tuple[str, str], int] = {}
    postings: list[tuple[int, int, int, int]] = []
    lengths: list[int] = []
    for number, (_, title, text, language) in enumerate(documents, first):
        words = [t for t in tokenize(text) if t.is_word]
        head = [t for t in tokenize(title) if t.is_word]
        lengths.append(len(words) + len(head))
        for position, token in [*enumerate(head, -len(head) - 1), *enumerate(words)]:
            form = forms.setdefault((language, token.folded), len(forms))
            postings.append((form, number, position, token.start))
    numbers = _numbers_of(connection, list(forms))
    table = np.array(postings, np.int32).reshape(-1, 4)
    table[:, 0] = numbers[table[:, 0]] if len(table) else 0
    table = table[np.argsort(table[:, 0], kind="stable")]
    connection.execute(
        "INSERT INTO search_documents SELECT unnest(?::INTEGER[]), unnest(?::VARCHAR[]), unnest(?::INTEGER[])",
        [list(range(first, first + len(documents))), [d[0] for d in documents], lengths],
    )
    names = ("form", "document", "position", "start")
    connection.register("fresh", {name: np.ascontiguousarray(table[:, at]) for at, name in enumerate(names)})
    connection.execute(f"INSERT INTO search_postings SELECT {', '.join(names)} FROM fresh")
    connection.unregister("fresh")


def _numbers_of(connection: DuckDBPyConnection, forms: Sequence[tuple[str, str]]) -> Any:
    """The numbers of forms, in order; new ones get the next numbers."""
    given = "(SELECT unnest(?::VARCHAR[]) AS language, unnest(?::VARCHAR[]) AS form, unnest(range(?)) AS place) g"
    values = [[language for language, _ in forms], [form for _, form in forms], len(forms)]
    connection.execute(
        "INSERT INTO search_forms SELECT (SELECT coalesce(max(number), -1) FROM search_forms) + row_number() OVER "
        f"(ORDER BY g.place), g.language, g.form FROM {given} ANTI JOIN search_forms f USING (language, form)",
        values,
    )
    rows = connection.execute(
        f"SELECT f.number FROM {given} JOIN search_forms f USING (language, form) ORDER BY g.place", values
    ).fetchall()
    return np.array([number for (number,) in rows], np.int32)
