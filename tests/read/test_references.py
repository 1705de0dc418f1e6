"""What references stand for, and how names, nouns and quotation marks make the phrases that the ranker sees."""

import pytest

from tashabuk.model import Document
from tashabuk.read.candidates import candidates
from tashabuk.read.pipeline import prepare

STANDS_FOR = [
    # A noun with a pronoun is what its owner is.
    ("قال الرئيس الروسي إن قواته باقية في سوريا.", "قواته", "RUS"),
    ("انسحبت حركة طالبان ثم عاد مقاتلوها.", "مقاتلوها", "TALIBAN"),
    # Whose a noun is stands right behind it, or was said before.
    ("تراقب مصر ما يجري، وينتظر السكان في غزة.", "السكان في", "PSE:CVL"),
    ("اعتقلت الشرطة التركية كاتبا ونددت بذلك ألمانيا. وقالت الشرطة إنه هرب.", "الشرطة إنه", "TUR"),
    # Two references are one phrase, and fighters belong to their group.
    ("استعادت سوريا البلدة وتقدمت قوات النظام.", "قوات النظام", "SYR"),
    ("أعلنت حركة طالبان عفوا وتفرق مقاتلو الحركة.", "مقاتلو الحركة", "TALIBAN"),
    ("هاجم مسلحون من حزب العمال الكردستاني مخفرا تركيا.", "مسلحون", "PKK"),
    # A class word stands for a fitting kind of group, and a short form for what was named in full.
    ("التقت الأمم المتحدة بوفد من حركة طالبان. وهدد المسلحون بالعودة.", "المسلحون", "TALIBAN"),
    ("حذر الاتحاد الأوروبي صربيا. وقال الاتحاد إنه ينتظر.", "الاتحاد إنه", "EU"),
    ("قصف التحالف العربي صنعاء وردت إيران. وقال التحالف إنه مستمر.", "التحالف إنه", "SAU"),
    ("زارت روسيا السعودية، وردت المملكة الزيارة.", "المملكة", "SAU"),
    ("وصل باراك أوباما إلى كوبا. وقال الرجل إنه سعيد.", "الرجل", "USA"),
    ("تتقدم القوات العراقية نحو تنظيم داعش. وقصفت القوات مواقعه.", "القوات مواقعه", "IRQ"),
]


@pytest.mark.parametrize(("text", "word", "actor"), STANDS_FOR, ids=[w for _, w, _ in STANDS_FOR])
def test_what_a_reference_stands_for(pack, text: str, word: str, actor: str) -> None:
    reading = prepare(Document(id="x", text=text), pack)
    at = text.rindex(word)
    found = [
        n.actors
        for sentence, names in zip(reading.sentences, reading.names, strict=True)
        for n in names
        if sentence.words[n.first].start <= at < sentence.words[n.last].end
    ]
    assert found == [(actor,)]


NOBODY = [
    ("تعزز سويسرا الأمن والاستقرار.", "الأمن"),
    ("تنظر النرويج في الشؤون الداخلية.", "الداخلية"),
    ("أصدرت بلجيكا بيانا صحفيا للدفاع عن المزارع.", "للدفاع"),
    ("هاجم تنظيم داعش قاعدة سورية، ويكثر الحديث عن التحالف.", "التحالف"),
    ("انتقدت فرنسا الاتحاد بين الفكر والعمل.", "الاتحاد"),
]


@pytest.mark.parametrize(("text", "word"), NOBODY, ids=[w for _, w in NOBODY])
def test_a_word_that_names_nobody(pack, text: str, word: str) -> None:
    sentence = prepare(Document(id="x", text=text), pack).sentences[0]
    assert [w.mention for w in sentence.words if text[w.start : w.end] == word] == [-1]


KINDS = [
    ("الرئيس السوري يستقيل.", "adjective"),
    ("رد «داعش» الليبي.", "adjective"),
    ("أعلن أمس مقتل السوري.", "people"),
    ("غادر السوريون.", "people"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[t for t, _ in KINDS])
def test_a_nisba_behind_its_noun_is_an_adjective(pack, text: str, kind: str) -> None:
    assert str(prepare(Document(id="x", text=text), pack).names[0][-1].kind) == kind


SLOTS = [
    # Marks around a name are no speech and hide no preposition.
    ("حذرت تركيا من «داعش» أمس.", "حذرت", "ISIS", "من"),
    # A preposition with a pronoun has its object: what follows is the subject.
    ("وافقت عليه الحكومة العراقية أمس.", "وافقت", "IRQ", "b1"),
    # Whose the object is.
    ("تفاوضت إسبانيا والمغرب، ثم عاقبت مدريد جارها أمس.", "عاقبت", "ESP", "owned"),
]


@pytest.mark.parametrize(("text", "word", "actor", "slot"), SLOTS, ids=[f"{a} {s}" for _, _, a, s in SLOTS])
def test_the_place_of_a_candidate(pack, text: str, word: str, actor: str, slot: str) -> None:
    reading = prepare(Document(id="x", text=text), pack)
    trigger = next(
        t for t in reading.triggers if text[(w := reading.sentences[t.sentence].words[t.word]).start : w.end] == word
    )
    assert (actor, slot) in [("+".join(c.group.actors), c.slot) for c in candidates(reading, trigger)]


TOGETHER = [
    ("اجتمعت «حماس» و«الجهاد الإسلامي» في القاهرة.", "HAMAS+ISLAMICJIHAD"),
    ("زار الوزير الأردن، ولبنان، وتركيا.", "JOR+LBN+TUR"),
]


@pytest.mark.parametrize(("text", "group"), TOGETHER, ids=[g for _, g in TOGETHER])
def test_names_that_stand_together(pack, text: str, group: str) -> None:
    groups = prepare(Document(id="x", text=text), pack).groups[0]
    assert group in ["+".join(g.actors) for g in groups]


def test_the_subject_of_a_new_clause_stands_alone(pack) -> None:
    text = "اتفقت مصر وغانا، وأثنت السويد على غينيا وواشنطن تطالب بالمزيد."
    groups = prepare(Document(id="x", text=text), pack).groups[0]
    joined = ["+".join(g.actors) for g in groups if len(g.actors) > 1]
    assert joined == ["EGY+GHA"]


def test_a_resumed_noun_is_no_actor(pack) -> None:
    text = "زارت فرنسا البلدة التي قصفتها روسيا."
    reading = prepare(Document(id="x", text=text), pack)
    trigger = next(t for t in reading.triggers if reading.sentences[0].words[t.word].refers)
    assert [c.slot for c in candidates(reading, trigger) if c.path.startswith("~")] == []


def test_a_second_nisba_shares_the_class_of_its_noun(pack) -> None:
    names = prepare(Document(id="x", text="ألغت شركات الطيران السعودية والإماراتية رحلاتها."), pack).names[0]
    assert [n.actors for n in names][:2] == [("SAU:BUS",), ("ARE:BUS",)]
