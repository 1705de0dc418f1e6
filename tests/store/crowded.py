"""A store of chance statements and chance judgements, for tests that compare two ways to the same answer."""

import datetime as dt
import random
from pathlib import Path

from tashabuk.model import Certainty, Document, EventType, Openness, PartialDate, Sign, Span, Statement, Verdict
from tashabuk.store import Filter, Store
from tashabuk.store.query import Order
from tashabuk.workbench.judging import judge, undo

ACTORS = ("BEN", "GHA", "KEN", "MLI", "NER", "TGO", "لواء الصخر")
WORDS = ["قصف", "أيد", "هدد", "التقى", "طالب", "رفض", "ساعد", "اتهم"]
EVENTS = (EventType.AID, EventType.ASSAULT, EventType.CONSULT, EventType.STANCE, EventType.REQUEST)
DATES = (None, None, "2019", "2020-03", "2020-03-09", "2021-12-31")
PUBLISHED = (None, dt.date(2020, 3, 10), dt.date(2020, 3, 11), dt.date(2022, 1, 1))


def chance_document(chance: random.Random, number: int) -> tuple[Document, list[Statement]]:
    """A document of three sentences, with a statement or two for each."""
    sentences = [" ".join(chance.choices(WORDS, k=5)) + "." for _ in range(3)]
    text = " ".join(sentences)
    made = Document(f"d{number % 17}", text, f"t{number}", chance.choice(PUBLISHED), chance.choice(("", "P", "Q")))
    said, at = [], 0
    for sentence in sentences:
        for _ in range(chance.choice((1, 1, 2))):
            start = at + chance.randrange(len(sentence) - 4)
            said.append(_statement(chance, Span(start, start + 3), text, Span(at, at + len(sentence))))
        at += len(sentence) + 1
    return made, said


def _statement(chance: random.Random, span: Span, text: str, sentence: Span) -> Statement:
    actor = tuple(chance.sample(ACTORS, chance.choice((1, 1, 1, 2, 3))))
    date = chance.choice(DATES)
    event = chance.choice(EVENTS)
    return Statement(
        "d",
        actor,
        tuple(chance.sample(ACTORS, chance.choice((0, 1, 1, 2)))),
        event,
        Sign(chance.choice((-1, 1))) if event is EventType.STANCE else event.usual_sign,
        span,
        text[span.start : span.end],
        sentence,
        mode="visit" if event is EventType.CONSULT and chance.random() < 0.5 else None,
        date=PartialDate.parse(date) if date else None,
        holder=chance.choice(("author", "unnamed", "GHA")),
        certainty=chance.choice(list(Certainty)),
        openness=chance.choice((None, *Openness)),
        confidence=chance.choice((0.1, 0.5, 0.5, 0.9)),
    )


def chance_store(path: Path, chance: random.Random, documents: int = 40) -> Store:
    """A store of that many documents, nothing judged yet."""
    store = Store(path)
    store.add([chance_document(chance, n) for n in range(documents)], "r")
    return store


def judge_something(store: Store, chance: random.Random) -> None:
    """One more judgement of any kind, or one taken back."""
    held = store.judgements()
    ids = [s.id for s in store.statements()] + [j.subject for j in held if j.verdict is Verdict.REJECT]
    subject = chance.choice(ids)
    kind = chance.choice(("accept", "reject", "correct", "correct", "correct", "merge", "split", "undo"))
    if kind == "undo" and held:
        undo(store.path, chance.choice(held).id)
    elif kind == "merge":
        gone, into = chance.sample(ACTORS, 2)
        judge(store.path, gone, Verdict.MERGE, "R", "", {"into": into})
    elif kind == "split":
        judge(store.path, chance.choice(ACTORS), Verdict.SPLIT, "R")
    elif kind in ("accept", "reject"):
        judge(store.path, subject, Verdict(kind), "R")
    else:
        judge(store.path, subject, Verdict.CORRECT, "R", "", _changes(chance))


def _changes(chance: random.Random) -> dict[str, str]:
    possible = {
        "actor": "+".join(chance.sample((*ACTORS, "فصيل جديد"), 2)),
        "recipient": chance.choice(("TGO", "BEN+GHA", "")),
        "event": chance.choice(("AID", "COERCE")),
        "sign": chance.choice(("-1", "0", "1")),
        "date": chance.choice(("", "2018", "2020-03-08")),
        "holder": chance.choice(("MLI", "author")),
        "certainty": chance.choice(("asserted", "negated")),
        "openness": chance.choice(("", "covert")),
    }
    return {field: possible[field] for field in chance.sample(sorted(possible), chance.choice((1, 2, 3)))}


def chance_filter(chance: random.Random) -> Filter:
    """A filter of a few conditions, in any order."""

    def some(values: tuple[object, ...], often: float = 0.15) -> object:
        return chance.choice(values) if chance.random() < often else None

    pair = tuple(chance.sample(ACTORS, 2)) if chance.random() < 0.15 else None
    return Filter(
        actor=some((*ACTORS, "XXX")) or "",
        recipient=some(ACTORS) or "",
        anyone=some(ACTORS, 0.3) or "",
        pair=pair,
        event=some(("AID", "STANCE", "nothing")) or "",
        sign=some((-1, 0, 1)),
        certainty=some(tuple(map(str, Certainty))) or "",
        openness=some(("covert", "overt")) or "",
        holder=some(("author", "GHA", "MLI")) or "",
        start=some((dt.date(2020, 1, 1), dt.date(2020, 3, 9))),
        end=some((dt.date(2020, 3, 10), dt.date(2021, 12, 31))),
        publisher=some(("P", "Q")) or "",
        order=chance.choice(list(Order)),
        unjudged=chance.random() < 0.2,
    )
