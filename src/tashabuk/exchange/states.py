"""Codes of states: Correlates of War numbers for panels, ISO 3166 alpha-2 for tools that want those."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from tashabuk.model import Sector


def cow_number(actor: str) -> int | None:
    """The Correlates of War number of a state, or of the state of a class; None where there is none.

    >>> cow_number("IRN"), cow_number("SYR:REB"), cow_number("TALIBAN")
    (630, 652, None)
    """
    code = _codes().get(_state(actor), ("", ""))[1]
    return int(code) if code else None


def iso2(actor: str) -> str:
    """The ISO 3166 alpha-2 code of a state, or of the state of a class; empty where there is none."""
    return _codes().get(_state(actor), ("", ""))[0]


def iso3(actor: str) -> str:
    """The ISO 3166 alpha-3 code of a state, or of the state of a class; empty for other actors."""
    state = _state(actor)
    return state if state in _codes() else ""


def sector(actor: str) -> str:
    """The PLOVER sector of a class of people: `CVL` of `AFG:CVL`; empty for others.

    Media are `MED` in our ids; PLOVER's `MED` is medical, its media are `JRN`.
    """
    ours = actor.partition(":")[2]
    return "JRN" if ours == Sector.MEDIA else ours


def _state(actor: str) -> str:
    return actor.partition(":")[0]


@cache
def _codes() -> dict[str, tuple[str, str]]:
    lines = files("tashabuk.exchange").joinpath("data", "cow.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {actor: (two, cow) for actor, two, cow in rows[1:]}
