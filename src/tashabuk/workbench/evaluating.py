"""Use cases: how well the reader reads gold files, and how well by what people judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tashabuk.evaluate.gold import load_gold
from tashabuk.evaluate.judged import Figures, Judged, figures
from tashabuk.evaluate.run import evaluate
from tashabuk.evaluate.score import Score
from tashabuk.model import Verdict
from tashabuk.store import Store
from tashabuk.workbench.reader import make_pack


def evaluate_files(paths: Sequence[Path], actors: Sequence[Path] = (), language: str = "ar") -> Score:
    """One score over all files together."""
    gold = [one for path in paths for one in load_gold(path)]
    return evaluate(gold, make_pack(language, actors))


@dataclass(frozen=True, slots=True)
class JudgedView:
    """The figures, who judged, how many actors are merged, and how many judged statements are not here any more."""

    figures: Figures
    reviewers: tuple[str, ...]
    merged: int
    gone: int


def evaluate_judgements(store: Path) -> JudgedView:
    """The reader by the judgements of a store that hold."""
    kept = Store(store)
    pairs, gone = kept.judged_statements()
    judgements = kept.judgements()
    about_actors = {j.subject: j.verdict for j in judgements if j.verdict in (Verdict.MERGE, Verdict.SPLIT)}
    return JudgedView(
        figures(Judged(read, true) for read, true in pairs.values()),
        tuple(sorted({j.by for j in judgements})),
        sum(verdict is Verdict.MERGE for verdict in about_actors.values()),
        len(gone),
    )
