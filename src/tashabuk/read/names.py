"""Stage 3: names, and what references stand for.

References are resolved in reading order against the names before them: a class word such as "the movement" takes the
group that bore it, else the last group; "the two countries" the last two; an organ without a state the last state.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from tashabuk.engine.names import Name, Wants
from tashabuk.model import MentionKind, Sector
from tashabuk.read.state import LEAST_RANK, Reading

_GROUPINGS = frozenset({"WEST", "ARABS", "INTERNATIONALCOMMUNITY", "GCC", "MUSLIMS"})


MOST_NAMED = 2
CLASSES_NAMED = 2
"""The most frequent actors that are candidates everywhere, and of the classes of people."""


class History:
    """The actors named so far, most recent last. Cities and regions count where the text names their state as well:
    Aleppo in a text about Syria, not Geneva where others meet."""

    def __init__(self, known_states: frozenset[str], named: frozenset[str] = frozenset()) -> None:
        self._known_states = known_states
        self._named = named
        self.states: list[str] = []
        self.often: Counter[str] = Counter()
        self.groups: list[str] = []
        self.all: list[tuple[str, ...]] = []
        self.by_generic: dict[str, str] = {}

    @cached_property
    def home(self) -> tuple[str, ...]:
        """The state named most, if there is one; asked for when all names are in."""
        return tuple(state for state, _ in self.often.most_common(1))

    def add(self, name: Name) -> None:
        """Remember a resolved name."""
        if not self.counts(name):
            return
        for actor in name.actors:
            base = actor.split(":")[0]
            if base in self._known_states:
                self.states.append(base)
                self.often[base] += 1
            elif actor not in _GROUPINGS:
                self.groups.append(actor)
        self.all.append(name.actors)
        if name.generic and len(name.actors) == 1 and name.actors[0] in self.groups[-1:]:
            self.by_generic[name.generic] = name.actors[0]

    def counts(self, name: Name) -> bool:
        """Whether a name is more than a place that others happen to be at."""
        return name.kind is not MentionKind.PLACE or name.actors[0] in self._named


def find_names(reading: Reading) -> None:
    """Fill `names`, with references resolved, and `salience`."""
    memory = reading.pack.new_memory(reading.document.published)
    ahead = _look_ahead(reading, memory)
    history = History(reading.pack.states, frozenset(ahead.states + ahead.groups))
    for sentence in reading.sentences:
        names = reading.pack.names(sentence.words, memory)
        for name in names:
            if not name.actors:
                _resolve(name, history, ahead)
            if name.actors:
                history.add(name)
                for actor in name.actors if name.kind is not MentionKind.PLACE else ():
                    reading.salience[actor] = reading.salience.get(actor, 0) + 1
        reading.names.append([n for n in names if n.actors])
    frequent = sorted(reading.salience.items(), key=lambda item: (-item[1], item[0]))
    reading.everywhere = _everywhere([actor for actor, _ in frequent], ahead)
    counts = sorted(reading.salience.values(), reverse=True)
    reading.ranks = {a: min(counts.index(c), LEAST_RANK) for a, c in reading.salience.items()}
    for sentence, names in zip(reading.sentences, reading.names, strict=True):
        for k, name in enumerate(names):
            for word in sentence.words[name.first : name.last + 1]:
                word.mention = k


def _everywhere(frequent: list[str], ahead: History) -> tuple[tuple[str, str], ...]:
    """Who is a candidate everywhere, and why: the actors and the classes named most, and the civilians of the state
    named most, for whom there is not always a word (قتل عشرة في حلب)."""
    classes = [actor for actor in frequent if ":" in actor][:CLASSES_NAMED]
    classes += [f"{state}:{Sector.CIVILIANS}" for state in ahead.home]
    named = [(actor, f"top{n}") for n, actor in enumerate(frequent[:MOST_NAMED])]
    return (*named, *((actor, f"class{n}") for n, actor in enumerate(dict.fromkeys(classes))))


def _look_ahead(reading: Reading, memory: object) -> History:
    """What the whole text names: headlines use short names and references before the names that explain them."""
    history = History(reading.pack.states)
    for sentence in reading.sentences:
        for name in reading.pack.names(sentence.words, memory):
            if name.actors:
                history.add(name)
    return history


OTHERS = 2
"""Further antecedents of a reference that are kept."""
CLASSES = 3
"""Further classes of people that a noun for people can mean that are kept."""


def _resolve(name: Name, history: History, ahead: History) -> None:
    states = history.states or ahead.states[:1]
    groups = history.groups or ahead.groups[:1]
    if name.wants is Wants.PAIR:
        name.actors = _last_pair(history)
    elif name.wants is Wants.GROUP:
        known = history.by_generic.get(name.generic)
        if known:
            name.actors = (known,)
        elif groups and (name.certain or name.sectors):
            name.actors = (groups[-1],)
    elif name.wants is Wants.STATE and states and name.certain:
        name.actors = (states[-1],)
    if not name.actors and name.sectors and states:
        name.actors = (f"{states[-1]}:{name.sectors[0]}",)
        name.kind = MentionKind.CLASS
    if name.actors and name.wants is not Wants.PAIR:
        name.others = _others(name, states, groups, ahead)


def _others(name: Name, states: list[str], groups: list[str], ahead: History) -> tuple[str, ...]:
    """What else the reference can mean: other groups, nearest first; the same class, or another that the noun can
    mean, of the last state and of the state that the text names most."""
    nearest = [*dict.fromkeys(reversed(groups))]
    if name.sectors:
        homes = dict.fromkeys([*states[-1:], *ahead.home, *states[-2:-1]])
        classes = [f"{home}:{sector}" for home in homes for sector in name.sectors]
        if name.kind is MentionKind.CLASS:
            return tuple(a for a in classes if a not in name.actors)[:CLASSES] + tuple(nearest[:1])
        return tuple(a for a in nearest if a not in name.actors)[:1] + tuple(classes[:CLASSES])
    if name.wants is Wants.STATE:
        nearest = [*dict.fromkeys(reversed(states))]
    return tuple(a for a in nearest if a not in name.actors)[:OTHERS]


def _last_pair(history: History) -> tuple[str, ...]:
    for pool in (history.states, history.states + history.groups):
        pair = list(dict.fromkeys(reversed(pool)))[:2]
        if len(pair) == 2:
            return (pair[1], pair[0])
    return ()
