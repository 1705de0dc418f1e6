"""The system of the tutorial, from statements to what-if: who is entangled, since when, why, and what would change.

`python examples/system.py [FOLDER]` writes the figures into FOLDER (default: out). The statements are put down by hand,
from public record, so that every number can be checked; `tashabuk read` makes such statements from texts.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from tashabuk.model import Certainty, EventType, Openness, PartialDate, Sign, Span, Statement, Tie
from tashabuk.relate.channels import history, rows_between
from tashabuk.relate.explain import Reason, reasons
from tashabuk.relate.networks import signed_graph
from tashabuk.relate.observations import Dated, Observations, from_statements
from tashabuk.relate.periods import Step
from tashabuk.relate.ties import TieOptions, ties
from tashabuk.relate.turning import turning_points
from tashabuk.report.reasons import reason_in_words
from tashabuk.report.svg import standalone
from tashabuk.report.tie import tie_figure
from tashabuk.workbench.catalogues import catalogue
from tashabuk.workbench.figures import what_if_figure
from tashabuk.workbench.what_if import Asked, suppose

COVERT, OVERT = Openness.COVERT, Openness.OVERT
HEDGED = Certainty.HEDGED
SYSTEM: tuple[tuple[str, str, str, str, Openness | None, Certainty], ...] = (
    ("IRN", "ASSAULT", "TALIBAN", "1998-08", None, Certainty.ASSERTED),
    ("TALIBAN", "ASSAULT", "IRN", "1998-08", None, Certainty.ASSERTED),
    ("RUS", "SANCTION", "TALIBAN", "2003-02", OVERT, Certainty.ASSERTED),
    ("IRN", "AID", "TALIBAN", "2016", COVERT, Certainty.ASSERTED),
    ("RUS", "AID", "TALIBAN", "2017", COVERT, HEDGED),
    ("IRN", "AID", "TALIBAN", "2018-07", COVERT, Certainty.ASSERTED),
    ("RUS", "AID", "TALIBAN", "2019", COVERT, HEDGED),
    ("IRN", "CONSULT", "TALIBAN", "2021-02", OVERT, Certainty.ASSERTED),
    ("RUS", "CONSULT", "TALIBAN", "2021-03", OVERT, Certainty.ASSERTED),
    ("IRN", "COOPERATE", "TALIBAN", "2021-09", OVERT, Certainty.ASSERTED),
    ("RUS", "COOPERATE", "TALIBAN", "2021-09", OVERT, Certainty.ASSERTED),
    ("RUS", "ACCUSE", "TALIBAN", "2021-09", OVERT, Certainty.ASSERTED),
    ("TALIBAN", "ASSAULT", "ISIS-K", "2019-11", None, Certainty.ASSERTED),
    ("ISIS-K", "ASSAULT", "TALIBAN", "2021-08", None, Certainty.ASSERTED),
    ("RUS", "STANCE-", "ISIS-K", "2021", None, Certainty.ASSERTED),
    ("IRN", "STANCE-", "ISIS-K", "2021", None, Certainty.ASSERTED),
    ("USA", "ASSAULT", "TALIBAN", "2001-10", OVERT, Certainty.ASSERTED),
    ("TALIBAN", "ASSAULT", "USA", "2019-09", None, Certainty.ASSERTED),
    ("USA", "ASSAULT", "ISIS-K", "2017-04", OVERT, Certainty.ASSERTED),
    ("USA", "SANCTION", "IRN", "2018-05", OVERT, Certainty.ASSERTED),
    ("IRN", "THREATEN", "USA", "2020-01", OVERT, Certainty.ASSERTED),
    ("USA", "SANCTION", "RUS", "2014-03", OVERT, Certainty.ASSERTED),
    ("RUS", "ACCUSE", "USA", "2021-04", OVERT, Certainty.ASSERTED),
    ("IRN", "AGREE", "RUS", "2021-01", OVERT, Certainty.ASSERTED),
    ("IRN", "COOPERATE", "RUS", "2015-09", OVERT, Certainty.ASSERTED),
)


def main(folder: Path) -> None:
    """Print the system and write its figures."""
    names = catalogue()
    rows = observed()
    found = {(t.a, t.b): t for t in ties(rows)}
    folder.mkdir(parents=True, exist_ok=True)
    for power in ("IRN", "RUS"):
        tie = found[power, "TALIBAN"]
        show(tie)
        for reason in reasons(power, "TALIBAN", list(found.values()))[:4]:
            for language in ("ar", "en"):
                write(f"    {reason_in_words(reason, (power, 'TALIBAN'), since(reason), names.name, language)}")
        steps = history(rows_between(rows, power, "TALIBAN"), Step.YEAR)
        pair = f"{names.name(power, 'ar')} – {names.name('TALIBAN', 'ar')}"
        figure = tie_figure(pair, Step.YEAR, steps, turning_points(steps), tie.surfacing, "ar")
        (folder / f"{power}-TALIBAN.svg").write_text(standalone(figure), encoding="utf-8")
    write_what_if(rows, folder)


def write_what_if(rows: Observations, folder: Path) -> None:
    """What changed when the United States left: the network with it (as if it had stayed) and without it."""
    name = catalogue().name
    graph = signed_graph(rows, TieOptions(at=dt.date(2021, 9, 30), half_life_days=3650))
    write(f"Signed graph on 2021-09-30: {len(graph.nodes)} actors, {len(graph.edges)} ties")
    view = suppose(graph, Asked(without=("USA",)), str)
    for when, index in (("had the United States stayed", view.found.before), ("without it", view.found.after)):
        blocs = " | ".join(", ".join(b.members) for b in index.blocs if b.members)
        strained = ", ".join(f"{s.a}–{s.b} ({'+' if s.sign > 0 else '−'})" for s in index.strains)
        only = "" if index.unique else ", other splits are as good"
        write(f"  {when}: {index.index:g} strained ({strained}), blocs {blocs}{only}")
    crossed = ", ".join(view.found.crossed) or "nobody"
    write(f"  who changes sides: {crossed}; eased: {', '.join(f'{s.a}–{s.b}' for s in view.found.eased) or 'nothing'}")
    figure = what_if_figure(view, lambda actor: name(actor, "ar"), "ar")
    (folder / "what-if.svg").write_text(standalone(figure), encoding="utf-8")


def since(reason: Reason) -> PartialDate:
    """The later of the dates at which both links are first told."""
    firsts = [SYSTEM[int(ids[0].removeprefix("s"))] for ids in (reason.towards_first, reason.towards_second)]
    return max((PartialDate.parse(date) for _, _, _, date, _, _ in firsts), key=PartialDate.first)


def observed() -> Observations:
    """The statements as rows."""
    return from_statements([Dated(_statement(n, *row), f"s{n}") for n, row in enumerate(SYSTEM)])


def show(tie: Tie) -> None:
    """One tie in a line, and when it surfaced."""
    surfaced = (
        f", covert by {tie.surfacing.covert_on}, in the open on {tie.surfacing.overt_on}" if tie.surfacing else ""
    )
    write(
        f"{tie.a}–{tie.b}: {tie.label}, cooperation {tie.cooperation.weight:.1f}, conflict {tie.conflict.weight:.1f}, "
        f"entanglement {tie.entanglement:.2f}{surfaced}"
    )


def write(line: str) -> None:
    """A line of output."""
    sys.stdout.write(line + "\n")


def _statement(
    number: int, actor: str, event: str, recipient: str, date: str, openness: Openness | None, certainty: Certainty
) -> Statement:
    kind = EventType(event.rstrip("-"))
    return Statement(
        document="system",
        actor=(actor,),
        recipient=(recipient,),
        event=kind,
        sign=Sign.NEGATIVE if event.endswith("-") else kind.usual_sign,
        span=Span(number, number + 1),
        trigger="",
        sentence=Span(number, number + 1),
        date=PartialDate.parse(date),
        certainty=certainty,
        openness=openness,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("out"))
