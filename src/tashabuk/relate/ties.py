"""Ties: how two actors stand, as two channels that are never averaged.

For the statements i of a pair, with PLOVER score g_i and weight w_i (certainty weight × decay):

    cooperation  C = Σ w·max(g, 0)          conflict  K = Σ w·max(−g, 0)
    decay        2^(−age / half-life), age in days at the moment asked for; none where no moment is asked for
    net          (C − K) / (C + K), None where both are 0
    ambivalence  (C + K)/2 − |C − K|         (Griffin's measure: Thompson, Zanna & Griffin 1995)
    entanglement 1 − |net|                   (scale-free, 0 to 1)

A statement's date is its own, else its document's day of publication. Statements that are negated, asked, planned or
hypothetical weigh nothing unless asked for.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tashabuk.model import Certainty, Channel, Openness, Surfacing, Tie, TieLabel
from tashabuk.model.scores import plover_score
from tashabuk.relate.observations import CERTAINTY_WEIGHTS, Dated, pairs_of


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where one label ends and the next begins; see `label`."""

    faint: float = 4.0
    entangled: float = 0.4
    strong: float = 20.0


@dataclass(frozen=True, slots=True)
class TieOptions:
    """What counts and how much. `start` is inclusive, `end` exclusive; `at` turns decay on."""

    start: dt.date | None = None
    end: dt.date | None = None
    at: dt.date | None = None
    half_life_days: float = 365.0
    directed: bool = False
    certainty_weights: Mapping[Certainty, float] = field(default_factory=lambda: CERTAINTY_WEIGHTS)
    thresholds: Thresholds = field(default_factory=Thresholds)


def weight_of(item: Dated, options: TieOptions) -> float:
    """Certainty weight × decay; 0 outside the window."""
    weight = options.certainty_weights.get(item.statement.certainty, 0.0)
    day = item.day
    if options.start is not None and (day is None or day < options.start):
        return 0.0
    if options.end is not None and (day is None or day >= options.end):
        return 0.0
    if options.at is not None:
        if day is None or day > options.at:
            return 0.0
        weight *= 2.0 ** (-(options.at - day).days / options.half_life_days)
    return weight


def ties(items: Iterable[Dated], options: TieOptions | None = None) -> list[Tie]:
    """All ties with any weight, the most entangled first, then by volume and names.

    The order is by min(C, K), the weight that stands against itself: it equals entanglement × (C + K) / 2, so that a
    pair with little evidence does not come first.
    """
    chosen = options or TieOptions()
    by_pair: dict[tuple[str, str], list[Dated]] = defaultdict(list)
    for item in items:
        for a, b in dict.fromkeys(_key(a, b, chosen.directed) for a, b in pairs_of(item.statement)):
            by_pair[a, b].append(item)
    found = [tie for (a, b), own in by_pair.items() if (tie := tie_between(a, b, own, chosen)) is not None]
    return sorted(found, key=_most_entangled_first)


def _most_entangled_first(tie: Tie) -> tuple[float, float, str, str]:
    good, bad = tie.cooperation.weight, tie.conflict.weight
    return -min(good, bad), -(good + bad), tie.a, tie.b


def _key(a: str, b: str, directed: bool) -> tuple[str, str]:
    return (a, b) if directed or a <= b else (b, a)


def tie_between(a: str, b: str, items: list[Dated], options: TieOptions) -> Tie | None:
    """The tie that these statements make; None where none of them weighs anything."""
    cooperation: list[tuple[float, Dated]] = []
    conflict: list[tuple[float, Dated]] = []
    for item in items:
        statement = item.statement
        score = plover_score(statement.event, statement.mode, statement.sign)
        weight = weight_of(item, options)
        if score and weight:
            (cooperation if score > 0 else conflict).append((abs(score) * weight, item))
    if not cooperation and not conflict:
        return None
    good, bad = _channel(cooperation), _channel(conflict)
    total, difference = good.weight + bad.weight, good.weight - bad.weight
    net = difference / total
    return Tie(
        a=a,
        b=b,
        directed=options.directed,
        cooperation=good,
        conflict=bad,
        net=net,
        ambivalence=total / 2 - abs(difference),
        entanglement=1 - abs(net),
        label=label(good.weight, bad.weight, options.thresholds),
        surfacing=surfacing([item for _, item in cooperation]),
    )


def _channel(weighted: list[tuple[float, Dated]]) -> Channel:
    covert = sum(w for w, i in weighted if i.statement.openness is Openness.COVERT)
    known = sum(w for w, i in weighted if i.statement.openness is not None)
    ordered = sorted(weighted, key=lambda pair: (pair[1].day or dt.date.max, pair[1].id))
    return Channel(
        weight=sum(w for w, _ in weighted),
        statements=tuple(i.id for _, i in ordered),
        covert_share=covert / known if known else None,
    )


def label(cooperation: float, conflict: float, thresholds: Thresholds) -> TieLabel:
    """The tie in one word.

    Faint below `faint` in all; entangled where 1 − |net| reaches `entangled`; else ally or partner, enemy or rival,
    the first of each from `strong` on.
    """
    total = cooperation + conflict
    if total < thresholds.faint:
        return TieLabel.FAINT
    net = (cooperation - conflict) / total
    if 1 - abs(net) >= thresholds.entangled:
        return TieLabel.ENTANGLED
    strong = total >= thresholds.strong
    if net > 0:
        return TieLabel.ALLY if strong else TieLabel.PARTNER
    return TieLabel.ENEMY if strong else TieLabel.RIVAL


def surfacing(cooperative: Iterable[Dated]) -> Surfacing | None:
    """The first overt cooperative statement after covert ones; None where nothing hidden came to light."""
    dated = sorted(((i.day, i.id, i) for i in cooperative if i.day is not None), key=lambda d: d[:2])
    covert = next((item for _, _, item in dated if item.statement.openness is Openness.COVERT), None)
    if covert is None or covert.day is None:
        return None
    for day, _, item in dated:
        if day > covert.day and item.statement.openness is Openness.OVERT:
            return Surfacing(covert.day, day, covert.id, item.id)
    return None
