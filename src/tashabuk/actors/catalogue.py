"""The catalogue: every actor that we know, by id and by name, and every name that a reader can look for.

Data come from `data/*.tsv` (reviewed, see the README there) and from the user's own files (`userfile`). Names are
compared after folding (`text.fold`), without an Arabic article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from tashabuk.actors.tables import (
    ActorRow,
    LeaderRow,
    Names,
    PlaceRow,
    load_actor_rows,
    load_leader_rows,
    load_place_rows,
)
from tashabuk.errors import UsageError
from tashabuk.model import Actor, ActorKind, MentionKind, PartialDate, Role, Sector
from tashabuk.text.fold import fold, fold_for_reading

LANGUAGES = ("ar", "en")
ALSO = 2
"""Others whom a name may mean as well that are kept."""
_SECTOR_NAMES: Mapping[str, tuple[str, str]] = {
    Sector.CIVILIANS: ("مدنيون", "civilians"),
    Sector.OPPOSITION: ("معارضة", "opposition"),
    Sector.REBELS: ("متمردون", "rebels"),
    Sector.BUSINESS: ("شركات", "companies"),
    Sector.MEDIA: ("وسائل إعلام", "media"),
    Sector.MINORITY: ("أقلية", "minority"),
}


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of one actor. `certain` names stand for it without context; dates bound a leader's term.

    `sort` is what kind of actor it is: a `state`, a `party`, a `movement`… `doubtful` are words (folded) that are no
    sure name of the actor even as an inflected form of this one: مالية of مالي. `others` are whom a text may mean too:
    what the actor is part of, its state's opposition; `home` is the id of the state whose it is, empty for people
    and places, and for who is no state's.
    """

    text: str
    language: str
    actor: str
    kind: MentionKind
    certain: bool = True
    since: PartialDate | None = None
    until: PartialDate | None = None
    gender: str = ""
    sort: str = ""
    doubtful: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    home: str = ""

    @property
    def state(self) -> bool:
        """Whether the actor is a state."""
        return self.sort == "state"


class Catalogue:
    """Look-up by id and name. Build it with `load`."""

    def __init__(self, rows: Sequence[ActorRow], leaders: Sequence[LeaderRow], places: Sequence[PlaceRow] = ()) -> None:
        self._aliases = tuple(_aliases(rows, leaders, places))
        roles: dict[str, list[Role]] = {}
        for leader in leaders:
            roles.setdefault(leader.en, []).append(Role(leader.office, leader.of, leader.since, leader.until))
        self._actors = {row.id: _actor(row) for row in rows}
        self._people = {
            leader.en: Actor(
                leader.of, ActorKind.PERSON, {"en": (leader.en,), "ar": (leader.ar,)}, tuple(roles[leader.en])
            )
            for leader in leaders
        }

    @cached_property
    def _by_name(self) -> dict[str, dict[str, bool]]:
        """Key of a name → the actors that bear it, and whether it is certain; reading does not need it."""
        out: dict[str, dict[str, bool]] = {}
        for alias in self._aliases:
            if alias.kind is MentionKind.PLACE:
                continue  # a place is no name of its state
            known = out.setdefault(name_key(alias.text), {})
            known[alias.actor] = known.get(alias.actor, False) or alias.certain
        return out

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Catalogue:
        """The shipped data, and the user's files on top of them; DataError for a bad file."""
        if not extra:
            return _shipped()
        from tashabuk.actors.userfile import read_user_file  # yaml and csv only where they are needed

        rows = {row.id: row for row in load_actor_rows()}
        for path in extra:
            for row in read_user_file(path):
                rows[row.id] = _merged(rows[row.id], row) if row.id in rows else row
        return cls(tuple(rows.values()), load_leader_rows(), load_place_rows())

    def get(self, actor: str) -> Actor:
        """The actor of an id; an id outside the data gives an actor that has only its id."""
        if actor in self._actors:
            return self._actors[actor]
        kind = ActorKind.CLASS if ":" in actor else ActorKind.GROUP
        return Actor(actor, kind, {language: (self.name(actor, language),) for language in LANGUAGES})

    def __contains__(self, actor: object) -> bool:
        return actor in self._actors

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def people(self) -> tuple[Actor, ...]:
        """Everybody of the leaders' list, with the id of whom they act for."""
        return tuple(self._people.values())

    def name(self, actor: str, language: str) -> str:
        """The usual name: `Afghanistan: civilians` for `AFG:CVL`, the id for an unknown one."""
        if actor in self._actors:
            return self._actors[actor].name(language)
        base, _, sector = actor.partition(":")
        if sector in _SECTOR_NAMES and base in self._actors:
            return f"{self._actors[base].name(language)}: {_SECTOR_NAMES[sector][0 if language == 'ar' else 1]}"
        return actor

    def resolve(self, text: str) -> Actor:
        """The actor that a user means by an id or a name in Arabic or English.

        UsageError lists the candidates of an ambiguous name, or the nearest names to an unknown one.
        """
        wanted = text.strip()
        upper = wanted.upper()
        if upper in self._actors or (":" in upper and upper.split(":")[0] in self._actors):
            return self.get(upper)
        found = self._by_name.get(name_key(wanted), {})
        certain = [actor for actor, sure in found.items() if sure] or list(found)
        if len(certain) == 1:
            return self.get(certain[0])
        if certain:
            names = ", ".join(f"{a} ({self.name(a, 'en')})" for a in sorted(certain))
            raise UsageError(f"“{wanted}” can mean several actors: {names}. Give the code of one of them.")
        raise UsageError(f"No actor is called “{wanted}”. {self._suggestion(wanted)}")

    def _suggestion(self, wanted: str) -> str:
        from difflib import get_close_matches

        near = get_close_matches(name_key(wanted), list(self._by_name), n=3, cutoff=0.7)
        if not near:
            return "Use an Arabic or English name or a code such as IRN or TALIBAN; actors of your own go by their id."
        shown = [f"{a} ({self.name(a, 'en')})" for key in near for a in list(self._by_name[key])[:1]]
        return f"Did you mean {', '.join(dict.fromkeys(shown))}?"

    def aliases(self) -> tuple[Alias, ...]:
        """Every name of every actor, in the order of the data."""
        return self._aliases


@cache
def _shipped() -> Catalogue:
    return Catalogue(load_actor_rows(), load_leader_rows(), load_place_rows())


def name_key(text: str) -> str:
    """What two spellings of one name have in common: folded, without hyphens and Arabic articles.

    >>> name_key("Al-Qaeda") == name_key("al qaeda")
    True
    """
    words = fold(text).replace("-", " ").split()
    return " ".join(w.removeprefix("ال") if len(w) > 4 else w for w in words)


def _actor(row: ActorRow) -> Actor:
    names = {"ar": (row.ar.usual, *row.ar.variants), "en": (row.en.usual, *row.en.variants)}
    return Actor(row.id, row.kind, {k: tuple(n for n in v if n) for k, v in names.items()}, member_of=row.member_of)


def _merged(old: ActorRow, new: ActorRow) -> ActorRow:
    def join(a: Names, b: Names) -> Names:
        return Names(
            a.usual or b.usual,
            tuple(dict.fromkeys((*a.variants, b.usual, *b.variants))) if b.usual else a.variants,
        )

    return replace(
        old,
        ar=join(old.ar, new.ar),
        en=join(old.en, new.en),
        adjectives=tuple(dict.fromkeys((*old.adjectives, *new.adjectives))),
        people=tuple(dict.fromkeys((*old.people, *new.people))),
    )


def _aliases(rows: Sequence[ActorRow], leaders: Sequence[LeaderRow], places: Sequence[PlaceRow]) -> Iterator[Alias]:
    also = {row.id: _also(row) for row in rows}
    sorts = {row.id: row.sort for row in rows}
    for row in rows:
        yield from _aliases_of_actor(row, also[row.id])
    for leader in leaders:
        yield from _aliases_of_leader(leader, sorts.get(leader.of, ""), also.get(leader.of, ()))
    for place in places:
        for text in (place.ar.usual, *place.ar.variants):
            yield Alias(text, "ar", place.of, MentionKind.PLACE, sort=sorts.get(place.of, ""))


def _language(text: str) -> str:
    return "ar" if text > "\u0600" else "en"


def _also(row: ActorRow) -> tuple[str, ...]:
    """Whom a name of this actor may mean as well."""
    if row.sort == "party" and row.state:
        return (f"{row.state}:{Sector.OPPOSITION}", *row.member_of, row.state)[:ALSO]
    if row.kind is ActorKind.ORGANISATION and row.state:
        return (*row.member_of, row.state)[:ALSO]
    return row.member_of[:ALSO]


def _aliases_of_actor(row: ActorRow, others: tuple[str, ...]) -> Iterator[Alias]:
    names = (row.ar.usual, *row.ar.variants, row.en.usual, *row.en.variants)
    doubtful = frozenset(fold_for_reading(text) for text in row.ambiguous)
    home = row.id if row.kind is ActorKind.STATE else row.state

    def alias(text: str, kind: MentionKind) -> Alias:
        certain = fold_for_reading(text) not in doubtful
        return Alias(
            text,
            _language(text),
            row.id,
            kind,
            certain,
            sort=row.sort,
            doubtful=doubtful,
            others=others,
            home=home,
        )

    for text in filter(None, names):
        yield alias(text, MentionKind.NAME)
    forms = (
        (MentionKind.ADJECTIVE, row.adjectives),
        (MentionKind.PEOPLE, row.people),
        (MentionKind.CAPITAL, row.capitals),
        (MentionKind.OFFICE, row.seats),
    )
    for kind, texts in forms:
        for text in texts:
            yield alias(text, kind)
    listed = {*names, *(text for _, texts in forms for text in texts)}
    for text in row.ambiguous:
        if text not in listed:
            yield alias(text, MentionKind.NAME)


def _aliases_of_leader(leader: LeaderRow, sort: str, others: tuple[str, ...]) -> Iterator[Alias]:
    def alias(text: str, language: str, certain: bool) -> Alias:
        term = leader.since, leader.until
        return Alias(text, language, leader.of, MentionKind.LEADER, certain, *term, "m", sort, others=others)

    for language, texts in (("ar", (leader.ar, *leader.ar_variants)), ("en", (leader.en, *leader.en_variants))):
        for text in texts:
            yield alias(text, language, True)
    for text in leader.short:
        yield alias(text, "ar", False)
