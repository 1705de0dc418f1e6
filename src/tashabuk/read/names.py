"""Stage 3: names, with what references stand for (see `read.references`), and who is named how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from tashabuk.model import MentionKind, Sector
from tashabuk.read.references import History, resolve
from tashabuk.read.state import LEAST_HOME, LEAST_RANK, NO_HEADLINE, Reading, Sourced

MOST_NAMED = 6
CLASSES_NAMED = 6
"""The most frequent actors that are candidates everywhere, and of the classes of people."""


def find_names(reading: Reading) -> None:
    """Fill `names`, with references resolved, and `salience`."""
    memory = reading.pack.new_memory(reading.document.published)
    ahead = _look_ahead(reading, memory)
    history = History(reading.pack, frozenset(ahead.states + ahead.groups))
    for sentence in reading.sentences:
        names = reading.pack.names(sentence.words, memory)
        before = reading.names[-1] if reading.names else []
        for name in names:
            if not name.actors:
                resolve(name, names, before, sentence.words, history, ahead)
            elif name.generic:
                history.tell(name)
            if name.actors:
                history.add(name)
                for actor in name.actors if name.kind is not MentionKind.PLACE else ():
                    reading.salience[actor] = reading.salience.get(actor, 0) + 1
        reading.names.append([n for n in names if n.actors])
    frequent = sorted(reading.salience.items(), key=lambda item: (-item[1], item[0]))
    reading.everywhere = _everywhere([actor for actor, _ in frequent], ahead)
    homes = Counter(home for names in reading.names for name in names if (home := reading.home(name.actors[0])))
    reading.ranks, reading.home_ranks = _ranks(reading.salience, LEAST_RANK), _ranks(homes, LEAST_HOME)
    first = dict.fromkeys(actor for name in (reading.names[0] if reading.names else ()) for actor in name.actors)
    reading.headline_places = {actor: min(place, NO_HEADLINE - 1) for place, actor in enumerate(first)}
    for sentence, names in zip(reading.sentences, reading.names, strict=True):
        for k, name in enumerate(names):
            for word in sentence.words[name.first : name.last + 1]:
                word.mention = k


def _ranks(often: Mapping[str, int], least: int) -> dict[str, int]:
    """Ranks by frequency, at most `least`; equal ones share a rank."""
    counts = sorted(often.values(), reverse=True)
    return {name: min(counts.index(count), least) for name, count in often.items()}


def _everywhere(frequent: list[str], ahead: History) -> Sourced:
    """Who is a candidate everywhere, and why: the actors and the classes named most, and the civilians of the state
    named most, for whom there is not always a word (قتل عشرة في حلب)."""
    classes = [actor for actor in frequent if ":" in actor][:CLASSES_NAMED]
    classes += [f"{state}:{Sector.CIVILIANS}" for state in ahead.home]
    named = [((actor,), f"top{n}") for n, actor in enumerate(frequent[:MOST_NAMED])]
    return (*named, *(((actor,), f"class{n}") for n, actor in enumerate(dict.fromkeys(classes))))


def _look_ahead(reading: Reading, memory: object) -> History:
    """What the whole text names: headlines use short names and references before the names that explain them."""
    history = History(reading.pack)
    for sentence in reading.sentences:
        for name in reading.pack.names(sentence.words, memory):
            if name.actors:
                history.add(name)
    return history
