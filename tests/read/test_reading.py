"""The reader on single sentences, and what holds for every text."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tashabuk.actors.catalogue import Catalogue
from tashabuk.lang.packs import load_pack
from tashabuk.model import Document
from tashabuk.read import read
from tashabuk.read.candidates import candidates
from tashabuk.read.choice import Choice
from tashabuk.read.pipeline import prepare
from tashabuk.read.qualities import context_features

PUBLISHED = dt.date(2021, 9, 20)

SENTENCES = [
    ("قصفت الطائرات الروسية مواقع تنظيم داعش.", "RUS ASSAULT ISIS"),
    ("هاجمت حركة الشباب القوات الكينية أمس.", "ALSHABAAB ASSAULT KEN"),
    ("اتهمت أوكرانيا روسيا بقصف المدنيين.", "UKR ACCUSE RUS"),
    ("فرضت الولايات المتحدة عقوبات على فنزويلا.", "USA SANCTION VEN"),
    ("قدمت تركيا مساعدات إلى الصومال.", "TUR AID SOM"),
    ("زار الرئيس الفرنسي الجزائر.", "FRA CONSULT DZA"),
    ("هددت كوريا الشمالية اليابان.", "PRK THREATEN JPN"),
    ("رحبت الأمم المتحدة بالهدنة التي أعلنتها إثيوبيا.", "UN SUPPORT ETH"),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=[w for _, w in SENTENCES])
def test_plain_sentences(pack, text: str, wanted: str) -> None:
    found = {f"{'+'.join(s.actor)} {s.event} {'+'.join(s.recipient)}" for s in read(Document(id="x", text=text), pack)}
    assert wanted in found


REFERENCES = [
    ("روسيا تقصف أوكرانيا.", [("RUS",), ("UKR",)]),
    ("القوات الموالية للحكومة اليمنية تتقدم.", [("YEM",)]),
    ("المستشارة الألمانية أنغيلا ميركل ونظيرها الفرنسي.", [("DEU",), ("FRA",)]),
    ("أعلنت حركة طالبان عفوا. وقالت الحركة إنها تفاوض.", [("TALIBAN",), ("TALIBAN",)]),
    ("اللاجئون الأفغان في إيران.", [("AFG:CVL",), ("IRN",)]),
    ("اتفقت مصر وتركيا. ووقع البلدان بيانا.", [("EGY",), ("TUR",), ("EGY", "TUR")]),
    ("زار الملك عمان. وقالت الحكومة الأردنية إن الزيارة ناجحة.", [("JOR",)]),
    ("بحثت قطر وعمان والبحرين الأمر.", [("QAT",), ("OMN",), ("BHR",)]),
    ("تتقدم القوات في شمال مالي. وقالت الحكومة المالية إنها باقية في باماكو.", [("MLI",)]),
    ("سقطت تونس في الفوضى وخرجت الآلاف إلى الشارع.", [("TUN",), ("TUN:CVL",)]),
    ("وزير الدفاع الهندي راجيش كومار فيرما. وقال فيرما إنه باق.", [("IND",)]),
]

NOT_NAMED = [
    ("قال وزير المالية إن الأزمة المالية عالمية.", "مالية is financial, not of Mali"),
    ("قال الأمير تركي العبد الله إنه يقرأ.", "Turki is a given name"),
    ("ركض الفريق خلف مجريات اللقاء.", "مجريات are events, not Hungarian"),
    ("تبيع المزرعة منتجات الألبان.", "ألبان is milk before it is Albanians"),
]


@pytest.mark.parametrize(("text", "why"), NOT_NAMED, ids=[why for _, why in NOT_NAMED])
def test_nobody_is_named(pack, text: str, why: str) -> None:
    assert prepare(Document(id="x", text=text), pack).names[0] == [], why


def test_what_follows_a_head_of_state_is_not_always_a_name(pack) -> None:
    text = "هنأ الملك رئيس كازاخستان بمناسبة إعادة انتخابه. وأقيم حفل بمناسبة العيد."
    reading = prepare(Document(id="x", text=text), pack)
    assert [n.actors for n in reading.names[1]] == []


@pytest.mark.parametrize(("text", "actors"), REFERENCES, ids=[t[:20] for t, _ in REFERENCES])
def test_who_is_named(pack, text: str, actors: list[tuple[str, ...]]) -> None:
    reading = prepare(Document(id="x", text=text), pack)
    named = [n.actors for names in reading.names for n in names]
    assert [a for a in actors if a not in named] == []


SIDES = [
    ("2022-05-10", "NER"),
    ("2024-02-01", "NER:OPP"),
]


@pytest.mark.parametrize(("day", "side"), SIDES)
def test_the_date_of_a_text_decides_for_whom_a_person_acts(pack, day: str, side: str) -> None:
    text = "استقبل محمد بازوم وفدا فرنسيا."
    reading = prepare(Document(id="x", text=text, published=dt.date.fromisoformat(day)), pack)
    assert reading.names[0][0].actors == (side,)


def test_a_city_counts_as_its_state_where_the_text_names_the_state_too(pack) -> None:
    text = "نددت سوريا بالقصف على حلب. والتقى الروس والأتراك في جنيف. وقالت الحكومة إن المدنيين فروا."
    first, second, third = prepare(Document(id="x", text=text), pack).names
    assert [(n.actors, str(n.kind)) for n in first] == [(("SYR",), "name"), (("SYR",), "place")]
    assert (("CHE",), "place") in [(n.actors, str(n.kind)) for n in second]
    assert not any("CHE" in actor for n in third for actor in n.actors), "others met in Geneva"


def test_a_noun_for_people_can_mean_several_classes(pack) -> None:
    text = "أفرجت مصر عن معتقلين."
    found = prepare(Document(id="x", text=text), pack).names[0][-1]
    assert {*found.actors, *found.others} >= {"EGY:CVL", "EGY:OPP"}


def test_names_of_states_are_no_adjectives(pack) -> None:
    reading = prepare(Document(id="x", text="روسيا وأوكرانيا وليبيا وسوريا وإثيوبيا"), pack)
    assert {str(n.kind) for n in reading.names[0]} == {"name"}


QUALITIES = [
    ("ربما قصفت إسرائيل سوريا.", "certainty", "hedged"),
    ("لم تقصف إسرائيل سوريا.", "certainty", "negated"),
    ("ستقصف إسرائيل سوريا.", "certainty", "future"),
    ("قصفت إسرائيل سوريا.", "certainty", "asserted"),
    ("قدمت إيران سرا أسلحة إلى طالبان.", "openness", "covert"),
    ("قصفت إسرائيل سوريا أمس.", "date", "2021-09-19"),
    ("قصفت إسرائيل سوريا في أيلول 2018.", "date", "2018-09"),
]


@pytest.mark.parametrize(("text", "field", "value"), QUALITIES, ids=[q[0] for q in QUALITIES])
def test_qualities(pack, text: str, field: str, value: str) -> None:
    statements = read(Document(id="x", text=text, published=PUBLISHED), pack)
    assert str(getattr(statements[0], field)) == value


@pytest.mark.parametrize("word", ["لن", "لم", "لا"])
def test_a_refusal_tells_its_word_of_denial(pack, word: str) -> None:
    reading = prepare(Document(id="x", text=f"{word} تقبل إيران شروط فرنسا."), pack)
    (trigger, hit) = next((t, h) for t in reading.triggers for h in t.hits if h.frame.negated)
    seen = context_features(reading, Choice(trigger, hit, candidates(reading, trigger)[0], None, 1.0))
    assert [f for f in seen if f.startswith("denial")] == [f"denial={word}"]


def test_reading_is_deterministic(pack) -> None:
    text = " ".join(t for t, _ in SENTENCES)
    assert read(Document(id="x", text=text), pack) == read(
        Document(id="x", text=text), load_pack("ar", Catalogue.load().aliases())
    )


WORDS = [
    "قصفت",
    "روسيا",
    "وإيران",
    "،",
    ".",
    "«",
    "»",
    "قالت",
    "إن",
    "التي",
    "على",
    "طالبان",
    "عقوبات",
    "لم",
    "سرا",
    "2018",
    "أمس",
    "و(",
    "الحركة",
    ")",
    "\r\n",
    "\x00",
    "🙂",
    "؟",
    "منها",
]


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=60).map(" ".join))
def test_no_text_makes_the_reader_fail_and_every_trigger_is_where_it_says(pack, text: str) -> None:
    for s in read(Document(id="x", text=text, published=PUBLISHED), pack):
        assert s.trigger == text[s.span.start : s.span.end] != ""
        assert s.sentence.start <= s.span.start < s.span.end <= s.sentence.end
        assert s.actor
        assert not set(s.actor) & set(s.recipient)
        assert 0 <= s.confidence <= 1
