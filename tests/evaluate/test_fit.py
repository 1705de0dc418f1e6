"""What models are fitted on: the qualities of a statement, and texts in several processes."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from tashabuk.engine.pack import Altered
from tashabuk.engine.ranker import Model, Tables
from tashabuk.evaluate import fit
from tashabuk.evaluate.corpus import corpus_documents
from tashabuk.evaluate.dyads import Census
from tashabuk.evaluate.fit import QUALITIES, Fitted, Options, Shares, quality_options
from tashabuk.evaluate.gold import GoldDocument, load_gold
from tashabuk.evaluate.instances import PUBLISHED, examples_of
from tashabuk.evaluate.run import fields_of
from tashabuk.evaluate.training import Bags, Factored
from tashabuk.model import Document
from tashabuk.read import read
from tashabuk.read.pipeline import prepare

TEXT = "قصفت روسيا مواقع تنظيم داعش في سوريا يوم 3 مارس 2016."
GOLD = {
    "actor": ["RUS"],
    "recipient": ["ISIS"],
    "event": "ASSAULT",
    "sign": -1,
    "date": "2016-03-03",
    "holder": "author",
    "certainty": "asserted",
    "openness": None,
    "trigger": "قصفت",
    "start": 0,
    "end": 4,
}


def _options(pack, name: str, *, published: bool) -> Options:
    gold = GoldDocument(Document(id="x", text=TEXT), (GOLD,))
    (options,) = quality_options(name, examples_of(prepare(gold.document, pack), gold, Bags()), published)
    return options


def test_the_right_date_is_the_one_of_gold(pack) -> None:
    bags, right = _options(pack, "date", published=False)
    assert right == {1}
    assert len(bags) == 2


@pytest.mark.parametrize("name", QUALITIES)
def test_dates_and_openness_of_the_published_gold_have_their_features_twice(pack, name: str) -> None:
    ours, right = _options(pack, name, published=False)
    theirs, also_right = _options(pack, name, published=True)
    assert also_right == right
    if name in ("date", "openness"):
        assert theirs == [[n for feature in bag for n in (feature, PUBLISHED + feature)] for bag in ours]
    else:
        assert theirs == ours


def _spelled(bags: Bags, examples: Iterable[Factored]) -> list[tuple[list[bool], list[str]]]:
    """Which options are right, and the features of all, in words."""
    out = []
    for one in examples:
        features, _ = bags.features(one.bags.ravel().astype(np.int64))
        out.append((one.right.tolist(), [bags.names[number] for number in features]))
    return out


def test_what_is_learnt_in_several_processes_is_what_one_would_learn(pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "corpus_documents", lambda pack: islice(corpus_documents(pack), 4))
    monkeypatch.setattr(fit, "CHUNK", 2)
    gold = load_gold(Path("tests/gold/own.jsonl"))[:3]
    census, bags = Census(gold), Bags()
    model, folds = Model.of({"role|A|side=L": 2.0}, {}), {2: 1, 0: 0}
    shares = Shares(gold, pack, census, published={gold[2].document.id})
    readings = [prepare(one.document, Altered(pack, dyads=census.without(one))) for one in gold]
    alone = shares.alone(range(3))
    for number, one in enumerate(gold):
        examples = examples_of(readings[number], one, bags, published=number == 2)
        assert _spelled(shares.bags, alone[number]) == _spelled(bags, [e.options for e in examples if e.telling])
    for number, (lesson, qualities) in zip(folds, shares.told([model, model], folds), strict=True):
        theirs = number == 2
        examples = examples_of(readings[number], gold[number], bags, Tables([model, model]), published=theirs)
        assert lesson is not None
        wanted = [e.options for e in examples if e.telling]
        assert _spelled(shares.bags, lesson.examples()) == _spelled(bags, wanted)
        assert qualities == {name: quality_options(name, examples, theirs) for name in QUALITIES}
    other = Altered(pack, dyads=census.dyads)
    wanted = [[fields_of(s) for s in read(one.document, other)] for one in gold]
    assert sum(map(len, wanted)) > 20
    models = pack.models | {name: Model.load(fit.MODEL_DIR / f"{name}.json") for name in ("first", "statement")}
    assert shares.read([2, 0, 1], Fitted(models, pack.network), census.dyads) == [wanted[n] for n in (2, 0, 1)]
