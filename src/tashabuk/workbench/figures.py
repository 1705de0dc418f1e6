"""Use case: views as figures in files."""

from __future__ import annotations

from pathlib import Path

from tashabuk.errors import UsageError
from tashabuk.report import tie as figures
from tashabuk.report.svg import standalone
from tashabuk.workbench.ties import TieView


def tie_figure(view: TieView, language: str) -> str:
    """The timeline of a tie as SVG."""
    pair = f"{view.a.name(language)} – {view.b.name(language)}"
    surfacing = view.tie.surfacing if view.tie is not None else None
    return figures.tie_figure(pair, view.step, view.steps, view.turning, surfacing, language)


def write_figure(path: Path, figure: str) -> None:
    """Write a figure as a file of its own; UsageError where that cannot be done."""
    try:
        path.write_text(standalone(figure), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}). Choose another file with --svg.") from error
