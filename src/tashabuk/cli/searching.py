"""`tashabuk search`: what was found, with the words marked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tashabuk.cli.output import chosen, console, write_rows
from tashabuk.model import Span
from tashabuk.workbench.rows import found_document_row, found_statement_row
from tashabuk.workbench.searching import FoundDocument, FoundStatement

AROUND = 160
"""Characters of a sentence that a table shows before its first mark and after its last."""


def show_documents(found: Sequence[FoundDocument], form: str | None) -> None:
    """Documents in the chosen format, best first."""
    if chosen(form) != "table":
        write_rows([found_document_row(f) for f in found], chosen(form))
        return
    out = console()
    if not found:
        out.print("No document holds all these words.")
    for one in found:
        facts = (str(one.document.published or "undated"), one.document.publisher)
        line = _marked(one.document.title or one.document.id, one.title_marks, "bold")
        line.append(f"  {' · '.join(fact for fact in facts if fact)}", style="dim")
        line.append(f"  {one.score:.2f}", style="dim")
        out.print(line)
        out.print(Text("  ").append_text(_excerpt(one.sentence, one.marks)))


def show_found_statements(found: Sequence[FoundStatement], form: str | None) -> None:
    """Statements in the chosen format, best first."""
    if chosen(form) != "table":
        write_rows([found_statement_row(f) for f in found], chosen(form))
        return
    out = console()
    if not found:
        out.print("No statement's sentence holds all these words.")
    for one in found:
        said = one.stored.statement
        parties = f"{'+'.join(said.actor)} → {'+'.join(said.recipient) or '?'}"
        line = Text(f"{parties}  {said.event}", style="bold")
        line.append(f"  {said.date or one.stored.published or 'undated'} · {one.stored.id}", style="dim")
        line.append(f"  {one.score:.2f}", style="dim")
        out.print(line)
        out.print(Text("  ").append_text(_excerpt(one.stored.sentence, one.marks)))


def _marked(text: str, marks: Sequence[Span], style: str = "") -> Text:
    line = Text("".join(c if c.isprintable() else " " for c in text), style=style)
    for mark in marks:
        line.stylize("underline bold yellow", mark.start, mark.end)
    return line


def _excerpt(sentence: str, marks: Sequence[Span]) -> Text:
    start = max(0, marks[0].start - AROUND) if marks else 0
    end = min(len(sentence), (marks[-1].end if marks else 0) + AROUND)
    line = _marked(sentence, marks)[start:end]
    return Text("… " if start else "").append_text(line).append(" …" if end < len(sentence) else "")
