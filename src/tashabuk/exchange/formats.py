"""The data sets that can be imported, by the name that the command takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tashabuk.exchange.format import Format, Given
from tashabuk.exchange.icews import icews
from tashabuk.exchange.parties import Parties

FORMATS: Mapping[str, Callable[[Parties, Given], Format]] = {
    "icews": icews,
}
