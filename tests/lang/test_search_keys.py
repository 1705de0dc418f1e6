"""Which written words search takes for which: asked → must be found, must not be found."""

import pytest

from tashabuk.lang.packs import pack_version

SURE = 0.5


def finds(pack, asked: str, written: str) -> float:
    """How surely a word that is asked for finds a written one; 0 where it does not."""
    wanted = {key: sure for key, sure in pack.search_keys(asked).items() if sure >= SURE}
    own = pack.search_keys(written)
    return max((min(sure, own[key]) for key, sure in wanted.items() if key in own), default=0.0)


WORDS = [
    # asked, must be found, must not
    ("تمويل", "تمويل التمويل والتمويل للتمويل يموّل موّلت سيمولون بتمويلهم تمويلات الممولين", "مال تمثيل"),
    ("يموّل", "تمويل والتمويل بتمويلهم", "تحويل"),
    ("هجوم", "هجمات هجومًا بهجومها الهجوم", "نجوم"),
    ("نفط", "النفط بالنفط نفطها النفطية والنفط", "لفظ"),
    ("سفينة", "السفينة وسفينتهم سفينه", "سفير"),
    ("شركة", "الشركات لشركة وشركاتها شركتين شركته", "شارك"),
    ("حدود", "الحدود وحدودها الحدودية بحدود", "حديد"),
    ("لبنان", "لبنان ولبنان اللبنانيين بلبنان للبنان", "لبن لبنة"),
    ("ليبيا", "لليبيا وليبيا بليبيا", "يبيع"),
    ("لجنة", "للجنة اللجنة لجنة", "جنة"),
    ("الله", "الله والله بالله", "له لها"),
    ("الآن", "الآن", "أن إن"),
    ("عملة", "العملات عملتين والعملة", "عمل العمل"),
    ("وزارة", "الوزارة لوزارة وزارات بوزارتهم", "زار زارت"),
    ("الأمّة", "الامه أمة للأمة", "أمام"),
    ("إلى", "الى إلى", "آل"),
    ("NATO", "nato", "ناتو"),
    ("2015", "٢٠١٥", "2016"),
]


@pytest.mark.parametrize(("asked", "yes", "no"), WORDS, ids=[w for w, _, _ in WORDS])
def test_words_find_their_forms(pack, asked: str, yes: str, no: str) -> None:
    assert [w for w in yes.split() if not finds(pack, asked, w)] == []
    assert [w for w in no.split() if finds(pack, asked, w)] == []


def test_the_word_itself_is_surer_than_its_kin_and_a_guess(pack) -> None:
    sure = [finds(pack, "تمويل", w) for w in ("والتمويل", "يموّل")] + [
        finds(pack, "حديد", w) for w in ("حديدية", "وحديد")
    ]
    assert sure == sorted(sure, reverse=True)
    assert sure[0] == 1.0
    assert len(set(sure)) == 4


def test_every_key_has_a_weight_above_nought_and_there_is_always_one(pack) -> None:
    for word in ("", "و", "ولل", "ال\u0640", "ستستقبلونهم", "١٢"):
        keys = pack.search_keys(word)
        assert keys
        assert all(0 < sure <= 1 for sure in keys.values())


def test_the_version_is_known_without_loading(pack) -> None:
    assert pack_version("ar") == pack.version
    assert pack_version("xx") == ""
