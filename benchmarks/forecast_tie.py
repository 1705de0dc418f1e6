"""How well the going-on of ties is forecast on ICEWS 2018 dyad-months, against two baselines.

    python benchmarks/forecast_tie.py --data ../shared/bench/icews18_dyad_month.csv [--svg reliability.svg]

Every forecast uses the months before it only, its weights are fitted on windows that were over before it. All directed
dyads with 20 or more events in the year are scored; `--undirected` adds up both directions first.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from pathlib import Path

import numpy as np

from tashabuk.foresee.outlook import HORIZONS, fit_outlook, long_run_rate, outlook, same_as_last
from tashabuk.foresee.scoring import probability_score, reliability

LEAST = 20
FIRST = 4
"""The first month forecast, counted from 0: the months before it are the least past that there is."""
METHODS = ("model", "same as last", "long-run rate")


def load(path: Path, *, undirected: bool) -> tuple[np.ndarray, np.ndarray]:
    """Cooperation and conflict counts, shape (dyads, months), of dyads by name."""
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    months = {m: n for n, m in enumerate(sorted({row["month"] for row in rows}))}
    counts: dict[tuple[str, ...], np.ndarray] = defaultdict(lambda: np.zeros((2, len(months))))
    for row in rows:
        pair = (row["source"], row["target"])
        own = counts[tuple(sorted(pair)) if undirected else pair]
        own[0, months[row["month"]]] += int(row["verbal_coop"]) + int(row["material_coop"])
        own[1, months[row["month"]]] += int(row["verbal_conf"]) + int(row["material_conf"])
    both = np.stack([counts[pair] for pair in sorted(counts)])
    return both[:, 0], both[:, 1]


def main() -> None:
    """Forecast, score, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--undirected", action="store_true")
    chosen = parser.parse_args()
    cooperation, conflict = load(chosen.data, undirected=chosen.undirected)
    scored = cooperation.sum(1) + conflict.sum(1) >= LEAST
    said: dict[tuple[str, int, str], list[np.ndarray]] = defaultdict(list)
    happened: dict[tuple[str, int], list[np.ndarray]] = defaultdict(list)
    for channel, own, other in (("cooperation", cooperation, conflict), ("conflict", conflict, cooperation)):
        for month in range(FIRST, own.shape[1]):
            model = fit_outlook(own, other, month)
            for h in HORIZONS:
                if month + h > own.shape[1]:
                    continue
                happened[channel, h].append(own[scored, month : month + h].sum(1) > 0)
                middle, _, _ = outlook(model, own, other, month, h)
                chances = middle, same_as_last(own, month, h), long_run_rate(own, month, h)
                for method, p in zip(METHODS, chances, strict=True):
                    said[channel, h, method].append(p[scored])
    print(f"{int(scored.sum())} dyads with {LEAST} or more events; months {FIRST + 1} to {cooperation.shape[1]}")
    print(f"{'channel':12} months {'method':14} Brier   log     forecasts")
    for channel, h in happened:
        y = np.concatenate(happened[channel, h])
        for method in METHODS:
            score = probability_score(np.concatenate(said[channel, h, method]), y)
            print(f"{channel:12} {h:6} {method:14} {score.brier:.4f}  {score.log:.4f}  {score.forecasts}")
    everything = np.concatenate([np.concatenate(v) for v in happened.values()])
    for method in METHODS:
        p = np.concatenate([np.concatenate(said[*key, method]) for key in happened])
        score = probability_score(p, everything)
        print(f"{'all':12} {'':6} {method:14} {score.brier:.4f}  {score.log:.4f}  {score.forecasts}")
    if chosen.svg:
        from tashabuk.report.reliability import reliability_diagram

        p = np.concatenate([np.concatenate(said[*key, "model"]) for key in happened])
        chosen.svg.write_text(reliability_diagram(reliability(p, everything), "Reliability"), encoding="utf-8")


if __name__ == "__main__":
    main()
