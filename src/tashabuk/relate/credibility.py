"""What speaks against an event, and how credible the information is.

Two events contradict each other when their parties and type are the same, their dates (of a STANCE, which gathers the
reports of a year, those of two of its reports) are at most `DENIAL_DAYS` apart or overlap, the words of two of their
sentences (of the same two reports) agree to `ABOUT_THE_SAME` (`relate.events`), and either one tells and the other
denies the same with the same sign, or both tell it with opposite signs. A sentence, or its copy, does not contradict
itself (`relate.witnesses`): it was read in two ways. Nor do a friendly and a hostile STANCE: that a tie is both is what
this program is there to show.

The grade follows the credibility scale of the Admiralty code (NATO AJP-2.1), from counts alone. Let n be the witnesses
of the event, a the independent witnesses among its asserting (not hedging) reports, and d the most witnesses that one
contradicting event has:

    grade  1 confirmed      a ≥ 2                                 where d = 0
           2 probably true  n ≥ 2
           3 possibly true  a = 1
           4 doubtful       only one, hedging
    with 0 < d < n one grade worse; with d = n one grade worse and at best 4; with d > n it is 5 improbable
    6 cannot be judged: what is planned or supposed
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

from tashabuk.model import Certainty, Claim, Event, EventType, PartialDate, Sign
from tashabuk.relate.events import (
    Happening,
    Report,
    Vocabulary,
    event_of,
    happenings,
    parties_of,
    sources_of,
    within,
    words_of,
)
from tashabuk.relate.witnesses import independent, is_one_sentence

DENIAL_DAYS = 14
ABOUT_THE_SAME = 0.3
DOUBTFUL, IMPROBABLE, NO_JUDGEMENT = 4, 5, 6
GRADES = {
    1: "confirmed",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}


def events(reports: Iterable[Report], vocabulary: Vocabulary | None = None) -> list[Event]:
    """All events of the reports, graded and with their contradictions, by day and id; the undated ones come last.

    `vocabulary` weighs the words; unless it is given, it is that of the reports' sentences. What reports of one type
    and one set of parties make does not depend on any others.
    """
    reports = list(reports)
    vocabulary = vocabulary or Vocabulary.of(r.sentence for r in reports)
    groups = happenings(reports, vocabulary)
    made = [_alone(group) for group in groups]
    against = _contradictions(made, groups, vocabulary)
    found = list(made)
    for at, others in against.items():
        event, opposite = made[at], tuple(sorted(made[other].id for other in others))
        most = max(made[other].witnesses for other in others)
        graded = grade(event.claim, event.witnesses, _asserting(groups[at].reports), most)
        found[at] = replace(event, contradicts=opposite, grade=graded)
    return sorted(found, key=lambda e: (str(e.date.first()) if e.date else "9999", e.id))


def _alone(group: Happening) -> Event:
    """The event of a group of reports, graded as if nothing contradicted it."""
    event = event_of(group)
    own = grade(event.claim, event.witnesses, _asserting(group.reports), 0)
    return event if own == event.grade else replace(event, grade=own)


def _asserting(reports: Sequence[Report]) -> int:
    """The independent witnesses among the reports that do not hedge."""
    if len(reports) == 1:
        return int(reports[0].item.statement.certainty is not Certainty.HEDGED)
    return independent(
        source
        for report, source in zip(reports, sources_of(reports), strict=True)
        if report.item.statement.certainty is not Certainty.HEDGED
    )


def grade(claim: Claim, witnesses: int, asserting: int, against: int) -> int:
    """The credibility grade by the rule above.

    >>> [grade(Claim.TOLD, n, a, 0) for n, a in ((2, 2), (2, 1), (1, 1), (1, 0))], grade(Claim.TOLD, 3, 3, 1)
    ([1, 2, 3, 4], 2)
    """
    if claim not in (Claim.TOLD, Claim.DENIED):
        return NO_JUDGEMENT
    own = 1 if asserting >= 2 else 2 if witnesses >= 2 else 3 if asserting else DOUBTFUL
    if not against:
        return own
    if against > witnesses:
        return IMPROBABLE
    return max(own + 1, DOUBTFUL if against == witnesses else 0)


def _contradictions(made: list[Event], groups: list[Happening], vocabulary: Vocabulary) -> dict[int, set[int]]:
    """The numbers of the events that contradict each event, both ways."""
    kinds: dict[tuple[object, ...], dict[tuple[Claim, Sign], list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, event in enumerate(made):
        kinds[event.type, parties_of(groups[at].anchor)][event.claim, event.sign].append(at)
    against: dict[int, set[int]] = defaultdict(set)
    for (kind, _), numbers in kinds.items():
        for told, opposite in _opposites(kind):
            for a, b in product(numbers.get(told, ()), numbers.get(opposite, ())):
                if _about_the_same(a, b, made, groups, vocabulary):
                    against[a].add(b)
                    against[b].add(a)
    return against


def _opposites(kind: object) -> list[tuple[tuple[Claim, Sign], tuple[Claim, Sign]]]:
    pairs = [((Claim.TOLD, sign), (Claim.DENIED, sign)) for sign in Sign]
    if kind is not EventType.STANCE:
        pairs.append(((Claim.TOLD, Sign.POSITIVE), (Claim.TOLD, Sign.NEGATIVE)))
    return pairs


def _about_the_same(a: int, b: int, made: list[Event], groups: list[Happening], vocabulary: Vocabulary) -> bool:
    return any(
        within(day, other_day, DENIAL_DAYS)
        and vocabulary.agreement(own, other) >= ABOUT_THE_SAME
        and not is_one_sentence(own, other)
        for day, own in _said(made[a], groups[a])
        for other_day, other in _said(made[b], groups[b])
    )


def _said(event: Event, group: Happening) -> Iterable[tuple[PartialDate | None, frozenset[str]]]:
    """The words of an event's reports, and when that is said to have been."""
    if event.type is EventType.STANCE:
        return dict.fromkeys((r.item.date or event.date, words_of(r.sentence)) for r in group.reports)
    return [(event.date, words) for words in group.words]
