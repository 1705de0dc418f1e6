"""The tree of a sentence, and what it says of who does a thing and to whom.

Labels tell what a word is to its head, by meaning rather than by form: `s` is who does it, behind a noun and as a
passive's "by" too; `o` is to whom it is done, a passive's subject too. The others: `n` behind a preposition, `i`
another genitive, `m` adjective, `a` apposition, `f` further word of a name, `c` one of several, `k` clause that
completes, `l` relative clause, `v` circumstance, `p` predicate noun, `d` adverb, `x` function word, `r` root (see
`docs/arabic.md`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tashabuk.engine.words import Tag, Word

DEEPEST = 8
"""Steps that are gone up from a word."""
UPS, DOWNS = 4, 3
"""Steps up and down that a way may have before it is only far."""
_MARKS = frozenset((Tag.COMMA, Tag.STOP, Tag.OPEN_QUOTE, Tag.CLOSE_QUOTE, Tag.MARK))
"""What hangs nowhere: the parser was never told where."""
_PHRASE = frozenset("afmic")
_OWN = frozenset("imc")
_PASSED_ON = frozenset("cknodvp")
"""Labels of predicates that can have their doer from the predicate above: what is promised, begun, done meanwhile."""


@dataclass(frozen=True, slots=True)
class Bond:
    """What the tree says of a candidate beside a trigger: the `way` from one to the other, the `place` of the trigger
    that the candidate holds (a frame's place; empty: none), and `how` it comes to hold it."""

    way: str
    place: str
    how: str


NO_BOND = Bond("", "", "")


@dataclass(slots=True)
class Tree:
    """Heads (-1: root) and labels of the words of a sentence, and what is worked out from them when asked for."""

    words: list[Word]
    heads: list[int]
    labels: list[str]
    children: list[list[int]] = field(default_factory=list)
    _tops: dict[int, tuple[int, str]] = field(default_factory=dict)
    _doers: dict[int, tuple[int, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.children = [[] for _ in self.heads]
        for at, head in enumerate(self.heads):
            if head >= 0 and self.words[at].tag not in _MARKS:
                self.children[head].append(at)

    def child(self, at: int, label: str) -> int:
        """The first word with this label below a word, -1 if there is none."""
        return next((n for n in self.children[at] if self.labels[n] == label), -1)

    def small(self, at: int) -> list[Word]:
        """The function words of a word: negations, particles, conjunctions, prepositions."""
        return [self.words[n] for n in self.children[at] if self.labels[n] == "x"]

    def above(self, at: int) -> list[int]:
        """A word, its head, the head's head and so on: at most `DEEPEST`; heads that were chosen one by one can turn in
        a circle, which ends the list."""
        out = [at]
        while len(out) < DEEPEST and self.heads[at] >= 0:
            at = self.heads[at]
            if at in out:
                break
            out.append(at)
        return out

    def predicate(self, places: Iterable[int]) -> int:
        """The first of some words that is a verb or has a frame, -1 if none is."""
        return next((n for n in places if self.words[n].tag is Tag.VERB or self.words[n].hits), -1)

    def top(self, at: int) -> tuple[int, str]:
        """The noun that heads the phrase which a name stands in, and how the name belongs to it: `i` as a genitive, `m`
        as an adjective, `c` as one of several."""
        found = self._tops.get(at)
        if found is None:
            found = self._tops[at] = self._find_top(at)
        return found

    def _find_top(self, at: int) -> tuple[int, str]:
        how = ""
        for here in self.above(at):
            at, label, head = here, self.labels[here], self.heads[here]
            if head < 0 or label not in _PHRASE or (label in _OWN and self._is_predicate(head)):
                break
            if label in _OWN and label not in how:
                how += label
        return at, how

    def _is_predicate(self, at: int) -> bool:
        word = self.words[at]
        return word.mention < 0 and (word.tag is Tag.VERB or bool(word.hits))

    def doer(self, at: int) -> tuple[int, str]:
        """The word for who does what a predicate says, -1 if the tree does not tell, and by which labels it was found:
        its own, or that of the predicate above which it shares it with."""
        return self._doer(at, 0)

    def _doer(self, at: int, depth: int) -> tuple[int, str]:
        found = self._doers.get(at)
        if found is None:
            self._doers[at] = -1, ""  # what turns in a circle has none
            found = self._doers[at] = self._find_doer(at, depth)
        return found

    def _find_doer(self, at: int, depth: int) -> tuple[int, str]:
        own, label, head = self.child(at, "s"), self.labels[at], self.heads[at]
        if own >= 0:
            return own, "s"
        if head < 0 or depth == DEEPEST:
            return -1, ""
        if label == "l" or (label == "m" and self.words[at].tag is not Tag.VERB):
            return head, label
        if label not in _PASSED_ON:
            return -1, ""
        who, way = self._doer(head, depth + 1)
        return who, (label + way)[:3] if who >= 0 else ""

    def preposition(self, at: int) -> str:
        """The preposition before a noun, attached or not."""
        word = self.words[at]
        if word.prep:
            return word.prep
        return next((w.bare for w in self.small(at) if w.tag is Tag.PREPOSITION), "")

    def way(self, at: int, to: int) -> str:
        """The way from a word to another: labels up (`<`) and down (`>`), a preposition with its noun."""
        up, down = self.above(at), self.above(to)
        for ups, here in enumerate(up):
            if here in down:
                downs = down.index(here)
                if ups > UPS or downs > DOWNS:
                    return "far"
                steps = ["<" + self.labels[n] for n in up[:ups]]
                return "".join([*steps, *(">" + self._step(n) for n in reversed(down[:downs]))])
        return "none"

    def _step(self, at: int) -> str:
        label = self.labels[at]
        return label + self.preposition(at) if label == "n" else label

    def bond(self, at: int, last: int) -> Bond:
        """The bond of a predicate with the phrase that ends with a word."""
        top, how = self.top(last)
        way = self.way(at, top)
        doer, by = self.doer(at)
        if doer >= 0 and self._is_one(top, doer):
            return Bond(way, "s", by + how)
        done = self.child(at, "o")
        if done >= 0 and self._is_one(top, done):
            return Bond(way, "o", "o" + how)
        head, label = self.heads[top], self.labels[top]
        if head == at:
            return Bond(way, self.preposition(top) if label == "n" else "g" if label == "i" else label, how)
        if head >= 0 and head == self.heads[at] and label == "n" and self.labels[at] in "on":
            return Bond(way, self.preposition(top), "up" + how)  # شن غارات على: what is with the light verb
        return Bond(way, "", how)

    def _is_one(self, top: int, noun: int) -> bool:
        return top in (noun, self.top(noun)[0])


def length(way: str) -> int:
    """Steps of a way; more than any has for one that is far."""
    return way.count("<") + way.count(">") if way not in ("far", "none") else UPS + DOWNS + 1
