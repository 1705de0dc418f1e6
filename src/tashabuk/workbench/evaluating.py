"""Use case: how well the reader reads gold files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tashabuk.evaluate.gold import load_gold
from tashabuk.evaluate.run import evaluate
from tashabuk.evaluate.score import Score
from tashabuk.workbench.reader import make_pack


def evaluate_files(paths: Sequence[Path], actors: Sequence[Path] = (), language: str = "ar") -> Score:
    """One score over all files together."""
    gold = [one for path in paths for one in load_gold(path)]
    return evaluate(gold, make_pack(language, actors))
