"""Who speaks where."""

import pytest

from tashabuk.model import Document
from tashabuk.read.candidates import candidates, speech_at
from tashabuk.read.choice import Choice
from tashabuk.read.holders import Held, holder_options
from tashabuk.read.pipeline import prepare


@pytest.mark.parametrize(
    ("text", "word", "speaker"),
    [
        ("قال وزير الدفاع التركي إن روسيا قصفت إدلب.", "قصفت", "TUR"),
        ("قال مصدر حكومي إن روسيا قصفت إدلب.", "قصفت", "unnamed"),
        # The report and the source with an article are the ones that have been speaking.
        ("نشرت منظمة العفو الدولية تقريرا. وأوضح التقرير أن روسيا قصفت إدلب.", "قصفت", "AMNESTY"),
        ("قال مصدر حكومي إن تركيا تنسحب. وأضاف المصدر أن روسيا قصفت إدلب.", "قصفت", "unnamed"),
        # Somebody whom no list has is not the one who spoke before.
        ("تحدثت تركيا أمس. وقال سعيد الفلاني، الخبير في شؤون البحار، إن روسيا قصفت إدلب.", "قصفت", "unnamed"),
        ("تحدثت تركيا أمس. وكشفت الدكتورة مها الفلاني أن روسيا قصفت إدلب.", "قصفت", "unnamed"),
        ("تحدثت تركيا أمس. وأضافت أن روسيا قصفت إدلب.", "قصفت", "TUR"),
        # The subject may stand before its verb.
        ("الوزير التركي الذي زار الدوحة أمس قال إن روسيا قصفت إدلب.", "قصفت", "TUR"),
        # A participle says what its verb's subject says.
        ("استقبل الرئيس التركي الوفد موضحا أن روسيا قصفت إدلب.", "قصفت", "TUR"),
        ("قصفت روسيا إدلب، حسب ما أعلنت المعارضة السورية.", "قصفت", "SYR:OPP"),
        # "According to" ends at a mark, a clause or a verb: who stands behind these did not say it.
        ("وبحسب المعلومات، فإن تركيا قصفت إدلب.", "قصفت", "unnamed"),
        ("ووفق مصادر مطلعة، قصفت القوات الأميركية الرقة.", "قصفت", "unnamed"),
        ("قصفت روسيا إدلب، وفق مصدر أمني، بعد هجوم شنه حزب الله.", "قصفت", "unnamed"),
        ("قصفت روسيا إدلب وفقا لوزارة الدفاع التركية بعد هجوم شنه حزب الله.", "قصفت", "TUR"),
        # A paper that quotes somebody is not who says it.
        ("نقلت الوكالة الإيرانية عن الرئيس الروسي قوله إن تركيا قصفت إدلب.", "قصفت", "RUS"),
        ("نقلت صحيفة أميركية عن مصدر أمني أن تركيا قصفت إدلب.", "قصفت", "unnamed"),
    ],
)
def test_whose_words_surround_a_word(pack, text: str, word: str, speaker: str) -> None:
    reading = prepare(Document(id="x", text=text), pack)
    sentence, found = next((s, w) for s in reversed(reading.sentences) for w in s.words if w.folded == word)
    speech = speech_at(reading, sentence.index, found.index)
    assert speech is not None
    assert speech.speaker[:1] == (speaker,)


@pytest.mark.parametrize(
    "text",
    [
        "وفقا للاتفاق مع حماس تنسحب إسرائيل من غزة.",
        "لم تهاجم روسيا جورجيا فحسب، بل هاجمت أوكرانيا.",
        "تواصل روسيا إعادة بناء الجيش العراقي في بغداد.",
        "هاجمت تركيا بلدات سورية بحجة محاربة داعش.",
    ],
)
def test_what_is_by_nobody_s_word(pack, text: str) -> None:
    assert prepare(Document(id="x", text=text), pack).speeches == [[]]


def test_whose_word_the_statement_before_was_is_a_possible_holder_of_the_next(pack) -> None:
    reading = prepare(Document(id="x", text="قصفت روسيا إدلب. وهاجمت القوات السورية حلب."), pack)
    trigger = reading.triggers[-1]
    actor, *_ = candidates(reading, trigger)
    choice = Choice(trigger, trigger.hits[0], actor, None, 1.0)
    alone, _ = holder_options(reading, choice, None)
    holders, features = holder_options(reading, choice, Held("FRA", 0, 0))
    assert holders == [*alone, "FRA"]
    chained = [any(f.startswith("H|chain=True") for f in some) for some in features]
    assert chained == [False] * len(alone) + [True]
