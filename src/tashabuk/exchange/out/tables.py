"""Statements as CSV and JSON lines, and pair periods as a CSV panel: the tables of `tashabuk.exchange.columns`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tashabuk.exchange.cells import csv_cell, csv_lines
from tashabuk.exchange.columns import PERIODS, STATEMENTS, row
from tashabuk.exchange.content import Content


def statements_csv(content: Content) -> Iterator[str]:
    """One statement a line; lists joined by `+`, text guarded against spreadsheets (`cells`)."""
    rows = ([csv_cell(c.value(s)) for c in STATEMENTS] for s in content.statements())
    return csv_lines([c.name for c in STATEMENTS], rows)


def statements_jsonl(content: Content) -> Iterator[str]:
    """One JSON object a statement, as `schema` describes."""
    for statement in content.statements():
        yield json.dumps(row(STATEMENTS, statement), ensure_ascii=False) + "\n"


def panel_csv(content: Content) -> Iterator[str]:
    """One directed pair and period a line, as R and Stata read a dyad panel."""
    rows = ([csv_cell(c.value(p)) for c in PERIODS] for p in content.periods())
    return csv_lines([c.name for c in PERIODS], rows)
