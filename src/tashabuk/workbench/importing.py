"""Use case: take coded events of other data sets into a store, with an account of every row."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import DataError, UsageError
from tashabuk.exchange.account import Account
from tashabuk.exchange.format import Format, Given
from tashabuk.exchange.formats import FORMATS
from tashabuk.exchange.importer import Importer, write_unresolved
from tashabuk.exchange.parties import Parties
from tashabuk.exchange.sources import Source, sources
from tashabuk.model import Finding
from tashabuk.store import Store

PARTS = 8
"""Parts that go into the store at once."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import. `columns` maps a field of the format to a column of the files; `actors` are the user's own files.

    `dataset` is the name under which the events are kept, the format's own unless given; `day` is the day of rows that
    give none. `unresolved` is a CSV file to write, of the actors that could not be resolved.
    """

    store: Path
    columns: Mapping[str, str] = field(default_factory=dict)
    dataset: str = ""
    encoding: str = "utf-8"
    day: dt.date | None = None
    actors: tuple[Path, ...] = ()
    unresolved: Path | None = None


def import_into(
    name: str,
    paths: Sequence[str],
    options: ImportOptions,
    *,
    on_progress: Callable[[Account], None] | None = None,
) -> Account:
    """Import the files of one data set; rows that the store has already are left as they are.

    Raises UsageError for a field that the format does not have, or an encoding that nobody knows.
    """
    form = FORMATS[name](Parties(Catalogue.load(options.actors)), Given(options.day))
    _check(form, options)
    store = Store(options.store)
    store.check()
    found = list(sources(paths))
    with tempfile.TemporaryDirectory(prefix="tashabuk-") as scratch:
        importer = Importer(
            form,
            Path(scratch),
            columns=options.columns,
            dataset=options.dataset,
            encoding=options.encoding,
            on_progress=on_progress,
        )
        try:
            for finding in found:
                if isinstance(finding, Finding):
                    importer.account.found(finding)
            waiting: list[Path] = []
            for part in importer.parts([s for s in found if isinstance(s, Source)]):
                waiting.append(part)
                if len(waiting) == PARTS:
                    importer.account.new += _keep(store, waiting)
            importer.account.new += _keep(store, waiting)
            importer.account.known = importer.account.kept - importer.account.new
            if options.unresolved is not None:
                _list(importer, options.unresolved)
        finally:
            importer.close()
    return importer.account


def _keep(store: Store, parts: list[Path]) -> int:
    """Move the waiting parts, which lie in one folder, into the store; how many events were new."""
    if not parts:
        return 0
    new = store.add_coded(parts[0].parent / "part-*.parquet")
    for part in parts:
        part.unlink()
    parts.clear()
    return new


def _check(form: Format, options: ImportOptions) -> None:
    unknown = [name for name in options.columns if name not in form.fields]
    if unknown:
        fields = ", ".join(form.fields) or "none: its columns are fixed"
        raise UsageError(f"--map: {form.name} has no field {unknown[0]!r}; its fields are {fields}.")
    try:
        "".encode(options.encoding)
    except LookupError as error:
        raise UsageError(f"There is no encoding {options.encoding!r}; try utf-8, cp1252 or cp1256.") from error


def _list(importer: Importer, path: Path) -> None:
    try:
        write_unresolved(importer.unresolved(), path)
    except OSError as error:
        raise DataError(f"{path} cannot be written ({error.strerror or error}).") from error
