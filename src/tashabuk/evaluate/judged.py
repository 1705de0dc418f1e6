"""How well a reader reads, by what people judged of its statements.

Each judged statement counts once, as the judgements that hold leave it: *rejected* where the last word is a rejection,
*corrected* where a field differs now from what was read, *accepted* otherwise. Of n judged statements:

    precision, strict    accepted ÷ n: right in every field
    precision            right ÷ n; right: not rejected, type and sign as read, and the actors and recipients as read
                         overlap with the true ones; what `evaluate.score` calls a match of statements
    kept                 (accepted + corrected) ÷ n
    of each field        corrected ÷ (accepted + corrected)
    reliability          in bands of confidence: mean confidence against the share that is right
    calibration error    Σ over bands of (statements in it ÷ n) · |mean confidence − share that is right|

Intervals are Wilson's for 95 % (Wilson 1927). Judgements are about statements that were read: they cannot tell what was
missed, so recall is not measured. Nor are people's choices a random sample: figures hold for what they looked at.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tashabuk.evaluate.score import same_parties
from tashabuk.model import Statement

FIELDS = ("event", "sign", "actor", "recipient", "date", "holder", "certainty", "openness")
BANDS = 10
_Z = 1.959964
"""The 97.5 % point of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement as it was read, and as people left it; None where they rejected it."""

    read: Statement
    true: Statement | None

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields that were corrected."""
        if self.true is None:
            return ()
        return tuple(f for f in FIELDS if _value(self.read, f) != _value(self.true, f))

    @property
    def right(self) -> bool:
        """Whether it matches what people say is true, by the measure of `evaluate.score`."""
        read, true = self.read, self.true
        if true is None or (read.event, read.sign) != (true.event, true.sign):
            return False
        return same_parties(true.actor, true.recipient, read.actor, read.recipient)


@dataclass(frozen=True, slots=True)
class Tally:
    """Judged statements of one kind by what became of them; `right` are some of the accepted and corrected ones."""

    accepted: int
    corrected: int
    rejected: int
    right: int

    @property
    def judged(self) -> int:
        """All of them."""
        return self.accepted + self.corrected + self.rejected

    @property
    def kept(self) -> int:
        """Those that were not rejected."""
        return self.accepted + self.corrected


@dataclass(frozen=True, slots=True)
class Band:
    """Statements of a confidence from `low` on: how sure the reader was of them, and the share that is right."""

    low: float
    size: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it; `fields` counts the kept statements in which a field was corrected; `types` are those as read."""

    whole: Tally
    fields: dict[str, int]
    types: dict[str, Tally]
    bands: tuple[Band, ...]

    @property
    def calibration_error(self) -> float | None:
        """See above; None where nothing was judged."""
        size = self.whole.judged
        return sum(b.size * abs(b.confidence - b.right) for b in self.bands) / size if size else None


def figures(judged: Iterable[Judged]) -> Figures:
    """The figures of judged statements."""
    everything = list(judged)
    types = sorted({str(j.read.event) for j in everything})
    return Figures(
        _tally(everything),
        {f: sum(f in j.changed for j in everything) for f in FIELDS},
        {t: _tally([j for j in everything if j.read.event == t]) for t in types},
        tuple(_bands(everything)),
    )


def share(part: int, whole: int) -> float | None:
    """A part of a whole; None of nothing."""
    return part / whole if whole else None


def interval(part: int, whole: int) -> tuple[float, float] | None:
    """Wilson's interval of a share; None of nothing.

    >>> [round(x, 3) for x in interval(9, 10)]
    [0.596, 0.982]
    """
    if not whole:
        return None
    p, square = part / whole, _Z * _Z
    middle = (p + square / (2 * whole)) / (1 + square / whole)
    half = _Z * math.sqrt(p * (1 - p) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _tally(judged: Sequence[Judged]) -> Tally:
    rejected = sum(j.true is None for j in judged)
    corrected = sum(bool(j.changed) for j in judged)
    return Tally(len(judged) - rejected - corrected, corrected, rejected, sum(j.right for j in judged))


def _bands(judged: Sequence[Judged]) -> Iterable[Band]:
    for n in range(BANDS):
        inside = [j for j in judged if min(int(j.read.confidence * BANDS), BANDS - 1) == n]
        if inside:
            size = len(inside)
            yield Band(
                n / BANDS,
                size,
                sum(j.read.confidence for j in inside) / size,
                sum(j.right for j in inside) / size,
            )


def _value(statement: Statement, field: str) -> object:
    value = getattr(statement, field)
    return frozenset(value) if field in ("actor", "recipient") else value
