"""The state of a store in two words, which every transaction that changes it replaces by new ones.

Who worked something out of a store can tell by them whether it still holds, in whatever process the store was changed.
They are random, not counted: a store that is put in place of another has other stamps even after as many changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

STAMPS_TABLE = """
CREATE TABLE stamps (content VARCHAR NOT NULL, judged VARCHAR NOT NULL);
INSERT INTO stamps VALUES (uuid()::VARCHAR, uuid()::VARCHAR);
"""


@dataclass(frozen=True, slots=True)
class Stamps:
    """`content` stands for the documents, statements and coded events, `judged` for the judgements."""

    content: str
    judged: str


def stamps_of(connection: DuckDBPyConnection) -> Stamps:
    """The state of an open store."""
    ((content, judged),) = connection.execute("SELECT content, judged FROM stamps").fetchall()
    return Stamps(content, judged)


def renew_content(connection: DuckDBPyConnection) -> None:
    """Say, in the transaction that did it, that documents, statements or coded events changed."""
    connection.execute("UPDATE stamps SET content = uuid()::VARCHAR")


def renew_judged(connection: DuckDBPyConnection) -> None:
    """Say, in the transaction that did it, that judgements changed."""
    connection.execute("UPDATE stamps SET judged = uuid()::VARCHAR")
