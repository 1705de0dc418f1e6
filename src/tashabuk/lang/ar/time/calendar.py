"""Names of months, weekdays and numbers, in folded spelling, and small date arithmetic."""

from __future__ import annotations

import datetime as dt

from tashabuk.model import PartialDate
from tashabuk.text.fold import fold_for_reading

# One row a month: international, Levantine, Maghrebi names and their spelling variants.
_MONTHS = (
    "يناير|كانون الثاني|جانفي",
    "فبراير|شباط|فيفري",
    "مارس|آذار|اذار",
    "أبريل|ابريل|إبريل|نيسان|أفريل",
    "مايو|أيار|ماي",
    "يونيو|حزيران|جوان|يونيه",
    "يوليو|تموز|جويلية|يوليه",
    "أغسطس|آب|أوت|غشت",
    "سبتمبر|أيلول|شتنبر",
    "أكتوبر|تشرين الأول",
    "نوفمبر|تشرين الثاني|نونبر",
    "ديسمبر|كانون الأول|دجنبر",
)
MONTHS: dict[tuple[str, ...], int] = {
    tuple(fold_for_reading(name).split()): number
    for number, names in enumerate(_MONTHS, 1)
    for name in names.split("|")
}
# Names that are also ordinary words: a day, a year or a second month name must stand beside them.
AMBIGUOUS_MONTHS = frozenset({("اب",), ("ماي",), ("اوت",), ("جوان",), ("مارس",), ("اذار",)})

_HIJRI = (
    "محرم|المحرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر|ربيع الثاني",
    "جمادى الأولى",
    "جمادى الآخرة|جمادى الثانية",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة|ذي القعدة",
    "ذو الحجة|ذي الحجة",
)
HIJRI_MONTHS: dict[tuple[str, ...], int] = {
    tuple(fold_for_reading(name).split()): number for number, names in enumerate(_HIJRI, 1) for name in names.split("|")
}

WEEKDAYS = {"الاثنين": 0, "الثلاثاء": 1, "الثلثاء": 1, "الاربعاء": 2, "الخميس": 3, "الجمعة": 4, "السبت": 5, "الاحد": 6}

SEASONS = {"الربيع": 3, "الصيف": 6, "الخريف": 9, "الشتاء": 12}
"""Seasons by the month in which they begin."""

_UNITS = {
    "واحد": 1,
    "احد": 1,
    "اثنين": 2,
    "اثنان": 2,
    "ثلاث": 3,
    "ثلاثة": 3,
    "اربع": 4,
    "اربعة": 4,
    "خمس": 5,
    "خمسة": 5,
    "ست": 6,
    "ستة": 6,
    "سبع": 7,
    "سبعة": 7,
    "ثماني": 8,
    "ثمانية": 8,
    "ثمان": 8,
    "تسع": 9,
    "تسعة": 9,
    "عشر": 10,
    "عشرة": 10,
    "عشرين": 20,
    "ثلاثين": 30,
}
DAY, WEEK, MONTH, YEAR = "day", "week", "month", "year"
SOME_DAYS = "about so many days"
UNITS = {
    "يوم": DAY,
    "ايام": DAY,
    "يوما": DAY,
    "يومين": DAY,
    "اسبوع": WEEK,
    "اسابيع": WEEK,
    "اسبوعا": WEEK,
    "اسبوعين": WEEK,
    "شهر": MONTH,
    "اشهر": MONTH,
    "شهور": MONTH,
    "شهرا": MONTH,
    "شهرين": MONTH,
    "عام": YEAR,
    "اعوام": YEAR,
    "عاما": YEAR,
    "عامين": YEAR,
    "سنة": YEAR,
    "سنوات": YEAR,
    "سنين": YEAR,
    "سنتين": YEAR,
}
PARTS_OF_CENTURY = {("ربع", "قرن"): 25, ("نصف", "قرن"): 50}
"""Years in parts of a century."""

ORDINALS = {
    "الاول": 1,
    "الثاني": 2,
    "الثالث": 3,
    "الرابع": 4,
    "الخامس": 5,
    "السادس": 6,
    "السابع": 7,
    "الثامن": 8,
    "التاسع": 9,
    "العاشر": 10,
    "العشرين": 20,
    "العشرون": 20,
    "الثلاثين": 30,
    "الثلاثون": 30,
}
_FIRSTS = {"الحادي": 1} | {word: n for word, n in ORDINALS.items() if 1 < n < 10}
LONG_ORDINALS = {
    (first, second): n + more
    for first, n in _FIRSTS.items()
    for second, more in (("عشر", 10), ("والعشرين", 20), ("والعشرون", 20))
} | {("الحادي", "والثلاثين"): 31, ("الحادي", "والثلاثون"): 31}
"""Days of the month that take two words."""


def number(word: str) -> int | None:
    """The value of a number in digits or words up to thirty; None for anything else."""
    return int(word) if word.isdecimal() and len(word) < 5 else _UNITS.get(word)


def shift(day: dt.date, unit: str, count: int) -> PartialDate:
    """`count` units from `day`, as exact as the unit allows: a day, for weeks a month, a month, a year."""
    if unit == DAY:
        return PartialDate.of(day + dt.timedelta(days=count))
    if unit in (WEEK, SOME_DAYS):
        there = day + dt.timedelta(days=count * (7 if unit == WEEK else 1))
        return PartialDate(there.year, there.month)
    if unit == MONTH:
        months = day.year * 12 + day.month - 1 + count
        return PartialDate(months // 12, months % 12 + 1)
    return PartialDate(day.year + count)


def shifted(date: PartialDate, unit: str, count: int) -> PartialDate | None:
    """`count` units from a date, None if it is not as exact as that needs, or no calendar goes that far."""
    if unit != YEAR and (date.month is None or (date.day is None and unit != MONTH)):
        return None
    try:
        return shift(dt.date(date.year, date.month or 1, date.day or 1), unit, count)
    except (ValueError, OverflowError):
        return None


def few(day: dt.date, unit: str) -> PartialDate:
    """A few `unit`s before a day, as exact as that is: the month, for months the year."""
    if unit == MONTH:
        return PartialDate(day.year)
    there = day - dt.timedelta(days=3 if unit == DAY else 21)
    return PartialDate(there.year, there.month)


def nearest_year(month: int, published: dt.date | None, direction: int) -> int | None:
    """The year of a month without one: this year's, or the last or next if `direction` (−1, 1) asks for it.

    With no direction, the next month is taken as coming, any later one as past.
    """
    if published is None:
        return None
    if direction < 0:
        return published.year if month <= published.month else published.year - 1
    if direction > 0:
        return published.year if month >= published.month else published.year + 1
    return published.year if month <= published.month + 1 else published.year - 1
