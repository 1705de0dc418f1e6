"""A problem in the user's data: where it is, what it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem that did not stop the rest of the work.

    >>> str(Finding("a.jsonl", "no field `text`", "add one or leave the line out", line=3))
    'a.jsonl:3: no field `text`: add one or leave the line out'
    """

    file: str
    problem: str
    advice: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.problem}: {self.advice}"
