"""Stage 3a: what references stand for: "the movement", "the two countries", "his forces", "the refugees".

They are resolved in reading order against the names before them. A class word takes the group that bore it, else the
last group of a fitting kind; a noun with a pronoun what its owner is; an organ or a class of people the state of a
place right behind it, the state that the text gave it before, else the last state. Every answer, and every other
possible one, says by which rule it was found (`Name.option`): the ranker learns how far each is to be trusted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from tashabuk.engine.names import Name, Wants
from tashabuk.engine.pack import LanguagePack
from tashabuk.engine.words import Tag, Word
from tashabuk.model import MentionKind, Sector

OTHERS = 2
"""Further antecedents of a reference that are kept."""
CLASSES = 3
"""Further classes of people that a noun for people can mean that are kept."""
PLACE_REACH = 4
"""Words behind a noun for people within which a place tells whose they are."""
_GROUPINGS = frozenset({"WEST", "ARABS", "INTERNATIONALCOMMUNITY", "GCC", "MUSLIMS"})
_BORDERS = frozenset((Tag.VERB, Tag.SUBORDINATOR, Tag.RELATIVE, Tag.STOP))
_LOCATIVES = frozenset(("في", "من", "داخل", "علي"))


class History:
    """The actors named so far, most recent last. Cities and regions count where the text names their state as well:
    Aleppo in a text about Syria, not Geneva where others meet."""

    def __init__(self, pack: LanguagePack, named: frozenset[str] = frozenset()) -> None:
        self.sorts, self.known_states = pack.sorts, pack.states
        self._named = named
        self.states: list[str] = []
        self.often: Counter[str] = Counter()
        self.groups: list[str] = []
        self.all: list[tuple[str, ...]] = []
        self.person: tuple[str, ...] = ()
        self.by_generic: dict[str, str] = {}
        self.by_organ: dict[str, str] = {}
        self.by_class: dict[str, tuple[str, ...]] = {}

    @cached_property
    def home(self) -> tuple[str, ...]:
        """The state named most, if there is one; asked for when all names are in."""
        return tuple(state for state, _ in self.often.most_common(1))

    def add(self, name: Name) -> None:
        """Remember a resolved name."""
        if not self.counts(name):
            return
        for actor in name.actors:
            base, _, sector = actor.partition(":")
            if base in self.known_states:
                self.often[base] += 1
                if sector != Sector.MEDIA:  # who reports is not whom it is about
                    self.states.append(base)
            elif actor not in _GROUPINGS:
                self.groups.append(actor)
        self.all.append(name.actors)
        if name.kind is MentionKind.LEADER:
            self.person = name.actors
        if name.generic and len(name.actors) == 1 and (name.actors[0] in self.groups[-1:] or self._is_named(name)):
            self.by_generic[name.generic] = name.actors[0]

    def _is_named(self, name: Name) -> bool:
        """Whether a state goes by a name of its own here, to which the class word can refer: التحالف العربي."""
        return name.kind is MentionKind.NAME and name.actors[0] in self.known_states

    def tell(self, name: Name) -> None:
        """Remember what a noun stands for that the text itself gives an owner: الشرطة التركية, المستثمرين السعوديين."""
        if name.kind is MentionKind.CLASS:
            self.by_class[name.generic] = name.actors
        elif len(name.actors) == 1 and name.actors[0] in self.known_states:
            self.by_organ[name.generic] = name.actors[0]

    def counts(self, name: Name) -> bool:
        """Whether a name is more than a place that others happen to be at."""
        return name.kind is not MentionKind.PLACE or name.actors[0] in self._named


def resolve(
    name: Name, names: list[Name], before: list[Name], words: list[Word], history: History, ahead: History
) -> None:
    """Fill in `actors`, `others` and their options, as far as the text has an answer.

    `names` are those of the sentence, resolved up to this one, `before` those of the sentence before; `ahead` has what
    the whole text names.
    """
    place = _place_behind(name, names, words, history.known_states)
    owner = "" if place else _owner(name, names, before)
    if owner and _is_theirs(name, owner, history):
        name.actors, name.option = (owner,), "owner"
        return
    pool = _pool(name, place, owner, history, ahead)
    if name.wants is Wants.PAIR:
        name.actors, name.option = _last_pair(history) if name.certain else (), "pair"
        return
    if name.wants in (Wants.PERSON, Wants.LAST):
        name.actors = history.person if name.wants is Wants.PERSON else history.all[-1] if history.all else ()
        name.option = str(name.wants)
    elif name.wants in (Wants.GROUP, Wants.KNOWN):
        _take_group(name, pool, history)
    elif name.wants is Wants.STATE and name.certain:
        _take_state(name, pool, history)
    if not name.actors and name.sectors and pool.states:
        _take_class(name, pool, history)
    if name.actors:
        others = [(other, "named") for other in name.others]
        others += [(a, option) for a, option in _others(name, pool) if a not in name.actors]
        name.others, name.options = tuple(a for a, _ in others), tuple(option for _, option in others)


@dataclass(frozen=True, slots=True)
class _Pool:
    """Whom a reference can stand for, most recent last. `place` and `owner` tell whose it is, as far as the text does;
    `home` is the state that it names most."""

    states: list[str]
    groups: list[str]
    place: str
    owner: str
    home: tuple[str, ...]

    def why(self, what: str) -> str:
        """By which rule the last state is taken for the one that a reference belongs to."""
        state = self.states[-1]
        rule = "place" if self.place else "owner" if self.owner == state else "home" if state in self.home else "last"
        return f"{what}-{rule}"


def _pool(name: Name, place: str, owner: str, history: History, ahead: History) -> _Pool:
    states = history.states or ahead.states[:1]
    told = place or (owner if owner in history.known_states else "")
    if told:
        states = [*states, told]
    if name.among:
        states = [s for s in states if s in name.among] or [s for s in ahead.states if s in name.among][:1]
    groups = history.groups or ahead.groups[:1]
    if name.sorts:
        groups = [g for g in groups if history.sorts.get(g, "group") in name.sorts]
    return _Pool(states, groups, place, owner, ahead.home)


def _place_behind(name: Name, names: list[Name], words: list[Word], states: frozenset[str]) -> str:
    """The state of a place right behind a reference (السكان في غزة, سياح من كوريا), empty if there is none."""
    behind = next((n for n in names if n.first > name.last), None)
    if behind is None or not behind.actors:
        return ""
    way = words[name.last + 1 : behind.first + 1]
    state = behind.actors[0].split(":")[0]
    if state not in states or len(way) > PLACE_REACH or any(w.tag in _BORDERS for w in way):
        return ""
    located = way[0].tag is Tag.PREPOSITION and way[0].bare in _LOCATIVES
    return state if located or (len(way) == 1 and way[0].prep == "ب") else ""


def _owner(name: Name, names: list[Name], before: list[Name]) -> str:
    """Whom the pronoun on a reference means: who the sentence, or else the one before, is about."""
    if not name.owner:
        return ""
    here = [n for n in names if n.last < name.first]
    able = (n for some in (here, before) for n in some if n.actors and _can_own(n, name.owner))
    found = next(able, None)
    return found.actors[0].split(":")[0] if found is not None else ""


def _can_own(name: Name, owner: str) -> bool:
    if owner in ("d", "mp", "fp"):
        return False
    return len(name.actors) == 1 and name.number != "p" and name.gender in ("", owner[0])


def _is_theirs(name: Name, owner: str, history: History) -> bool:
    """Whether what somebody has is that somebody: the fighters and leaders of a group."""
    fighters = name.wants in (Wants.GROUP, Wants.STATE) or Sector.REBELS in name.sectors
    return owner not in history.known_states and fighters


def _take_group(name: Name, pool: _Pool, history: History) -> None:
    known = history.by_generic.get(name.generic) if name.certain else None
    if known:
        name.actors, name.option = (known,), "known"
    elif name.wants is Wants.GROUP and pool.groups and (name.certain or name.sectors):
        name.actors, name.option = (pool.groups[-1],), "group"


def _take_state(name: Name, pool: _Pool, history: History) -> None:
    known = history.by_generic.get(name.generic) or history.by_organ.get(name.generic)
    if known and not pool.place:
        name.actors, name.option = (known,), "known"
    elif pool.states:
        name.actors, name.option = (pool.states[-1],), pool.why("state")


def _take_class(name: Name, pool: _Pool, history: History) -> None:
    known = None if pool.place else history.by_class.get(name.generic)
    name.actors = known or (f"{pool.states[-1]}:{name.sectors[0]}",)
    name.option = "known" if known else pool.why("class")
    name.kind = MentionKind.CLASS


def _others(name: Name, pool: _Pool) -> list[tuple[str, str]]:
    """What else the reference can mean, and why: other groups, nearest first; the same class, or another that the noun
    can mean, of the last state and of the state that the text names most."""
    states = pool.states
    nearest = [(group, "group") for group in dict.fromkeys(reversed(pool.groups)) if group not in name.actors]
    if name.sectors:
        homes = dict.fromkeys(states[-2:-1], "before") | dict.fromkeys(pool.home, "home")
        homes = dict.fromkeys(states[-1:], "last") | {h: why for h, why in homes.items() if h not in states[-1:]}
        classes = [
            (f"{home}:{sector}", f"class-{why}{rank}")
            for home, why in homes.items()
            for rank, sector in enumerate(name.sectors)
        ]
        if name.kind is MentionKind.CLASS:
            return [one for one in classes if one[0] not in name.actors][:CLASSES] + nearest[:1]
        return nearest[:1] + classes[:CLASSES]
    if name.wants is Wants.STATE:
        nearest = [(state, "state") for state in dict.fromkeys(reversed(states)) if state not in name.actors]
    return nearest[:OTHERS]


def _last_pair(history: History) -> tuple[str, ...]:
    for pool in (history.states, history.states + history.groups):
        pair = list(dict.fromkeys(reversed(pool)))[:2]
        if len(pair) == 2:
            return (pair[1], pair[0])
    return ()
