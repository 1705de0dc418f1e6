"""Why a candidate stands where it stands: the past facts and the rules that speak for it, strongest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tashabuk.foresee.evidence import Gatherer
from tashabuk.foresee.facts import Ints, find
from tashabuk.foresee.memory import SLOW
from tashabuk.foresee.rules import INVERSE, SAME, kinds

CITED = 3
"""Facts that a reason cites, the latest first."""
LEAST = 0.01
"""Share of the strongest reason's strength below which another one is not worth telling."""


class Rule(StrEnum):
    """How the cited facts lead to the forecast."""

    AGAIN = "the same again"
    ANSWER = "the same, the other way round"
    FOLLOWS = "one kind of act after another"
    VIA = "through a third actor"


@dataclass(frozen=True, slots=True)
class Reason:
    """`rule` with the relation of its body (inverse if ≥ the number of relations), its strength, and its facts.

    `strength` is the part of λ that a one-step rule gives, and the chance of the path for `VIA`; `facts` are row
    numbers of the facts that the forecaster was given; `via` is the third actor.
    """

    rule: Rule
    relation: int
    strength: float
    facts: tuple[int, ...]
    via: int | None = None


def reasons(gatherer: Gatherer, subject: int, relation: int, candidate: int, limit: int = 3) -> list[Reason]:
    """The strongest reasons for one candidate of the query (subject, relation, ?); empty if only its popularity speaks.

    Third actors are named where nothing passed between the two themselves.
    """
    direct = sorted(_direct(gatherer, subject, relation, candidate), key=lambda r: (-r.strength, r.relation))
    found = direct or sorted(_via(gatherer, subject, candidate), key=lambda r: (-r.strength, r.via or 0))
    return [r for r in found[:limit] if r.strength >= LEAST * found[0].strength]


def _direct(gatherer: Gatherer, subject: int, relation: int, candidate: int) -> Iterator[Reason]:
    memory, index = gatherer.memory, gatherer.memory.index
    kind = kinds(index.relations)
    for triple in _triples(gatherer, subject, candidate):
        by = int(index.relation[triple])
        strength = float(gatherer.rules.weight[relation, by] @ memory.recent[triple])
        rule = {SAME: Rule.AGAIN, INVERSE: Rule.ANSWER}.get(int(kind[relation, by]), Rule.FOLLOWS)
        yield Reason(rule, by, strength, _facts(gatherer, np.array([triple]), CITED))


def _via(gatherer: Gatherer, subject: int, candidate: int) -> Iterator[Reason]:
    index, walk = gatherer.memory.index, gatherer.walks.anything
    first = walk[[subject], :].toarray().ravel()
    second = walk[:, [candidate]].toarray().ravel()
    for via in np.flatnonzero(first * second):
        legs = [_triples(gatherer, subject, int(via)), _triples(gatherer, int(via), candidate)]
        facts = tuple(f for leg in legs for f in _facts(gatherer, leg, 1))
        strongest = max(legs[1], key=lambda t: float(gatherer.memory.recent[t, SLOW]))
        yield Reason(Rule.VIA, int(index.relation[strongest]), float(first[via] * second[via]), facts, int(via))


def _triples(gatherer: Gatherer, subject: int, candidate: int) -> Ints:
    """The remembered triples of a pair."""
    memory, index = gatherer.memory, gatherer.memory.index
    (pair,) = find(index.pair_key, np.array([subject * index.entities + candidate]))
    if pair < 0:
        return np.empty(0, np.int64)
    triples = np.arange(index.pair_first[pair], index.pair_first[pair + 1])
    return triples[memory.last[triples] >= 0]


def _facts(gatherer: Gatherer, triples: Ints, most: int) -> tuple[int, ...]:
    """The latest remembered facts of triples, the latest first."""
    memory, index = gatherer.memory, gatherer.memory.index
    rows = np.flatnonzero(np.isin(index.triple, triples) & (index.day < memory.day))
    return tuple(int(index.row[i]) for i in rows[::-1][:most])
