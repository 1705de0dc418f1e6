"""What became of the rows of an import: an account that adds up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tashabuk.exchange.incoming.codes import Reason
from tashabuk.model import Finding

FINDINGS_KEPT = 1000
"""Findings that are kept; all are counted."""


@dataclass(slots=True)
class Account:
    """`rows` = `mapped` + the sum of `unmapped` + `duplicates` + `malformed`.

    `mapped` and `unmapped` events are kept, `unmapped` ones without weight or without one of their parties;
    `duplicates` were in the same import before; `malformed` rows could not be read. `new` events came into the store,
    `known` ones were there.
    """

    rows: int = 0
    mapped: int = 0
    unmapped: dict[Reason, int] = field(default_factory=dict)
    duplicates: int = 0
    malformed: int = 0
    new: int = 0
    known: int = 0
    problems: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """The events that the import gives out."""
        return self.mapped + sum(self.unmapped.values())

    def found(self, finding: Finding) -> None:
        """Count a finding, and keep it if there are not too many yet."""
        self.problems += 1
        if len(self.findings) < FINDINGS_KEPT:
            self.findings.append(finding)

    def as_object(self) -> dict[str, Any]:
        """The account as JSON fields."""
        return {
            "rows": self.rows,
            "mapped": self.mapped,
            "unmapped": {str(reason): self.unmapped.get(reason, 0) for reason in Reason},
            "duplicates": self.duplicates,
            "malformed": self.malformed,
            "new": self.new,
            "known": self.known,
            "findings": self.problems,
        }
