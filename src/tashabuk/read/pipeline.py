"""Document + LanguagePack → Statements: the stages in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tashabuk.engine.collector import collector_rests
from tashabuk.engine.pack import LanguagePack
from tashabuk.model import Document, Mention, PartialDate, Sign, Span, Statement
from tashabuk.read.choice import Choice, choose, gather
from tashabuk.read.dates import date_options
from tashabuk.read.holders import Held
from tashabuk.read.hunches import look, sift
from tashabuk.read.mutual import mutual_options
from tashabuk.read.names import find_names
from tashabuk.read.parsing import find_trees
from tashabuk.read.phrases import find_groups
from tashabuk.read.qualities import (
    OPENNESSES,
    argmax,
    certainty_of,
    holder_of,
    openness_options,
)
from tashabuk.read.speech import find_speeches
from tashabuk.read.state import Reading
from tashabuk.read.subjects import find_subjects
from tashabuk.read.times import find_times
from tashabuk.read.triggers import find_triggers
from tashabuk.read.words import split_words

Stage = Callable[[Reading], None]


def rank(reading: Reading) -> None:
    """Fill `statements` with every choice that is probable enough."""
    evidence = reading.evidence = gather(reading, reading.pack.tables)
    threshold = reading.pack.models["statement"].settings["threshold"]
    promising = [t for t in reading.triggers if t.number not in evidence.dropped]
    look(reading, promising)
    told = [t for t in promising if reading.is_told(t.sentence)]
    chosen = [c for t in told if (c := choose(reading, t, threshold)) and c.probability >= _needed(c, threshold)]
    reading.senses.clear()  # they know the reading: a cycle, for which nobody looks here
    kept = _without_echoes(chosen)
    reading.statements = [] if _is_noise(reading, kept) else _statements_of(reading, kept)


STAGES: tuple[Stage, ...] = (
    split_words,
    find_names,
    find_groups,
    find_subjects,
    find_times,
    find_triggers,
    sift,
    find_trees,
    find_speeches,
    rank,
)


def prepare(document: Document, pack: LanguagePack) -> Reading:
    """All stages but the last: what the fitting of the ranker starts from."""
    reading = Reading(document, pack)
    for stage in STAGES[:-1]:
        stage(reading)
    return reading


def read(document: Document, pack: LanguagePack) -> tuple[Statement, ...]:
    """The statements of a document, in the order of the text."""
    with collector_rests():
        return _read(document, pack)


def _read(document: Document, pack: LanguagePack) -> tuple[Statement, ...]:
    """The reading ends with this call: the collector, back at work, does not go through all that it holds."""
    reading = prepare(document, pack)
    rank(reading)
    return tuple(reading.statements)


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Where a document names or refers to actors, and where it tells a date, in the order of the text."""

    mentions: tuple[Mention, ...]
    dates: tuple[tuple[Span, PartialDate], ...]


def landmarks(document: Document, pack: LanguagePack) -> Landmarks:
    """What a page of a document points at beside its statements."""
    reading = Reading(document, pack)
    for stage in (split_words, find_names, find_times):
        stage(reading)
    mentions, dates = [], []
    for sentence, names, times in zip(reading.sentences, reading.names, reading.times, strict=True):
        if not reading.is_told(sentence.index):
            continue
        words = sentence.words
        mentions += [Mention(Span(words[n.first].start, words[n.last].end), n.actors, n.kind) for n in names]
        dates += [(Span(words[t.first].start, words[t.last].end), t.date) for t in times]
    return Landmarks(tuple(mentions), tuple(dates))


MOST_MUTUAL = 5
"""Parties of two sides, all of which can be said to act on each other: a pair for each two of them is said then."""
PROBABLE = 0.5
"""Probability from which on more parties than that are said to act on each other: seven have 42 ties."""


def _needed(choice: Choice, threshold: float) -> float:
    """The probability from which on a choice is kept."""
    many = choice.recipient is None and len(choice.actor.group.actors) > MOST_MUTUAL
    return max(threshold, PROBABLE) if many else threshold


SPARSE = 0.75
"""True statements to be expected in a hundred words, by their probabilities, below which a text may have none."""
SURE = 0.6
"""Probability of a statement that stands for itself, however little else a text says."""


def _is_noise(reading: Reading, chosen: list[Choice]) -> bool:
    """Whether a text says so little, and so unsurely, that it most probably says nothing: sport, weather, recipes."""
    expected = sum(c.probability for c in chosen)
    hundreds = len(reading.document.text.split()) / 100
    return expected < SPARSE * hundreds and all(c.probability < SURE for c in chosen)


ECHO = 6
"""Words within which the same event between the same actors is one statement said with two words."""


def _without_echoes(chosen: list[Choice]) -> list[Choice]:
    kept: list[Choice] = []
    for choice in chosen:
        twin = next((k for k in reversed(kept[-3:]) if _same(k, choice)), None)
        if twin is None:
            kept.append(choice)
        elif choice.probability > twin.probability:
            kept[kept.index(twin)] = choice
    return kept


def _same(one: Choice, two: Choice) -> bool:
    return (
        one.trigger.sentence == two.trigger.sentence
        and abs(one.trigger.word - two.trigger.word) <= ECHO
        and one.hit.frame.event is two.hit.frame.event
        and one.actor.group.actors == two.actor.group.actors
        and (one.recipient and one.recipient.group.actors) == (two.recipient and two.recipient.group.actors)
    )


def _statements_of(reading: Reading, kept: list[Choice]) -> list[Statement]:
    """The statements of choices, in the order of the text: who held one often holds the next."""
    out: list[Statement] = []
    before: Held | None = None
    for choice in kept:
        out.append(_statement(reading, choice, before))
        before = Held(out[-1].holder, choice.trigger.sentence, choice.trigger.word)
    return out


def _statement(reading: Reading, choice: Choice, before: Held | None) -> Statement:
    models = reading.pack.models
    sentence = reading.sentences[choice.trigger.sentence]
    word = sentence.words[choice.trigger.word]
    holder = holder_of(reading, choice, before, models["holder"])
    certainty = certainty_of(reading, choice, holder, models["certainty"])
    openness = OPENNESSES[argmax(openness_options(reading, choice, holder, certainty), models["openness"])]
    times, time_options = date_options(reading, choice, certainty)
    time = times[argmax(time_options, models["date"])]
    span = Span(word.start, word.end)
    frame = choice.hit.frame
    actor, recipient = _parties(reading, choice)
    return Statement(
        document=reading.document.id,
        actor=actor,
        recipient=recipient,
        event=frame.event,
        sign=Sign(frame.sign),
        span=span,
        trigger=span.of(reading.document.text),
        sentence=Span(sentence.start, sentence.end),
        mode=frame.mode,
        date=time.date if time is not None else None,
        holder=holder,
        certainty=certainty,
        openness=openness,
        confidence=round(choice.probability, 4),
        rules=_rules(choice),
    )


def _parties(reading: Reading, choice: Choice) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actors and recipients; those who do it to each other are all actors."""
    actor = choice.actor.group.actors
    if choice.recipient is None:
        return actor, ()
    recipient = choice.recipient.group.actors
    few = len(actor) + len(recipient) <= MOST_MUTUAL
    if few and argmax(mutual_options(reading, choice), reading.pack.models["mutual"]):
        return (*actor, *recipient), ()
    return actor, recipient


def _rules(choice: Choice) -> tuple[str, ...]:
    recipient = choice.recipient.slot if choice.recipient is not None else "nobody"
    return (choice.hit.frame.id, f"actor:{choice.actor.slot}", f"recipient:{recipient}")
