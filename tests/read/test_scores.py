"""Tables hold what the spelled features weigh, and what is dismissed early would have said nothing."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tashabuk.actors.catalogue import Catalogue
from tashabuk.engine import ranker
from tashabuk.lang.ar.time import rules
from tashabuk.lang.packs import load_pack
from tashabuk.model import Document
from tashabuk.read import read
from tashabuk.read.candidates import candidates
from tashabuk.read.choice import gather, options_of, weigh
from tashabuk.read.features import nobody_features, pair_features, role_features, trigger_features
from tashabuk.read.pipeline import prepare
from tashabuk.read.scene import scene_of

TEXT = (
    "روسيا تتهم أوكرانيا. قصفت الطائرات الروسية والسورية مواقع تنظيم داعش، وقالت موسكو إنها ستواصل دعم دمشق. "
    "واتفقت مصر وتركيا على تبادل الزيارات، ورحبت بهما الأمم المتحدة. وقد شنت القوات اليمنية هجوما على الحوثيين "
    "الذين تدعمهم إيران. ونفت طهران ذلك."
)
DOCUMENT = Document(id="x", text=TEXT, published=dt.date(2021, 9, 20))


@pytest.mark.parametrize("name", ["first", "statement"])
def test_the_score_of_an_option_is_the_sum_of_its_features(pack, name: str) -> None:
    reading, model = prepare(DOCUMENT, pack), pack.models[name]
    reading.evidence = gather(reading, pack.tables) if name == "statement" else None
    seen = 0
    for trigger in reading.triggers:
        found = candidates(reading, trigger)
        weigh(reading, trigger, pack.tables)
        for option in options_of(reading, trigger)[0]:
            scene, recipient = scene_of(reading, trigger, option.hit), option.recipient
            theirs = nobody_features(scene, found) if recipient is None else role_features(scene, recipient, "R")
            parts = (
                trigger_features(scene, found),
                role_features(scene, option.actor, "A"),
                theirs,
                pair_features(scene, option.actor, recipient),
            )
            trigger_score, actor, other, pair = (model.score(part) for part in parts)
            assert option.score == trigger_score + actor + other + pair
            seen += 1
    assert seen > 100


def test_tables_that_are_full_change_nothing(pack, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read(DOCUMENT, pack)
    monkeypatch.setattr(ranker, "KEPT", 7)
    assert read(DOCUMENT, load_pack("ar", Catalogue.load().aliases())) == before != ()


PARTICLES = ["", "و", "ب", "ل", "وب", "ول", "ف"]
WORDS = [*sorted(rules._FIRST), "15", "2018", "٣", "من", "الماضي", "الاول", "نفسه", "2/3", "الثاني", "عشرين", "سلام"]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(PARTICLES), st.sampled_from(WORDS)).map("".join), min_size=1, max_size=6),
    st.sampled_from([None, dt.date(2021, 9, 20)]),
)
def test_no_word_is_dismissed_with_which_a_time_expression_begins(
    pack, texts: list[str], published: dt.date | None
) -> None:
    text = " ".join(texts)
    words = pack.annotate(text, 0, len(text))
    for index, word in enumerate(words):
        if rules._match(rules.At(words, index, published, None)) is not None:
            assert rules._can_open(word.folded)
