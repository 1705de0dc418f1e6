"""Words that the lexicon lists and the network takes for no triggers: not parsed, not weighed, not read."""

from itertools import pairwise

import pytest

from tashabuk.engine.pack import Altered
from tashabuk.model import Document
from tashabuk.read import hunches
from tashabuk.read.choice import gather
from tashabuk.read.pipeline import prepare, read

RAID = "قصفت إسرائيل مواقع حزب الله فجر الثلاثاء، وأدانت إيران الغارات بشدة."
MATCH = "فاز الهلال السعودي على الأهلي الإماراتي بهدفين، وهاجم المدرب دفاع فريقه بعد المباراة التي حضرها آلاف المشجعين."


def _unlikely(text: str, pack) -> list[str]:
    reading = prepare(Document(id="x", text=text), pack)
    words = [reading.sentences[t.sentence].words[t.word] for t in reading.triggers]
    return [w.bare for w, t in zip(words, reading.triggers, strict=True) if t.number in reading.unlikely]


def test_an_act_is_likely_and_the_hour_of_dawn_is_not(pack) -> None:
    assert _unlikely(RAID, pack) == ["فجر"]  # which could also be "he blew up"


def test_more_is_unlikely_the_higher_the_limit(pack, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for limit in (0.0, hunches.UNLIKELY, 0.3, 1.0):
        monkeypatch.setattr(hunches, "UNLIKELY", limit)
        found.append(set(_unlikely(MATCH + " " + RAID, pack)))
    assert found == sorted(found, key=len)
    assert all(one <= other for one, other in pairwise(found))
    assert not found[0]
    assert "قصفت" in found[-1]


def test_the_unlikely_is_not_parsed_not_weighed_and_not_read(pack, monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document(id="x", text=RAID)
    assert len(read(document, pack)) > 1
    monkeypatch.setattr(hunches, "UNLIKELY", 1.0)
    reading = prepare(document, pack)
    evidence = gather(reading, pack.tables)
    assert evidence.dropped == {t.number for t in reading.triggers}
    assert not reading.trees
    assert not reading.senses
    assert read(document, pack) == ()


def test_nothing_is_unlikely_where_no_network_was_fitted(pack) -> None:
    reading = prepare(Document(id="x", text=MATCH + " " + RAID), Altered(pack, network=None))
    assert reading.triggers
    assert not reading.unlikely
    assert reading.trees
