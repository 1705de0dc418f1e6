"""The catalogue of actors for the faces: names to show, and names to resolve."""

from __future__ import annotations

from tashabuk.actors.catalogue import Catalogue


def catalogue() -> Catalogue:
    """The shipped catalogue, loaded once."""
    return Catalogue.load()
