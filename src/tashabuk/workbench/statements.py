"""Use cases: the statements of a store that meet a filter, all of them or a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.model import UNNAMED
from tashabuk.model.statement import AUTHOR
from tashabuk.store import Filter, Store, Stored
from tashabuk.workbench.catalogues import find_actor
from tashabuk.workbench.current import current


def list_statements(store: Path, wanted: Filter, catalogue: Catalogue) -> list[Stored]:
    """The statements that meet `wanted`, whose actors may be given by any name."""

    def code(name: str) -> str:
        return find_actor(store, name, catalogue).id if name else ""

    holder = wanted.holder if wanted.holder in (AUTHOR, UNNAMED, "") else code(wanted.holder)
    chosen = replace(
        wanted,
        actor=code(wanted.actor),
        recipient=code(wanted.recipient),
        anyone=code(wanted.anyone),
        holder=holder,
    )
    return Store(store).statements(chosen)


def some_statements(store: Path, wanted: Filter) -> tuple[list[Stored], int]:
    """The statements of a filter's page, whose actors are given by their ids, and how many the filter has in all."""
    here = current(Store(store))
    found = here.index.numbers(wanted)
    end = None if wanted.limit is None else wanted.offset + wanted.limit
    return here.store.by_ids(here.columns.texts(found[wanted.offset : end])), len(found)


def publishers(store: Path) -> tuple[str, ...]:
    """The publishers that a store names."""
    return tuple(p for p in current(Store(store)).columns.publishers if p)
