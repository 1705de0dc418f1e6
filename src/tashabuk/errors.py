"""Exceptions for a caller's mistakes, in one tree.

TashabukError
├── UsageError           the request itself is wrong (unknown actor, bad date): exit code 2
├── DataError            the user's data is wrong (broken actors file, bad gold file): exit code 1
└── StoreError           the store cannot be used: exit code 1
    ├── StoreNotWritable     the file or its folder cannot be written
    ├── StoreNotAStore       the file is something else than a Tashabuk store
    ├── StoreTooNew          the store was made by a newer version
    └── StoreBusy            another process holds the store longer than we wait

Each message is a short letter to the user: what happened, where, and what to do next.
Problems in single documents are no exceptions but `Finding` values (`tashabuk.model.finding`).
"""


class TashabukError(Exception):
    """A mistake that the user can mend; its text is shown as it is, without a stack trace."""


class UsageError(TashabukError):
    """The request itself is wrong."""


class DataError(TashabukError):
    """A file that the user gave is wrong as a whole."""


class StoreError(TashabukError):
    """The store cannot be used."""


class StoreNotWritable(StoreError):
    """The store's file or folder cannot be written."""


class StoreNotAStore(StoreError):
    """The file exists but is no Tashabuk store."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of Tashabuk."""


class StoreBusy(StoreError):
    """Another process held the store for longer than we are willing to wait."""


def was_stopped(error: BaseException | None) -> bool:
    """Whether an error is Ctrl-C, or what somebody made of it: DuckDB in a query, Python while a class is made."""
    if type(error) is RuntimeError and "interrupted" in str(error).lower():
        return True
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None
