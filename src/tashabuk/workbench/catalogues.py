"""The catalogue of actors for the faces: names to show, and names to resolve."""

from __future__ import annotations

from pathlib import Path

from tashabuk.actors.catalogue import Catalogue
from tashabuk.errors import UsageError
from tashabuk.model import Actor
from tashabuk.store import Store


def catalogue() -> Catalogue:
    """The shipped catalogue, loaded once."""
    return Catalogue.load()


def find_actor(store: Path, name: str, names: Catalogue) -> Actor:
    """The actor that a user of a store means: by any name that the catalogue knows, or by an id that the store has.

    Names that a text introduces are ids of the store alone. UsageError for one whom neither knows.
    """
    try:
        return names.resolve(name)
    except UsageError:
        if Store(store).has_actor(name):
            return names.get(name)
        raise
