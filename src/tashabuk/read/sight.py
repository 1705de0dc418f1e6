"""What the network is shown of a document (see `engine.network`): words, then senses of triggers and candidates.

No value names an actor: a mention is `<M>`, its kind and how often it is named. Values are strings; a vocabulary gives
them numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np

from tashabuk.engine.encoder import Vocabulary
from tashabuk.engine.network import Sight, Text
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
class ShownWords:
    """The values that make a `Text`; `marks` has those of each word, `lengths` the words in each sentence."""

    words: list[Values] = field(default_factory=list)
    marks: list[Values] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)

    def columns(self) -> Iterator[tuple[str, Iterable[str]]]:
        """All values by the name of their column in a vocabulary."""
        yield from _columns("word", WORD_COLUMNS, self.words)
        yield "mark", (mark for marks in self.marks for mark in marks)


@dataclass(slots=True)
class Shown:
    """The values that make a `Sight`; the places of senses' words and of candidates' words are numbers already."""

    senses: list[Values] = field(default_factory=list)
    sense_words: list[int] = field(default_factory=list)
    candidates: list[Values] = field(default_factory=list)
    candidate_words: list[tuple[int, int, int, int]] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)

    def columns(self) -> Iterator[tuple[str, Iterable[str]]]:
        """All values by the name of their column in a vocabulary."""
        yield from _columns("sense", SENSE_COLUMNS, self.senses)
        yield from _columns("candidate", CANDIDATE_COLUMNS, self.candidates)


def _columns(kind: str, names: tuple[str, ...], rows: list[Values]) -> Iterator[tuple[str, Iterable[str]]]:
    for name, column in zip(names, zip(*rows, strict=True), strict=False):
        yield f"{kind}.{name}", column


def show_words(reading: Reading) -> ShownWords:
    """What there is to see of the words of a document."""
    shown = ShownWords()
    for sentence in reading.sentences:
        shown.lengths.append(len(sentence.words))
        shown.words += values_of(reading, sentence.index)
        shown.marks += map(_marks, sentence.words)
    return shown


def places(reading: Reading, triggers: Sequence[Trigger]) -> list[int]:
    """The number among all words of a document of the word of each trigger."""
    starts = _starts(reading)
    return [starts[trigger.sentence] + trigger.word for trigger in triggers]


def _starts(reading: Reading) -> list[int]:
    return [0, *accumulate(len(sentence.words) for sentence in reading.sentences)]


def show(reading: Reading, triggers: Sequence[Trigger]) -> Shown:
    """What there is to see of these triggers; senses and candidates stand in their order, pairs sense by sense."""
    shown, starts = Shown(), _starts(reading)
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


def text_of(shown: ShownWords, vocabulary: Vocabulary) -> Text:
    """Words as numbers."""
    marks = vocabulary["mark"]
    known = [[n for mark in some if (n := marks.get(mark, 0))] for some in shown.marks]
    return Text(
        rows_of(shown.words, "word", WORD_COLUMNS, vocabulary),
        np.array([n for some in known for n in some], dtype=np.int32),
        np.array([len(some) for some in known], dtype=np.int32),
        shown.lengths,
    )


def sight_of(shown: Shown, vocabulary: Vocabulary) -> Sight:
    """Senses and candidates as numbers."""
    return Sight(
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
