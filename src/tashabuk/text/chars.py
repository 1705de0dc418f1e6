"""Single characters by role, spelled by their Unicode names so that look-alikes cannot slip in."""

from __future__ import annotations

import unicodedata

TATWEEL = "\N{ARABIC TATWEEL}"
TASHKEEL = "".join(map(chr, (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD))))
DIRECTION_MARKS = "".join(
    map(
        chr,
        (
            0x061C,
            0x200B,
            0x200C,
            0x200D,
            0x200E,
            0x200F,
            *range(0x202A, 0x202F),
            *range(0x2060, 0x206A),
            0xFEFF,
        ),
    )
)
ALEFS = (
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}\N{ARABIC LETTER ALEF WITH HAMZA BELOW}"
    "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}\N{ARABIC LETTER ALEF WASLA}"
)
ALEF = "\N{ARABIC LETTER ALEF}"
YEH = "\N{ARABIC LETTER YEH}"
YEHS = "\N{ARABIC LETTER ALEF MAKSURA}\N{ARABIC LETTER FARSI YEH}"
KAF = "\N{ARABIC LETTER KAF}"
KEHEH = "\N{ARABIC LETTER KEHEH}"
HEH = "\N{ARABIC LETTER HEH}"
TEH_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
HAMZA = "\N{ARABIC LETTER HAMZA}"
HAMZA_SEATS = "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"
ARABIC_DIGITS = "".join(chr(0x0660 + n) for n in range(10))
PERSIAN_DIGITS = "".join(chr(0x06F0 + n) for n in range(10))

IGNORABLE = TATWEEL + TASHKEEL + DIRECTION_MARKS
"""Characters that carry no letter: dropped by folding, allowed inside a word."""


def is_presentation_form(char: str) -> bool:
    """Whether this is an Arabic presentation form (one glyph for a letter's shape or a ligature).

    >>> is_presentation_form("\\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}")
    True
    """
    return "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefe"


def compatible(char: str) -> str:
    """The ordinary letters of a presentation form (NFKC), spaces of its isolated marks dropped."""
    return unicodedata.normalize("NFKC", char).replace(" ", "") if is_presentation_form(char) else char
