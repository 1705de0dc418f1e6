"""`tashabuk evaluate --from-judgements`: what people's judgements say of the reader."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.table import Table

from tashabuk.cli.output import console
from tashabuk.evaluate.judged import Tally, interval, share
from tashabuk.workbench.evaluating import JudgedView

FEW = 30
"""Judged statements below which figures are called thin."""
NO_RECALL = "Recall is not measured: judgements are about what was read, and cannot tell what was missed."


def show_judged(view: JudgedView, form: str | None) -> None:
    """The figures as tables for people, as one JSON object for programs."""
    if (form or ("table" if sys.stdout.isatty() else "json")) == "json":
        sys.stdout.write(json.dumps(_object(view), ensure_ascii=False) + "\n")
        return
    out, found = console(), view.figures
    whole = found.whole
    if not whole.judged:
        out.print(
            "Nobody judged a statement of this store yet: use tashabuk judge, or the review page of the workbench."
        )
        return
    out.print(
        f"{whole.judged} statements judged by {', '.join(view.reviewers)}: {whole.accepted} accepted, "
        f"{whole.corrected} corrected, {whole.rejected} rejected"
    )
    for name, part in (("precision", whole.right), ("strict", whole.accepted), ("kept", whole.kept)):
        out.print(f"{name:10s} {_percent(share(part, whole.judged))}   95 % interval {_between(part, whole.judged)}")
    out.print(NO_RECALL, style="dim")
    if whole.judged < FEW:
        out.print(f"Thin evidence: fewer than {FEW} statements.", style="yellow")
    out.print(_fields(view))
    out.print(_types(view))
    out.print(_bands(view))
    out.print(f"calibration error {_percent(found.calibration_error)}")
    if view.merged:
        out.print(f"{view.merged} actors were merged into others; that is not counted as an error here.", style="dim")
    if view.gone:
        out.print(f"{view.gone} judged statements are not in the store any more and are left out.", style="dim")


def _table(title: str, *columns: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, title=title, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    return table


def _fields(view: JudgedView) -> Table:
    kept = view.figures.whole.kept
    table = _table("Corrected, of those that were kept", "field", "corrected", "share", "95 % interval")
    for field, number in view.figures.fields.items():
        table.add_row(field, str(number), _percent(share(number, kept)), _between(number, kept))
    return table


def _types(view: JudgedView) -> Table:
    table = _table(
        "By type as read", "type", "judged", "accepted", "corrected", "rejected", "precision", "95 % interval"
    )
    for name, tally in sorted(view.figures.types.items(), key=lambda item: -item[1].judged):
        numbers = (str(n) for n in (tally.judged, tally.accepted, tally.corrected, tally.rejected))
        table.add_row(name, *numbers, _percent(share(tally.right, tally.judged)), _between(tally.right, tally.judged))
    return table


def _bands(view: JudgedView) -> Table:
    table = _table("How far confidence can be relied on", "confidence from", "judged", "mean", "right")
    for band in view.figures.bands:
        table.add_row(f"{band.low:.1f}", str(band.size), f"{band.confidence:.2f}", f"{band.right:.2f}")
    return table


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _between(part: int, whole: int) -> str:
    found = interval(part, whole)
    return "–" if found is None else f"{100 * found[0]:.0f}–{100 * found[1]:.0f} %"


def _object(view: JudgedView) -> dict[str, Any]:
    found = view.figures
    return {
        **_tally(found.whole),
        "recall": None,
        "fields": {
            field: {"corrected": number, "share": share(number, found.whole.kept)}
            for field, number in found.fields.items()
        },
        "types": {name: _tally(tally) for name, tally in found.types.items()},
        "reliability": [
            {"from": b.low, "judged": b.size, "confidence": b.confidence, "right": b.right} for b in found.bands
        ],
        "calibration_error": found.calibration_error,
        "reviewers": list(view.reviewers),
        "merged_actors": view.merged,
        "gone": view.gone,
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "judged": tally.judged,
        "accepted": tally.accepted,
        "corrected": tally.corrected,
        "rejected": tally.rejected,
        "precision": share(tally.right, tally.judged),
        "precision_interval": interval(tally.right, tally.judged),
        "strict_precision": share(tally.accepted, tally.judged),
        "kept": share(tally.kept, tally.judged),
    }
