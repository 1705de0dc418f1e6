"""Third parties: what brings two actors together, what sets them against each other."""

from tashabuk.model import Channel, PartialDate, Tie, TieLabel
from tashabuk.relate.explain import Pull, Reason, reasons
from tashabuk.report.reasons import reason_in_words, with_li


def tie(a, b, good, bad, label=TieLabel.ENTANGLED):
    total = good + bad
    return Tie(
        a,
        b,
        False,
        Channel(good, (f"{a}{b}+",) if good else (), None),
        Channel(bad, (f"{a}{b}-",) if bad else (), None),
        (good - bad) / total,
        0,
        1 - abs(good - bad) / total,
        label,
    )


SYSTEM = [
    tie("ISIS-K", "RUS", 0, 9),
    tie("ISIS-K", "TALIBAN", 0, 20),
    tie("RUS", "USA", 1, 12),
    tie("TALIBAN", "USA", 2, 10),
    tie("RUS", "TJK", 8, 0),
    tie("TALIBAN", "TJK", 0, 3),
    tie("CHN", "RUS", 30, 0),
    tie("RUS", "TALIBAN", 15, 12),
]


def test_third_parties_by_strength():
    found = [(r.third, r.pull, r.strength) for r in reasons("RUS", "TALIBAN", SYSTEM)]
    assert found == [
        ("USA", Pull.COMMON_ENEMY, 10),
        ("ISIS-K", Pull.COMMON_ENEMY, 9),
        ("TJK", Pull.FRIEND_OF_FIRST, 3),
        ("USA", Pull.FRIEND_OF_SECOND, 2),
        ("USA", Pull.COMMON_FRIEND, 1),
        ("USA", Pull.FRIEND_OF_FIRST, 1),
    ]


def test_of_enemies_who_deal_the_common_enemies_come_first():
    friend = [tie("IRN", "RUS", 40, 0), tie("IRN", "TALIBAN", 50, 0)]
    pulls = [r.pull for r in reasons("RUS", "TALIBAN", SYSTEM + friend)]
    assert pulls[:3] == [Pull.COMMON_ENEMY, Pull.COMMON_ENEMY, Pull.COMMON_FRIEND]
    allies = [t for t in SYSTEM if {t.a, t.b} != {"RUS", "TALIBAN"}] + [tie("RUS", "TALIBAN", 15, 0)]
    assert reasons("RUS", "TALIBAN", allies + friend)[0].third == "IRN"


def test_each_reason_has_the_statements_of_both_links():
    first = reasons("RUS", "TALIBAN", SYSTEM)[0]
    assert (first.towards_first, first.towards_second) == (("RUSUSA-",), ("TALIBANUSA-",))


def test_the_order_of_the_pair_turns_the_words_only():
    there, back = reasons("RUS", "TALIBAN", SYSTEM), reasons("TALIBAN", "RUS", SYSTEM)
    assert sorted((r.third, r.strength) for r in there) == sorted((r.third, r.strength) for r in back)
    assert any(r.pull is Pull.FRIEND_OF_SECOND and r.third == "TJK" for r in back)


NAMES = {
    "X": {"ar": "تنظيم داعش خراسان", "en": "ISIS-K"},
    "A": {"ar": "الكويت", "en": "Kuwait"},
    "B": {"ar": "قطر", "en": "Qatar"},
}
WORDS = [
    (
        Pull.COMMON_ENEMY,
        "2019",
        "كلاهما خصم لتنظيم داعش خراسان منذ 2019",
        "both have been opponents of ISIS-K since 2019",
    ),
    (Pull.COMMON_FRIEND, None, "كلاهما متعاون مع تنظيم داعش خراسان", "both cooperate with ISIS-K"),
    (
        Pull.FRIEND_OF_SECOND,
        None,
        "لتنظيم داعش خراسان تعاون مع قطر وخصومة مع الكويت",
        "ISIS-K cooperates with Qatar and opposes Kuwait",
    ),
    (
        Pull.FRIEND_OF_FIRST,
        "2021-08",
        "لتنظيم داعش خراسان تعاون مع الكويت وخصومة مع قطر منذ آب/أغسطس 2021",
        "ISIS-K has cooperated with Kuwait and opposed Qatar since August 2021",
    ),
    (
        Pull.COMMON_FRIEND,
        "2020-02-27",
        "كلاهما متعاون مع تنظيم داعش خراسان منذ 27 شباط/فبراير 2020",
        "both have cooperated with ISIS-K since 27 February 2020",
    ),
]


def test_reasons_in_words():
    for pull, since, arabic, english in WORDS:
        reason = Reason("X", pull, 1.0, (), ())
        day = PartialDate.parse(since) if since else None
        for language, expected in (("ar", arabic), ("en", english)):
            text = reason_in_words(reason, ("A", "B"), day, lambda actor, lang: NAMES[actor][lang], language)
            assert text == expected


def test_a_name_of_the_other_direction_stays_in_one_piece():
    reason = Reason("X", Pull.FRIEND_OF_FIRST, 1.0, (), ())
    names = {"X": "Foreign Affairs (Russia)", "A": "الكويت", "B": "United States"}
    arabic, english = (reason_in_words(reason, ("A", "B"), None, lambda a, _: names[a], lang) for lang in ("ar", "en"))
    assert arabic == "ل \u2068Foreign Affairs (Russia)\u2069 تعاون مع الكويت وخصومة مع \u2068United States\u2069"
    assert english == "Foreign Affairs (Russia) cooperates with \u2068الكويت\u2069 and opposes the United States"


def test_li_melts_into_the_article():
    for name, expected in (
        ("الأردن", "للأردن"),
        ("اللجنة الرباعية", "للجنة الرباعية"),
        ("ألمانيا", "لألمانيا"),
        ("إيران", "لإيران"),
        ("حزب الله", "لحزب الله"),
        ("ISIS", "ل \u2068ISIS\u2069"),
    ):
        assert with_li(name) == expected
