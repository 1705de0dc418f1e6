"""The Arabic language pack with all names, made once."""

import pytest

from tashabuk.actors.catalogue import Catalogue
from tashabuk.lang.packs import load_pack


@pytest.fixture(scope="session")
def pack():
    return load_pack("ar", Catalogue.load().aliases())
