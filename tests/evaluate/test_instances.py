"""What the fit is shown of gold statements: senses of the published gold, and of our own."""

from __future__ import annotations

import numpy as np

from tashabuk.evaluate.gold import GoldDocument
from tashabuk.evaluate.instances import PUBLISHED, as_published, examples_of
from tashabuk.evaluate.training import Bags
from tashabuk.model import Document
from tashabuk.read.pipeline import prepare

TEXT = "قصفت روسيا مواقع تنظيم داعش في سوريا."


def _sense_features(pack, *, published: bool) -> list[str]:
    document = Document(id="x", text=TEXT)
    bags = Bags()
    example = examples_of(prepare(document, pack), GoldDocument(document, ()), bags, published=published)[0]
    numbers, _ = bags.features(np.unique(example.options.bags[:, 0]).astype(np.int64)[:1])
    return [bags.names[n] for n in numbers]


def test_senses_of_the_published_gold_have_their_features_twice(pack) -> None:
    ours, theirs = _sense_features(pack, published=False), _sense_features(pack, published=True)
    assert theirs[: len(ours)] == ours
    more = theirs[len(ours) :]
    assert more == [PUBLISHED + feature for feature in ours if PUBLISHED + feature in more]
    assert PUBLISHED + "T|bias" in more


def test_texts_are_read_as_the_published_gold_has_them() -> None:
    weights = {"T|bias": 1.0, PUBLISHED + "T|bias": -0.25, PUBLISHED + "T|x": 0.5, "A|y": 2.0}
    assert as_published(weights) == {"T|bias": 0.75, "T|x": 0.5, "A|y": 2.0}
