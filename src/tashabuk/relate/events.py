"""From statements to events: which reports tell of the same happening.

Statements can be of one event only where event type, sign, claim and parties agree. Claims are told (asserted or
hedged), denied (negated), planned (future) and supposed (hypothetical or asked). Parties are an ordered pair; those of
AGREE, CONSULT and COOPERATE, which each side does with the other, and of mutual statements are a set. Then:

* their dates must be able to be one: days at most `STATED_DAYS` apart, or `PUBLISHED_DAYS` where one is only the day of
  publication; months and years that overlap; or one not known;
* the words of their sentences must agree, to `ALIKE`, or `ALIKE_SAME_DAY` where both texts name the same day or where
  one document says both;
* STANCE has no happening: a standing relation is one event for each pair, sign, claim and year, whatever the words.

Words agree to the share that the weight of the words in both sentences has of the weight of the lighter sentence; a
word weighs ln(1 + N/df), with df of N sentences holding it. Reports are placed in order of exactness and day, and each
must be near the first, most exact report of its event, so that a chain of days never grows into one event; its words
may agree with those of any report there.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tashabuk.model import AUTHOR, UNNAMED, Certainty, Claim, Event, EventType, PartialDate, Precision
from tashabuk.relate.observations import Dated
from tashabuk.relate.repeats import witnesses
from tashabuk.relate.witnesses import independent, same_sentences
from tashabuk.text.fold import fold
from tashabuk.text.tokens import tokenize

STATED_DAYS = 1
PUBLISHED_DAYS = 3
ALIKE = 0.5
ALIKE_SAME_DAY = 0.3
MUTUAL_TYPES = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
CLAIMS = {
    Certainty.ASSERTED: Claim.TOLD,
    Certainty.HEDGED: Claim.TOLD,
    Certainty.NEGATED: Claim.DENIED,
    Certainty.FUTURE: Claim.PLANNED,
    Certainty.HYPOTHETICAL: Claim.SUPPOSED,
    Certainty.QUESTION: Claim.SUPPOSED,
}
_SHORTEST_WORD = 3
_EXACTNESS = {Precision.DAY: 0, Precision.MONTH: 2, Precision.YEAR: 3}

Parties = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Report:
    """A statement with what its weight as evidence depends on.

    `document` is the document's key and `witness` that of its group of copies (`relate.repeats.witnesses`);
    `publisher` is empty where it is unknown.
    """

    item: Dated
    document: str
    witness: str
    publisher: str
    sentence: str

    @property
    def voice(self) -> str:
        """Whose word it is: a named holder, else the publisher, else the document."""
        holder = self.item.statement.holder
        if holder not in (AUTHOR, UNNAMED):
            return f"holder {holder}"
        return f"publisher {self.publisher}" if self.publisher else f"document {self.document}"


@dataclass(slots=True)
class Happening:
    """An event in the making: its reports, the first and most exact one in front."""

    reports: list[Report]
    _words: dict[frozenset[str], None] = field(default_factory=dict)
    _told: int = 0

    @property
    def words(self) -> Iterable[frozenset[str]]:
        """The words of the reports' sentences, each different set of them once; found when somebody asks."""
        for report in self.reports[self._told :]:
            self._words[words_of(report.sentence)] = None
        self._told = len(self.reports)
        return self._words.keys()

    @property
    def anchor(self) -> Report:
        """The report that the others must be near to."""
        return self.reports[0]


class Vocabulary:
    """How much words weigh, by the number of sentences that hold each; a word that none of them held is the rarest."""

    def __init__(self, counts: Mapping[str, int], sentences: int) -> None:
        self._weights = {word: math.log(1 + sentences / count) for word, count in counts.items()}
        self._rarest = math.log(1 + max(sentences, 1))

    @classmethod
    def of(cls, sentences: Iterable[str]) -> Vocabulary:
        """The weights by these sentences, equal ones taken once."""
        different = set(sentences)
        return cls(Counter(word for sentence in different for word in words_of(sentence)), len(different))

    def agreement(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The weight of the shared words as a share of the lighter sentence, 0 to 1."""
        least = min(self._sum(a), self._sum(b))
        return self._sum(a & b) / least if least else 0.0

    def _sum(self, words: frozenset[str]) -> float:
        return math.fsum(self._weights.get(w, self._rarest) for w in words)  # exact, whatever the order of a set


@lru_cache(maxsize=1 << 16)
def words_of(sentence: str) -> frozenset[str]:
    """The different folded words of a sentence; those of one or two letters carry no content."""
    words = (fold(t.folded) for t in tokenize(sentence) if t.is_word)
    return frozenset(w for w in words if len(w) >= _SHORTEST_WORD)


def parties_of(report: Report) -> Parties:
    """Who is compared: (actors, recipients) in alphabetical order, all as actors where it is mutual by type or form."""
    statement = report.item.statement
    if statement.event in MUTUAL_TYPES or statement.reciprocal:
        return tuple(sorted({*statement.actor, *statement.recipient})), ()
    return tuple(sorted(set(statement.actor))), tuple(sorted(set(statement.recipient)))


def happenings(reports: Iterable[Report], vocabulary: Vocabulary) -> list[Happening]:
    """The groups of reports that tell of one happening each, whatever the order in which they come."""
    ordered = sorted(reports, key=_exact_first)
    by_key: dict[tuple[object, ...], list[Report]] = defaultdict(list)
    for report in ordered:
        by_key[_key(report)].append(report)
    found: list[Happening] = []
    for own in by_key.values():
        found += _grouped(own, vocabulary)
    return found


def _exact_first(report: Report) -> tuple[int, int, str]:
    date = report.item.date
    if date is None:
        return 4, 0, report.item.id
    exactness = _EXACTNESS[date.precision] if report.item.statement.date is not None else 1
    return exactness, date.first().toordinal(), report.item.id


def _key(report: Report) -> tuple[object, ...]:
    statement, date = report.item.statement, report.item.date
    year = (date.year if date is not None else 0) if statement.event is EventType.STANCE else None
    return statement.event, statement.sign, CLAIMS[statement.certainty], parties_of(report), year


def _grouped(reports: Sequence[Report], vocabulary: Vocabulary) -> list[Happening]:
    """The happenings of reports that agree in all but date and words."""
    if reports[0].item.statement.event is EventType.STANCE:
        return [Happening(list(reports))]
    found: list[Happening] = []
    by_day: dict[int, list[Happening]] = defaultdict(list)
    for report in reports:
        day = _day(report)
        near = found if day is None else [h for d in _days_around(day) for h in by_day.get(d, ())]
        fits = [_fit(report, happening, vocabulary) for happening in near]
        if max(fits, default=0.0) > 0:
            happening = near[fits.index(max(fits))]
            happening.reports.append(report)
        else:
            happening = Happening([report])
            found.append(happening)
            if day is not None:
                by_day[day].append(happening)
    return found


def _day(report: Report) -> int | None:
    date = report.item.date
    return date.first().toordinal() if date is not None and date.precision is Precision.DAY else None


def _days_around(day: int) -> range:
    return range(day - PUBLISHED_DAYS, day + PUBLISHED_DAYS + 1)


def _fit(report: Report, happening: Happening, vocabulary: Vocabulary) -> float:
    """How far the words agree where date and words suffice for one event, else 0."""
    anchor = happening.anchor
    if not _may_be_one(report, anchor):
        return 0.0
    own = words_of(report.sentence)
    agreement = max(vocabulary.agreement(own, words) for words in happening.words)
    close = _same_stated_day(report, anchor) or any(r.document == report.document for r in happening.reports)
    return agreement if agreement >= (ALIKE_SAME_DAY if close else ALIKE) else 0.0


def _same_stated_day(report: Report, anchor: Report) -> bool:
    stated = report.item.statement.date
    return stated is not None and stated.precision is Precision.DAY and stated == anchor.item.statement.date


def _may_be_one(report: Report, anchor: Report) -> bool:
    both_stated = report.item.statement.date is not None and anchor.item.statement.date is not None
    return within(report.item.date, anchor.item.date, STATED_DAYS if both_stated else PUBLISHED_DAYS)


def within(a: PartialDate | None, b: PartialDate | None, days: int) -> bool:
    """Whether two dates can be one: days at most `days` apart, months and years that overlap, or one not known."""
    if a is None or b is None:
        return True
    if a.precision is Precision.DAY and b.precision is Precision.DAY:
        return abs((a.first() - b.first()).days) <= days
    return a.first() <= b.last() and b.first() <= a.last()


def texts_of(reports: Sequence[Report]) -> list[str]:
    """The text that each report speaks for: one for copies of a document and for copies of a sentence."""
    if len({r.witness for r in reports}) == 1:
        return [r.witness for r in reports]
    spoken = list(dict.fromkeys(words_of(r.sentence) for r in reports))
    numbers = {words: f"sentence {n}" for n, words in enumerate(spoken)}
    pairs = [(r.witness, numbers[words_of(r.sentence)]) for r in reports]
    pairs += [(numbers[spoken[a]], numbers[spoken[b]]) for a, b in same_sentences(spoken)]
    text = witnesses([*(r.witness for r in reports), *numbers.values()], pairs)
    return [text[r.witness] for r in reports]


def sources_of(reports: Sequence[Report]) -> list[tuple[str, str]]:
    """Text and voice of each report, as `relate.witnesses.independent` wants them."""
    return [(text, report.voice) for text, report in zip(texts_of(reports), reports, strict=True)]


def event_of(happening: Happening) -> Event:
    """The event of a group of reports, not yet compared with others; its id is a hash of its statements' ids."""
    reports = sorted(happening.reports, key=lambda r: (str(r.item.published or "9999"), r.document, r.item.id))
    anchor = happening.anchor.item.statement
    actor, recipient = anchor.actor, anchor.recipient
    if any(r.item.statement.reciprocal for r in reports):
        actor, recipient = parties_of(reports[0])
    published = [r.item.published for r in reports if r.item.published is not None]
    statements = tuple(r.item.id for r in reports)
    return Event(
        id=hashlib.sha256("\x1f".join(sorted(statements)).encode()).hexdigest()[:16],
        type=anchor.event,
        actor=actor,
        recipient=recipient,
        statements=statements,
        documents=tuple(dict.fromkeys(r.document for r in reports)),
        sign=anchor.sign,
        claim=CLAIMS[anchor.certainty],
        date=happening.anchor.item.date,
        stated=anchor.date is not None,
        publishers=tuple(dict.fromkeys(r.publisher for r in reports if r.publisher)),
        witnesses=independent(sources_of(reports)) if len(reports) > 1 else 1,
        first=min(published, default=None),
        last=max(published, default=None),
    )
