"""Stage 7a, second part: what the tree of a sentence says of a trigger, and of each of its candidates."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tashabuk.read.state import Candidate, Group, Reading, Trigger
from tashabuk.read.trees import Bond, Tree, length

_ELSEWHERE = Bond("X", "", "")
_WITHIN = Bond("in", "", "")


def tell_bonds(reading: Reading, trigger: Trigger, found: Iterable[Candidate]) -> None:
    """Tell candidates their bonds: the closest that any mention of the same actors in the sentence has."""
    tree, at = reading.trees[trigger.sentence], trigger.word
    closest = _closest(reading, trigger, tree)
    for one in found:
        group = one.group
        if one.side == "X":
            one.bond = _ELSEWHERE
        elif one.path.startswith("~"):  # a pronoun stands for it
            pronoun = tree.bond(at, at + one.distance if one.side == "R" else at - one.distance)
            one.bond = Bond(pronoun.way + "~", pronoun.place, pronoun.how + "~")
        elif group.actors in closest:
            one.bond = closest[group.actors]
        elif group.head <= at <= group.last:
            one.bond = _WITHIN


def _closest(reading: Reading, trigger: Trigger, tree: Tree) -> dict[tuple[str, ...], Bond]:
    best: dict[tuple[str, ...], tuple[tuple[bool, int], Bond]] = {}
    for group in reading.groups[trigger.sentence]:
        if group.head <= trigger.word <= group.last:
            continue
        bond = tree.bond(trigger.word, group.last)
        order = not bond.place, length(bond.way)
        for actors in (group.actors, *((other,) for other in group.others)):
            if actors not in best or order < best[actors][0]:
                best[actors] = order, bond
    return {actors: bond for actors, (_, bond) in best.items()}


def taken_places(reading: Reading, trigger: Trigger) -> str:
    """Who holds the places of a trigger: doer, the way to it, undergoer, what is behind a preposition; `A` a possible
    actor, `p` a noun with a pronoun, `x` another noun, `-` nobody; `p` at the end if the trigger has a pronoun."""
    known = reading.taken.get(trigger.number)
    if known is None:
        tree, at = reading.trees[trigger.sentence], trigger.word
        tops = {tree.top(g.last)[0] for g in reading.groups[trigger.sentence]}
        doer, by = tree.doer(at)
        others = [n for n in tree.children[at] if tree.labels[n] == "n"]
        other = "A" if not tops.isdisjoint(others) else "x" if others else "-"
        holders = _holder(tree, doer, tops) + (by[:1] or "-") + _holder(tree, tree.child(at, "o"), tops)
        known = holders + other + ("p" if tree.words[at].pronoun else "")
        reading.taken[trigger.number] = known
    return known


def doers(groups: Iterable[Group], tree: Tree, at: int) -> tuple[str, ...]:
    """Who does what a word says, by the tree, if it is an actor."""
    return parties(groups, tree, (tree.doer(at)[0],))


def parties(groups: Iterable[Group], tree: Tree, tops: Collection[int]) -> tuple[str, ...]:
    """The actors of whose phrase one of these words is the head; of several that are named together all."""
    return max((g.actors for g in groups if tree.top(g.last)[0] in tops), key=len, default=())


def _holder(tree: Tree, at: int, tops: set[int]) -> str:
    if at < 0:
        return "-"
    return "A" if at in tops else "p" if tree.words[at].pronoun else "x"


def hanging(reading: Reading, trigger: Trigger) -> tuple[str, str]:
    """What a trigger is in the tree, and to what."""
    tree = reading.trees[trigger.sentence]
    head = tree.heads[trigger.word]
    if head < 0:
        return tree.labels[trigger.word], "^"
    word = tree.words[head]
    return tree.labels[trigger.word], "H" if word.hits else "S" if word.says else str(word.tag)
