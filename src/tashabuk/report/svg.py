"""What all figures share: SVG text with a title and a description for readers who cannot see it.

Cooperation is teal, conflict red, whatever is covert is hatched or dashed. On a page the page's style applies; a figure
that stands alone carries its own.
"""

from __future__ import annotations

from html import escape

COOPERATION = "#0f766e"
CONFLICT = "#b91c1c"
WIDTH = 900
_LEFT_TO_RIGHT = ' direction="ltr"'
"""What makes an anchor mean the same on a page that runs from right to left."""
LETTER = 6.5
"""Room that a letter takes, on average and with some to spare."""
_STYLE = (
    "<style>svg{background:#fff}"
    "text{font:13px 'Noto Sans Arabic','Noto Sans',Tahoma,sans-serif;fill:#1f2933;"
    "paint-order:stroke;stroke:#fff;stroke-width:3px;unicode-bidi:plaintext}"
    "circle{fill:#fff;stroke:#1f2933;stroke-width:1.5}"
    ".head{font-weight:600}.soft{fill:#5f6b7a}.axis{stroke:#5f6b7a}.hatch{stroke:#fff;stroke-width:1.2}"
    ".mark{stroke:#1f2933;stroke-dasharray:3 3}.rule{stroke:#cbd2d9;stroke-dasharray:2 4}</style>"
)


def opening(width: int, height: int, title: str, description: str) -> str:
    """The first tag of a figure, its title and its description."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" class="figure">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    )


def standalone(figure: str) -> str:
    """A figure as a file of its own: with the style that a page would give it."""
    head, rest = figure.split(">", 1)
    return f"{head}>{_STYLE}{rest}\n"


def text(x: float, y: float, words: str, anchor: str = "middle", css: str = "") -> str:
    """Words at a point; `anchor` is middle, or, of figures and dates, start (the left edge) or end (the right one)."""
    kind = f' class="{css}"' if css else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{_LEFT_TO_RIGHT}{kind}>{escape(words)}</text>'


def name_beside(x: float, y: float, name: str, side: int, room: float) -> str:
    """A name that ends (`side` −1) or begins (+1) at a point, whatever its script; cut to fit into `room`.

    The whole name is there as a title where it is cut.
    """
    shown = fitted(name, room)
    tip = f"<title>{escape(name)}</title>" if shown != name else ""
    anchor = "end" if side < 0 else "start"
    inside = f"\u2068{escape(shown)}\u2069"  # isolated, the name has its own direction, and none to give to the text
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{_LEFT_TO_RIGHT}>{inside}{tip}</text>'


def fitted(name: str, room: float) -> str:
    """A name cut to fit into `room`.

    >>> fitted("Southern Transitional Council", 100)
    'Southern Trans…'
    """
    most = max(int(room / LETTER), 2)
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def isolated(words: str) -> str:
    """Words that run left to right, such as a date, whatever stands around them (LRI … PDI)."""
    return f"\u2066{words}\u2069"
