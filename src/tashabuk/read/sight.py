"""What the network is shown of a document (see `engine.network`): words, senses of triggers, candidates.

No value names an actor: a mention is `<M>`, its kind and how often it is named. Values are strings; a vocabulary gives
them numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from tashabuk.engine.encoder import Vocabulary
from tashabuk.engine.network import Sight
from tashabuk.engine.words import Hit, Word
from tashabuk.read.candidates import candidates
from tashabuk.read.state import Candidate, Reading, Trigger
from tashabuk.read.values import WORD_COLUMNS, Values, rows_of, values_of, yes

SENSE_COLUMNS = ("event", "frame", "part", "sign")
CANDIDATE_COLUMNS = (
    "side",
    "slot",
    "source",
    "kind",
    "class",
    "salience",
    "joined",
    "gender",
    "number",
    "governor",
    "path",
    "distance",
    "actors",
    "option",
    "noun",
    "way",
    "place",
    "how",
)
_STEPS = (0, 1, 2, 3, 4, 5, 6, 6, 6, 7, 7, 7, 7, 7, *[8] * 11)


@dataclass(slots=True)
class Shown:
    """The values that make a `Sight`; the places of senses' words and of candidates' words are numbers already."""

    words: list[Values] = field(default_factory=list)
    marks: list[Values] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    senses: list[Values] = field(default_factory=list)
    sense_words: list[int] = field(default_factory=list)
    candidates: list[Values] = field(default_factory=list)
    candidate_words: list[tuple[int, int, int, int]] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)

    def columns(self) -> Iterator[tuple[str, Iterable[str]]]:
        """All values by the name of their column in a vocabulary."""
        for kind, names, rows in (
            ("word", WORD_COLUMNS, self.words),
            ("sense", SENSE_COLUMNS, self.senses),
            ("candidate", CANDIDATE_COLUMNS, self.candidates),
        ):
            for name, column in zip(names, zip(*rows, strict=True), strict=False):
                yield f"{kind}.{name}", column
        yield "mark", (mark for marks in self.marks for mark in marks)


def show(reading: Reading, triggers: Sequence[Trigger]) -> Shown:
    """What there is to see of these triggers; senses and candidates stand in their order, pairs sense by sense."""
    shown, starts = Shown(), []
    for sentence in reading.sentences:
        starts.append(len(shown.words))
        shown.lengths.append(len(sentence.words))
        shown.words += values_of(reading, sentence.index)
        for word in sentence.words:
            shown.marks.append(_marks(word))
    for trigger in triggers:
        at, first = starts[trigger.sentence] + trigger.word, len(shown.candidates)
        found = candidates(reading, trigger)
        for candidate in found:
            group = candidate.group
            shown.candidates.append(_candidate(candidate))
            if candidate.side == "X":
                shown.candidate_words.append((-1, -1, at, 0))
            else:
                start = starts[group.sentence]
                shown.candidate_words.append(
                    (start + group.head, start + group.last, at, group.sentence == trigger.sentence)
                )
        for hit in trigger.hits:
            shown.pairs += [(len(shown.senses), first + n) for n in range(len(found))]
            shown.senses.append(_sense(hit))
            shown.sense_words.append(at)
    return shown


def numbers(shown: Shown, vocabulary: Vocabulary) -> Sight:
    """What is shown as numbers."""
    marks = vocabulary["mark"]
    known = [[n for mark in some if (n := marks.get(mark, 0))] for some in shown.marks]
    return Sight(
        rows_of(shown.words, "word", WORD_COLUMNS, vocabulary),
        np.array([n for some in known for n in some], dtype=np.int32),
        np.array([len(some) for some in known], dtype=np.int32),
        shown.lengths,
        rows_of(shown.senses, "sense", SENSE_COLUMNS, vocabulary),
        np.array(shown.sense_words, dtype=np.int32),
        rows_of(shown.candidates, "candidate", CANDIDATE_COLUMNS, vocabulary),
        np.array(shown.candidate_words, dtype=np.int32).reshape(-1, 4),
        np.array(shown.pairs, dtype=np.int32).reshape(-1, 2),
    )


def _marks(word: Word) -> Values:
    if not word.cues and not word.hits:
        return ()
    return (*(kind for kind, _ in word.cues), *sorted({str(hit.frame.event) for hit in word.hits}))


def _sense(hit: Hit) -> Values:
    frame = hit.frame
    return str(frame.event), frame.id, f"{hit.form.part}{yes(hit.form.passive)}", str(int(frame.sign))


def _candidate(candidate: Candidate) -> Values:
    group, profile = candidate.group, candidate.profile
    return (
        candidate.side,
        candidate.slot,
        group.source,
        str(group.kind),
        profile.kind,
        str(profile.salience),
        yes(len(group.actors) > 1),
        group.gender,
        group.number,
        group.governor,
        candidate.path,
        str(_STEPS[abs(candidate.distance)] if abs(candidate.distance) < len(_STEPS) else 9),
        str(min(len(group.actors), 3)),
        group.option,
        group.generic if group.option else "",
        candidate.bond.way,
        candidate.bond.place,
        candidate.bond.how,
    )
