"""Names that stand in a text: what a language proposes, before references are resolved.

A `Name` covers words `first..last` (inclusive) of one sentence. `actors` is empty while a reference waits for its
antecedent; `wants` then says what it can stand for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tashabuk.model import MentionKind


class Wants(StrEnum):
    """What a reference can stand for."""

    NOTHING = ""
    GROUP = "group"
    STATE = "state"
    PAIR = "pair"
    SOMEBODY = "somebody"


@dataclass(slots=True)
class Name:
    """A mention in a sentence's words; `generic` is the class word before or instead of a name (حركة).

    `sectors` are the classes of people that a class noun can mean, the likeliest first; `others` are actors that a
    reference can stand for as well.
    """

    first: int
    last: int
    actors: tuple[str, ...]
    kind: MentionKind
    gender: str = ""
    number: str = ""
    wants: Wants = Wants.NOTHING
    generic: str = ""
    sectors: tuple[str, ...] = ()
    certain: bool = True
    others: tuple[str, ...] = ()
