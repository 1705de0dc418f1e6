"""Statements out of the cells of a table: the columns of a store, and of the files that hold a whole one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tashabuk.model.date import PartialDate
from tashabuk.model.event import EventType, Sign
from tashabuk.model.span import Span
from tashabuk.model.statement import Certainty, Openness, Statement


def statement_of_cells(cells: Mapping[str, Any]) -> Statement:
    """The statement whose fields are these cells, by the names of a store's columns; ValueError for a bad value."""
    return Statement(
        document=cells["document"],
        actor=tuple(cells["actor"]),
        recipient=tuple(cells["recipient"]),
        event=EventType(cells["event"]),
        sign=Sign(cells["sign"]),
        span=Span(cells["trigger_start"], cells["trigger_end"]),
        trigger=cells["trigger_text"],
        sentence=Span(cells["sentence_start"], cells["sentence_end"]),
        mode=cells["mode"],
        date=PartialDate.parse(cells["date"]) if cells["date"] else None,
        holder=cells["holder"],
        certainty=Certainty(cells["certainty"]),
        openness=Openness(cells["openness"]) if cells["openness"] else None,
        confidence=cells["confidence"],
        rules=tuple(cells["rules"]),
    )
