"""The data sets that can be imported, by the name that the command takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tashabuk.exchange.incoming.acled import acled
from tashabuk.exchange.incoming.cameo_csv import cameo_csv
from tashabuk.exchange.incoming.dyads import dyads
from tashabuk.exchange.incoming.edges import edges
from tashabuk.exchange.incoming.format import Format
from tashabuk.exchange.incoming.gdelt import gdelt
from tashabuk.exchange.incoming.icews import icews
from tashabuk.exchange.incoming.own import own
from tashabuk.exchange.incoming.parties import Parties
from tashabuk.exchange.incoming.plover import plover
from tashabuk.exchange.incoming.polecat import polecat

FORMATS: Mapping[str, Callable[[Parties], Format]] = {
    "icews": icews,
    "gdelt": gdelt,
    "polecat": polecat,
    "acled": acled,
    "plover": plover,
    "cameo": cameo_csv,
    "edges": edges,
    "dyads": dyads,
    "tashabuk": own,
}
