"""One source to documents and findings, through all that lies inside it. Nothing that is wrong in it stops the rest."""

from __future__ import annotations

from collections.abc import Iterator

from tashabuk.ingest.formats.lines import read_lines
from tashabuk.ingest.given import Item
from tashabuk.ingest.kinds import recognise
from tashabuk.ingest.source import DAMAGED, WHOLE, BudgetSpent, Source, Unreadable
from tashabuk.model import Finding


def read_source(source: Source) -> Iterator[Item]:
    """The items of a source, depth first, in its order."""
    if source.depth > source.given.limits.depth:
        yield Finding(source.place, "it lies too deep in archives within archives", "unpack the inner ones yourself")
        return
    try:
        if not source.head:
            yield Finding(source.place, "the file is empty", "give it a text, or leave it out")
            return
        read = recognise(source).read if source.stretch == WHOLE else read_lines
        for part in read(source):
            if isinstance(part, Source):
                yield from read_source(part)
            else:
                yield part
    except BudgetSpent as error:
        if source.depth:
            raise
        yield Finding(source.place, error.problem, error.advice)
    except Unreadable as error:
        yield Finding(source.place, error.problem, error.advice, error.line)
    except DAMAGED as error:
        yield Finding(source.place, f"the compressed file is damaged ({error})", "make it again")
    except Exception as error:  # damaged bytes make a parser raise anything; the other items must not suffer
        reason = f"{type(error).__name__}: {error}".split("\n")[0][:120]
        yield Finding(source.place, f"it cannot be read ({reason})", "check the file")
