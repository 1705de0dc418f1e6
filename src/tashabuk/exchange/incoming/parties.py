"""Who is meant by the names, codes and sectors of other data sets: our actor ids, or nobody.

A name of a group, an organisation or a people is that actor. A state's government, forces and officials, and the state
itself, are the state; the other parts of its society are classes (`AFG:CVL`), by `data/sectors.tsv`. What is left is
not guessed at: it stays as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from tashabuk.actors.catalogue import Catalogue, name_key
from tashabuk.actors.codes import state_codes, states_by
from tashabuk.actors.tables import table
from tashabuk.exchange.incoming.codes import PACKAGE
from tashabuk.model import ActorKind, MentionKind

STATE = "STATE"
NOBODY = "-"
_BRACKET = re.compile(r"^(?P<role>.*?)\s*\((?P<of>[^()]*)\)\s*$")


@cache
def sectors() -> Mapping[str, tuple[int, str]]:
    """Sector in lower case → its rank (the lowest of an actor decides) and what it is to us."""
    rows = table("sectors.tsv", PACKAGE)
    return {row["sector"].lower(): (rank, row["to"]) for rank, row in enumerate(rows)}


@cache
def known_groups() -> Mapping[str, str]:
    """CAMEO's codes of groups → our ids."""
    return {row["code"]: row["id"] for row in table("groups.tsv", PACKAGE)}


class Parties:
    """Look-up of actors, with the user's own among them.

    `codes` is the code list (of `actors.codes.SYSTEMS`) that the user says states are written in, if any.
    """

    def __init__(self, catalogue: Catalogue, codes: str = "") -> None:
        self.codes = codes
        states = {actor.id for actor in catalogue if actor.kind is ActorKind.STATE}
        names: dict[str, set[str]] = {}
        for alias in catalogue.aliases():
            if alias.certain and alias.kind in (MentionKind.NAME, MentionKind.PEOPLE):
                names.setdefault(name_key(alias.text), set()).add(alias.actor)
        names |= {name_key(text): {row.id} for row in state_codes().values() for text in row.names}
        self._ids = {actor.id for actor in catalogue}
        self._named = {key: next(iter(ids)) for key, ids in names.items() if len(ids) == 1}
        self._leaders = _leaders(catalogue)
        self._states = {key: actor for key, actor in self._named.items() if actor in states}

    def id(self, text: str) -> str:
        """One of our own ids, of a known actor or of a class of one; else the empty string."""
        base, _, sector = text.partition(":")
        known = base in self._ids and (not sector or sector in {to for _, to in sectors().values()} - {STATE, NOBODY})
        return text if known else ""

    def named(self, text: str) -> str:
        """The actor of a name in Arabic or English; the empty string where it is unknown or could be several."""
        return self._named.get(name_key(text), "")

    def state(self, text: str) -> str:
        """The state of a name; the empty string where it is none that we know."""
        return self._states.get(name_key(text), "")

    def leader(self, name: str) -> str:
        """Whom a person acts for who holds or held a high office; the empty string for others."""
        return self._leaders.get(name_key(name), "")

    def country(self, text: str) -> str:
        """The state of an ISO alpha-3 or CAMEO code, else of a name."""
        return states_by("cameo").get(text.upper(), "") or self.state(text)

    def code(self, code: str, name: str = "") -> str:
        """Who a CAMEO actor code is (`AFGINSTAL`); its name helps where the code has no group that we know.

        The part of the code that names a group counts first, then a name that is no state's, then the country with the
        rest.
        """
        triples = [code[i : i + 3] for i in range(0, len(code), 3)]
        group = next((known_groups()[t] for t in triples if t in known_groups()), "")
        if not group and name and not self.state(name):
            group = self.named(name)
        state = states_by("cameo").get(triples[0], "") if triples else ""
        return group or (self.part(state, triples[1:]) if triples[1:] else state)

    def any(self, text: str) -> str:
        """Who is meant by one of our ids, a name, a CAMEO or an ISO alpha-2 code, whichever it is first.

        Where the user says which code list it is, only its codes and names are understood.
        """
        if self.codes:
            return states_by(self.codes).get(text, "") or self.named(text)
        return self.id(text) or self.named(text) or states_by("iso2").get(text, "") or self.code(text)

    @staticmethod
    def part(state: str, given: Iterable[str]) -> str:
        """A state's part by the sectors that a data set gives: the state, a class of it, or the empty string."""
        to = deciding(given)
        if to == NOBODY or not state:
            return ""
        return state if to == STATE else f"{state}:{to}"


def deciding(given: Iterable[str]) -> str:
    """`STATE`, a class, or `NOBODY`: what the first of an actor's sectors in the order of the table makes of it.

    >>> deciding(["Parties", "Government"]), deciding(["Education"]), deciding([])
    ('STATE', 'CVL', '-')
    """
    known = sectors()
    return min((known[word] for word in (g.strip().lower() for g in given) if word in known), default=(0, NOBODY))[1]


def _leaders(catalogue: Catalogue) -> dict[str, str]:
    """Full name → the one actor that the person has ever acted for."""
    people = [person for person in catalogue.people() if len({role.of for role in person.roles}) == 1]
    return {name_key(name): person.id for person in people for names in person.names.values() for name in names}


@dataclass(frozen=True, slots=True)
class Who:
    """The actors of one side of an event: `ids` of those that we know, and the names or codes of those `missing`."""

    ids: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def who(*found: tuple[str, str]) -> Who:
    """The actors of a side from pairs of an id, empty where there is none, and what the data set says.

    >>> who(("IRN", "Iran"), ("", "Xlandia"))
    Who(ids=('IRN',), missing=('Xlandia',))
    """
    ids = dict.fromkeys(actor for actor, _ in found if actor)
    return Who(tuple(ids), tuple(dict.fromkeys(given for actor, given in found if not actor and given)))


def in_brackets(name: str) -> tuple[str, str]:
    """The two parts of a name such as `Police (India)`; the second is empty where there is no bracket.

    >>> in_brackets("Police (India)"), in_brackets("al-Shabaab")
    (('Police', 'India'), ('al-Shabaab', ''))
    """
    found = _BRACKET.match(name)
    return (found["role"], found["of"]) if found else (name, "")
