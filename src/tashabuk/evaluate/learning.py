"""Fitting of the network (`engine.network`) together with the ranker's readable weights.

The score of an option is the sum of its features' weights, as before, and of what the network adds; both are fitted at
once, so that neither learns what the other already says. A
second task on the same words, which of them gold takes for a trigger of which type, teaches the network to see triggers
that the lexicon does not list; reading asks it which listed words are none.

There is chance in the order of texts and in what is blanked
out, from a generator with a fixed seed: the same gold files give the same network on the same machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import autograd.numpy as anp
import numpy as np
from numpy.typing import NDArray

from tashabuk.engine.encoder import Floats, Ids, Numeric, Vocabulary
from tashabuk.engine.network import PAIR_UNIT, REACHES, Hunch, Network, Sight, Text, encoded, judged, tagged
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
from tashabuk.read.candidates import candidates
from tashabuk.read.sight import CANDIDATE_COLUMNS, SENSE_COLUMNS, Shown, ShownWords, show, show_words, sight_of, text_of
from tashabuk.read.values import SPELLED, WORD_COLUMNS

WIDTH = 96
JUDGED = 96
INNER = 64
PRODUCT = 24
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
TAGGING = 0.5
"""Weight of the second task."""
UNTOLD = -1
"""The class of a word that nobody has tagged."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text to learn from, and what is judged in it.

    `options` (n, 4): the sense, the pair of the actor and of the recipient (-1: nobody) and the trigger of each option;
    `bags` (n, `PARTS`) its features; `right` which are right; `tags` the class of each word, empty where nobody has
    tagged the words.
    """

    text: Text
    sight: Sight
    options: Ids
    bags: Ids
    right: NDArray[np.bool_]
    triggers: int
    tags: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Material:
    """A text with its telling examples, before values have numbers."""

    words: ShownWords
    shown: Shown
    options: Ids
    """As in `Lesson`."""
    examples: list[Factored]
    tags: list[int]

    def moved(self, by: int) -> Material:
        """The same where bags have other numbers."""
        return replace(self, examples=[one.moved(by) for one in self.examples])


def material_of(
    examples: Sequence[Example], gold: GoldDocument | None, classes: Mapping[tuple[str, int], int]
) -> Material | None:
    """The telling examples of one text, None if it has none, and the class of each of its words: 0, or the number in
    `classes` (see `gold.classes_of`) of a type and sign, `UNTOLD` in a title; without gold words have no class."""
    telling = [e for e in examples if e.telling and len(e.options.right)]
    if not telling:
        return None
    reading = telling[0].reading
    tags: list[int] = []
    if gold is not None:
        spans = [(s["start"], s["end"], classes[s["event"], s["sign"]]) for s in gold.statements]
        for sentence in reading.sentences:
            inside = [span for span in spans if span[0] < sentence.end and sentence.start < span[1]]
            none = 0 if reading.is_told(sentence.index) else UNTOLD
            for word in sentence.words:
                tags.append(max((t for a, b, t in inside if a < word.end and word.start < b), default=none))
    shown = show(reading, [e.trigger for e in telling])
    return Material(show_words(reading), shown, _options(telling), [e.options for e in telling], tags)


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


def vocabulary_of(materials: Sequence[Material]) -> dict[str, dict[str, int]]:
    """The values that occur often enough, the commonest first."""
    counts: dict[str, Counter[str]] = {}
    for one in materials:
        for column, values in (*one.words.columns(), *one.shown.columns()):
            counts.setdefault(column, Counter()).update(values)
    out = {}
    for column, counted in counts.items():
        out[column] = numbered(counted, LEAST.get(column, LEAST_OTHERS))
    return out


def lesson_of(material: Material, vocabulary: Vocabulary) -> Lesson:
    """A text in numbers."""
    return Lesson(
        text_of(material.words, vocabulary),
        sight_of(material.shown, vocabulary),
        material.options,
        np.concatenate([e.bags for e in material.examples]),
        np.concatenate([e.right for e in material.examples]),
        len(material.examples),
        np.array(material.tags, dtype=np.int64),
    )


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
    p["tag"], p["tag.bias"] = layer(rng, WIDTH, classes), zeros(classes)
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
    tags = [one.tags if len(one.tags) else np.full(len(one.text.words), UNTOLD) for one in lessons]
    bags, right = np.concatenate([one.bags for one in lessons]), np.concatenate([one.right for one in lessons])
    return Lesson(text, sight, np.concatenate(options), bags, right, triggers, np.concatenate(tags))


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
            hunch = judged(p, words, lesson.sight, drop, TRACED)
            return anp.concatenate([option_scores(hunch, lesson.options, TRACED), anp.ravel(tagged(p, words))])

        back, out = traced(run, network)
        size = len(lesson.options)
        loss, pull = choice_gradient(sums.scores(weights) + out[:size], lesson)
        gradient = back(np.concatenate([pull, self._tag_gradient(out[size:], lesson.tags)]).astype(np.float32))
        gradient["weights"] = (PENALTY / self._total * weights + sums.slope(pull)).astype(np.float32)
        self._adam.move(gradient, pace)
        return loss * lesson.triggers

    @staticmethod
    def _tag_gradient(logits: Floats, tags: NDArray[np.int64]) -> Floats:
        """Of the cross-entropy of words' classes, averaged over the tagged words."""
        scores = logits.reshape(len(tags), -1)
        told = np.flatnonzero(tags >= 0)
        out = np.zeros_like(scores)
        if len(told):
            out[told] = cross_entropy(scores[told], tags[told])[1] * (TAGGING / len(told))
        return out.ravel()


def choice_gradient(scores: Floats, lesson: Lesson) -> tuple[float, Floats]:
    """The mean loss over triggers, and its slope at each option's score. No statement at all scores 0."""
    loss, pull = Choices(lesson.options[:, 3], lesson.right, nothing=True).loss(scores)
    return loss / lesson.triggers, (pull / lesson.triggers).astype(np.float32)


def fit_together(
    materials: Sequence[Material],
    classes: int,
    bags: Bags,
    *,
    least: int,
    say: Callable[[str], object] = lambda _: None,
) -> tuple[dict[str, float], Network]:
    """Weights by feature, and the network, that together make the right options probable."""
    vocabulary = vocabulary_of(materials)
    lessons = [lesson_of(one, vocabulary) for one in materials]
    kept, columns = frequent([e for one in materials for e in one.examples], bags, least)
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
