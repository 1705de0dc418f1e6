"""The data dictionary of an export, as Markdown: every column or field, its type, its meaning and its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tashabuk.exchange.columns import Field


def codebook(name: str, about: str, parts: Mapping[str, Sequence[Field]]) -> str:
    """The codebook of a format; `parts` maps a part (a file, a kind of entity; empty where there is one) to fields."""
    lines = [f"# Codebook: {name}", "", about, ""]
    for part, fields in parts.items():
        if part:
            lines += [f"## {part}", ""]
        lines += ["| name | type | meaning | values | may be empty |", "|---|---|---|---|---|"]
        lines += [_line(f) for f in fields]
        lines.append("")
    return "\n".join(lines)


def _line(field: Field) -> str:
    cells = (
        f"`{field.name}`",
        str(field.kind),
        field.meaning,
        ", ".join(f"`{v}`" for v in field.values),
        "yes" if field.optional else "no",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
