"""Fitting of the network (`engine.network`) together with the ranker's readable weights.

The score of an option is the sum of its features' weights, as before, and of what the network adds; both are fitted at
once, so that neither learns what the other already says. Other tasks on the same words teach the network to see
triggers, also those that the lexicon does not list: which words gold takes for one of which type, how certain and whose
word it is. Reading asks it which listed words are none, and hears it on certainty and holders.

There is chance in the order of texts and in what is blanked out, from a generator with a fixed seed: the same gold
files give the same network on the same machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any

import autograd.numpy as anp
import numpy as np
from numpy.typing import NDArray

from tashabuk.engine.encoder import Floats, Ids, Numeric, Vocabulary
from tashabuk.engine.network import (
    CERTAINTY,
    HOLDER,
    PAIR_UNIT,
    QUESTIONS,
    REACHES,
    TAG,
    Hunch,
    Network,
    Sight,
    Text,
    answered,
    encoded,
    judged,
)
from tashabuk.evaluate.gold import GoldDocument
from tashabuk.evaluate.gradients import (
    TRACED,
    Adam,
    cross_entropy,
    dropped,
    forgotten,
    fresh_mixing,
    layer,
    normal,
    numbered,
    traced,
    zeros,
)
from tashabuk.evaluate.instances import Example, pairs_of
from tashabuk.evaluate.training import (
    PENALTY,
    SEED,
    WEIGHTS_RATE,
    Bags,
    Choices,
    Factored,
    Sums,
    batches,
    frequent,
    worth_keeping,
)
from tashabuk.model import Certainty
from tashabuk.read.candidates import candidates
from tashabuk.read.holders import STANDINGS, standing_of
from tashabuk.read.qualities import CERTAINTIES
from tashabuk.read.sight import CANDIDATE_COLUMNS, SENSE_COLUMNS, Shown, ShownWords, show, show_words, sight_of, text_of
from tashabuk.read.state import Reading
from tashabuk.read.values import SPELLED, WORD_COLUMNS

WIDTH = 128
JUDGED = 128
INNER = 96
PRODUCT = 32
WORD_SIZES = (40, 32, 24, 24, 8, 10, 4, 5, 2, 2, 5, 6, 5, 5, 5, 5, 4)
MARK_SIZE = 16
SENSE_SIZES = (16, 16, 5, 2)
CANDIDATE_SIZES = (3, 14, 6, 5, 5, 3, 2, 3, 3, 8, 12, 6, 3, 5, 8, 12, 8, 6)
LEAST = {
    "word.bare": 5,
    "word.stem": 4,
    "word.skeleton": 4,
    "word.lemma": 3,
    "sense.frame": 3,
    "candidate.path": 4,
    "candidate.way": 3,
}
LEAST_OTHERS = 2
"""How often a value must occur to have a number of its own."""
RATE = 2e-3
BLANKED, SPELLING_BLANKED = 0.2, 0.15
ASKING = {TAG: 0.5, CERTAINTY: 0.25, HOLDER: 0.25}
"""Weights of the other tasks."""
UNTOLD = -1
"""The answer for a word that nobody has asked about."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text to learn from, and what is judged in it.

    `options` (n, 4): the sense, the pair of the actor and of the recipient (-1: nobody) and the trigger of each option;
    `bags` (n, `PARTS`) its features; `right` which are right; `answers` (W, 3) to the `QUESTIONS` about each word.
    """

    text: Text
    sight: Sight
    options: Ids
    bags: Ids
    right: NDArray[np.bool_]
    triggers: int
    answers: NDArray[np.int8]

    def examples(self) -> Iterator[Factored]:
        """The options of each trigger."""
        ends = np.searchsorted(self.options[:, 3], np.arange(self.triggers + 1))
        for first, end in pairwise(ends):
            yield Factored(self.bags[first:end], self.right[first:end])


@dataclass(frozen=True, slots=True)
class Material:
    """A text with its telling examples, before values have numbers."""

    words: ShownWords
    shown: Shown
    options: Ids
    """As in `Lesson`."""
    examples: list[Factored]
    answers: NDArray[np.int8]
    """As in `Lesson`."""

    def moved(self, by: int) -> Material:
        """The same where bags have other numbers."""
        return replace(self, examples=[one.moved(by) for one in self.examples])


def material_of(
    examples: Sequence[Example], gold: GoldDocument | None, classes: Mapping[tuple[str, int], int]
) -> Material | None:
    """The telling examples of one text, None if it has none; `classes` as of `gold.classes_of`. Without gold nobody
    has asked about its words."""
    telling = [e for e in examples if e.telling and len(e.options.right)]
    if not telling:
        return None
    reading = telling[0].reading
    shown = show(reading, [e.trigger for e in telling])
    answers = _answers(reading, gold, classes)
    return Material(show_words(reading), shown, _options(telling), [e.options for e in telling], answers)


def _answers(reading: Reading, gold: GoldDocument | None, classes: Mapping[tuple[str, int], int]) -> NDArray[np.int8]:
    """What gold says of each word: 0 as class of those that are no trigger, and nothing else; nothing of titles."""
    told: list[tuple[int, int, tuple[int, int, int]]] = []
    for s in gold.statements if gold is not None else ():
        certainty, standing = CERTAINTIES.index(Certainty(s["certainty"])), standing_of(s["holder"], s["actor"])
        told.append((s["start"], s["end"], (classes[s["event"], s["sign"]], certainty, standing)))
    out = []
    for sentence in reading.sentences:
        inside = [one for one in told if one[0] < sentence.end and sentence.start < one[1]]
        none = 0 if gold is not None and reading.is_told(sentence.index) else UNTOLD
        for word in sentence.words:
            mine = [answers for start, end, answers in inside if start < word.end and word.start < end]
            out.append(max(mine, default=(none, UNTOLD, UNTOLD)))
    return np.array(out, dtype=np.int8).reshape(-1, len(QUESTIONS))


def _options(examples: Sequence[Example]) -> Ids:
    """The options of the examples of a text (see `Lesson`)."""
    out, sense, first = [], 0, 0
    for trigger, example in enumerate(examples):
        found = candidates(example.reading, example.trigger)
        pairs = np.array(pairs_of(found), dtype=np.int32).reshape(-1, 2)
        for _ in example.trigger.hits:
            other = np.where(pairs[:, 1] < len(found), first + pairs[:, 1], -1)
            whole = np.full(len(pairs), sense), first + pairs[:, 0], other, np.full(len(pairs), trigger)
            out.append(np.stack(whole, axis=1).astype(np.int32))
            sense, first = sense + 1, first + len(found)
    return np.concatenate(out)


class Numbering:
    """Numbers for values, by column, in the order in which they are met: texts are kept as numbers, which take a tenth
    of what their values do, though only when all are there it is known which values occur often enough."""

    def __init__(self) -> None:
        self.numbers: dict[str, dict[str, int]] = {}

    def lesson(self, material: Material) -> Lesson:
        """A text in numbers as they are before `settled`."""
        for column, values in (*material.words.columns(), *material.shown.columns()):
            known = self.numbers.setdefault(column, {})
            for value in values:
                known.setdefault(value, len(known) + 1)
        return Lesson(
            text_of(material.words, self.numbers),
            sight_of(material.shown, self.numbers),
            material.options,
            np.concatenate([e.bags for e in material.examples]),
            np.concatenate([e.right for e in material.examples]),
            len(material.examples),
            material.answers,
        )

    def settled(self, lessons: Sequence[Lesson]) -> tuple[dict[str, dict[str, int]], list[Lesson]]:
        """The values that occur often enough, the commonest first, and the texts in numbers of these alone; those that
        were given are used up."""
        counts = {column: np.zeros(len(known) + 1, dtype=np.int64) for column, known in self.numbers.items()}
        for lesson in lessons:
            for column, numbers in _columns(lesson):
                counts[column] += np.bincount(numbers, minlength=len(counts[column]))
        vocabulary, tables = {}, {}
        for column, known in self.numbers.items():
            counted = dict(zip(known, counts[column][1:].tolist(), strict=True))
            vocabulary[column] = numbered(counted, LEAST.get(column, LEAST_OTHERS))
            tables[column] = np.array([0, *(vocabulary[column].get(value, 0) for value in known)], dtype=np.int32)
        return vocabulary, [_renumbered(lesson, tables) for lesson in lessons]


def _columns(lesson: Lesson) -> Iterator[tuple[str, Ids]]:
    """The numbers of each column of a vocabulary in a text."""
    yield "mark", lesson.text.marks
    for kind, names, rows in (
        ("word", WORD_COLUMNS, lesson.text.words),
        ("sense", SENSE_COLUMNS, lesson.sight.senses),
        ("candidate", CANDIDATE_COLUMNS, lesson.sight.candidates),
    ):
        for n, name in enumerate(names):
            yield f"{kind}.{name}", rows[:, n]


def _renumbered(lesson: Lesson, tables: Mapping[str, Ids]) -> Lesson:
    """The text with other numbers, in the same arrays; marks that have none any more are left out."""
    for column, numbers in _columns(lesson):
        numbers[:] = tables[column][numbers]
    text = lesson.text
    owners = np.repeat(np.arange(len(text.mark_counts)), text.mark_counts)[text.marks > 0]
    counts = np.bincount(owners, minlength=len(text.mark_counts)).astype(np.int32)
    return replace(lesson, text=replace(text, marks=text.marks[text.marks > 0], mark_counts=counts))


def fresh(vocabulary: Vocabulary, classes: int, rng: np.random.Generator) -> dict[str, Floats]:
    """Parameters before anything is learnt."""

    p: dict[str, Floats] = {}
    widths = {}
    for kind, names, sizes in (
        ("word", WORD_COLUMNS, WORD_SIZES),
        ("sense", SENSE_COLUMNS, SENSE_SIZES),
        ("candidate", CANDIDATE_COLUMNS, CANDIDATE_SIZES),
    ):
        for n, (name, size) in enumerate(zip(names, sizes, strict=True)):
            p[f"{kind}.{n}"] = normal(rng, len(vocabulary[f"{kind}.{name}"]) + 1, size)
        widths[kind] = sum(sizes)
    p["mark"] = normal(rng, len(vocabulary["mark"]) + 1, MARK_SIZE)
    p |= fresh_mixing(rng, widths["word"] + MARK_SIZE, WIDTH, len(REACHES))
    sense, candidate = WIDTH + widths["sense"], 3 * WIDTH + widths["candidate"]
    p["trigger.in"], p["trigger.bias"], p["trigger.out"] = layer(rng, sense, INNER), zeros(INNER), layer(rng, INNER, 1)
    p["pair.sense"], p["pair.candidate"], p["pair.bias"] = (
        layer(rng, sense, JUDGED),
        layer(rng, candidate, JUDGED),
        zeros(JUDGED),
    )
    for name, size in (("role", 2), ("acts", PRODUCT), ("suffers", PRODUCT)):
        p[f"{name}.out"], p[f"{name}.bias"] = layer(rng, JUDGED, size), zeros(size)
    for question, answers in ((TAG, classes), (CERTAINTY, len(CERTAINTIES)), (HOLDER, len(STANDINGS))):
        p[question], p[f"{question}.bias"] = layer(rng, WIDTH, answers), zeros(answers)
    return p


def joined(lessons: Sequence[Lesson]) -> Lesson:
    """Several texts as one."""
    words = senses = some = pairs = triggers = 0
    places, there, owners, options = [], [], [], []
    for one in lessons:
        s = one.sight
        places.append(s.sense_words + words)
        moved = s.candidate_words.copy()
        moved[:, :3] = np.where(moved[:, :3] >= 0, moved[:, :3] + words, -1)
        there.append(moved)
        owners.append(s.pairs + np.array([senses, some], dtype=np.int32))
        shifted = one.options + np.array([senses, pairs, pairs, triggers], dtype=np.int32)
        shifted[:, 2] = np.where(one.options[:, 2] >= 0, shifted[:, 2], -1)
        options.append(shifted)
        words, senses, some = words + len(one.text.words), senses + len(s.senses), some + len(s.candidates)
        pairs, triggers = pairs + len(s.pairs), triggers + one.triggers
    sights, texts = [one.sight for one in lessons], [one.text for one in lessons]
    text = Text(
        np.concatenate([t.words for t in texts]),
        np.concatenate([t.marks for t in texts]),
        np.concatenate([t.mark_counts for t in texts]),
        [n for t in texts for n in t.lengths],
    )
    sight = Sight(
        np.concatenate([s.senses for s in sights]),
        np.concatenate(places),
        np.concatenate([s.candidates for s in sights]),
        np.concatenate(there),
        np.concatenate(owners),
    )
    bags, right, answers = (
        np.concatenate(some) for some in zip(*((o.bags, o.right, o.answers) for o in lessons), strict=True)
    )
    return Lesson(text, sight, np.concatenate(options), bags, right, triggers, answers)


def option_scores(hunch: Hunch, options: Ids, via: Numeric) -> Any:
    """What the network adds to the score of each option, shape (n)."""
    sense, actor, recipient = options[:, 0], options[:, 1], np.maximum(options[:, 2], 0)
    somebody = (options[:, 2] >= 0).astype(np.float32)
    roles = via.take(hunch.roles, actor)[:, 0] + via.take(hunch.roles, recipient)[:, 1] * somebody
    product = via.np.sum(via.take(hunch.acts, actor) * via.take(hunch.suffers, recipient), axis=1)
    return via.take(hunch.senses[:, None], sense)[:, 0] + roles + product * (np.float32(PAIR_UNIT) * somebody)


class Learner:
    """Network and weights on their way; `step` learns from some texts."""

    def __init__(
        self, vocabulary: Vocabulary, classes: int, bags: Bags, columns: NDArray[np.int64], total: int
    ) -> None:
        self._rng = np.random.default_rng(SEED)
        self._bags, self._columns, self._total = bags, columns, total
        self.p: dict[str, Floats] = fresh(vocabulary, classes, self._rng)
        self.p["weights"] = np.zeros(int(columns.max()) + 1, dtype=np.float32)
        self._adam = Adam(self.p, RATE, {"weights": WEIGHTS_RATE})

    def step(self, lesson: Lesson, pace: float) -> float:
        """Move all parameters one step; the loss before it, summed over triggers."""
        weights = self.p["weights"]
        sums = Sums.of(lesson.bags, self._bags, self._columns, len(weights))
        network = {name: array for name, array in self.p.items() if name != "weights"}
        words = forgotten(lesson.text.words, SPELLED, SPELLING_BLANKED, self._rng)
        text = replace(lesson.text, words=words)
        drop = partial(dropped, share=BLANKED, rng=self._rng)

        def run(p: dict[str, Floats]) -> Any:
            words = encoded(p, text, drop, TRACED)
            scores = option_scores(judged(p, words, lesson.sight, drop, TRACED), lesson.options, TRACED)
            return anp.concatenate([scores, *(anp.ravel(answered(p, words, question)) for question in QUESTIONS)])

        back, out = traced(run, network)
        size = len(lesson.options)
        loss, pull = choice_gradient(sums.scores(weights) + out[:size], lesson)
        pulls = [pull]
        for question, right in zip(QUESTIONS, lesson.answers.T, strict=True):
            first, size = size, size + len(right) * self.p[question].shape[1]
            pulls.append(answer_gradient(out[first:size].reshape(len(right), -1), right, ASKING[question]).ravel())
        gradient = back(np.concatenate(pulls).astype(np.float32))
        gradient["weights"] = (PENALTY / self._total * weights + sums.slope(pull)).astype(np.float32)
        self._adam.move(gradient, pace)
        return loss * lesson.triggers


def answer_gradient(scores: Floats, right: NDArray[np.int8], weight: float) -> Floats:
    """The slope at the scores of answers (words, answers) of their weighted cross-entropy, averaged over the words that
    have a right answer."""
    told = np.flatnonzero(right != UNTOLD)
    out = np.zeros_like(scores)
    if len(told):
        out[told] = cross_entropy(scores[told], right[told])[1] * (weight / len(told))
    return out


def choice_gradient(scores: Floats, lesson: Lesson) -> tuple[float, Floats]:
    """The mean loss over triggers, and its slope at each option's score. No statement at all scores 0."""
    loss, pull = Choices(lesson.options[:, 3], lesson.right, nothing=True).loss(scores)
    return loss / lesson.triggers, (pull / lesson.triggers).astype(np.float32)


def fit_together(
    lessons: Sequence[Lesson],
    numbering: Numbering,
    classes: int,
    bags: Bags,
    *,
    least: int,
    say: Callable[[str], object] = lambda _: None,
) -> tuple[dict[str, float], Network]:
    """Weights by feature, and the network, that together make the right options probable; the texts are used up."""
    vocabulary, lessons = numbering.settled(lessons)
    kept, columns = frequent((one for lesson in lessons for one in lesson.examples()), bags, least)
    total = sum(one.triggers for one in lessons)
    learner = Learner(vocabulary, classes + 1, bags, columns, total)
    loss, seen = 0.0, 0
    for batch, pace in batches(lessons, [len(one.options) for one in lessons]):
        loss += learner.step(joined(batch), pace)
        seen += len(batch)
        if seen % len(lessons) == 0:
            say(f"epoch {seen // len(lessons)}: loss {loss / total:.4f} a trigger\n")
            loss = 0.0
    weights = worth_keeping([bags.names[number] for number in kept], learner.p["weights"].astype(np.float64))
    shipped = {n: a for n, a in learner.p.items() if n != "weights"}
    return weights, Network(vocabulary, shipped)
