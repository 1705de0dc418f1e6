"""The Arabic language pack with all names, made once."""

import pytest

from tashabuk.actors.catalogue import Catalogue
from tashabuk.lang.packs import load_pack


@pytest.fixture(scope="session")
def pack():
    return load_pack("ar", Catalogue.load().aliases())


@pytest.fixture(scope="session")
def unparsed(pack):
    """The pack without its parser: words hang nowhere, and reading up to the ranking is faster."""
    return _Unparsed(pack)


class _Unparsed:
    parser = None

    def __init__(self, pack) -> None:
        self._pack = pack

    def __getattr__(self, name: str) -> object:
        return getattr(self._pack, name)
