"""Dispatches of our own composition, and what newspapers make of them: a set with known copies.

`made_set` gives documents with the number of the dispatch that each goes back to. Dispatches of one topic tell of
different happenings, and the telegrams share one formula: neither are copies.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

_LINES = (Path(__file__).parent / "dispatches.tsv").read_text(encoding="utf-8").splitlines()[2:]
DISPATCHES: tuple[tuple[str, str, str], ...] = tuple(tuple(line.split("\t")) for line in _LINES)
"""Title, the title in English, and text of each."""
APPENDED = (
    "وفي شأن آخر، تستعد البلاد لاستقبال بعثة من البنك الأفريقي للتنمية الأسبوع القادم لبحث قرض لإصلاح الطرق الريفية. "
    "وتقول الصحف إن البعثة ستزور ثلاث ولايات وتلتقي رؤساء البلديات قبل أن ترفع توصياتها إلى مجلس الإدارة.",
    "يذكر أن المنطقة شهدت في الأعوام الأخيرة نموا سريعا في حركة التجارة رغم ارتفاع كلفة الشحن، وأن عدد المسافرين زاد "
    "بنحو العشر. ويرد مراقبون ذلك إلى تخفيف قيود التأشيرات وإلى عودة شركات طيران كانت قد أوقفت رحلاتها إليها.",
)
TELEGRAM = (
    "بعث رئيس الجمهورية برقية تهنئة إلى نظيره {who} بمناسبة {what}. وأعرب الرئيس باسمه وباسم الشعب والحكومة عن أصدق "
    "التهاني وأطيب التمنيات له بموفور الصحة، ولشعب {where} الصديق بمزيد من التقدم والازدهار."
)
TELEGRAMS = (
    ("السنغالي", "ذكرى استقلال بلاده", "السنغال"),
    ("الزامبي", "فوزه بولاية جديدة", "زامبيا"),
    ("الملاوي", "اليوم الوطني", "ملاوي"),
)
_SYNONYMS = {
    "وقال": "وذكر",
    "أمس": "الثلاثاء",
    "بعد": "عقب",
    "بسبب": "نتيجة",
    "أكد": "شدد",
    "وأكد": "وشدد",
    "قرب": "بجوار",
    "كبيرة": "ضخمة",
    "سنوات": "أعوام",
    "بينما": "فيما",
    "واسعة": "كبرى",
    "وأوضح": "وبين",
    "ورحبت": "وأشادت",
    "ويتوقع": "وينتظر",
}


class Made(NamedTuple):
    """A made document: the dispatch it goes back to (copies share it), what was done, title and text."""

    origin: int
    how: str
    title: str
    text: str


def made_set(seed: int = 7) -> list[Made]:
    """Every dispatch in all its reprints, and the telegrams."""
    chance = random.Random(seed)
    made: list[Made] = []
    for number, (title, english, text) in enumerate(DISPATCHES):
        made += [
            Made(number, "dispatch", title, text),
            Made(number, "exact", title, text),
            Made(number, "spelling", title, _respelled(text)),
            Made(number, "headline", f"عاجل.. {title.split()[-1]} في الواجهة من جديد", text),
            Made(number, "translated headline", english, text),
            Made(number, "appended paragraph", title, f"{text}\n{APPENDED[number % 2]}"),
            Made(number, "cut", title, ". ".join(text.split(". ")[:3]) + "."),
            Made(number, "agency line", title, f"{title.split()[-1]} - وكالات: {text}"),
            Made(number, "edited", title, _edited(text, chance, 0.04)),
            Made(number, "edited twice", title, _edited(_edited(text, chance, 0.04), chance, 0.04)),
        ]
    for number, (who, what, where) in enumerate(TELEGRAMS, len(DISPATCHES)):
        made.append(
            Made(number, "telegram", f"تهنئة إلى الرئيس {who}", TELEGRAM.format(who=who, what=what, where=where))
        )
    return made


def _respelled(text: str) -> str:
    """As another typesetter writes it: hamzas dropped, a vowel mark added, other commas and digits."""
    return text.replace("أ", "ا").replace("إ", "ا").replace("ة ", "ه ").replace("،", ",").replace("من", "مِن")


def _edited(text: str, chance: random.Random, share: float) -> str:
    """An editor's hand: synonyms where the list has them, and a share of words dropped."""
    words = [_SYNONYMS.get(word, word) for word in text.split()]
    return " ".join(word for word in words if chance.random() >= share or word.endswith("."))
