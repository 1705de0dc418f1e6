"""The store's tables, as named migrations that are applied once, in order, each in a transaction.

Add a migration at the end of `MIGRATIONS`; never change one that was released.
"""

from __future__ import annotations

from pathlib import Path

from duckdb import DuckDBPyConnection

from tashabuk.errors import StoreNotAStore, StoreTooNew
from tashabuk.store.derived import DERIVED_TABLES, EVENT_TABLES
from tashabuk.store.stamps import STAMPS_TABLE

MIGRATIONS: tuple[tuple[str, str], ...] = (
    (
        "first",
        """
        CREATE TABLE documents (
            hash VARCHAR PRIMARY KEY,
            id VARCHAR NOT NULL,
            title VARCHAR NOT NULL,
            published DATE,
            publisher VARCHAR NOT NULL,
            url VARCHAR NOT NULL,
            language VARCHAR NOT NULL,
            genre VARCHAR NOT NULL,
            text VARCHAR NOT NULL,
            reader VARCHAR NOT NULL
        );
        CREATE TABLE statements (
            id VARCHAR PRIMARY KEY,
            document VARCHAR NOT NULL,
            actor VARCHAR[] NOT NULL,
            recipient VARCHAR[] NOT NULL,
            event VARCHAR NOT NULL,
            mode VARCHAR,
            sign TINYINT NOT NULL,
            date VARCHAR,
            holder VARCHAR NOT NULL,
            certainty VARCHAR NOT NULL,
            openness VARCHAR,
            trigger_start INTEGER NOT NULL,
            trigger_end INTEGER NOT NULL,
            trigger_text VARCHAR NOT NULL,
            sentence_start INTEGER NOT NULL,
            sentence_end INTEGER NOT NULL,
            confidence DOUBLE NOT NULL,
            rules VARCHAR[] NOT NULL
        );
        CREATE TABLE judgements (
            id VARCHAR PRIMARY KEY,
            subject VARCHAR NOT NULL,
            verdict VARCHAR NOT NULL,
            by_whom VARCHAR NOT NULL,
            judged_at TIMESTAMP NOT NULL,
            reason VARCHAR NOT NULL,
            changes VARCHAR NOT NULL,
            undone BOOLEAN NOT NULL DEFAULT FALSE
        );
        """,
    ),
    (
        "coded events",
        """
        CREATE TABLE coded_events (
            dataset VARCHAR NOT NULL,
            id VARCHAR NOT NULL,
            day DATE NOT NULL,
            actor VARCHAR[] NOT NULL,
            recipient VARCHAR[] NOT NULL,
            actor_given VARCHAR NOT NULL,
            recipient_given VARCHAR NOT NULL,
            code VARCHAR NOT NULL,
            event VARCHAR,
            mode VARCHAR,
            sign TINYINT NOT NULL,
            score DOUBLE NOT NULL,
            sources INTEGER NOT NULL,
            place VARCHAR NOT NULL,
            text VARCHAR NOT NULL,
            url VARCHAR NOT NULL
        );
        """,
    ),
    ("copies and search", DERIVED_TABLES),
    (
        "evidence",
        """
        CREATE TABLE evidence (statement VARCHAR NOT NULL, weight DOUBLE NOT NULL);
        CREATE TABLE evidence_state (state VARCHAR NOT NULL);
        """,
    ),
    (
        "forecasts",
        """
        CREATE TABLE forecasts (
            id VARCHAR PRIMARY KEY,
            question VARCHAR NOT NULL,
            about VARCHAR[] NOT NULL,
            event VARCHAR NOT NULL,
            day DATE NOT NULL,
            last_known DATE NOT NULL,
            made TIMESTAMP NOT NULL,
            predictions VARCHAR NOT NULL
        );
        """,
    ),
    ("models", "CREATE TABLE models (state VARCHAR PRIMARY KEY, made TIMESTAMP NOT NULL, model BLOB NOT NULL);"),
    ("stamps and events", f"{STAMPS_TABLE} DROP TABLE evidence; DROP TABLE evidence_state; {EVENT_TABLES}"),
)
VERSION = len(MIGRATIONS)


def migrate(connection: DuckDBPyConnection, path: Path) -> None:
    """Bring a new or older store to this version.

    Raises StoreTooNew for a store of a newer version, StoreNotAStore for a database of something else.
    """
    version = version_of(connection, path)
    for number in range(version, VERSION):
        name, statements = MIGRATIONS[number]
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE IF NOT EXISTS tashabuk_migrations (number INTEGER PRIMARY KEY, name VARCHAR)")
        connection.execute(statements)
        connection.execute("INSERT INTO tashabuk_migrations VALUES (?, ?)", [number + 1, name])
        connection.execute("COMMIT")


def version_of(connection: DuckDBPyConnection, path: Path) -> int:
    """The version of an open store; 0 for an empty database."""
    tables = {row[0] for row in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    if not tables:
        return 0
    if "tashabuk_migrations" not in tables:
        raise StoreNotAStore(f"{path} is a database, but no Tashabuk store. Give another file with --store.")
    (version,) = connection.execute("SELECT max(number) FROM tashabuk_migrations").fetchall()[0]
    if version > VERSION:
        raise StoreTooNew(
            f"{path} was written by a newer Tashabuk (store version {version}, this one knows {VERSION}). "
            "Upgrade Tashabuk, or give another file with --store."
        )
    return int(version or 0)
