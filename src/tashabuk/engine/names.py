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
    PERSON = "person"
    LAST = "last"
    KNOWN = "known"
    """Only what the text has called so before: الاتحاد after الاتحاد الأوروبي."""


@dataclass(slots=True)
class Name:
    """A mention in a sentence's words; `generic` is the class word before or instead of a name (حركة).

    `sectors` are the classes of people that a class noun can mean, the likeliest first; `others` are actors that a
    reference can stand for as well. `option` says by which rule `actors` were taken for what a reference stands for,
    and `options` the same of each of `others`. `owner` is what a pronoun on the reference agrees with (قواته: `ms`; see
    `Word.refers`); `among` are the only states that it can stand for (المملكة), and `sorts` the only kinds of groups
    (see `LanguagePack.sorts`), both empty for any.
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
    option: str = ""
    options: tuple[str, ...] = ()
    owner: str = ""
    among: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()
