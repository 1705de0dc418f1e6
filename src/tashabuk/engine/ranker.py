"""A log-linear model: a readable table of features with weights, and the scores that it gives.

Features are strings; a candidate's score is the sum of its features' weights. Fitting lives in `evaluate.fit`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, and the threshold and calibration of its decisions."""

    weights: Mapping[str, float]
    settings: Mapping[str, float]

    @classmethod
    def load(cls, path: Path) -> Model:
        """Read a model that `save` wrote."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        return cls(raw["weights"], raw["settings"])

    def save(self, path: Path) -> None:
        """Write features in alphabetical order, one a line, so that a new fit reads as a diff."""
        lines = [f"  {json.dumps(k, ensure_ascii=False)}: {v:.4f}" for k, v in sorted(self.weights.items())]
        settings = json.dumps(dict(sorted(self.settings.items())))
        path.write_text(
            '{"settings": ' + settings + ',\n"weights": {\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8"
        )

    def score(self, features: Iterable[str]) -> float:
        """The sum of the weights of `features`; unknown ones weigh nothing."""
        get = self.weights.get
        return sum([get(f, 0.0) for f in features])
