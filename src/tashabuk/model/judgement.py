"""A person's decision about a statement or about two actors being one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What was decided. `MERGE` and `SPLIT` are about two actors, the others about a statement."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Who decided what, when and why. `subject` is a statement id, or the actor id that is merged away.

    `changes` holds the corrected fields as text (`{"event": "AID"}`), or `{"into": "IRN"}` for a merge.
    """

    id: str
    subject: str
    verdict: Verdict
    by: str
    at: dt.datetime
    reason: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
