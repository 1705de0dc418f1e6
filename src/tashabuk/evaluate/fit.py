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

import numpy as np

from tashabuk.actors.catalogue import Catalogue
from tashabuk.engine.network import Network
from tashabuk.engine.pack import Altered, LanguagePack
from tashabuk.engine.parser import Parser
from tashabuk.engine.ranker import Model, Tables
from tashabuk.evaluate.corpus import corpus_documents
from tashabuk.evaluate.dyads import Census
from tashabuk.evaluate.gold import Fields, GoldDocument, load_gold
from tashabuk.evaluate.instances import Example, as_published, examples_of, twice
from tashabuk.evaluate.learning import fit_together, material_of
from tashabuk.evaluate.parsing import agreement, fit_parser, lessons_of
from tashabuk.evaluate.run import fields_of
from tashabuk.evaluate.score import Score, add_document
from tashabuk.evaluate.training import Bags, Flat, Vocabulary, fit_choices, fit_factored
from tashabuk.evaluate.treebank import TREES, load_trees
from tashabuk.evaluate.workers import side_by_side
from tashabuk.lang.packs import load_pack
from tashabuk.model import Certainty
from tashabuk.read.choice import Choice
from tashabuk.read.dates import date_options
from tashabuk.read.holders import Held, holder_options
from tashabuk.read.mutual import mutual_options
from tashabuk.read.pipeline import prepare, rank
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
GOLD = (
    Path("../shared/gold/train.jsonl"),
    Path("../shared/gold/own.jsonl"),
    Path("tests/gold/composed.jsonl"),
    Path("tests/gold/papers.jsonl"),
)
STEPS = {"composed.jsonl": 2}
"""Of these files only each so manyth text is learnt from, of the others who acts on whom, and trees: they teach little
about newspapers, and a fit on all of them takes more than 24 GB."""
PUBLISHED = ("train.jsonl", "own.jsonl")
"""Files of the published gold: the reader is to find what these count as a statement."""
THRESHOLD = 0.16
"""Confidence from which on statements are kept: the best F1 of statements and ties together on held-out texts."""
MODEL_DIR = Path(__file__).parent.parent / "lang" / "ar" / "model"
Options = tuple[list[list[str]], set[int]]


def fit_statement_model(examples: Iterable[Example], bags: Bags) -> Model:
    """The model that chooses sense, actor and recipient of a trigger."""
    usable = [e.options for e in examples if e.telling]
    return Model.of(as_published(fit_factored(usable, bags, least=LEAST)), {})


@dataclass(slots=True)
class Prepared:
    """A gold document on its way into the fit: read up to the ranking, and its examples without evidence."""

    gold: GoldDocument
    reading: Reading
    alone: list[Example]
    published: bool


def prepared(
    gold: Iterable[GoldDocument],
    pack: LanguagePack,
    bags: Bags,
    census: Census,
    parsers: Mapping[str, Parser] | None = None,
    published: Collection[str] = (),
) -> list[Prepared]:
    """Gold documents, prepared once for all folds, each as if what it tells were not known beforehand: `census` counts
    them among others; `parsers` are those of documents that have one of their own, `published` the ids of documents of
    the published gold."""
    out = []
    for one in gold:
        theirs, parser = one.document.id in published, (parsers or {}).get(one.document.id, pack.parser)
        reading = prepare(one.document, Altered(pack, parser=parser, dyads=census.without(one)))
        out.append(Prepared(one, reading, examples_of(reading, one, bags, published=theirs), theirs))
    return out


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


def fit_models(
    documents: Sequence[Prepared],
    sentences: Sequence[Sequence[Example]],
    bags: Bags,
    say: Callable[[str], object] = lambda _: None,
) -> Fitted:
    """All models; `sentences` are the examples of each yes/no sentence, all features are in `bags`.

    The second statement model learns from what first models, fitted without a document, say of it.
    """
    aside = [e for examples in sentences for e in examples]

    def first_without(fold: int | None) -> Model:  # of None, nothing is left out
        others = [e for n, one in enumerate(documents) if n % CROSS != fold for e in one.alone]
        return fit_statement_model([*others, *aside], bags)

    whole, *firsts = side_by_side([partial(first_without, fold) for fold in (None, *range(CROSS))])
    say("first models\n")
    second = []
    tables = [Tables(model, model) for model in firsts]
    for n, one in enumerate(documents):
        second.append(examples_of(one.reading, one.gold, bags, tables[n % CROSS], published=one.published))
    say("evidence\n")
    classes: dict[tuple[str, int], int] = {}
    lessons = [material_of(examples, one.gold, classes) for one, examples in zip(documents, second, strict=True)]
    lessons += [material_of(examples, None, classes) for examples in sentences]
    weights, network = fit_together([m for m in lessons if m is not None], len(classes), bags, least=LEAST, say=say)
    models = {"first": whole, "statement": Model.of(as_published(weights), {})}
    for name in QUALITIES:
        told = [quality_options(name, e, one.published) for one, e in zip(documents, second, strict=True)]
        models[name] = _fit_quality([o for some in told for o in some], PENALTIES[name], LEANS.get(name, 0.0))
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


def read_with(documents: Sequence[Prepared], pack: LanguagePack, fitted: Fitted) -> list[list[Fields]]:
    """What the reader finds with these models, document by document."""
    tables = Tables(fitted.models["first"], fitted.models["statement"])
    own = Altered(pack, models=fitted.models, network=fitted.network, tables=tables)
    out = []
    for one in documents:
        one.reading.pack = own
        rank(one.reading)
        out.append([fields_of(s) for s in one.reading.statements])
    return out


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


def held_out(
    documents: Sequence[Prepared], sentences: Sequence[Sequence[Example]], bags: Bags, pack: LanguagePack, folds: int
) -> list[list[Fields]]:
    """Every document read by models that were fitted without its fold; low threshold."""
    out: list[list[Fields]] = [[] for _ in documents]
    for fold in range(folds):
        others = [one for n, one in enumerate(documents) if n % folds != fold]
        fitted = fit_models(others, sentences, bags)
        fitted.models["statement"] = Model(fitted.models["statement"].whole, {"threshold": 0.05})
        theirs = Altered(pack, dyads=Census(one.gold for one in others).dyads)
        mine = range(fold, len(documents), folds)
        for n, statements in zip(mine, read_with(documents[fold::folds], theirs, fitted), strict=True):
            out[n] = statements
    return out


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
    whole = [load_gold(path) for path in options.gold]
    everything = [one for some in whole for one in some]
    pack = load_pack("ar", Catalogue.load().aliases())
    bags, census = Bags(), Census(everything)
    parser, aside = fit_parsers(everything, pack, say)
    pack = Altered(pack, parser=parser, dyads=census.dyads)
    sets = [some[:: STEPS.get(path.name, 1)] for path, some in zip(options.gold, whole, strict=True)]
    gold = [one for some in sets for one in some]
    published = {
        one.document.id for path, some in zip(options.gold, sets, strict=True) if path.name in PUBLISHED for one in some
    }
    documents = prepared(gold, pack, bags, census, aside, published)
    sentences = [examples_of(reading, one, bags) for one, reading in corpus_documents(pack)]
    say(f"{len(documents)} documents prepared\n")
    if options.folds > 1:
        read = held_out(documents, sentences, bags, pack, options.folds)
        say(f"held out, by confidence from {THRESHOLD}; {best_threshold(gold, read)} would be best\n")
        at = 0
        for path, some in zip(options.gold, sets, strict=True):
            part = slice(at, at + len(some))
            at += len(some)
            say(report(path.name, score_at(gold[part], read[part], THRESHOLD)) + "\n")
    fitted = fit_models(documents, sentences, bags, say)
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
