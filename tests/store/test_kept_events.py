"""Events of a store: whatever happened to it in between, they are those that its statements form as they are now."""

import datetime as dt
import random
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tashabuk.model import Event, Verdict
from tashabuk.relate.credibility import events
from tashabuk.relate.events import Report, Vocabulary
from tashabuk.relate.observations import Dated
from tashabuk.relate.witnesses import evidence_weight
from tashabuk.store import Store
from tashabuk.store.connection import kept_open
from tashabuk.store.event_index import EventFilter, EventOrder
from tashabuk.store.index import StatementIndex
from tashabuk.store.kept_events import KeptEvents
from tashabuk.workbench import forming
from tashabuk.workbench.forming import up_to_date
from tashabuk.workbench.judging import judge, undo
from tashabuk.workbench.repeats import witness_groups

from .crowded import ACTORS, chance_document, chance_store, judge_something


def anew(store: Store) -> list[Event]:
    """The events of a store from nothing: words by all that was read, statements as judged."""
    groups = witness_groups(store.path)
    reports = [
        Report(
            Dated(s.statement, s.id, s.published),
            s.statement.document,
            groups.get(s.statement.document, s.statement.document),
            s.publisher or urlsplit(s.url).hostname or "",
            s.sentence,
        )
        for s in store.statements()
    ]
    return events(reports, Vocabulary.of(KeptEvents(store).sentences(10_000)))


def kept(store: Store) -> list[Event]:
    return sorted(up_to_date(store).find(), key=lambda e: (str(e.date.first()) if e.date else "9999", e.id))


def test_after_anything_events_are_as_if_formed_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forming, "GROWTH", 0.0)
    monkeypatch.setattr(forming, "CELLS", 30)
    chance = random.Random(1)
    store = chance_store(tmp_path / "s.duckdb", chance, 15)
    with kept_open(store.path):
        assert kept(store) == anew(store)
        for step in range(3):
            for _ in range(3):
                judge_something(store, chance)
            if step % 2:
                store.add([chance_document(chance, 100 + step)], "r")
            found = kept(store)
            assert found == anew(store)
            ids, weights = KeptEvents(store).weights()
            wanted = {int(s, 16): evidence_weight(e) for e in found for s in e.statements if evidence_weight(e) != 1}
            assert dict(zip(ids.tolist(), weights.tolist(), strict=True)) == wanted


def test_only_what_a_judgement_touches_is_formed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = chance_store(tmp_path / "s.duckdb", random.Random(3), 15)
    first = up_to_date(store)
    before = first.find()
    cells: list[str] = []
    real = KeptEvents.replace
    monkeypatch.setattr(
        KeptEvents, "replace", lambda self, some, found: (cells.extend(some), real(self, some, found))[1]
    )
    up_to_date(store)
    assert cells == []
    subject = before[0].statements[0]
    judge(store.path, subject, Verdict.REJECT, "Rana")
    after = up_to_date(store).find()
    assert len(cells) == 1
    assert subject not in {s for e in after for s in e.statements}
    undo(store.path, store.judgements()[0].id)
    assert up_to_date(store).find() == before


def test_words_are_counted_again_when_a_store_has_grown_by_a_tenth(tmp_path: Path) -> None:
    chance = random.Random(4)
    store = chance_store(tmp_path / "s.duckdb", chance, 20)
    first = up_to_date(store).words()
    store.add([chance_document(chance, 50)], "r")
    assert up_to_date(store).words() == first
    store.add([chance_document(chance, n) for n in range(60, 65)], "r")
    second = up_to_date(store).words()
    assert second is not None
    assert first is not None
    assert second.documents > first.documents


def test_who_is_stopped_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forming, "CELLS", 12)
    store = chance_store(tmp_path / "s.duckdb", random.Random(5), 15)

    def stop(done: int, of: int) -> None:
        if of > 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        up_to_date(store, stop)
    assert KeptEvents(store).stale() is not None
    assert 0 < len(KeptEvents(store).find()) < len(anew(store))
    assert kept(store) == anew(store)
    assert KeptEvents(store).stale() is None


def test_an_event_is_found_by_the_beginning_of_its_id_or_of_a_statement_s(tmp_path: Path) -> None:
    store = chance_store(tmp_path / "s.duckdb", random.Random(6), 8)
    found = up_to_date(store)
    event = found.find()[0]
    for beginning in (event.id, event.id[:10], event.statements[-1], event.statements[-1][:10]):
        assert found.beginning(beginning) == [event]


@pytest.mark.parametrize("judgements", [0, 8])
def test_every_filter_of_events_finds_those_that_meet_it(tmp_path: Path, judgements: int) -> None:
    chance = random.Random(7)
    store = chance_store(tmp_path / "s.duckdb", chance, 25)
    with kept_open(store.path):
        for _ in range(judgements):
            judge_something(store, chance)
        found = up_to_date(store)
        everything, columns = found.find(), store.columns().judged
        index, statements = found.index(columns), StatementIndex(columns)
        for _ in range(40):
            wanted = _chance_filter(chance)
            met = [e for e in everything if _meets(e, wanted)]
            if wanted.order is EventOrder.NEWEST:
                met.sort(key=lambda e: -e.date.first().toordinal() if e.date else 0)
            elif wanted.order is EventOrder.WITNESSES:
                met.sort(key=lambda e: -e.witnesses)
            assert found.at(index.numbers(wanted, statements).tolist()) == met, wanted


def _chance_filter(chance: random.Random) -> EventFilter:
    return EventFilter(
        tuple(chance.sample(ACTORS, chance.choice((0, 1, 1, 2)))),
        chance.choice(("", "", "AID", "STANCE")),
        chance.choice((None, None, dt.date(2020, 1, 1))),
        chance.choice((None, None, dt.date(2021, 1, 1))),
        chance.choice((1, 1, 2)),
        chance.random() < 0.1,
        chance.choice(list(EventOrder)),
    )


def _meets(event: Event, wanted: EventFilter) -> bool:
    day = event.date.first() if event.date else None
    return (
        {*wanted.names} <= {*event.actor, *event.recipient}
        and wanted.kind in ("", event.type)
        and (wanted.start is None or (day is not None and day >= wanted.start))
        and (wanted.end is None or (day is not None and day < wanted.end))
        and event.witnesses >= wanted.witnesses
        and (bool(event.contradicts) or not wanted.contradicted)
    )
