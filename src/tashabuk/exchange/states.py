"""Codes of states: Correlates of War numbers for panels, ISO 3166 alpha-2 for tools that want those."""

from __future__ import annotations

from tashabuk.actors.codes import state_codes
from tashabuk.model import Sector

_ONE_NUMBER = {"SUN": "RUS", "YUG": "SRB"}
"""The Correlates of War list gives a state and its successor one number; ISO gives the old one none any more."""


def cow_number(actor: str) -> int | None:
    """The Correlates of War number of a state, or of the state of a class; None where there is none.

    >>> cow_number("IRN"), cow_number("SYR:REB"), cow_number("TALIBAN")
    (630, 652, None)
    """
    state = _state(actor)
    row = state_codes().get(_ONE_NUMBER.get(state, state))
    return int(row.cow) if row is not None and row.cow else None


def iso2(actor: str) -> str:
    """The ISO 3166 alpha-2 code of a state, or of the state of a class; empty where there is none."""
    row = state_codes().get(_state(actor))
    if row is None:
        return ""
    return "" if _state(actor) in _ONE_NUMBER else row.iso2


def iso3(actor: str) -> str:
    """The ISO 3166 alpha-3 code of a state, or of the state of a class; empty for other actors."""
    state = _state(actor)
    return state if state in state_codes() else ""


def sector(actor: str) -> str:
    """The PLOVER sector of a class of people: `CVL` of `AFG:CVL`; empty for others.

    Media are `MED` in our ids; PLOVER's `MED` is medical, its media are `JRN`.
    """
    ours = actor.partition(":")[2]
    return "JRN" if ours == Sector.MEDIA else ours


def _state(actor: str) -> str:
    return actor.partition(":")[0]
