"""Use case: the statements of a store that meet a filter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.model import UNNAMED
from tashabuk.model.statement import AUTHOR
from tashabuk.store import Filter, Store, Stored
from tashabuk.workbench.catalogues import find_actor


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
