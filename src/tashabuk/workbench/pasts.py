"""What a store knew before a day, and the citation of its facts: shared by the use cases that forecast."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tashabuk.errors import DataError
from tashabuk.foresee.facts import find
from tashabuk.foresee.past import TYPES, Past, past_of
from tashabuk.relate.observations import Dated
from tashabuk.store import Store


@dataclass(frozen=True, slots=True)
class Cited:
    """A past fact that a forecast rests on: a statement with its sentence, or a coded event with its words."""

    id: str
    source: str
    day: dt.date
    actor: str
    event: str
    recipient: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A store with its whole past. `sentences` are those of its statements, by id."""

    store: Store
    past: Past
    sentences: dict[str, str]

    @property
    def last(self) -> dt.date:
        """The last day of which the store knows anything."""
        return dt.date.fromordinal(int(max(self.past.day.max(), self.past.known.max())))

    def cite(self, past: Past, rows: Iterable[int]) -> dict[int, Cited]:
        """The facts of rows of a part of the past, by row."""
        wanted = list(dict.fromkeys(rows))
        coded = self.store.coded_by_row([-1 - int(past.source[r]) for r in wanted if past.source[r] < 0])
        cited = {}
        for row in wanted:
            source = int(past.source[row])
            if source >= 0:
                id_, origin, text = past.ids[source], "statement", self.sentences[past.ids[source]]
            else:
                event = coded[-1 - source]
                words = event.text or f"{event.actor_given} {event.code} {event.recipient_given}"
                id_, origin, text = event.id, event.dataset, words
            cited[row] = Cited(
                id_,
                origin,
                dt.date.fromordinal(int(past.day[row])),
                past.names[past.actor[row]],
                str(TYPES[past.kind[row]]),
                past.names[past.recipient[row]],
                text,
            )
        return cited


def known(path: Path) -> Known:
    """The whole past of a store; DataError where it tells of no fact with a date, an actor and a recipient."""
    store = Store(path)
    statements = store.statements()
    columns = store.coded_columns()
    rows, kinds = store.coded_types([str(t) for t in TYPES])
    at = find(rows, columns.row)
    coded = Past(
        columns.names,
        columns.a.astype(np.int64),
        columns.b.astype(np.int64),
        kinds[at] if len(kinds) else np.zeros(len(at), np.int64),
        columns.day.astype(np.int64),
        columns.day.astype(np.int64),
        columns.score,
        -1 - columns.row,
        (),
    )
    past = past_of([Dated(s.statement, s.id, s.published) for s in statements], coded.where(at >= 0))
    if not len(past):
        untyped = f" Its {len(columns.row):,} coded events give no type of act, as counts of dyads do not."
        raise DataError(
            f"{path} tells of no dated act of one actor towards another, so there is nothing to forecast from."
            f"{untyped if len(columns.row) else ''} "
            "Read texts with their days of publication (`tashabuk read FILE --published DATE`), or import events."
        )
    return Known(store, past, {s.id: s.sentence for s in statements})


def day_after(known_: Known) -> dt.date:
    """The day after the last of which the store knows anything: what a forecast is for, unless asked otherwise."""
    return known_.last + dt.timedelta(days=1)


def thinness(facts: int, fitted: bool, own: Sequence[tuple[str, int]], least: int) -> tuple[str, ...]:
    """What is to be said of too little evidence; empty where there is enough."""
    said = []
    if not fitted:
        said.append(f"Thin evidence: {facts} facts are too few to learn from, so the usual weights are used.")
    for who, n in own:
        if n < least:
            said.append(f"Thin evidence: {n} fact{'' if n == 1 else 's'} about {who}, fewer than {least}.")
    return tuple(said)
