"""`tashabuk evaluate`: the table of scores, and what was missed or made up."""

from __future__ import annotations

import json
import sys
from collections import Counter

from tashabuk.evaluate.score import Score


def show_score(score: Score, misses: int, form: str) -> None:
    """Levels with precision, recall and F1; qualities with their share; errors by event type."""
    if form == "json":
        levels = {n: {"precision": c.precision, "recall": c.recall, "f1": c.f1} for n, c in score.levels.items()}
        qualities = {n: {"agree": c.precision, "of": c.read} for n, c in score.qualities.items()}
        errors = dict(score.errors.most_common())
        sys.stdout.write(json.dumps({"levels": levels, "qualities": qualities, "missed_by_kind": errors}) + "\n")
        return
    write = sys.stdout.write
    for name, c in score.levels.items():
        rates = f"P {c.precision:.3f}  R {c.recall:.3f}  F1 {c.f1:.3f}"
        write(f"{name:10s} {rates}   ({c.hit} of {c.gold} gold, {c.read} read)\n")
    for name, c in score.qualities.items():
        write(f"{name:10s} {c.precision:.3f} of {c.read}\n")
    total = sum(score.errors.values())
    kinds = ", ".join(f"{kind} {n} ({n / total:.0%})" for kind, n in score.errors.most_common())
    write(f"missed by kind: {kinds or 'none'}\n")
    for low, mean, share, size in score.reliability():
        write(f"confidence from {low:.1f}: mean {mean:.2f}, matched {share:.2f} of {size}\n")
    for kind, found in (("missed", score.missed), ("spurious", score.spurious)):
        counts = Counter(s["event"] for _, s in found)
        write(f"{kind} by type: " + ", ".join(f"{event} {n}" for event, n in counts.most_common()) + "\n")
        for document, s in found[:misses]:
            write(f"  {kind} {document} {s['event']} {s['sign']} {s['actor']} -> {s['recipient']} {s['trigger']!r}\n")
