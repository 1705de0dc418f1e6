"""One number out of ten features: a log-linear model, fitted on the days set aside for validation.

    P(o | s, r, t) = exp(β · x(o)) / Σ_o′ exp(β · x(o′))

β minimises the mean −ln P of the answers plus a small ridge (L-BFGS). The sum over all candidates is split into the
`TOP` most likely ones, which are counted one by one, and the others, for which a random sample stands (importance
sampling); taking the answer itself into the list on purpose would teach the model that unlikely candidates win.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from tashabuk.foresee.evidence import FEATURES, SPARSE, Evidence, Gatherer, batches
from tashabuk.foresee.facts import Floats, Index, Ints
from tashabuk.foresee.memory import Memory
from tashabuk.foresee.rules import Rules

TOP, BY_WALK, SAMPLE = 100, 30, 70
QUERIES = 6000
"""Queries that a fit looks at, at most: ten weights need no more."""
RIDGE = 5e-4
BATCH = 64


@dataclass(frozen=True, slots=True, eq=False)
class Blend:
    """`weight[f]` of each of `FEATURES`."""

    weight: NDArray[np.float64]

    def scores(self, evidence: Evidence) -> Floats:
        """β · x for every candidate, shape (queries, entities)."""
        weight = self.weight.astype(np.float32)
        scores: Floats = weight[SPARSE] * evidence.under + weight[SPARSE + 1] * evidence.overall
        for w, cells in zip(weight, evidence.cells, strict=False):
            scores[cells.query, cells.candidate] += w * cells.value
        return scores


USUAL = Blend(np.array([1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.02, 0.02, 1.0, 0.0]))
"""Where there is too little to fit on: λ itself, as ln(1 + (E + L) / b) + ln b = ln λ, and the walks between equals."""


@dataclass(frozen=True, slots=True, eq=False)
class _Sample:
    """Candidates' features (queries, candidates, features), answers' features, and each answer's query."""

    candidates: Floats
    answers: Floats
    query: Ints
    log_weight: Floats


def fit_blend(index: Index, rules: Rules, start: int, end: int, seed: int = 0) -> Blend:
    """The weights that best foretell the facts of days `start` ≤ day < `end`, each from the days before it."""
    sample = _sample(index, rules, start, end, np.random.default_rng(seed))
    if sample is None:
        return USUAL
    times = np.bincount(sample.query, minlength=len(sample.candidates))
    answers = sample.answers.sum(0, dtype=np.float64)
    count = len(sample.query)

    def loss(beta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = sample.candidates @ beta.astype(np.float32) + sample.log_weight
        top = z.max(1, keepdims=True)
        e = np.exp(z - top)
        total = e.sum(1)
        chance = e * (times / total)[:, None].astype(np.float32)
        value = float(times @ (np.log(total) + top[:, 0])) - float(answers @ beta)
        expected = np.einsum("qcf,qc->f", sample.candidates, chance, optimize=True)
        return value / count + RIDGE * float(beta @ beta), (expected - answers) / count + 2 * RIDGE * beta

    found = optimize.minimize(loss, USUAL.weight, jac=True, method="L-BFGS-B", options={"maxiter": 100})
    return Blend(np.asarray(found.x, np.float64))


def _sample(index: Index, rules: Rules, start: int, end: int, random: np.random.Generator) -> _Sample | None:
    rows = index.triple[np.searchsorted(index.day, start) : np.searchsorted(index.day, end)]
    if not len(rows):
        return None
    share = min(1.0, QUERIES / len(rows))
    memory = Memory(index)
    candidates: list[Floats] = []
    answers: list[Floats] = []
    numbers: list[Ints] = []
    weights = _log_weights(index.entities)
    asked = 0
    for day in index.days(start, end):
        memory.advance(int(day))
        triples = index.happened(int(day))
        query, number = np.unique(
            index.subject[triples] * index.relations + index.relation[triples], return_inverse=True
        )
        chosen = np.flatnonzero(random.random(len(query)) < share)
        gatherer = Gatherer(memory, rules)
        subject, relation = query[chosen] // index.relations, query[chosen] % index.relations
        for batch in batches(subject, relation, BATCH):
            x = _dense(gatherer.gather(subject[batch], relation[batch]))
            place = np.full(len(query), -1)
            place[chosen[batch]] = np.arange(len(batch))
            at = place[number]
            own = at >= 0
            answers.append(x[at[own], index.object[triples[own]]])
            numbers.append(at[own] + asked)
            candidates.append(np.take_along_axis(x, _drawn(x, random)[:, :, None], axis=1))
            asked += len(batch)
    if not asked:
        return None
    return _Sample(np.concatenate(candidates), np.concatenate(answers), np.concatenate(numbers), weights)


def _dense(evidence: Evidence) -> Floats:
    queries, entities = evidence.under.shape
    x = np.zeros((queries, entities, len(FEATURES)), np.float32)
    for f, cells in enumerate(evidence.cells):
        x[cells.query, cells.candidate, f] = cells.value
    x[:, :, SPARSE] = evidence.under
    x[:, :, SPARSE + 1] = evidence.overall
    return x


def _sizes(entities: int) -> tuple[int, int, int]:
    top = min(TOP, entities)
    by_walk = min(BY_WALK, entities - top)
    return top, by_walk, SAMPLE if entities > top + by_walk else 0


def _log_weights(entities: int) -> Floats:
    top, by_walk, sample = _sizes(entities)
    weights = np.zeros(top + by_walk + sample, np.float32)
    if sample:
        weights[top + by_walk :] = np.log((entities - top - by_walk) / sample)
    return weights


def _drawn(x: Floats, random: np.random.Generator) -> Ints:
    """The candidates of each query: likeliest by rules, likeliest by walks, and a sample of the others."""
    top, by_walk, sample = _sizes(x.shape[1])
    by_rules = x[:, :, 0] + x[:, :, SPARSE]
    walked = x[:, :, 6] + 0.5 * x[:, :, SPARSE]
    first = np.argsort(-by_rules, axis=1, kind="stable")[:, :top]
    np.put_along_axis(walked, first, -np.inf, axis=1)
    second = np.argsort(-walked, axis=1, kind="stable")[:, :by_walk]
    np.put_along_axis(walked, second, -np.inf, axis=1)
    drawn = np.zeros((len(x), sample), np.int64)
    for row in range(len(x) if sample else 0):
        rest = np.flatnonzero(np.isfinite(walked[row]))
        drawn[row] = rest[random.integers(0, len(rest), sample)]
    return np.concatenate([first, second, drawn], axis=1)
