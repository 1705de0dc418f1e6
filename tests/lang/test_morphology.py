"""Paradigms checked by hand: each inflected word must be read as a form of its verb or noun."""

import pytest

from tashabuk.lang.ar.morphology import Dictionary, Entry
from tashabuk.text.fold import fold_for_reading

VERBS = [
    # lemma, root, form, forms that must be read, forms that must not
    (
        "هاجم",
        "ه ج م",
        "3",
        "هاجم هاجمت هاجموا هاجما يهاجم تهاجم يهاجمون سيهاجم وهاجمها لمهاجمة بالمهاجمة مهاجمته مهاجمون",
        "هجم",
    ),
    ("قصف", "ق ص ف", "1i", "قصف قصفت قصفوا يقصف تقصف يقصفون قصفها وقصفته سنقصف وقصف", "مقصف"),
    ("دعا", "د ع و", "1u", "دعا دعت دعوا دعوت يدعو تدعو يدعون دعاه دعته ستدعو يدعوها", "ودائع"),
    ("رمى", "ر م ي", "1i", "رمى رمت رموا يرمي ترمي رماه رمته", "رامت"),
    ("قال", "ق و ل", "1u", "قال قالت قالوا يقول تقول يقولون قلت وقالت سيقول", "قيود"),
    ("شن", "ش ن ن", "1u", "شن شنت شنوا يشن تشن يشنون شننت شنها", "شنن"),
    ("اتهم", "ت ه م", "8", "اتهم اتهمت اتهموا يتهم تتهم يتهمون اتهمها واتهمته", "تهمت"),
    ("انسحب", "س ح ب", "7", "انسحب انسحبت ينسحب انسحاب الانسحاب انسحابها بانسحاب", "سحبت"),
    ("احتل", "ح ل ل", "8", "احتل احتلت احتلوا يحتل تحتل احتلال الاحتلال احتلالها", "حلت"),
    ("استعاد", "ع و د", "10", "استعاد استعادت يستعيد تستعيد استعادة استعادتها", "عادت"),
    ("أدان", "د ي ن", "4", "أدان أدانت يدين تدين إدانة إدانتها وأدانوا", "ديون"),
    ("تعهد", "ع ه د", "5", "تعهد تعهدت يتعهد تتعهد وتعهدوا بتعهد", "عهدت"),
    ("تعاون", "ع و ن", "6", "تعاون تعاونت يتعاون تتعاون يتعاونون التعاون تعاونهما", "عاونت"),
    ("هدد", "ه د د", "2", "هدد هددت هددوا يهدد تهدد تهديد تهديدات التهديد هددها", "هدت"),
    ("أمد", "م د د", "4", "أمد أمدت يمد تمد أمدها إمداد", "مداد"),
]


@pytest.mark.parametrize(("lemma", "root", "form", "yes", "no"), VERBS, ids=[v[0] for v in VERBS])
def test_paradigm(lemma: str, root: str, form: str, yes: str, no: str) -> None:
    dictionary = Dictionary.build([Entry(0, lemma, root, form)])
    assert [w for w in yes.split() if not dictionary.analyse(fold_for_reading(w))] == []
    assert [w for w in no.split() if dictionary.analyse(fold_for_reading(w))] == []


NOUNS = [
    ("هجوم", ("هجمات",), "هجوم الهجوم هجوما هجومان هجومين هجمات الهجمات بهجوم للهجوم وهجومها هجماتهم"),
    ("غارة", ("غارات",), "غارة الغارة غارتان غارتين غارات بغارات غاراتها غارته"),
    ("حليف", ("حلفاء",), "حليف الحليف حلفاء الحلفاء حلفاءها حليفها كحليف"),
]


@pytest.mark.parametrize(("lemma", "plurals", "yes"), NOUNS, ids=[n[0] for n in NOUNS])
def test_declension(lemma: str, plurals: tuple[str, ...], yes: str) -> None:
    dictionary = Dictionary.build([Entry(0, lemma, "", "n", plurals)])
    assert [w for w in yes.split() if not dictionary.analyse(fold_for_reading(w))] == []


READINGS = [
    ("يهاجمون", "imperfect", 3, "m", "p"),
    ("هاجمت", "perfect", 3, "f", "s"),
    ("سيهاجم", "future", 3, "m", "s"),
    ("هاجما", "perfect", 3, "m", "d"),
]


@pytest.mark.parametrize(("word", "tense", "person", "gender", "number"), READINGS)
def test_person_gender_number_and_tense(word: str, tense: str, person: int, gender: str, number: str) -> None:
    dictionary = Dictionary.build([Entry(0, "هاجم", "ه ج م", "3")])
    readings = {(str(a.tense), a.person, a.gender, a.number) for a in dictionary.analyse(word)}
    assert (tense, person, gender, number) in readings


def test_particles_and_pronouns_are_peeled() -> None:
    dictionary = Dictionary.build([Entry(0, "هاجم", "ه ج م", "3")])
    (reading,) = {(a.proclitics, a.enclitic) for a in dictionary.analyse("وسيهاجمهم") if a.enclitic}
    assert reading == (("و", "س"), "هم")
