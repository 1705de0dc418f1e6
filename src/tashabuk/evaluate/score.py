"""How well a reader's statements match the gold ones: precision, recall and F1 on three levels, and shared qualities.

Levels, micro-averaged over documents:

ties        per document, the set of directed (actor, recipient, sign) with sign ±1; negated and asked ones left out;
            a mutual statement gives both directions.
statements  one-to-one matches of equal type and sign whose actors overlap, whose recipients overlap (or both are
            empty, or one side wrote the pair as mutual), and whose triggers lie within 60 characters.
events      as statements, whatever the type.

Of matched statements: the share that agrees on date and openness (where gold has one), holder and certainty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tashabuk.evaluate.gold import Fields, dyads_of

NEAR = 60
"""Characters between two triggers that can still mean the same."""
QUALITIES = ("date", "holder", "certainty", "openness")
_MAY_BE_OPEN = ("date", "openness")


@dataclass(slots=True)
class Counts:
    """Matches, gold items and read items; the rates derive from them."""

    hit: int = 0
    gold: int = 0
    read: int = 0

    def add(self, hit: int, gold: int, read: int) -> None:
        """Count one more document."""
        self.hit += hit
        self.gold += gold
        self.read += read

    @property
    def precision(self) -> float:
        """Matches ÷ read items."""
        return self.hit / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """Matches ÷ gold items."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Score:
    """Counts by level and quality, statements that did not match, kinds of misses, and confidence with its outcome."""

    levels: dict[str, Counts] = field(default_factory=lambda: {n: Counts() for n in ("ties", "statements", "events")})
    qualities: dict[str, Counts] = field(default_factory=lambda: {n: Counts() for n in QUALITIES})
    missed: list[tuple[str, Fields]] = field(default_factory=list)
    spurious: list[tuple[str, Fields]] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    confidence: list[tuple[float, bool]] = field(default_factory=list)

    def reliability(self, bins: int = 5) -> list[tuple[float, float, float, int]]:
        """Confidence against truth: (from, mean confidence, share that matched, statements) of each filled bin."""
        out = []
        for n in range(bins):
            low, high = n / bins, (n + 1) / bins
            inside = [(c, hit) for c, hit in self.confidence if low <= c < high or (c == 1.0 and n == bins - 1)]
            if inside:
                size = len(inside)
                out.append((low, sum(c for c, _ in inside) / size, sum(hit for _, hit in inside) / size, size))
        return out


class Pair(NamedTuple):
    """Positions of a gold and a read statement that match."""

    gold: int
    read: int


def ties(statements: Iterable[Fields]) -> set[tuple[str, str, int]]:
    """The directed ties that statements assert."""
    out = set()
    for s in statements:
        if s["certainty"] in ("negated", "question") or not s["sign"]:
            continue
        out |= {(*dyad, int(s["sign"])) for dyad in dyads_of(s)}
    return out


def compatible(gold: Fields, read: Fields, *, typed: bool) -> bool:
    """Whether the two can be the same statement."""
    if gold["sign"] != read["sign"] or (typed and gold["event"] != read["event"]):
        return False
    if _gap(gold, read) > NEAR:
        return False
    return same_parties(gold["actor"], gold["recipient"], read["actor"], read["recipient"])


def same_parties(
    gold_actor: Sequence[str], gold_recipient: Sequence[str], actor: Sequence[str], recipient: Sequence[str]
) -> bool:
    """Whether actors and recipients overlap, or both sides name the same pair in mutual form."""
    if set(gold_actor) & set(actor) and (
        set(gold_recipient) & set(recipient) or (not gold_recipient and not recipient)
    ):
        return True
    if not gold_recipient or not recipient:
        return len({*gold_actor, *gold_recipient} & {*actor, *recipient}) >= 2
    return False


def _gap(one: Fields, two: Fields) -> int:
    return int(max(one["start"] - two["end"], two["start"] - one["end"]))


def match(gold: Sequence[Fields], read: Sequence[Fields], *, typed: bool) -> list[Pair]:
    """One-to-one matches, those that share most actors and lie nearest first."""
    found = []
    for i, g in enumerate(gold):
        for j, r in enumerate(read):
            if compatible(g, r, typed=typed):
                shared = len({*g["actor"], *g["recipient"]} & {*r["actor"], *r["recipient"]})
                found.append((-shared, max(_gap(g, r), 0), i, j))
    used_gold: set[int] = set()
    used_read: set[int] = set()
    out = []
    for _, _, i, j in sorted(found):
        if i not in used_gold and j not in used_read:
            used_gold.add(i)
            used_read.add(j)
            out.append(Pair(i, j))
    return out


def add_document(score: Score, name: str, gold: Sequence[Fields], read: Sequence[Fields]) -> None:
    """Count one document into `score`."""
    gold_ties, read_ties = ties(gold), ties(read)
    score.levels["ties"].add(len(gold_ties & read_ties), len(gold_ties), len(read_ties))
    score.levels["events"].add(len(match(gold, read, typed=False)), len(gold), len(read))
    pairs = match(gold, read, typed=True)
    score.levels["statements"].add(len(pairs), len(gold), len(read))
    for pair in pairs:
        for quality, counts in score.qualities.items():
            want = gold[pair.gold].get(quality)
            if want is not None or quality not in _MAY_BE_OPEN:
                counts.add(int(read[pair.read].get(quality) == want), 1, 1)
    hit_gold, hit_read = {p.gold for p in pairs}, {p.read for p in pairs}
    score.missed += [(name, s) for i, s in enumerate(gold) if i not in hit_gold]
    score.spurious += [(name, s) for j, s in enumerate(read) if j not in hit_read]
    score.errors.update(error_kind(s, read) for i, s in enumerate(gold) if i not in hit_gold)
    score.confidence += [(s["confidence"], j in hit_read) for j, s in enumerate(read) if "confidence" in s]


def error_kind(missed: Fields, read: Sequence[Fields]) -> str:
    """What was read in place of a gold statement, by the statement near it that has most in common with it."""
    near = [s for s in read if _gap(missed, s) <= NEAR]
    same = [s for s in near if s["event"] == missed["event"] and s["sign"] == missed["sign"]]
    for s in same:
        if set(s["actor"]) & set(missed["actor"]):
            return "wrong recipient"
    for s in same:
        if set(s["recipient"]) & set(missed["recipient"]):
            return "wrong actor"
        if set(s["actor"]) & set(missed["recipient"]):
            return "actor and recipient confused"
    if same:
        return "wrong actor and recipient"
    if any(same_parties(missed["actor"], missed["recipient"], s["actor"], s["recipient"]) for s in near):
        return "wrong type"
    return "another statement read here" if near else "nothing read here"
