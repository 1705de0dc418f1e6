"""Forecasts and their scores as tables for people and as JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from tashabuk.cli.output import console, write_rows
from tashabuk.report.words import counted
from tashabuk.workbench.backtesting import Backtest, Kept
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.forecasting import Because, Likely, WhoView
from tashabuk.workbench.outlooks import OutlookView
from tashabuk.workbench.pasts import Cited


def show_who(view: WhoView, form: str | None, language: str) -> None:
    """Both directions of a forecast with their reasons."""
    if _as_json(form):
        _write({**asdict(view), "actor": view.actor.id})
        return
    if form == "csv":
        both = (("recipient", view.recipients), ("actor", view.actors))
        write_rows([_likely_row(kind, one) for kind, found in both for one in found], "csv")
        return
    out, name = console(), view.actor.name(language)
    facts = counted(view.facts, "fact", "en")
    out.print(f"{name} ({view.actor.id}) from {view.at}, by {facts} known before", style="bold")
    _print_thin(out, view.thin)
    for title, found in ((f"{name} → ?", view.recipients), (f"? → {name}", view.actors)):
        out.print(f"\n{title}", style="bold")
        if not found:
            out.print("  No past act of this kind is known: nothing to forecast from.")
        for one in found:
            _print_likely(out, one, language)


def _rounded(cell: Any) -> Any:
    return round(cell, 6) if isinstance(cell, float) else cell


def _likely_row(kind: str, one: Likely) -> dict[str, Any]:
    """A likely recipient or actor as flat fields, with the ids of the facts that speak for it."""
    facts = list(dict.fromkeys(fact.id for why in one.because for fact in why.facts))
    return {"forecast": kind, "who": one.who, "event": one.event, "chance": round(one.chance, 6), "facts": facts}


def _print_likely(out: Console, one: Likely, language: str) -> None:
    out.print(f"  {one.chance:6.1%}  {one.event}  {catalogue().name(one.who, language)} ({one.who})")
    if not one.because:
        out.print("          because such acts often involve it; nothing ties the two", style="dim")
    for why in one.because:
        out.print(f"          {_reason(why, language)}", style="dim")
        for fact in why.facts:
            _print_cited(out, fact, language)


def _reason(why: Because, language: str) -> str:
    via = f" {catalogue().name(why.via, language)} ({why.via})" if why.via else ""
    direction = " by the other side" if why.backwards else ""
    return f"{why.rule}{via}: {why.event}{direction}, strength {why.strength:.3g}"


def _print_cited(out: Console, fact: Cited, language: str) -> None:
    actor, recipient = (catalogue().name(n, language) for n in (fact.actor, fact.recipient))
    out.print(f"            {fact.day} {actor} → {recipient}  {fact.event} [{fact.source} {fact.id}]")
    text = "".join(c if c.isprintable() else " " for c in fact.text).strip()
    if text:
        out.print(f"              {text}")


def show_outlook(view: OutlookView, form: str | None, language: str) -> None:
    """The outlook of a tie with the past behind it."""
    if _as_json(form):
        _write({**asdict(view), "a": view.a.id, "b": view.b.id})
        return
    if form == "csv":
        write_rows([{k: _rounded(v) for k, v in asdict(one).items()} for one in view.outlooks], "csv")
        return
    out, arrow = console(), "→" if view.directed else "–"
    a, b = (f"{actor.name(language)} ({actor.id})" for actor in (view.a, view.b))
    title = f"{a} {arrow} {b} from {view.at}"
    out.print(title, style="bold")
    _print_thin(out, view.thin)
    if not view.outlooks:
        out.print("Nothing with a date passed between them: nothing to forecast from.")
        return
    table = _table("channel", "until", "chance", "90 % interval", "same as last", "long-run rate")
    for one in view.outlooks:
        interval = f"{percent(one.low)} – {percent(one.high)}"
        baselines = f"{one.same_as_last:.0%}", percent(one.long_run_rate)
        table.add_row(one.channel, str(one.until), percent(one.chance), interval, *baselines)
    out.print(table)
    for past in view.pasts:
        events = counted(past.events, "act", "en")
        months = f"{past.active_months} of {counted(past.months, 'month', 'en')}"
        out.print(f"\n{past.channel}: {events} in {months}, {past.last_month} in the last")
        for fact in past.facts:
            _print_cited(out, fact, language)


def percent(chance: float) -> str:
    """A chance in per cent; what is neither impossible nor certain is not called so."""
    return "<1%" if 0 < chance < 0.005 else ">99%" if 0.995 <= chance < 1 else f"{chance:.0%}"


def show_backtest(found: Backtest, form: str | None) -> None:
    """The scores of past months by method."""
    rows = [
        {"channel": channel, "months": months, "method": method, **asdict(score)}
        for (channel, months), scores in found.ties.items()
        for method, score in scores.items()
    ]
    if _as_json(form):
        _write({**asdict(found), "thin": found.thin, "ties": rows})
        return
    if form == "csv":
        write_rows(rows, "csv")
        return
    out = console()
    out.print(f"Forecasts from {found.start} to {found.end}, each from what was known before its month", style="bold")
    if found.thin:
        out.print("Thin evidence: too few facts to learn from or to score; these figures say little.", style="yellow")
    if not found.who and not found.ties:
        out.print("Nothing known in these months can be forecast from what was known before them.")
        return
    who = _table("who does what to whom", "MRR", "hits@1", "hits@3", "hits@10", "queries")
    for method, rank in found.who.items():
        shares = (rank.mrr, rank.hits_1, rank.hits_3, rank.hits_10)
        who.add_row(method, *(f"{x:.3f}" for x in shares), str(rank.queries))
    out.print(who)
    ties = _table("ties", "months", "method", "Brier", "log score", "forecasts")
    for (channel, months), scores in found.ties.items():
        for method, score in scores.items():
            numbers = f"{score.brier:.4f}", f"{score.log:.4f}", str(score.forecasts)
            ties.add_row(channel, str(months), method, *numbers)
    out.print(ties)


def show_kept(found: Sequence[Kept], form: str | None) -> None:
    """What became of kept forecasts."""
    if _as_json(form):
        _write([{"id": k.forecast.id, "ahead": k.forecast.ahead, **asdict(k)} for k in found])
        return
    if form == "csv":
        write_rows([_kept_row(one) for one in found], "csv")
        return
    out = console()
    if not found:
        out.print("No forecast was kept. `tashabuk forecast` and `tashabuk forecast-tie` keep those that they make.")
        return
    table = _table("forecast", "question", "about", "at", "made", "score")
    for one in found:
        made = "ahead" if one.forecast.ahead else "in hindsight"
        about = " ".join((*one.forecast.about, one.forecast.event)).strip()
        table.add_row(one.forecast.id, str(one.forecast.question), about, str(one.forecast.at), made, _score(one))
    out.print(table)


def _kept_row(one: Kept) -> dict[str, Any]:
    """A kept forecast and its score as flat fields."""
    forecast = one.forecast
    return {
        "id": forecast.id,
        "question": str(forecast.question),
        "about": list(forecast.about),
        "event": forecast.event,
        "at": forecast.at,
        "ahead": forecast.ahead,
        "due": one.due,
        "brier": one.brier,
        "reciprocal_rank": one.reciprocal_rank,
    }


def _score(one: Kept) -> str:
    if not one.due:
        return "its day has not come"
    if one.brier is not None:
        return f"Brier {one.brier:.3f}"
    return "nothing of the kind happened" if one.reciprocal_rank is None else f"1/rank {one.reciprocal_rank:.2f}"


def _print_thin(out: Console, said: Sequence[str]) -> None:
    for line in said:
        out.print(line, style="yellow")


def _table(first: str, *columns: str) -> Table:
    table = Table(first, box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _as_json(form: str | None) -> bool:
    return form == "json" or (form is None and not sys.stdout.isatty())


def _write(whole: Any) -> None:
    sys.stdout.write(json.dumps(whole, ensure_ascii=False, default=str) + "\n")
