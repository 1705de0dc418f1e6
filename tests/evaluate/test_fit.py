"""What the qualities of a statement are fitted on."""

import pytest

from tashabuk.evaluate.fit import QUALITIES, Options, quality_options
from tashabuk.evaluate.gold import GoldDocument
from tashabuk.evaluate.instances import PUBLISHED, examples_of
from tashabuk.evaluate.training import Bags
from tashabuk.model import Document
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
