"""How well facts of ICEWS14 and ICEWS18 are forecast, single-step, by the protocol of `tashabuk.foresee.ranking`.

python benchmarks/forecast.py --data ../shared/bench/forecasting [--only ICEWS14]
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import time
from pathlib import Path

import numpy as np

from tashabuk.foresee.facts import Facts
from tashabuk.foresee.forecaster import Forecaster, fit
from tashabuk.foresee.ranking import evaluate, ranking

SETS = ("ICEWS14", "ICEWS18")


def load(data: Path, name: str) -> tuple[Facts, int, int]:
    """All facts of a set, and the first days of its validation and test parts."""
    parts = []
    for part in ("train", "valid", "test"):
        with gzip.open(data / f"{name}.{part}.tsv.gz", "rt", encoding="utf-8") as lines:
            parts.append(np.loadtxt(lines, np.int64, delimiter="\t", skiprows=1, usecols=(5, 6, 7, 1), comments=None))
    s, r, o, t = np.concatenate(parts).T
    sizes = []
    for kind in ("entity", "relation"):
        with (data / f"{name}.{kind}2id.tsv").open(encoding="utf-8") as lines:
            sizes.append(sum(1 for line in lines if line.strip() and line.split("\t")[0].isdigit()))
    return Facts(s, r, o, t, *sizes), int(parts[1][:, 3].min()), int(parts[2][:, 3].min())


def run(data: Path, name: str) -> None:
    """Fit, test and print one line, and the published figures beside it."""
    facts, valid_from, test_from = load(data, name)
    start = time.perf_counter()
    model = fit(facts, valid_from, test_from)
    fitted = time.perf_counter()
    found = ranking(evaluate(Forecaster(facts, model), facts.between(test_from, int(facts.day.max()) + 1)))
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{name} MRR {found.mrr:.3f} H@1 {found.hits_1:.3f} H@3 {found.hits_3:.3f} H@10 {found.hits_10:.3f} "
        f"fit {fitted - start:.0f} s test {done - fitted:.0f} s peak {peak} MB",
        flush=True,
    )
    published = json.loads((data / "published_results.json").read_text(encoding="utf-8"))["single_step"]
    rows = [(row[name]["MRR"], row[name]["H10"], method) for method, row in published.items() if row[name]["MRR"]]
    for mrr, hits, method in sorted(rows, reverse=True):
        print(f"    published {method:30} MRR {mrr / 100:.3f} H@10 {hits / 100:.3f}")


def main() -> None:
    """Run the sets asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", choices=SETS)
    chosen = parser.parse_args()
    for name in [chosen.only] if chosen.only else SETS:
        run(chosen.data, name)


if __name__ == "__main__":
    main()
