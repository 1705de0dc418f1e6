"""Events and search: `events`, `event`, `search`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

import click

from tashabuk.cli.options import DAY, QUERY_FORMATS, example, store_option
from tashabuk.workbench.stores import existing

format_option = click.option(
    "--format", "form", type=click.Choice(QUERY_FORMATS), help="Output (default: table; JSON lines when piped)."
)


def progress(what: str) -> Callable[[int, int], None] | None:
    """How much of some work is done, on one line of standard error; None where that is no terminal."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        end = "\n" if done >= of else ""
        sys.stderr.write(f"\r{what}: {done} of {of}{end}")
        sys.stderr.flush()

    return show


@click.command("events", epilog=example("tashabuk events --pair إيران طالبان --from 2019 --witnesses 2"))
@click.option("--any", "anyone", default="", help="An actor in either role.")
@click.option("--pair", nargs=2, default=None, help="Two actors, in any roles.")
@click.option("--type", "kind", default="", help="PLOVER type, or STANCE.")
@click.option("--witnesses", type=click.IntRange(1), default=1, help="At least this many independent witnesses.")
@click.option("--contradicted", is_flag=True, help="Only events that something contradicts.")
@click.option("--from", "start", type=DAY, help="First day.")
@click.option("--to", "end", type=DAY, help="The day after the last.")
@click.option("--limit", type=click.IntRange(1), help="Show no more than this many.")
@format_option
@store_option
def events_command(
    anyone: str,
    pair: tuple[str, str] | None,
    kind: str,
    witnesses: int,
    contradicted: bool,
    start: dt.date | None,
    end: dt.date | None,
    limit: int | None,
    form: str | None,
    store: Path | None,
) -> None:
    """Events: statements of any number of documents that report the same happening, by day."""
    from tashabuk.cli.happenings import show_events
    from tashabuk.store.event_index import EventFilter
    from tashabuk.workbench.catalogues import catalogue
    from tashabuk.workbench.happenings import list_events

    names = tuple(name for name in (anyone, *(pair or ())) if name)
    wanted = EventFilter(names, kind.upper(), start, end, witnesses, contradicted)
    shown = progress("comparing reports")
    found, _ = list_events(existing(store), wanted, catalogue(), limit, on_progress=shown)
    show_events(found, form)


@click.command("event", epilog=example("tashabuk event 3f2a"))
@click.argument("event_id", metavar="ID")
@format_option
@store_option
def event_command(event_id: str, form: str | None, store: Path | None) -> None:
    """One event: who reported it first and last, which reports are copies, what contradicts it, how credible it is.

    ID is the id of an event or of one of its statements, or the beginning of it.
    """
    from tashabuk.cli.happenings import show_event
    from tashabuk.workbench.happenings import one_event

    show_event(one_event(existing(store), event_id, progress("comparing reports")), form)


@click.command("search", epilog=example('tashabuk search تمويل "مجلس الأمن" --in statements'))
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--in",
    "place",
    type=click.Choice(["documents", "statements"]),
    default="documents",
    show_default=True,
    help="Where.",
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Show no more than this many.")
@format_option
@store_option
def search_command(words: tuple[str, ...], place: str, limit: int, form: str | None, store: Path | None) -> None:
    """Search by words, best first: all of them must occur, in any form that Arabic gives them.

    تمويل finds يموّل and بتمويلهم. An argument of several words is a phrase.
    """
    from tashabuk.cli.searching import show_documents, show_found_statements
    from tashabuk.workbench.searching import search_documents, search_statements

    path, shown = existing(store), progress("indexing documents")
    if place == "documents":
        show_documents(search_documents(path, words, limit, shown), form)
    else:
        show_found_statements(search_statements(path, words, limit, shown), form)
