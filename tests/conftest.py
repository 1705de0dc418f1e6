"""The Arabic language pack with all names, made once."""

import os

# As in the command and in workers of a cluster: the last digit of a sum may depend on the number of threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest

from tashabuk.actors.catalogue import Catalogue
from tashabuk.engine.pack import Altered
from tashabuk.lang.packs import load_pack


@pytest.fixture(scope="session")
def pack():
    return load_pack("ar", Catalogue.load().aliases())


@pytest.fixture(scope="session")
def unparsed(pack):
    """The pack without its parser: words hang nowhere, and reading up to the ranking is faster."""
    return Altered(pack, parser=None)
