"""Names in running text: every name of the lists is found where it stands, however it is written or inflected."""

import pytest

from tashabuk.actors.catalogue import Catalogue
from tashabuk.model import MentionKind

SENTENCE = "قال مسؤول في {} ذلك ."
UNFOUND = {
    MentionKind.NAME: {
        "الأحمدية",  # without its article a word
        "بي.كي.كي",
        "الرابطة الإسلامية (جناح نواز)",
    },
}
OF_OTHERS = {MentionKind.PLACE: 5, MentionKind.ADJECTIVE: 1}
"""Names that peoples and parties share with a place (إنغوشيا)."""
NAMED = ("name", "capital", "place", "adjective", "people", "office")


def found_in(pack, text: str) -> list[tuple[str, str]]:
    words = pack.annotate(text, 0, len(text))
    names = pack.names(words, pack.new_memory())
    return [(text[words[n.first].start : words[n.last].end], a) for n in names for a in (*n.actors, *n.others)]


@pytest.mark.parametrize("kind", [MentionKind(kind) for kind in NAMED])
def test_every_certain_name_is_found(pack, kind: MentionKind) -> None:
    listed = [a for a in Catalogue.load().aliases() if a.language == "ar" and a.kind is kind and a.certain]
    seen = [(a, [actor for _, actor in found_in(pack, SENTENCE.format(a.text))]) for a in listed]
    assert len(listed) > 60
    assert {a.text for a, actors in seen if not actors} == UNFOUND.get(kind, set())
    others = [a.text for a, actors in seen if actors and a.actor not in actors and ":" not in a.actor]
    assert len(others) <= OF_OTHERS.get(kind, 0), others


AS_WRITTEN = [
    # Words for where something lies can begin the name of a state; else they tell where.
    ("دعت جنوب السودان إلى الهدوء.", "جنوب السودان", "SSD"),
    ("زار وفد من جنوب أفريقيا الخرطوم.", "جنوب أفريقيا", "ZAF"),
    ("هدأ القصف جنوب سوريا.", "سوريا", "SYR"),
    # The words of a nisba are inflected in step, behind another word it is inflected alone.
    ("رد الرئيس الكوري الجنوبي.", "الرئيس الكوري الجنوبي", "KOR"),
    ("تقدم الكوريون الشماليون.", "الكوريون الشماليون", "PRK"),
    ("حذرت من الكوريين الجنوبيين.", "الكوريين الجنوبيين", "KOR"),
    ("وصل المبعوث الجنوب أفريقي.", "المبعوث الجنوب أفريقي", "ZAF"),
    # A hyphen without spaces, or an opening mark, may stand inside a name.
    ("هاجمت أنتي-بالاكا القرية.", "أنتي-بالاكا", "ANTIBALAKA"),
    ("تبنت حركة «حسم» التفجير.", "حركة «حسم", "HASM"),
    ('تبنت حركة "حسم" التفجير.', 'حركة "حسم', "HASM"),
    ("حاربت كتلة «فتح» أمس.", "كتلة «فتح", "FATAH"),
    ("هاجمت الحركة الشعبية - شمال القرية.", "الحركة الشعبية - شمال", "SPLM-N"),
    ("غادر لي كيتشيانغ بكين.", "لي كيتشيانغ", "CHN"),
    # The cases of أبو.
    ("التقى الوزير أبا مازن.", "الوزير أبا مازن", "PSE"),
    ("التقى الوزير بأبي مازن.", "بأبي مازن", "PSE"),
    # A name that is also an adjective, where no adjective can stand.
    ("دعت تشيلي إلى الحوار.", "تشيلي", "CHL"),
    ("عادت القوات إلى مالي أمس.", "مالي", "MLI"),
    ("قدم الدعم لمالي أمس.", "لمالي", "MLI"),
    # Who speaks for whom.
    ("قال المتحدث باسم «حماس» ذلك.", "المتحدث باسم «حماس", "HAMAS"),
]


@pytest.mark.parametrize(("text", "words", "actor"), AS_WRITTEN, ids=[w for _, w, _ in AS_WRITTEN])
def test_a_name_as_it_is_written(pack, text: str, words: str, actor: str) -> None:
    assert (words, actor) in found_in(pack, text)


APART = [
    ("اتهمت «طالبان» باكستان أمس.", ["TALIBAN", "PAK"]),
    ("حذرت «حماس» العراق أمس.", ["HAMAS", "IRQ"]),
    ("عقدت محادثات طالبان – باكستان أمس.", ["TALIBAN", "PAK"]),
]


@pytest.mark.parametrize(("text", "actors"), APART, ids=["marks", "marks of another", "a dash"])
def test_two_names_are_not_one(pack, text: str, actors: list[str]) -> None:
    assert [actor for _, actor in found_in(pack, text)] == actors


@pytest.mark.parametrize(
    "text",
    [
        "وصل دعم مالي كبير.",
        "دعم مالي كبير للمزارع.",
        "عجز مالي جديد في الميزانية.",
        "هدأ القصف شمال البلدة.",
        "تبحث دول الجنوب الأفريقي الجفاف.",
    ],
)
def test_nobody_is_named(pack, text: str) -> None:
    assert not {"MLI", "ZAF", "SSD"} & {actor for _, actor in found_in(pack, text)}
