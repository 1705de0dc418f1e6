"""Temporal rules of one step, with a weight for each age: if s did r′ to o lately, s does r to o now.

The chance that o is the object of query (s, r, ?, t) is proportional to

    λ(s, r, o, t) = Σ over r′ and τ of w_τ(r, r′) · S_τ(s, r′, o, t)  +  b(o | r)

with S the memory of `memory.py` and b the popularity of `popularity.py`; r′ runs over all relations and their
inverses. The weights maximise the likelihood of the past, Π λ(answer) / Σ_o λ(o), by multiplicative updates: each
step multiplies a weight by (what it gave to answers) / (what it gave to all candidates), which never lowers the
likelihood (a minorise–maximise algorithm, as in Zhou, Zha & Song 2013 for Hawkes processes). A gamma prior draws
rare rules towards the weight of their kind: the same relation, its inverse, or another.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from tashabuk.foresee.facts import Floats, Index, Ints, spread
from tashabuk.foresee.memory import SCALES, Memory
from tashabuk.foresee.popularity import overall_share, share_under

SAME, INVERSE, OTHER = 0, 1, 2
USUAL: NDArray[np.float64] = np.array(
    [[3.8, 0.30, 0.08, 0.11], [0.15, 0.016, 0.0065, 0.011], [0.10, 0.009, 0.003, 0.0053]]
)
"""Weights by kind and scale, as fitted on the training days of ICEWS18: the prior, and the rules of small stores."""
KIND_STRENGTH = 5.0
PAIR_STRENGTH = 5.0
"""Strength of the priors, in candidates' worth of exposure."""
KIND_STEPS, PAIR_STEPS = 12, 15
FAINT = 1e-3
"""Sources whose slowest memory is below this are left out of the sum over candidates."""


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """`weight[r, r′, k]` ≥ 0: what one past fact of r′ says for r at scale k, on the scale of popularity shares."""

    weight: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Past:
    """What queries of the past saw: memories of their answers, and sums over all their candidates.

    `code` = r · M + r′. `answer` and `asked` number the answer or the query that a row belongs to.
    """

    answer_code: Ints
    answer_recent: Floats
    answer: Ints
    background: Floats
    asked_code: Ints
    asked_recent: Floats
    asked: Ints
    answers: Ints


def kinds(relations: int) -> Ints:
    """The kind of each rule r ← r′, shape (M, M); relations ≥ M / 2 are inverses."""
    kind = np.full((relations, relations), OTHER)
    own = np.arange(relations)
    kind[own, own] = SAME
    kind[own, (own + relations // 2) % relations] = INVERSE
    return kind


def usual_rules(relations: int) -> Rules:
    """The rules of a store that is too small to fit its own."""
    return Rules(USUAL[kinds(relations)].astype(np.float32))


def fit_rules(index: Index, start: int, end: int) -> Rules:
    """The rules that best explain the facts of days `start` ≤ day < `end`, each from the days before it."""
    past = _past(index, start, end)
    relations = index.relations
    kind = kinds(relations).ravel()
    by_kind = _maximise(
        past, kind[past.answer_code], kind[past.asked_code], USUAL, strength=KIND_STRENGTH, steps=KIND_STEPS
    )
    seen, number = np.unique(past.asked_code, return_inverse=True)
    known = np.searchsorted(seen, past.answer_code)
    own = _maximise(past, known, number, by_kind[kind[seen]], strength=PAIR_STRENGTH, steps=PAIR_STEPS)
    weight = by_kind[kind].astype(np.float32)
    weight[seen] = own
    return Rules(weight.reshape(relations, relations, len(SCALES)))


def _past(index: Index, start: int, end: int) -> _Past:
    memory = Memory(index)
    days = [_past_of_day(memory, int(day)) for day in index.days(start, end)]
    if not days:
        days = [_past_of_day(memory, end)]
    answer, asked = 0, 0
    for past in days:
        past.answer[:] += answer
        past.asked[:] += asked
        answer, asked = answer + len(past.background), asked + len(past.answers)
    return _Past(*(np.concatenate([getattr(day, f.name) for day in days]) for f in fields(_Past)))


def _past_of_day(memory: Memory, day: int) -> _Past:
    memory.advance(day)
    index = memory.index
    triples = index.happened(day)
    relation, subject, object_ = index.relation[triples], index.subject[triples], index.object[triples]
    pair = index.pair[triples]
    rows, answer = spread(index.pair_first[pair], index.pair_first[pair + 1])
    rows, answer = _kept(memory.recent, rows, answer)
    query, answers = np.unique(subject * index.relations + relation, return_counts=True)
    asker, asked_relation = query // index.relations, query % index.relations
    sources, asked = spread(index.subject_source_first[asker], index.subject_source_first[asker + 1])
    sources, asked = _kept(memory.source_recent, sources, asked)
    return _Past(
        (relation[answer] * index.relations + index.relation[rows]).astype(np.int32),
        memory.recent[rows],
        answer.astype(np.int32),
        _background(memory, relation, object_),
        (asked_relation[asked] * index.relations + index.source_relation[sources]).astype(np.int32),
        memory.source_recent[sources],
        asked.astype(np.int32),
        answers,
    )


def _kept(recent: Floats, rows: Ints, owner: Ints) -> tuple[Ints, Ints]:
    kept = recent[rows, -1] > FAINT
    return rows[kept], owner[kept]


def _background(memory: Memory, relation: Ints, object_: Ints) -> Floats:
    relations, number = np.unique(relation, return_inverse=True)
    return share_under(memory, relations, overall_share(memory))[number, object_]


def _maximise(
    past: _Past, answer_number: Ints, asked_number: Ints, prior: NDArray[np.float64], *, strength: float, steps: int
) -> NDArray[np.float64]:
    """Weights of shape of `prior`: rules numbered as the columns say, by `steps` multiplicative updates."""
    weight, size = prior.copy(), len(prior)
    scales = range(prior.shape[1])
    for _ in range(steps):
        chance = past.background + _given(weight, answer_number, past.answer_recent, past.answer, len(past.background))
        total = 1 + _given(weight, asked_number, past.asked_recent, past.asked, len(past.answers))
        for_answer, for_all = (1 / chance)[past.answer], (past.answers / total)[past.asked]
        for k in scales:
            gained = np.bincount(answer_number, past.answer_recent[:, k] * for_answer, minlength=size) * weight[:, k]
            spent = np.bincount(asked_number, past.asked_recent[:, k] * for_all, minlength=size)
            weight[:, k] = (gained + strength * prior[:, k]) / (spent + strength)
    return weight


def _given(weight: NDArray[np.float64], number: Ints, recent: Floats, owner: Ints, owners: int) -> NDArray[np.float64]:
    """Σ over rows of an owner of weight · memory."""
    given = np.zeros(len(number), np.float32)
    for k in range(recent.shape[1]):
        given += weight[:, k].astype(np.float32)[number] * recent[:, k]
    return np.bincount(owner, given, minlength=owners).astype(np.float64)
