"""Several as one party, and two who do it to each other."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tashabuk.engine.words import Tag, Word
from tashabuk.evaluate.gold import GoldDocument
from tashabuk.evaluate.instances import examples_of, pairs_of
from tashabuk.evaluate.training import Bags
from tashabuk.model import Document, MentionKind
from tashabuk.read import choice, pipeline, read
from tashabuk.read.candidates import candidates
from tashabuk.read.pairs import Option
from tashabuk.read.phrases import with_coordinated
from tashabuk.read.pipeline import prepare
from tashabuk.read.state import Group
from tashabuk.read.trees import Tree

TOGETHER = [
    ("قصفت روسيا وسوريا مواقع تنظيم داعش.", ("RUS", "SYR"), True),
    ("رفضت السعودية، ودول الخليج، تصريحات إيران.", ("SAU", "GCC"), True),
    ("هاجم الجيش اليمني الباسل والمقاومة الشعبية مواقع الحوثيين.", ("YEM", "POPULARRESISTANCE"), True),
    ("عقدت المحادثات الروسية الأميركية في جنيف.", ("RUS", "USA"), True),
    ("أوقفت الشرطة الماليزية فلبينيا في صباح.", ("MYS", "PHL"), False),
    ("هاجمت روسيا أوكرانيا.", ("RUS", "UKR"), False),
]


@pytest.mark.parametrize(("text", "actors", "together"), TOGETHER, ids=[t for t, _, _ in TOGETHER])
def test_who_is_named_together(pack, text: str, actors: tuple[str, ...], together: bool) -> None:
    reading = prepare(Document(id="x", text=text), pack)
    assert (actors in [group.actors for group in reading.groups[0]]) is together


def test_the_tree_tells_who_is_named_together_across_other_words() -> None:
    words = [
        Word(n, n, n + 1, word, word, Tag.NOUN)
        for n, word in enumerate(["ايدت", "قطر", "كل", "دول", "الخليج", "الاتفاق"])
    ]
    named = [_group("QAT", 1, 1), _group("GCC", 3, 4), _group("IRN", 5, 5)]
    tree = Tree(words, [-1, 0, 1, 2, 3, 0], list("rsciio"))
    assert [g.actors for g in with_coordinated(tree, named)] == [("QAT",), ("QAT", "GCC"), ("GCC",), ("IRN",)]
    apart = Tree(words, [-1, 0, 0, 2, 3, 0], list("rsoiio"))
    assert with_coordinated(apart, named) == named


def _group(actor: str, head: int, last: int) -> Group:
    return Group((actor,), 0, head, head, last, MentionKind.NAME)


def test_who_is_named_together_once_can_be_meant_together_elsewhere(pack) -> None:
    text = "تتقدم القوات اليمنية. وهاجمت فرنسا المدينة. وتحالفت روسيا وسوريا منذ أعوام."
    reading = prepare(Document(id="x", text=text), pack)
    trigger = next(t for t in reading.triggers if t.sentence == 1)
    assert ("RUS", "SYR") in [one.group.actors for one in candidates(reading, trigger)]


EACH_OTHER = [
    ("التقى وزير الخارجية المصري نظيره التركي في أنقرة.", "CONSULT", {"EGY", "TUR"}),
    ("اتفقت مصر مع السودان على تبادل السجناء.", "AGREE", {"EGY", "SDN"}),
    ("اشتبكت القوات الكينية مع حركة الشباب قرب الحدود.", "ASSAULT", {"KEN", "ALSHABAAB"}),
]
ONE_WAY = [
    ("زار الرئيس الفرنسي الجزائر.", "CONSULT", ("FRA",), ("DZA",)),
    ("قصفت الطائرات الروسية مواقع تنظيم داعش.", "ASSAULT", ("RUS",), ("ISIS",)),
    ("قدمت تركيا مساعدات إلى الصومال.", "AID", ("TUR",), ("SOM",)),
]


@pytest.mark.parametrize(("text", "event", "actors"), EACH_OTHER, ids=[t for t, _, _ in EACH_OTHER])
def test_what_two_do_to_each_other_has_both_as_actors(pack, text: str, event: str, actors: set[str]) -> None:
    found = [s for s in read(Document(id="x", text=text), pack) if s.event == event]
    assert [(set(s.actor), s.recipient) for s in found] == [(actors, ())]


@pytest.mark.parametrize(("text", "event", "actor", "recipient"), ONE_WAY, ids=[t for t, _, _, _ in ONE_WAY])
def test_what_one_does_to_another_goes_one_way(
    pack, text: str, event: str, actor: tuple[str, ...], recipient: tuple[str, ...]
) -> None:
    found = [s for s in read(Document(id="x", text=text), pack) if s.event == event]
    assert [(s.actor, s.recipient) for s in found] == [(actor, recipient)]


def test_a_mutual_statement_is_learnt_from_pairs_of_both_in_either_order(pack) -> None:
    text = "التقى وزير الخارجية المصري نظيره التركي في أنقرة."
    reading = prepare(Document(id="x", text=text), pack)
    told = {"actor": ["EGY", "TUR"], "recipient": [], "event": "CONSULT", "sign": 1, "start": 0, "end": 5}
    (example,) = [e for e in examples_of(reading, GoldDocument(Document("x", text), (told,)), Bags()) if e.gold]
    found = candidates(reading, example.trigger)
    pairs = pairs_of(found) * len(example.trigger.hits)
    right = [pair for pair, is_right in zip(pairs, example.options.right, strict=True) if is_right]
    assert len(right) > 1
    for actor, recipient in right:
        others = found[recipient].group.actors if recipient < len(found) else ()
        assert {*found[actor].group.actors, *others} == {"EGY", "TUR"}


@pytest.mark.parametrize(
    ("reciprocal", "others", "likeness"),
    [
        (True, (["RUS"], ["USA"]), 1.0),
        (False, (["RUS"], ["USA"]), choice.ONE_WAY),
        (False, (["RUS", "USA"], []), 1.0),
        (False, (["RUS"], ["CHN"]), 0.0),
    ],
)
def test_each_other_is_not_quite_one_to_the_other(
    reciprocal: bool, others: tuple[list[str], list[str]], likeness: float
) -> None:
    each_other = _option(reciprocal, ["RUS", "USA"], [])
    assert choice._likeness(each_other, _option(reciprocal, *others)) == likeness


def _option(reciprocal: bool, actors: list[str], recipients: list[str]) -> Option:
    option = Option.__new__(Option)
    frame = SimpleNamespace(event="CONSULT", sign=1, reciprocal=reciprocal)
    option.hit = SimpleNamespace(frame=frame)  # type: ignore[assignment]
    option.actors, option.recipients = frozenset(actors), frozenset(recipients)
    return option


def test_too_many_parties_of_two_sides_stay_two_sides(pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MOST_MUTUAL", 1)
    text = "التقى وزير الخارجية المصري نظيره التركي في أنقرة."
    (found,) = [s for s in read(Document(id="x", text=text), pack) if s.event == "CONSULT"]
    assert {*found.actor} | {*found.recipient} == {"EGY", "TUR"}
    assert len(found.actor) == len(found.recipient) == 1


@pytest.mark.parametrize(("needed", "kept"), [(0.0, 1), (1.01, 0)])
def test_many_who_act_on_each_other_are_told_only_where_it_is_probable(
    pack, monkeypatch: pytest.MonkeyPatch, needed: float, kept: int
) -> None:
    monkeypatch.setattr(pipeline, "PROBABLE", needed)
    text = "اجتمع وزراء خارجية إيران وتركيا ومصر وقطر وعمان والعراق في الدوحة."
    found = [s for s in read(Document(id="x", text=text), pack) if len(s.actor) == 6]
    assert len(found) == kept
