"""Stage 3: names, and what references stand for.

References are resolved in reading order against the names before them: a class word such as "the movement" takes the
group that bore it, else the last group; "the two countries" the last two; an organ without a state the last state.
"""

from __future__ import annotations

from tashabuk.engine.names import Name, Wants
from tashabuk.model import MentionKind
from tashabuk.read.state import LEAST_RANK, Reading

_GROUPINGS = frozenset({"WEST", "ARABS", "INTERNATIONALCOMMUNITY", "GCC", "MUSLIMS"})


MOST_NAMED = 2
"""The most frequent actors that are candidates everywhere."""


class History:
    """The actors named so far, most recent last."""

    def __init__(self, known_states: frozenset[str]) -> None:
        self._known_states = known_states
        self.states: list[str] = []
        self.groups: list[str] = []
        self.all: list[tuple[str, ...]] = []
        self.by_generic: dict[str, str] = {}

    def add(self, name: Name) -> None:
        """Remember a resolved name."""
        for actor in name.actors:
            base = actor.split(":")[0]
            if base in self._known_states:
                self.states.append(base)
            elif actor not in _GROUPINGS:
                self.groups.append(actor)
        self.all.append(name.actors)
        if name.generic and len(name.actors) == 1 and name.actors[0] in self.groups[-1:]:
            self.by_generic[name.generic] = name.actors[0]


def find_names(reading: Reading) -> None:
    """Fill `names`, with references resolved, and `salience`."""
    memory = reading.pack.new_memory()
    history = History(reading.pack.states)
    ahead = _look_ahead(reading, memory)
    for sentence in reading.sentences:
        names = reading.pack.names(sentence.words, memory)
        for name in names:
            if not name.actors:
                _resolve(name, history, ahead)
            if name.actors:
                history.add(name)
                for actor in name.actors:
                    reading.salience[actor] = reading.salience.get(actor, 0) + 1
        reading.names.append([n for n in names if n.actors])
    frequent = sorted(reading.salience.items(), key=lambda item: (-item[1], item[0]))
    reading.most_named = tuple(actor for actor, _ in frequent[:MOST_NAMED])
    counts = sorted(reading.salience.values(), reverse=True)
    reading.ranks = {a: min(counts.index(c), LEAST_RANK) for a, c in reading.salience.items()}
    for sentence, names in zip(reading.sentences, reading.names, strict=True):
        for k, name in enumerate(names):
            for word in sentence.words[name.first : name.last + 1]:
                word.mention = k


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


def _resolve(name: Name, history: History, ahead: History) -> None:
    states = history.states or ahead.states[:1]
    groups = history.groups or ahead.groups[:1]
    if name.wants is Wants.PAIR:
        name.actors = _last_pair(history)
    elif name.wants is Wants.GROUP:
        known = history.by_generic.get(name.generic)
        if known:
            name.actors = (known,)
        elif groups and (name.certain or name.sector):
            name.actors = (groups[-1],)
    elif name.wants is Wants.STATE and states and name.certain:
        name.actors = (states[-1],)
    if not name.actors and name.sector and states:
        name.actors = (f"{states[-1]}:{name.sector}",)
        name.kind = MentionKind.CLASS
    if name.actors and name.wants is not Wants.PAIR:
        name.others = _others(name, states, groups)


def _others(name: Name, states: list[str], groups: list[str]) -> tuple[str, ...]:
    """What else the reference can mean, nearest first: other groups, or the same class of another state."""
    nearest = [*dict.fromkeys(reversed(groups))]
    if name.kind is MentionKind.CLASS:
        nearest = [f"{s}:{name.sector}" for s in dict.fromkeys(reversed(states))] + nearest
    elif name.wants is Wants.STATE:
        nearest = [*dict.fromkeys(reversed(states))]
    return tuple(a for a in nearest if a not in name.actors)[:OTHERS]


def _last_pair(history: History) -> tuple[str, ...]:
    for pool in (history.states, history.states + history.groups):
        pair = list(dict.fromkeys(reversed(pool)))[:2]
        if len(pair) == 2:
            return (pair[1], pair[0])
    return ()
