"""Use case: views as figures in files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tashabuk.errors import UsageError
from tashabuk.model import Tie, Triad
from tashabuk.relate.frustration import LineIndex
from tashabuk.relate.triads import triads
from tashabuk.report import tie as figures
from tashabuk.report.blocs import Panel, blocs
from tashabuk.report.graph import graph
from tashabuk.report.svg import isolated, standalone
from tashabuk.report.triads import gallery
from tashabuk.report.words import counted, word
from tashabuk.workbench.balance import BalanceView
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.ties import TieView
from tashabuk.workbench.what_if import WhatIfView

TRIADS_DRAWN = 15
"""Triads of each kind in a gallery."""
TIES_DRAWN = 60
"""Ties in a network, the heaviest first; more would hide each other."""
PARTS_DRAWN = 12
"""Parts of a network in a figure of blocs, the greatest first."""
Name = Callable[[str], str]


def tie_figure(view: TieView, language: str) -> str:
    """The timeline of a tie as SVG."""
    pair = f"{view.a.name(language)} – {view.b.name(language)}"
    surfacing = view.tie.surfacing if view.tie is not None else None
    return figures.tie_figure(pair, view.step, view.steps, view.turning, surfacing, language, view.undated)


def network_figure(found: Sequence[Tie], language: str) -> str:
    """The network of the heaviest of some ties."""
    heaviest = sorted(found, key=lambda t: -(t.cooperation.weight + t.conflict.weight))[:TIES_DRAWN]
    names = {n: catalogue().name(n, language) for t in heaviest for n in (t.a, t.b)}
    legend = _listed([word(f"legend_{k}", language) for k in ("cooperation_line", "conflict_line", "covert")], language)
    return graph(heaviest, names, word("graph", language), legend, caption=True)


def blocs_figure(view: BalanceView, name: Name, language: str) -> str:
    """The two blocs of a network and what strains them."""
    return _blocs([_panel(_frustration(view.index, language), view.index, name, language)], name, language)


def what_if_figure(view: WhatIfView, name: Name, language: str) -> str:
    """The blocs before and after, in the order of reading."""
    pair = (("before", view.found.before), ("after", view.found.after))
    panels = [
        _panel(f"{word(key, language)}: {_frustration(index, language)}", index, name, language) for key, index in pair
    ]
    return _blocs(panels[::-1] if language == "ar" else panels, name, language)


def _panel(heading: str, index: LineIndex, name: Name, language: str) -> Panel:
    """The greatest parts, and a line about all others."""
    parts = [part for part in index.parts if sum(len(b.members) for b in part) > 1]
    alone = [name(m) for part in index.parts[len(parts) :] for bloc in part for m in bloc.members]
    said = []
    if len(parts) > PARTS_DRAWN:
        said.append(f"{counted(len(parts) - PARTS_DRAWN, 'part', language)} {word('other_parts', language)}")
    if alone:
        said.append(f"{word('unbound', language)}: {('، ' if language == 'ar' else ', ').join(sorted(alone))}")
    return Panel(heading, parts[:PARTS_DRAWN], index.strains, _listed(said, language))


def _listed(said: Sequence[str], language: str) -> str:
    return ("؛ " if language == "ar" else "; ").join(said)


def triads_figure(view: BalanceView, name: Name, language: str) -> str:
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
    return gallery(rows, names, word("triads", language), word("legend_triads", language))


def _blocs(panels: list[Panel], name: Name, language: str) -> str:
    names = {n: name(n) for panel in panels for part in panel.parts for bloc in part for n in bloc.members}
    title, legend = word("blocs", language), word("strain_legend", language)
    return blocs(panels, names, lambda left_out: f"+{left_out} {word('more', language)}", title, legend)


def _frustration(index: LineIndex, language: str) -> str:
    """The index, or what it lies between."""
    figure = f"{index.index:g}" if index.exact else f"{index.bound:g} … {index.index:g}"
    return f"{word('frustration', language)} {isolated(figure)}"


def write_figure(path: Path, figure: str) -> None:
    """Write a figure as a file of its own; UsageError where that cannot be done."""
    try:
        path.write_text(standalone(figure), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}). Choose another file with --svg.") from error
