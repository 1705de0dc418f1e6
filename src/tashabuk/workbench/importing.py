"""Use case: take coded events of other data sets into a store, with an account of every row."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import DataError, UsageError
from tashabuk.exchange.incoming.account import Account
from tashabuk.exchange.incoming.ahead import ahead
from tashabuk.exchange.incoming.format import Format
from tashabuk.exchange.incoming.formats import FORMATS
from tashabuk.exchange.incoming.importer import Importer, write_unresolved
from tashabuk.exchange.incoming.layouts import Reading
from tashabuk.exchange.incoming.parties import Parties
from tashabuk.exchange.incoming.sources import Source, sources
from tashabuk.model import Finding
from tashabuk.store import Store

EVENTS = 500_000
"""Events that go into the store at once: several of its row groups, so that few are not full."""
BYTES = 256 << 20
"""Bytes of events with which they go into the store, though they are fewer."""
AHEAD = 32
"""Parts that may lie ready while others go into the store."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import. `codes` is the code list that states are written in, where the format leaves it open; `actors` are
    the user's own files; `unresolved` is a CSV file to write, of the actors that could not be resolved."""

    store: Path
    reading: Reading = field(default_factory=Reading)
    codes: str = ""
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
    form = FORMATS[name](Parties(Catalogue.load(options.actors), options.codes))
    _check(form, options.reading)
    store = Store(options.store)
    store.check()
    found = list(sources(paths))
    with tempfile.TemporaryDirectory(prefix="tashabuk-") as scratch:
        importer = Importer(form, Path(scratch), options.reading, on_progress)
        try:
            for finding in found:
                if isinstance(finding, Finding):
                    importer.account.found(finding)
            _fill(store, importer, [source for source in found if isinstance(source, Source)])
            importer.account.known = importer.account.kept - importer.account.new
            if options.unresolved is not None:
                _list(importer, options.unresolved)
        finally:
            importer.close()
    return importer.account


def _fill(store: Store, importer: Importer, found: Sequence[Source]) -> None:
    """Add the events of all files to the store; what waits to be added lies on disk."""
    waiting: list[Path] = []
    events = size = 0
    with closing(ahead(importer.parts(found), AHEAD)) as parts:
        for part in parts:
            waiting.append(part.path)
            events += part.events
            size += part.path.stat().st_size
            if events >= EVENTS or size >= BYTES:
                importer.account.new += _keep(store, waiting)
                events = size = 0
    importer.account.new += _keep(store, waiting)


def _keep(store: Store, parts: list[Path]) -> int:
    """Move the waiting parts into the store; how many events were new."""
    if not parts:
        return 0
    new = store.add_coded(*parts)
    for part in parts:
        part.unlink()
    parts.clear()
    return new


def _check(form: Format, reading: Reading) -> None:
    unknown = [name for name in reading.columns if name not in form.fields]
    if unknown:
        fields = ", ".join(form.fields) or "none: its columns are fixed"
        raise UsageError(f"--map: {form.name} has no field {unknown[0]!r}; its fields are {fields}.")
    try:
        "".encode(reading.encoding)
    except LookupError as error:
        raise UsageError(f"There is no encoding {reading.encoding!r}; try utf-8, cp1252 or cp1256.") from error


def _list(importer: Importer, path: Path) -> None:
    try:
        write_unresolved(importer.unresolved(), path)
    except OSError as error:
        raise DataError(f"{path} cannot be written ({error.strerror or error}).") from error
