"""Events by hand: what is one happening, who is an independent witness, what contradicts, and how it is graded."""

import datetime as dt
import math
import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tashabuk.model import AUTHOR, Certainty, Claim, Event, EventType, PartialDate, Sign, Span, Statement
from tashabuk.relate.credibility import events, grade
from tashabuk.relate.events import Report
from tashabuk.relate.observations import Dated, from_statements
from tashabuk.relate.witnesses import evidence_weight, independent, same_sentences

RAID = "قصفت طائرات بلغاريا مستودع ذخيرة قرب مدينة سكوبيه"
RAID_AGAIN = "مستودع ذخيرة قرب سكوبيه قصفته طائرات بلغاريا فجرا وفق شهود من السكان"
OTHER_RAID = "أغارت مقاتلات على جسر في الجنوب فقتل سائق شاحنة"


def report(
    name: str,
    sentence: str = RAID,
    *,
    date: str = "",
    published: str = "2020-03-10",
    paper: str = "",
    witness: str = "",
    holder: str = AUTHOR,
    certainty: str = "asserted",
    event: str = "ASSAULT",
    sign: int = 0,
    actor: str = "BGR",
    recipient: str = "MKD",
    document: str = "",
) -> Report:
    """A report whose id is `name`; its document, paper and witness have that name too unless given."""
    kind = EventType(event)
    statement = Statement(
        document=document or name,
        actor=tuple(actor.split("+")),
        recipient=tuple(recipient.split("+")) if recipient else (),
        event=kind,
        sign=Sign(sign) if sign else kind.usual_sign,
        span=Span(0, 1),
        trigger="x",
        sentence=Span(0, len(sentence)),
        date=PartialDate.parse(date) if date else None,
        holder=holder,
        certainty=Certainty(certainty),
    )
    day = dt.date.fromisoformat(published) if published else None
    own = document or name
    return Report(Dated(statement, name, day), own, witness or own, paper or f"paper of {own}", sentence)


def grouped(*reports: Report) -> list[str]:
    return sorted("+".join(sorted(e.statements)) for e in events(reports))


ONE = [
    ("the same words on one day", {"date": "2020-03-09"}, {"date": "2020-03-09"}),
    ("a day apart", {"date": "2020-03-09"}, {"date": "2020-03-10"}),
    ("published two days later", {"date": "2020-03-09"}, {"published": "2020-03-11"}),
    ("a month and a day in it", {"date": "2020-03"}, {"date": "2020-03-20"}),
    ("a year and a month in it", {"date": "2020"}, {"date": "2020-07"}),
    ("no date at all", {"published": ""}, {"date": "2020-03-09"}),
    ("hedged and asserted", {"certainty": "hedged"}, {}),
    ("other words on one stated day", {"date": "2020-03-09"}, {"date": "2020-03-09", "sentence": RAID_AGAIN}),
]
TWO = [
    ("other words on one stated day", {"date": "2020-03-09"}, {"date": "2020-03-09", "sentence": OTHER_RAID}),
    ("other words", {}, {"sentence": OTHER_RAID}),
    ("three days apart", {"date": "2020-03-09"}, {"date": "2020-03-12"}),
    ("published a week later", {"date": "2020-03-09"}, {"published": "2020-03-16"}),
    ("another month", {"date": "2020-03"}, {"date": "2020-04-02"}),
    ("another type", {}, {"event": "COERCE"}),
    ("the other way round", {}, {"actor": "MKD", "recipient": "BGR"}),
    ("one more actor", {}, {"actor": "BGR+GRC"}),
    ("denied", {}, {"certainty": "negated"}),
    ("planned", {}, {"certainty": "future"}),
]


@pytest.mark.parametrize(("why", "a", "b"), ONE, ids=[w for w, _, _ in ONE])
def test_one_happening(why: str, a: dict[str, str], b: dict[str, str]) -> None:
    assert grouped(report("a", **a), report("b", **b)) == ["a+b"], why


@pytest.mark.parametrize(("why", "a", "b"), TWO, ids=[w for w, _, _ in TWO])
def test_two_happenings(why: str, a: dict[str, str], b: dict[str, str]) -> None:
    assert grouped(report("a", **a), report("b", **b)) == ["a", "b"], why


def test_talks_are_the_same_from_either_side() -> None:
    ways = [("BGR", "MKD"), ("MKD", "BGR"), ("BGR+MKD", ""), ("MKD+BGR", "")]
    reports = [report(f"r{n}", actor=a, recipient=b, event="CONSULT") for n, (a, b) in enumerate(ways)]
    (event,) = events(reports)
    assert (event.actor, event.recipient, len(event.statements)) == (("BGR", "MKD"), (), 4)


def test_a_chain_of_days_does_not_grow_into_one_event() -> None:
    days = [report(f"d{n}", date=f"2020-03-{n + 1:02d}") for n in range(6)]
    assert grouped(*days) == ["d0+d1", "d2+d3", "d4+d5"]


def test_a_stance_is_one_event_for_each_year_whatever_the_words() -> None:
    a = report("a", event="STANCE", date="2019-02-01")
    b = report("b", OTHER_RAID, event="STANCE", date="2019-11")
    assert grouped(a, b, report("c", event="STANCE", date="2020-01-01")) == ["a+b", "c"]


WITNESSES = [
    ("three papers, three texts", [("t1", "A"), ("t2", "B"), ("t3", "C")], 3),
    ("ten prints of one text", [("t1", f"paper {n}") for n in range(10)], 1),
    ("ten texts of one paper", [(f"t{n}", "A") for n in range(10)], 1),
    ("a text of its own and a print of the agency's", [("agency", "A"), ("own", "A"), ("agency", "B")], 2),
    ("a matching, not the first that comes", [("t1", "A"), ("t1", "B"), ("t2", "A"), ("t3", "B")], 2),
    ("nothing", [], 0),
]


@pytest.mark.parametrize(("why", "reports", "count"), WITNESSES, ids=[w for w, _, _ in WITNESSES])
def test_independent_witnesses(why: str, reports: list[tuple[str, str]], count: int) -> None:
    assert independent(reports) == count, why


def _one(*reports: Report) -> Event:
    (event,) = events(reports)
    return event


def test_who_is_no_further_witness() -> None:
    def raid(name: str, sentence: str, **facts: str) -> Report:
        return report(name, sentence, date="2020-03-09", **facts)

    first = raid("a", RAID, paper="A")
    assert _one(first, raid("b", RAID_AGAIN, paper="B")).witnesses == 2
    assert _one(first, raid("b", f"{RAID} الكبرى", paper="B")).witnesses == 1, "a copied sentence"
    assert _one(first, raid("b", RAID_AGAIN, paper="A")).witnesses == 1, "the same paper"
    assert _one(first, raid("b", RAID_AGAIN, paper="B", witness="a")).witnesses == 1, "a copied document"
    assert _one(first, raid("b", RAID_AGAIN, document="a", paper="A")).witnesses == 1, "the same document"
    quoted = [raid("a", RAID, holder="GRC"), raid("b", RAID_AGAIN, holder="GRC")]
    assert _one(*quoted).witnesses == 1, "the same holder"


def test_the_worked_example_of_the_page() -> None:
    """docs/methods/repeats.md: five statements, two witnesses, weight 2 in all, .4 each; mean certainty .9."""
    day = "2020-03-09"
    reports = [
        report("s1", date=day, paper="Agency", witness="w1"),
        report("s2", date=day, paper="Daily", witness="w1", published="2020-03-11"),
        report("s3", date=day, paper="Evening", witness="w1", published="2020-03-11"),
        report("s4", RAID_AGAIN, date=day, paper="Weekly", published="2020-03-12", certainty="hedged"),
        report("s5", RAID_AGAIN, date=day, paper="Weekly", document="s4", published="2020-03-12"),
    ]
    event = _one(*reports)
    assert (event.witnesses, event.grade) == (2, 1)
    assert (event.first, event.last) == (dt.date(2020, 3, 10), dt.date(2020, 3, 12))
    weights = {s: evidence_weight(event) for s in event.statements}
    assert weights == pytest.approx(dict.fromkeys(["s1", "s2", "s3", "s4", "s5"], 0.4))
    rows = from_statements([r.item for r in reports], evidence=weights)
    assert rows.weight.sum() == pytest.approx(1.8)


GRADES = [
    # claim, witnesses, asserting, against → grade
    ("told", 2, 2, 0, 1),
    ("told", 3, 1, 0, 2),
    ("told", 1, 1, 0, 3),
    ("told", 1, 0, 0, 4),
    ("told", 3, 3, 1, 2),
    ("told", 2, 1, 1, 3),
    ("told", 2, 2, 2, 4),
    ("told", 1, 1, 1, 4),
    ("told", 1, 0, 1, 5),
    ("told", 1, 1, 2, 5),
    ("denied", 2, 2, 0, 1),
    ("planned", 9, 0, 0, 6),
    ("supposed", 1, 0, 3, 6),
]


@pytest.mark.parametrize(("claim", "witnesses", "asserting", "against", "wanted"), GRADES)
def test_grades(claim: str, witnesses: int, asserting: int, against: int, wanted: int) -> None:
    assert grade(Claim(claim), witnesses, asserting, against) == wanted


DENIED = "نفت صوفيا أن تكون طائرات بلغاريا قد قصفت أي مستودع قرب سكوبيه"


def test_an_event_and_its_denial_are_linked_both_ways() -> None:
    told, denied = sorted(
        events([report("a", date="2020-03-09"), report("b", DENIED, certainty="negated", published="2020-03-15")]),
        key=lambda e: e.claim,
        reverse=True,
    )
    assert (told.claim, denied.claim) == (Claim.TOLD, Claim.DENIED)
    assert (told.contradicts, denied.contradicts) == ((denied.id,), (told.id,))
    assert (told.grade, denied.grade) == (4, 4)


NO_CONTRADICTION = [
    ("too late", report("b", DENIED, certainty="negated", published="2020-06-01")),
    ("about something else", report("b", OTHER_RAID, certainty="negated")),
    ("another pair", report("b", DENIED, certainty="negated", recipient="GRC")),
    ("a copy of the sentence, read otherwise", report("b", RAID, certainty="negated")),
    ("a plan", report("b", DENIED, certainty="future")),
]


@pytest.mark.parametrize(("why", "other"), NO_CONTRADICTION, ids=[w for w, _ in NO_CONTRADICTION])
def test_what_does_not_contradict(why: str, other: Report) -> None:
    assert [e.contradicts for e in events([report("a", date="2020-03-09"), other])] == [(), ()], why


def test_an_older_report_of_a_stance_does_not_undo_its_denial() -> None:
    told = report("a", date="2020-03-09", event="STANCE", sign=1)
    older = report("b", RAID_AGAIN, date="2020-01-05", published="2020-01-05", event="STANCE", sign=1)
    denial = report("c", DENIED, published="2020-03-15", event="STANCE", sign=1, certainty="negated")
    for reports in ([told, denial], [older, told, denial]):
        assert [bool(e.contradicts) for e in events(reports)] == [True, True]
    assert not any(e.contradicts for e in events([older, denial]))


def test_opposite_signs_contradict_but_not_in_stances() -> None:
    for kind, linked in (("AGREE", True), ("STANCE", False)):
        both = [report("a", event=kind, sign=1), report("b", RAID_AGAIN, event=kind, sign=-1)]
        assert [bool(e.contradicts) for e in events(both)] == [linked, linked]


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    made = []
    for n in range(draw(st.integers(1, 9))):
        made.append(
            report(
                f"r{n}",
                draw(st.sampled_from([RAID, RAID_AGAIN, OTHER_RAID, DENIED])),
                date=draw(st.sampled_from(["", "2020", "2020-03", "2020-03-09", "2020-03-10", "2020-03-12"])),
                published=draw(st.sampled_from(["", "2020-03-10", "2020-03-13"])),
                paper=draw(st.sampled_from(["A", "B", "C"])),
                witness=draw(st.sampled_from(["w1", "w2", "w3"])),
                certainty=draw(st.sampled_from(["asserted", "hedged", "negated", "future"])),
                event=draw(st.sampled_from(["ASSAULT", "CONSULT", "STANCE"])),
            )
        )
    return made


@settings(max_examples=40, deadline=None)
@given(reports(), st.randoms())
def test_every_statement_is_in_one_event_and_order_changes_nothing(made: list[Report], chance) -> None:
    found = events(made)
    assert sorted(s for e in found for s in e.statements) == sorted(r.item.id for r in made)
    weights = {s: evidence_weight(e) for e in found for s in e.statements}
    for event in found:
        assert sum(weights[s] for s in event.statements) == pytest.approx(1 + math.log2(event.witnesses))
        assert 1 <= event.witnesses <= min(len(event.documents), 3)
        assert all(event.id in next(e for e in found if e.id == other).contradicts for other in event.contradicts)
    shuffled = list(made)
    chance.shuffle(shuffled)
    assert events(shuffled) == found


def test_an_event_without_dates_says_so() -> None:
    event = _one(replace(report("a", published=""), publisher=""))
    assert (event.date, event.first, event.last, event.publishers) == (None, None, None, ())


def test_sentences_of_words_of_one_length_are_found_too() -> None:
    chance = random.Random(1)
    words = ["".join(chance.choices("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", k=5)) for _ in range(4000)]
    missed = 0
    for _ in range(1000):
        some = chance.sample(words, 20)
        missed += not same_sentences([frozenset(some[:16]), frozenset(some[4:])])  # they share .6
    assert missed < 8  # .4^8 are less than one in a thousand


def test_same_sentences_are_those_that_comparing_every_pair_finds() -> None:
    words = [frozenset(f"w{n}" for n in range(start, start + 20)) for start in (0, 1, 4, 9, 30)]
    exact = [(a, b) for a, b in combinations(range(5), 2) if len(words[a] & words[b]) >= 0.6 * len(words[a] | words[b])]
    assert same_sentences(words) == exact == [(0, 1), (0, 2), (1, 2), (2, 3)]
