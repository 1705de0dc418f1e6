"""Use case: views as figures in files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tashabuk.errors import UsageError
from tashabuk.model import Triad
from tashabuk.relate.frustration import LineIndex
from tashabuk.relate.triads import triads
from tashabuk.report import tie as figures
from tashabuk.report.blocs import Panel, blocs
from tashabuk.report.svg import isolated, standalone
from tashabuk.report.triads import gallery
from tashabuk.report.words import word
from tashabuk.workbench.balance import BalanceView
from tashabuk.workbench.ties import TieView
from tashabuk.workbench.what_if import WhatIfView

TRIADS_DRAWN = 15
"""Triads of each kind in a gallery."""


def tie_figure(view: TieView, language: str) -> str:
    """The timeline of a tie as SVG."""
    pair = f"{view.a.name(language)} – {view.b.name(language)}"
    surfacing = view.tie.surfacing if view.tie is not None else None
    return figures.tie_figure(pair, view.step, view.steps, view.turning, surfacing, language)


def blocs_figure(view: BalanceView, name: Callable[[str], str], language: str) -> str:
    """The two blocs of a network and what strains them."""
    panel = Panel(_frustration(view.index, language), view.index.blocs, view.index.strains)
    return _blocs([panel], name, language)


def what_if_figure(view: WhatIfView, name: Callable[[str], str], language: str) -> str:
    """The blocs before and after, in the order of reading."""
    pair = (("before", view.found.before), ("after", view.found.after))
    panels = [
        Panel(f"{word(key, language)}: {_frustration(index, language)}", index.blocs, index.strains)
        for key, index in pair
    ]
    return _blocs(panels[::-1] if language == "ar" else panels, name, language)


def triads_figure(view: BalanceView, name: Callable[[str], str], language: str) -> str:
    """The first triads of each kind, and how many there are."""
    census = view.triads
    unbalanced = census.negative[1] + census.negative[3]
    kinds = (("balanced", 1, census.balanced), ("unbalanced", -1, unbalanced), ("entangled", 0, census.entangled))
    drawn: dict[int, list[Triad]] = {product: [] for _, product, _ in kinds}
    wanted = sum(min(count, TRIADS_DRAWN) for _, _, count in kinds)
    found = triads(view.graph)
    while wanted and (triad := next(found, None)) is not None:
        if len(drawn[triad.product]) < TRIADS_DRAWN:
            drawn[triad.product].append(triad)
            wanted -= 1
    rows = [
        (f"{word(f'triads_{key}', language)}: {isolated(f'{count:,}')}", drawn[product])
        for key, product, count in kinds
    ]
    names = {n: name(n) for _, shown in rows for t in shown for n in t.actors}
    return gallery(rows, names, word("triads", language), _legend(language))


def _blocs(panels: list[Panel], name: Callable[[str], str], language: str) -> str:
    names = {n: name(n) for panel in panels for bloc in panel.blocs for n in bloc.members}
    return blocs(panels, names, word("more", language), word("blocs", language), word("strain_legend", language))


def _frustration(index: LineIndex, language: str) -> str:
    """The index, or what it lies between."""
    figure = f"{index.index:g}" if index.exact else f"{index.bound:g} … {index.index:g}"
    return f"{word('frustration', language)} {isolated(figure)}"


def _legend(language: str) -> str:
    return "; ".join(word(f"legend_{k}", language) for k in ("cooperation", "conflict"))


def write_figure(path: Path, figure: str) -> None:
    """Write a figure as a file of its own; UsageError where that cannot be done."""
    try:
        path.write_text(standalone(figure), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}). Choose another file with --svg.") from error
