"""Ties out of columns: as `ties`, for statements and coded events alike, however many."""

from __future__ import annotations

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from tashabuk.model import Channel, Surfacing, Tie
from tashabuk.relate.channels import pair_columns
from tashabuk.relate.observations import COVERT, OVERT, UNDATED, UNSAID, Floats, Observations
from tashabuk.relate.ties import TieOptions, label, most_entangled_first


def row_ties(observations: Observations, options: TieOptions | None = None) -> list[Tie]:
    """All ties with any weight, in the order of `ties`; certainty weights are those the rows were made with."""
    chosen = options or TieOptions()
    rows = observations.where(_in_window(observations, chosen))
    if not len(rows):
        return []
    first, second, index = pair_columns(rows, directed=chosen.directed)
    order = np.lexsort((rows.day[index], second, first))
    first, second, index = first[order], second[order], index[order]
    starts = np.flatnonzero(np.r_[True, (first[1:] != first[:-1]) | (second[1:] != second[:-1])])
    weight = np.abs(rows.score) * rows.weight * _decay(rows, chosen)
    found = []
    for start, end in zip(starts, [*starts[1:], len(index)], strict=True):
        pair = rows.names[first[start]], rows.names[second[start]]
        a, b = pair if chosen.directed else sorted(pair)
        found.append(_tie(a, b, rows, index[start:end], weight, chosen))
    return sorted(found, key=most_entangled_first)


def _in_window(rows: Observations, options: TieOptions) -> NDArray[np.bool_]:
    wanted = np.ones(len(rows), np.bool_)
    if options.start is not None:
        wanted &= (rows.day != UNDATED) & (rows.day >= options.start.toordinal())
    if options.end is not None:
        wanted &= (rows.day != UNDATED) & (rows.day < options.end.toordinal())
    if options.at is not None:
        wanted &= (rows.day != UNDATED) & (rows.day <= options.at.toordinal())
    return wanted


def _decay(rows: Observations, options: TieOptions) -> Floats:
    if options.at is None:
        return np.ones(len(rows), np.float64)
    age = options.at.toordinal() - rows.day.astype(np.float64)
    return np.exp2(-age / options.half_life_days)


def _tie(a: str, b: str, rows: Observations, own: NDArray[np.int64], weight: Floats, options: TieOptions) -> Tie:
    good, bad = own[rows.score[own] > 0], own[rows.score[own] < 0]
    cooperation, conflict = _channel(rows, good, weight), _channel(rows, bad, weight)
    total, difference = cooperation.weight + conflict.weight, cooperation.weight - conflict.weight
    net = difference / total
    return Tie(
        a=a,
        b=b,
        directed=options.directed,
        cooperation=cooperation,
        conflict=conflict,
        net=net,
        ambivalence=total / 2 - abs(difference),
        entanglement=1 - abs(net),
        label=label(cooperation.weight, conflict.weight, options.thresholds),
        surfacing=_surfacing(rows, good),
    )


def _channel(rows: Observations, own: NDArray[np.int64], weight: Floats) -> Channel:
    covert = float(weight[own[rows.openness[own] == COVERT]].sum())
    known = float(weight[own[rows.openness[own] != UNSAID]].sum())
    days = np.where(rows.day[own] == UNDATED, np.iinfo(np.int32).max, rows.day[own])
    ids = sorted(zip(days.tolist(), (rows.ids[n] for n in rows.source[own]), strict=True))
    return Channel(
        weight=float(weight[own].sum()),
        statements=tuple(key for _, key in ids),
        covert_share=covert / known if known else None,
    )


def _surfacing(rows: Observations, cooperative: NDArray[np.int64]) -> Surfacing | None:
    dated = cooperative[(rows.day[cooperative] != UNDATED) & (rows.openness[cooperative] != UNSAID)]
    covert = min(
        ((int(rows.day[n]), rows.ids[rows.source[n]]) for n in dated if rows.openness[n] == COVERT), default=None
    )
    if covert is None:
        return None
    later = [n for n in dated if rows.openness[n] == OVERT and rows.day[n] > covert[0]]
    overt = min(((int(rows.day[n]), rows.ids[rows.source[n]]) for n in later), default=None)
    if overt is None:
        return None
    return Surfacing(dt.date.fromordinal(covert[0]), dt.date.fromordinal(overt[0]), covert[1], overt[1])
