"""What can be a person's name that no list knows, and by which of its words a text calls the person afterwards."""

from __future__ import annotations

from tashabuk.engine.words import Tag, Word
from tashabuk.lang.ar.particles import ARTICLE
from tashabuk.text.fold import fold_for_reading

_OTHER_WORDS = """
اسبق سابق حالي جديد راحل منتخب مؤقت مقبل مكلف انتقالي تنفيذي اعلى اول ثاني ثالث مناسبة ذكرى حقيقة
دعوة زيارة رسالة برقية تهنئة جلسة جولة كلمة نفس كل بعض جميع عدد وفد نظير اجتماع لقاء دكتور مهندس سيد
سيدة جنرال فريق لواء عميد عقيد ركن استاذ شيخ امير ملك سمو فخامة معالي دولة رئيس وزير شؤون مساعد
مكلفا مؤكدا قائلا دولي وطني اتحادي عام عامة خاص مشترك عسكري سياسي امني اقتصادي مالي اسلامي عربي غربي
شرقي شمالي جنوبي كبير كبار صغير شقيق صديق
"""
_TITLES = "شيخ سيد دكتور مهندس أستاذ حاج عقيد فريق مقدم رائد نقيب ملازم شهيد كابتن لاعب"
NO_NAMES = frozenset(fold_for_reading(_OTHER_WORDS).split())
"""Words that follow an office and a state, but are no person's name: رئيس كازاخستان السابق."""
TITLES = frozenset(fold_for_reading(_TITLES).split())
"""Titles beside the offices; a nisba behind one is a given name."""
SONS = frozenset(("بن", "ابن", "ال"))
"""Words between a given name and what follows it."""


def nameable(word: Word, taken: bool) -> bool:
    """Whether a word can be part of an unknown person's name."""
    return (
        not taken
        and word.tag is Tag.NOUN
        and not word.hits
        and not word.says
        and not word.prep
        and not word.conj
        and len(word.folded) > 1
        and not (word.folded.startswith(ARTICLE) and (len(word.folded) <= 4 or word.folded.endswith("ة")))
        and word.folded.removeprefix(ARTICLE) not in NO_NAMES
    )


def tells(words: list[Word], at: int) -> bool:
    """Whether the last word of a name is one by which a text calls the person: not the العزيز of بن عبد العزيز."""
    return words[at - 1].folded not in ("بن", "عبد", "ال") and words[at].folded.removeprefix(ARTICLE) not in TITLES
