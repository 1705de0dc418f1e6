"""`make fit`: fit the reader's models on gold files and write their weights.

python -m tashabuk.evaluate.fit [GOLD.jsonl ...] [--into DIR] [--folds 3]

Without files it takes ../shared/gold/train.jsonl and own.jsonl and our own composed.jsonl and papers.jsonl of
tests/gold/; the parser is fitted on tests/gold/trees.jsonl. With `--folds` every document is first read by models that
were fitted without it, and the scores are printed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from tashabuk.actors.catalogue import Catalogue
from tashabuk.engine.dyads import Dyads
from tashabuk.engine.network import Network
from tashabuk.engine.pack import Altered, LanguagePack
from tashabuk.engine.parser import Parser
from tashabuk.engine.ranker import Model, Tables
from tashabuk.evaluate.corpus import corpus_documents
from tashabuk.evaluate.dyads import Census
from tashabuk.evaluate.gold import Fields, GoldDocument, classes_of, load_gold
from tashabuk.evaluate.instances import Example, as_published, examples_of, twice
from tashabuk.evaluate.learning import Lesson, Material, Numbering, fit_together, material_of
from tashabuk.evaluate.parsing import agreement, fit_parser, lessons_of
from tashabuk.evaluate.run import fields_of
from tashabuk.evaluate.score import Score, add_document
from tashabuk.evaluate.training import Bags, Elsewhere, Factored, Flat, Shed, Vocabulary, fit_choices, fit_factored
from tashabuk.evaluate.treebank import TREES, load_trees
from tashabuk.evaluate.workers import AT_ONCE, Crew, side_by_side
from tashabuk.lang.packs import load_pack
from tashabuk.model import Certainty
from tashabuk.read.choice import Choice
from tashabuk.read.dates import date_options
from tashabuk.read.holders import Held, holder_options
from tashabuk.read.mutual import mutual_options
from tashabuk.read.pipeline import prepare, read
from tashabuk.read.qualities import (
    CERTAINTIES,
    OPENNESSES,
    certainty_options,
    openness_options,
)
from tashabuk.read.state import Reading

LEAST = 6
"""A feature must occur in this many places to be fitted."""
CROSS = 3
"""Folds by which the first model is kept from reading what it was fitted on."""
PARSERS = 2
"""Folds by which the parser is kept from parsing what it was fitted on."""
CHUNK = 240
"""Documents that are asked for together: on the way from process to process there are several copies of what they
teach."""
GOLD = (
    Path("../shared/gold/train.jsonl"),
    Path("../shared/gold/own.jsonl"),
    Path("tests/gold/composed.jsonl"),
    Path("tests/gold/papers.jsonl"),
)
PUBLISHED = ("train.jsonl", "own.jsonl")
"""Files of the published gold: the reader is to find what these count as a statement."""
THRESHOLD = 0.18
"""Confidence from which on statements are kept: the best F1 of statements and ties together on held-out texts."""
MODEL_DIR = Path(__file__).parent.parent / "lang" / "ar" / "model"
Options = tuple[list[list[str]], set[int]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A gold document on its way into the fit, read up to the ranking."""

    gold: GoldDocument
    reading: Reading
    published: bool


Told = tuple[Material | None, dict[str, list[Options]]]
"""What the second statement model and the qualities learn from one document."""


class Share:
    """Some of the gold documents, each read as if what it tells were not known beforehand."""

    def __init__(
        self,
        gold: Mapping[int, GoldDocument],
        pack: LanguagePack,
        census: Census,
        parsers: Mapping[str, Parser] | None = None,
        published: Collection[str] = (),
    ) -> None:
        """Documents by number; `census` counts them among others, `parsers` are those of documents that have one of
        their own, `published` the ids of documents of the published gold."""
        self._gold, self._pack, self._census = gold, pack, census
        self._parsers, self._published = parsers or {}, published
        self._bags = Bags()
        self._firsts: list[Tables] = []

    def alone(self, numbers: Iterable[int]) -> tuple[dict[int, list[Factored]], Shed]:
        """What a first model learns from the documents of these numbers that are here; its bags are shed."""
        out = {}
        for number, one in self.prepared(numbers):
            examples = examples_of(one.reading, one.gold, self._bags, published=one.published)
            out[number] = [e.options for e in examples if e.telling]
        return out, self._bags.shed()

    def hear(self, firsts: Iterable[Model]) -> None:
        """Take first models, by fold."""
        self._firsts = [Tables([model, model]) for model in firsts]

    def told(self, folds: Mapping[int, int], classes: Mapping[tuple[str, int], int]) -> tuple[dict[int, Told], Shed]:
        """What the other models learn from the documents of `folds`, each read with the first model of its fold."""
        out = {}
        for number, one in self.prepared(folds):
            first = self._firsts[folds[number]]
            examples = examples_of(one.reading, one.gold, self._bags, first, published=one.published)
            qualities = {name: quality_options(name, examples, one.published) for name in QUALITIES}
            out[number] = material_of(examples, one.gold, classes), qualities
        return out, self._bags.shed()

    def read(self, numbers: Iterable[int], fitted: Fitted, dyads: Dyads) -> dict[int, list[Fields]]:
        """What the reader finds in these documents with these models, and this knowledge beforehand."""
        tables, out = Tables([fitted.models["first"], fitted.models["statement"]]), {}
        for number, one in self._here(numbers):
            own = Altered(self._pack_of(one), models=fitted.models, network=fitted.network, tables=tables, dyads=dyads)
            out[number] = [fields_of(s) for s in read(one.document, own)]
        return out

    def _here(self, numbers: Iterable[int]) -> Iterator[tuple[int, GoldDocument]]:
        return ((number, self._gold[number]) for number in numbers if number in self._gold)

    def _pack_of(self, one: GoldDocument) -> Altered:
        return Altered(self._pack, parser=self._parsers.get(one.document.id, self._pack.parser))

    def prepared(self, numbers: Iterable[int]) -> Iterator[tuple[int, Prepared]]:
        """Anew each time: that is a tenth of the work, and all of them at once would take most of the memory."""
        for number, one in self._here(numbers):
            own = Altered(self._pack_of(one), dyads=self._census.without(one))
            yield number, Prepared(one, prepare(one.document, own), one.document.id in self._published)


class Shares:
    """All gold documents, in processes that each have some; what is learnt of them comes here."""

    def __init__(
        self,
        gold: Sequence[GoldDocument],
        pack: LanguagePack,
        census: Census,
        parsers: Mapping[str, Parser] | None = None,
        published: Collection[str] = (),
    ) -> None:
        """As `Share`; documents have the numbers of their places."""
        self.gold, self.bags, self.numbering, self.classes = gold, Bags(), Numbering(), classes_of(gold)
        parts = [dict(list(enumerate(gold))[part::AT_ONCE]) for part in range(AT_ONCE)]
        self._crew = Crew([partial(Share, part, pack, census, parsers, published) for part in parts])
        self._elsewhere = [Elsewhere() for _ in parts]
        self._sentences = list(corpus_documents(pack))

    def sentences(self) -> list[list[Example]]:
        """The examples of each yes/no sentence."""
        return [examples_of(reading, one, self.bags) for one, reading in self._sentences]

    def alone(self, numbers: Sequence[int]) -> dict[int, list[Factored]]:
        """As `Share.alone`, of all, in the order of `numbers`."""
        out: dict[int, list[Factored]] = {}
        for some in _chunks(numbers):
            for found, first in self._taken_over(self._crew.ask(partial(Share.alone, numbers=some))):
                out |= {number: [one.moved(first) for one in options] for number, options in found.items()}
        return {number: out[number] for number in numbers}

    def told(
        self, firsts: Sequence[Model], folds: Mapping[int, int]
    ) -> list[tuple[Lesson | None, dict[str, list[Options]]]]:
        """As `Share.told`, of all, in the order of `folds`, texts in numbers; the bags of `alone` are forgotten."""
        self.bags.forget()
        self.numbering = Numbering()
        self._crew.ask(partial(Share.hear, firsts=firsts))
        out = {}
        for some in _chunks(list(folds)):
            question = partial(Share.told, folds={number: folds[number] for number in some}, classes=self.classes)
            for found, first in self._taken_over(self._crew.ask(question)):
                for number, (material, qualities) in found.items():
                    lesson = None if material is None else self.numbering.lesson(material.moved(first))
                    out[number] = lesson, _interned(qualities)
        return [out[number] for number in folds]

    def read(self, numbers: Sequence[int], fitted: Fitted, dyads: Dyads) -> list[list[Fields]]:
        """As `Share.read`, of all, in the order of `numbers`."""
        out: dict[int, list[Fields]] = {}
        for some in self._crew.ask(partial(Share.read, numbers=numbers, fitted=fitted, dyads=dyads)):
            out |= some
        return [out[number] for number in numbers]

    def _taken_over(self, answers: Sequence[tuple[T, Shed]]) -> Iterator[tuple[T, int]]:
        """Each answer, with the number that the first of its bags has here."""
        for (answer, shed), there in zip(answers, self._elsewhere, strict=True):
            yield answer, self.bags.take_over(shed, there)


def _interned(qualities: Mapping[str, list[Options]]) -> dict[str, list[Options]]:
    """The same with one string for each feature: each answer from another process brings its own."""
    return {
        name: [([[*map(sys.intern, bag)] for bag in bags], right) for bags, right in options]
        for name, options in qualities.items()
    }


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[at : at + CHUNK] for at in range(0, len(numbers), CHUNK))


def fit_parsers(
    gold: Sequence[GoldDocument], pack: LanguagePack, say: Callable[[str], object] = lambda _: None
) -> tuple[Parser, dict[str, Parser]]:
    """The parser, and for each document of the treebank one that was fitted without it."""
    trees = load_trees(TREES)
    bare = Altered(pack, parser=None)
    known = [one for one in gold if one.document.id in trees]
    lessons = [lessons_of(prepare(one.document, bare), trees[one.document.id]) for one in known]

    def parser_without(fold: int | None) -> Parser:  # of None, nothing is left out
        return fit_parser([one for n, some in enumerate(lessons) if n % PARSERS != fold for one in some], say)

    parser, *others = side_by_side([partial(parser_without, fold) for fold in (None, *range(PARSERS))])
    aside: dict[str, Parser] = {}
    for fold, other in enumerate(others):
        mine = [one for some in lessons[fold::PARSERS] for one in some]
        heads, labelled = agreement(other, mine)
        say(f"parser, fold {fold + 1} of {PARSERS}: UAS {heads:.3f}, LAS {labelled:.3f}\n")
        aside |= {one.document.id: other for one in known[fold::PARSERS]}
    return parser, aside


@dataclass(frozen=True, slots=True)
class Fitted:
    """All models by name, and the network that the model `statement` was fitted with."""

    models: dict[str, Model]
    network: Network


def fit_firsts(shares: Shares, folds: Mapping[int, int]) -> list[Model]:
    """The first statement model, fitted on the documents of `folds` and on the yes/no sentences, and for each fold one
    that was fitted without it."""
    shares.bags.forget()
    alone = shares.alone(list(folds))
    aside = [e.options for examples in shares.sentences() for e in examples if e.telling]

    def first_without(fold: int | None) -> Model:  # of None, nothing is left out
        others = [one for number, some in alone.items() if folds[number] != fold for one in some]
        weights = fit_factored([*others, *aside], shares.bags, least=LEAST)
        return Model.of(as_published(weights), {})

    return side_by_side([partial(first_without, fold) for fold in (None, *range(CROSS))])


def fit_models(shares: Shares, numbers: Sequence[int], say: Callable[[str], object] = lambda _: None) -> Fitted:
    """All models, fitted on the documents of these numbers and on the yes/no sentences.

    The second statement model learns from what first models, fitted without a document, say of it.
    """
    folds = {number: n % CROSS for n, number in enumerate(numbers)}
    whole, *firsts = fit_firsts(shares, folds)
    say("first models\n")
    told = shares.told(firsts, folds)
    say("evidence\n")
    models = {"first": whole}
    for name in QUALITIES:
        options = [one for _, qualities in told for one in qualities[name]]
        models[name] = _fit_quality(options, PENALTIES[name], LEANS.get(name, 0.0))
    say("qualities\n")
    lessons = [lesson for lesson, _ in told if lesson is not None]
    del told, options  # the network takes their place in memory
    aside = [material_of(examples, None, shares.classes) for examples in shares.sentences()]
    lessons += [shares.numbering.lesson(material) for material in aside if material is not None]
    weights, network = fit_together(lessons, shares.numbering, len(shares.classes), shares.bags, least=LEAST, say=say)
    models["statement"] = Model.of(as_published(weights), {})
    return Fitted(models, network)


def quality_options(name: str, examples: Iterable[Example], published: bool) -> list[Options]:
    """What a quality learns from the examples of a text; of `published` gold with features of its own (`APART`)."""
    options = [o for e, c in _chosen(examples) if (o := QUALITIES[name](e, c)) is not None]
    if published and name in APART:
        return [([twice(bag) for bag in bags], right) for bags, right in options]
    return options


def _chosen(examples: Iterable[Example]) -> Iterator[tuple[Example, Choice]]:
    """The examples of a text that have a choice, each told whose word the one before it was."""
    before: Held | None = None
    for example in examples:
        if example.choice is not None:
            assert example.gold is not None
            example.before = before
            before = Held(example.gold["holder"], example.trigger.sentence, example.trigger.word)
            yield example, example.choice


def _fit_quality(options: list[Options], penalty: float, lean: float = 0.0) -> Model:
    counts: Counter[str] = Counter()
    for bags, _ in options:
        counts.update({f for bag in bags for f in bag})
    vocabulary = Vocabulary.of(counts, LEAST)
    instances = []
    for bags, right in options:
        mask = np.zeros(len(bags), dtype=bool)
        mask[sorted(right)] = True
        instances.append(Flat(vocabulary.ids(bags), mask))
    weights = as_published(vocabulary.weights(fit_choices(instances, len(vocabulary), penalty=penalty)))
    return Model.of(weights, {"lean": lean} if lean else {})


def _certainty(example: Example, choice: Choice) -> Options | None:
    assert example.gold is not None
    bags = certainty_options(example.reading, choice, example.gold["holder"])
    return bags, {CERTAINTIES.index(Certainty(example.gold["certainty"]))}


def _openness(example: Example, choice: Choice) -> Options | None:
    gold = example.gold
    assert gold is not None
    bags = openness_options(example.reading, choice, gold["holder"], Certainty(gold["certainty"]))
    return bags, {[None if o is None else str(o) for o in OPENNESSES].index(gold["openness"])}


def _holder(example: Example, choice: Choice) -> Options | None:
    assert example.gold is not None
    holders, bags = holder_options(example.reading, choice, example.before)
    right = {n for n, holder in enumerate(holders) if holder == example.gold["holder"]}
    return (bags, right) if right else None


def _date(example: Example, choice: Choice) -> Options | None:
    assert example.gold is not None
    times, bags = date_options(example.reading, choice, Certainty(example.gold["certainty"]))
    want = example.gold["date"]
    right = {n for n, t in enumerate(times) if (None if t is None else str(t.date)) == want}
    return (bags, right) if right else None


def _mutual(example: Example, choice: Choice) -> Options | None:
    gold = example.gold
    assert gold is not None
    if choice.recipient is None or (not gold["recipient"] and len(gold["actor"]) < 2):
        return None
    return mutual_options(example.reading, choice), {0 if gold["recipient"] else 1}


QUALITIES: dict[str, Callable[[Example, Choice], Options | None]] = {
    "mutual": _mutual,
    "certainty": _certainty,
    "holder": _holder,
    "date": _date,
    "openness": _openness,
}


PENALTIES = {"mutual": 5.0, "certainty": 4.0, "holder": 5.0, "date": 25.0, "openness": 12.0}
"""How strongly the weights of each quality are held near zero; chosen on texts that were not fitted on."""
APART = frozenset(("date", "openness"))
"""Qualities that the published gold tells more often than ours does: its features have weights of their own."""
LEANS = {"date": 0.8, "openness": 0.8}
"""How far an answer is preferred to none: as many are then told on texts held out as there are to tell."""


def best_threshold(gold: Sequence[GoldDocument], read: Sequence[list[Fields]]) -> float:
    """The confidence from which on to keep statements: the best F1 of statements and ties together."""
    best, best_f1 = 0.5, -1.0
    for step in range(10, 80, 2):
        threshold = step / 100
        score = score_at(gold, read, threshold)
        f1 = score.levels["statements"].f1 + score.levels["ties"].f1
        if f1 > best_f1 and score.levels["statements"].precision >= score.levels["statements"].recall - 0.04:
            best, best_f1 = threshold, f1
    return best


def score_at(gold: Sequence[GoldDocument], read: Sequence[list[Fields]], threshold: float) -> Score:
    """The score when statements below a confidence are dropped."""
    score = Score()
    for one, statements in zip(gold, read, strict=True):
        kept = [s for s in statements if s["confidence"] >= threshold]
        add_document(score, one.document.id, one.statements, kept)
    return score


def held_out(shares: Shares, folds: int) -> list[list[Fields]]:
    """Every document read by models that were fitted without its fold; low threshold."""
    out: dict[int, list[Fields]] = {}
    for fold in range(folds):
        others = [n for n in range(len(shares.gold)) if n % folds != fold]
        fitted = fit_models(shares, others)
        fitted.models["statement"] = Model(fitted.models["statement"].whole, {"threshold": 0.05})
        mine, known = range(fold, len(shares.gold), folds), Census(shares.gold[n] for n in others).dyads
        out |= zip(mine, shares.read(mine, fitted, known), strict=True)
    return [out[n] for n in range(len(shares.gold))]


def report(name: str, score: Score) -> str:
    """The table of levels and qualities as text."""
    lines = [name]
    for level, c in score.levels.items():
        lines.append(
            f"  {level:10s} P {c.precision:.3f}  R {c.recall:.3f}  F1 {c.f1:.3f}  ({c.hit} of {c.gold}, {c.read} read)"
        )
    lines += [f"  {quality:10s} {c.precision:.3f} of {c.read}" for quality, c in score.qualities.items()]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, report on held-out folds, write the weights."""
    command = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    command.add_argument("gold", nargs="*", type=Path, default=list(GOLD))
    command.add_argument("--into", type=Path, default=MODEL_DIR)
    command.add_argument("--folds", type=int, default=1)
    options = command.parse_args(arguments)
    say = sys.stderr.write
    started = time.monotonic()
    sets = [load_gold(path) for path in options.gold]
    gold = [one for some in sets for one in some]
    pack = Altered(load_pack("ar", Catalogue.load().aliases()), network=None)  # what is fitted owes it nothing
    census = Census(gold)
    parser, aside = fit_parsers(gold, pack, say)
    pack = Altered(pack, parser=parser, dyads=census.dyads)
    published = {
        one.document.id for path, some in zip(options.gold, sets, strict=True) if path.name in PUBLISHED for one in some
    }
    shares = Shares(gold, pack, census, aside, published)
    say(f"{len(gold)} documents\n")
    if options.folds > 1:
        read = held_out(shares, options.folds)
        say(f"held out, by confidence from {THRESHOLD}; {best_threshold(gold, read)} would be best\n")
        at = 0
        for path, some in zip(options.gold, sets, strict=True):
            part = slice(at, at + len(some))
            at += len(some)
            say(report(path.name, score_at(gold[part], read[part], THRESHOLD)) + "\n")
    fitted = fit_models(shares, range(len(gold)), say)
    fitted.models["statement"] = Model(fitted.models["statement"].whole, {"threshold": THRESHOLD})
    for name, model in fitted.models.items():
        model.save(options.into / f"{name}.json")
    fitted.network.save(options.into / "network.json")
    parser.save(options.into / "parser.json")
    pack.dyads.save(options.into / "dyads.tsv")
    say(f"fitted and written in {time.monotonic() - started:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
