"""Who speaks where."""

import pytest

from tashabuk.model import Document
from tashabuk.read.candidates import speech_at
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
    ],
)
def test_whose_words_surround_a_word(pack, text: str, word: str, speaker: str) -> None:
    reading = prepare(Document(id="x", text=text), pack)
    sentence, found = next((s, w) for s in reversed(reading.sentences) for w in s.words if w.folded == word)
    speech = speech_at(reading, sentence.index, found.index)
    assert speech is not None
    assert speech.speaker[:1] == (speaker,)
