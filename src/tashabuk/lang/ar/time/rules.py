"""The patterns of time expressions, each a function from a place in the words to a date.

Rules are tried in the order of `RULES` at each word; the first that matches wins and the search goes on behind it.
Relative expressions need the day of publication and stay unread without it. Years run from 1900 to 2100, on pages of
what happened on this day from 1000.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from hijridate import Hijri

from tashabuk.engine.pack import TimeExpression
from tashabuk.engine.words import Part, Word
from tashabuk.lang.ar.time import calendar as cal
from tashabuk.model import PartialDate

MANY = 300
"""Days, months or years beyond which an amount is no distance in time."""
ROUND = 2000
"""A year that is as often a number of men or houses: it needs a word before it that says so."""
FIRST_ENTRY = 1000
"""The first year of which a page on this day tells."""
VERB_REACH = 12
"""Words before a weekday or month within which a verb tells whether it is to come."""
_PAST = frozenset(
    [
        "الماضي",
        "الماضية",
        "الفاءت",
        "الفاءتة",
        "المنصرم",
        "المنصرمة",
        "السابق",
        "السابقة",
        "الماضيين",
        "الماضيتين",
        "الاخيرين",
        "الاخيرتين",
        "الاخيرة",
        "الاخير",
    ]
)
_COMING = frozenset(["المقبل", "المقبلة", "القادم", "القادمة", "الاتي", "الاتية", "المقبلين"])
_PRESENT = frozenset(["الحالي", "الحالية", "الجاري", "الجارية"])
_SAME = frozenset(["نفسه", "نفسها", "ذاته", "ذاتها", "عينه"])
_YEAR_WORDS = frozenset(["عام", "سنة", "العام", "سنه"])
_SINGLE = {"الاسبوع": cal.WEEK, "الشهر": cal.MONTH, "العام": cal.YEAR, "السنة": cal.YEAR}
_DUALS = frozenset(["يومين", "اسبوعين", "شهرين", "عامين", "سنتين"])


@dataclass(frozen=True, slots=True)
class At:
    """A place in the words of a sentence; `word(k)` is the k-th from here, peeled of و and ب, empty past the end."""

    words: list[Word]
    index: int
    published: dt.date | None
    last: PartialDate | None
    anniversary: bool = False

    def word(self, k: int) -> str:
        """The folded word at `k` from here."""
        at = self.index + k
        if not 0 <= at < len(self.words):
            return ""
        return self.words[at].folded

    def first(self) -> str:
        """The first word without an attached particle."""
        return _peeled(self.words[self.index].folded)

    def is_to_come(self) -> bool:
        """Whether the verb before tells what is to come: سيزور … في سبتمبر."""
        before = self.words[max(0, self.index - VERB_REACH) : self.index]
        for word in reversed(before):
            if word.folded in _AFTER:
                return False
            if word.folded in _SOON:
                return not any(w.folded in _WAS for w in before[: word.index - before[0].index])
            verb = word.mention < 0 and word.form is not None and word.form.part is Part.VERB
            tense = word.form.tense if verb and word.form is not None else ""
            if tense in ("future", "perfect"):
                return tense == "future"
        return False


@lru_cache(maxsize=1 << 13)
def _peeled(word: str) -> str:
    for particle in ("وب", "ول", "و", "ب", "ل", "ف"):
        rest = word.removeprefix(particle)
        if rest != word and (rest in _OPENERS or ((rest,) in cal.MONTHS and (rest,) not in cal.AMBIGUOUS_MONTHS)):
            return rest
    if word.startswith("لل") and "ال" + word[2:] in _OPENERS:
        return "ال" + word[2:]
    return word


@lru_cache(maxsize=1 << 13)
def _can_open(word: str) -> bool:
    """Whether a time expression can begin with this word: most words are dismissed without trying the rules."""
    return word.isdecimal() or word in _FIRST or _peeled(word) in _FIRST


Match = tuple[int, PartialDate, str]
"""Words matched, the date, and its kind."""
EVE = "eve"
"""The kind of a date of what is only named to say when something else was: nothing is counted from it."""


def find_times(
    words: list[Word], published: dt.date | None, last: PartialDate | None, *, anniversary: bool = False
) -> list[TimeExpression]:
    """The time expressions of one sentence; `last` is the last date before it, for "the same year". Entries of an
    `anniversary` page ("this day in history") begin with a year, and mean the day of publication in it."""
    out: list[TimeExpression] = []
    index = 0
    while index < len(words):
        if not _can_open(words[index].folded):
            index += 1
            continue
        found = _match(At(words, index, published, last, anniversary))
        if found is None:
            index += 1
            continue
        length, date, kind = found
        whole = _together(words, out[-1], index, date) if out else None
        if whole is None:
            out.append(TimeExpression(index, index + length - 1, date, kind))
        else:
            out[-1] = TimeExpression(out[-1].first, index + length - 1, whole, kind)
        if kind != EVE:
            last = date
        index += length
    return out


def is_anniversary(words: list[Word]) -> bool:
    """Whether a sentence heads a page of what happened on this day: `حدث في مثل هذا اليوم`، `هذا اليوم في التاريخ`."""
    said = " ".join(w.folded for w in words[:8])
    return "مثل هذا اليوم" in said or "هذا اليوم في التاريخ" in said


def _match(at: At) -> Match | None:
    for rule in RULES:
        found = rule(at)
        if found is not None:
            return found
    return None


def _together(words: list[Word], before: TimeExpression, first: int, date: PartialDate) -> PartialDate | None:
    """What two days or months joined by و have in common: `الجمعة والسبت`, `في مارس وأبريل`."""
    if before.last != first - 1 or words[first].conj != "و" or before.kind == EVE:
        return None
    if before.date.precision != date.precision or before.date.year != date.year or date.month is None:
        return None
    return PartialDate(date.year, date.month if date.day and before.date.month == date.month else None)


def _year(word: str, first: int = 1900) -> int | None:
    return int(word) if word.isdecimal() and len(word) == 4 and first <= int(word) <= 2100 else None


def _month_at(at: At, k: int) -> tuple[int, int, bool] | None:
    """A month name at `k`: (words, month, certain); its second name may follow: `مايو/أيار`، `مايو أيار`."""
    first = at.first() if k == 0 else at.word(k)
    for names in ((first, at.word(k + 1)), (first,)):
        month = cal.MONTHS.get(names)
        if month is None:
            continue
        length, certain = len(names), names not in cal.AMBIGUOUS_MONTHS
        mark = at.word(k + length) in ("/", "(", "-")
        for second in (2, 1):
            other = tuple(at.word(k + length + mark + n) for n in range(second))
            if cal.MONTHS.get(other) == month:
                length, certain = length + mark + second, True
                length += at.word(k + length) == ")"
                break
        return length, month, certain
    return None


def _direction(word: str) -> int | None:
    if word in _PAST:
        return -1
    if word in _COMING:
        return 1
    return 0 if word in _PRESENT else None


def _with_year(at: At, k: int, month: int) -> tuple[int, int | None]:
    """What tells the year behind a month: (words, year)."""
    word = at.word(k)
    if word in ("العام", "السنة"):
        return _with_the_year(at, k, month)
    if word in ("،", ",", "من", "عام", "سنة", "لعام", "/", "-"):
        extra = 2 if word == "من" and at.word(k + 1) in _YEAR_WORDS else 1
        year = _year(at.word(k + extra))
        if year is not None:
            return extra + 1, year
        if word == "من" and at.word(k + 1) == "هذا" and at.word(k + 2) == "العام" and at.published is not None:
            return 3, at.published.year
        if word == "من" and at.word(k + 1) in ("العام", "السنة") and at.published is not None:
            direction = _direction(at.word(k + 2))
            if direction is not None:
                return 3, at.published.year + direction
        if word == "من" and at.word(k + 1) in ("العام", "السنة") and at.word(k + 2) in _SAME and at.last:
            return 3, at.last.year
        if word == "من" and at.word(k + 1) in _THAT | _VERY and at.word(k + 2) in ("العام", "السنة") and at.last:
            return 3, at.last.year
    year = _year(word)
    if year is not None:
        return 1, year
    direction = _direction(word)
    if direction is not None:
        return 1, cal.nearest_year(month, at.published, direction)
    if at.last is not None and at.published is None:
        return 0, at.last.year
    return 0, cal.nearest_year(month, at.published, 1 if at.is_to_come() else 0)


def _with_the_year(at: At, k: int, month: int) -> tuple[int, int | None]:
    """The same of `أيلول العام 2013`، `تموز العام الماضي`."""
    year, direction = _year(at.word(k + 1)), _direction(at.word(k + 1))
    if year is None and direction is not None and at.published is not None:
        year = at.published.year + direction
    return (2, year) if year is not None else (0, cal.nearest_year(month, at.published, 0))


def _safe(year: int | None, month: int, day: int | None) -> PartialDate | None:
    if year is None:
        return None
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return PartialDate(year, month)


def _day(at: At) -> tuple[int, int] | None:
    """A day of the month: (words, day)."""
    first, after = at.word(0), at.word(1)
    if not first.isalpha():
        day = cal.number(first)
        return (1, day) if day is not None and 1 <= day <= 31 else None
    if (first, after) in cal.LONG_ORDINALS:
        return 2, cal.LONG_ORDINALS[first, after]
    return (1, cal.ORDINALS[first]) if first in cal.ORDINALS else None


def _day_month(at: At) -> Match | None:
    """`15 تموز/يوليو 2018`، `الثالث والعشرين من أغسطس`، `يوم 3 مارس الماضي`، `الخامس من الشهر الجاري`."""
    told = _day(at)
    if told is None:
        return None
    k, day = told
    k += at.word(k) == "من"
    k += at.word(k) == "شهر"
    if at.word(k) in _THIS_MONTH and (at.word(k - 1) == "من" or at.word(-1) in _DAY_OPENERS):
        return _day_of_month(at, k, day)
    found = _month_at(at, k)
    if found is None:
        return None
    length, month, _ = found
    extra, year = _with_year(at, k + length, month)
    if not extra and (day, month) == (11, 9) and at.word(-1).removeprefix("ال") in _ATTACKS:
        year = 2001
    date = _safe(year, month, day)
    return None if date is None else (k + length + extra, date, "absolute")


def _day_of_month(at: At, k: int, day: int) -> Match | None:
    """A day of "this month", "last month", "the same month", named at `k`; "the month" alone is this one."""
    here = at.word(k) in _PRESENT
    direction = 0 if here or (at.word(k) == "هذا" and at.word(k + 1) == "الشهر") else _direction(at.word(k + 1))
    length = k + (1 if here else 2)
    if direction is not None and at.published is not None:
        month = cal.shift(at.published, cal.MONTH, direction)
    elif at.word(k) == "الشهر" and at.word(k + 1) in _SAME and at.last is not None and at.last.month is not None:
        month = at.last
    elif at.word(k) == "الشهر" and at.word(k - 1) == "من" and at.published is not None:
        month, length = cal.shift(at.published, cal.MONTH, 0), k + 1
    else:
        return None
    date = _safe(month.year, month.month or 1, day)
    return None if date is None else (length, date, "relative")


def _month(at: At) -> Match | None:
    """`يوليو 2018`، `مطلع أيلول`، `آب/أغسطس الماضي`."""
    found = _month_at(at, 0)
    if found is None:
        return None
    length, month, certain = found
    day = None
    if at.word(length).isdecimal() and 1 <= int(at.word(length)) <= 31 and _year(at.word(length + 2)) is not None:
        day, length, certain = int(at.word(length)), length + 1, True
    extra, year = _with_year(at, length, month)
    if not certain and extra == 0 and at.word(-1) not in _MONTH_OPENERS:
        return None
    date = _safe(year, month, day)
    return None if date is None else (length + extra, date, "absolute")


def _numeric(at: At) -> Match | None:
    """`2018/7/15`، `15-7-2018`، `15/7`."""
    parts = [at.word(k) for k in (0, 2, 4)]
    if not parts[0].isdecimal() or at.word(1) not in ("/", "-") or not parts[1].isdecimal():
        return None
    if at.word(3) == at.word(1) and parts[2].isdecimal():
        a, b, c = (int(p) for p in parts)
        year, month, day = (a, b, c) if a > 1900 else (c if c > 99 else 2000 + c, b, a)
        if 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31:
            date = _safe(year, month, day)
            return None if date is None else (5, date, "absolute")
    return None


def _entry(at: At) -> Match | None:
    """`1956 - …` at the head of a sentence: the year of what is told there, and on a page about this day the day."""
    if at.index or at.word(1) not in _DASHES:
        return None
    if not at.anniversary or at.published is None:
        year = _year(at.word(0))
        return None if year is None else (1, PartialDate(year), "entry")
    date = _safe(_year(at.word(0), FIRST_ENTRY), at.published.month, at.published.day)
    return None if date is None else (1, date, "entry")


def _bare_year(at: At) -> Match | None:
    """`عام 2016`، `في 2016`، `(2016)`."""
    if at.first() in _YEAR_WORDS:
        year = _year(at.word(1))
        return None if year is None else (2, PartialDate(year), "absolute")
    year = _year(at.word(0))
    if year is None or at.word(1) in ("/", "-"):
        return None
    told = at.word(-1) in (_YEAR_OPENERS if year != ROUND else _YEAR_OPENERS - {"و"})
    return (1, PartialDate(year), "absolute") if told or (1990 <= year <= 2035 and year != ROUND) else None


def _yesterday(at: At) -> Match | None:
    """`أمس`، `أمس الأول`، `أول من أمس`، `اليوم`، `غدا`، `أمس (الجمعة)`."""
    if at.published is None:
        return None
    for phrase, days in _DAYS:
        if phrase == ("اليوم",) and _is_no_today(at):
            return None
        if (phrase[0], at.word(1)) in _NO_YESTERDAY:
            return None
        if at.first() == phrase[0] and all(at.word(k) == w for k, w in enumerate(phrase) if k):
            length = len(phrase)
            day = at.published + dt.timedelta(days=days)
            opened = at.word(length + 2) == _BRACKETS.get(at.word(length), "no bracket")
            weekday = cal.WEEKDAYS.get(at.word(length + opened))
            if weekday is not None:  # papers are dated the day after: the weekday knows better than "today"
                length += 3 if opened else 1
                behind = (at.published.weekday() - weekday) % 7
                day = at.published - dt.timedelta(days=behind if days <= 0 else behind - 7)
            return length, PartialDate.of(day), "relative"
    return None


def _is_no_today(at: At) -> bool:
    """Whether اليوم is a day of its own (اليوم الأول), "nowadays", another day (في ذلك اليوم), or in a paper's name."""
    before, after = at.word(-1), at.word(1)
    if after in cal.ORDINALS or after in _NOT_TODAY or before in _NOWADAYS or before in _VERY:
        return True
    if before in _THAT and at.word(-2) in _AT:
        return True
    named = at.word(-2).removeprefix("ل").removeprefix("ب") in _MEDIA or (at.index < 3 and after in _DASHES)
    return before in _PAPERS and (named or at.word(-2) in _BRACKETS)


def _weekday(at: At) -> Match | None:
    """`الثلاثاء`، `يوم الثلاثاء الماضي`: the nearest on or before publication, after it for what is to come."""
    k = 1 if at.first() in ("يوم", "مساء", "صباح", "فجر", "ليل", "ليلة", "ظهر", "نهار") else 0
    name = at.word(k) if k else at.first()
    if name not in cal.WEEKDAYS or at.published is None:
        return None
    if at.first() in ("ليل", "ليلة"):  # a night between two days is the later one's
        after = k + 1 + (at.word(k + 1) in ("-", "/"))
        if cal.WEEKDAYS.get(at.word(after)) == (cal.WEEKDAYS[name] + 1) % 7:
            k, name = after, at.word(after)
    if at.word(k + 1) in ("و",) or (k == 0 and at.word(-1) in _NOT_BEFORE_WEEKDAY):
        return None
    back = (at.published.weekday() - cal.WEEKDAYS[name]) % 7
    day = at.published - dt.timedelta(days=back)
    direction = _direction(at.word(k + 1))
    if direction == 1 or (direction is None and back and at.is_to_come()):
        day = at.published + dt.timedelta(days=(7 - back) if back else 7)
    elif direction == -1 and back == 0:
        day -= dt.timedelta(days=7)
    return k + 1 + (direction is not None), PartialDate.of(day), "relative"


def _last_unit(at: At) -> Match | None:
    """`الأسبوع الماضي`، `الشهر الجاري`، `العام المقبل`، `الأيام الماضية`."""
    if at.published is None:
        return None
    unit = _SINGLE.get(at.first())
    direction = _direction(at.word(1))
    if unit is not None and direction is not None:
        return 2, cal.shift(at.published, unit, direction), "relative"
    if at.first() in ("هذا", "هذه") and at.word(1) in _SINGLE:
        return 2, cal.shift(at.published, _SINGLE[at.word(1)], 0), "relative"
    if at.first() in _RECENT and direction == -1:
        return 2, PartialDate(at.published.year, at.published.month), "relative"
    if at.first() in _PARTS and at.word(1) in _SINGLE and not _is_told(at.word(2)):
        return 2, cal.shift(at.published, _SINGLE[at.word(1)], 0), "relative"
    if at.first() == "الاشهر":
        k = _behind_counts(at)
        return (k + 1, PartialDate(at.published.year), "relative") if _direction(at.word(k)) == -1 else None
    if at.first() == "هذا" and at.word(1) in ("الصيف", "الشتاء", "الربيع", "الخريف"):
        return 2, PartialDate(at.published.year), "relative"
    return None


def _is_told(word: str) -> bool:
    """Whether a word behind "the month" or "the year" says which one."""
    return _direction(word) is not None or _year(word) is not None or word in _SAME or word in _NEXT


def _same_unit(at: At) -> Match | None:
    """`العام نفسه`، `الشهر ذاته`، `نفس اليوم`، `في ذلك اليوم`: as the last date before."""
    pointed = at.first() in _VERY or (at.first() in _THAT and at.word(-1) in _AT)
    if at.last is None or not (pointed or at.word(1) in _SAME):
        return None
    unit = at.word(1) if pointed else at.first()
    if unit in ("العام", "السنة"):
        return 2, PartialDate(at.last.year), "anaphoric"
    if unit in ("الشهر", "الاسبوع", "الفترة") and at.last.month is not None:
        return 2, PartialDate(at.last.year, at.last.month), "anaphoric"
    if unit in ("اليوم", "التاريخ", "الليلة", "المساء"):
        return 2, at.last, "anaphoric"
    return None


def _from_then(at: At) -> Match | None:
    """`بعد يومين`، `قبل ذلك بأسبوع`، `بعدها بثلاثة أيام`، `في اليوم التالي`: from the last date before."""
    if at.last is None:
        return None
    next_to = {"التالي": 1, "السابق": -1, "السابقة": -1}.get(at.word(1))
    if at.first() in ("اليوم", "الليلة") and next_to is not None:
        date = cal.shifted(at.last, cal.DAY, next_to)
        return None if date is None else (2, date, "anaphoric")
    way = _WAYS.get(at.first())
    if way is None:
        return None
    pointed = at.first() not in ("بعد", "قبل")
    k = 1
    if not pointed and at.word(1) == "ذلك":
        pointed, k = True, 2
    if not pointed and way < 0:
        return None  # قبل يومين counts from today
    found = _amount(at, k)
    if found is None or (not pointed and at.word(k + found[0]) in _COUNTED_FROM):
        return None
    length, unit, count = found
    date = cal.shifted(at.last, unit, way * count)
    return None if date is None else (k + length, date, "anaphoric")


def _since(at: At) -> Match | None:
    """`بعد يومين من الهجوم`، `بعد مرور عام على الاتفاق`: as long before what was dated last, or before publication."""
    k = 1 + (at.first() == "بعد" and at.word(1) == "مرور")
    if at.first() not in ("بعد", "مرور"):
        return None
    found = _amount(at, k)
    if found is None or at.word(k + found[0]) not in _COUNTED_FROM:
        return None
    length, unit, count = found
    date = None if at.last is None else cal.shifted(at.last, unit, -count)
    if date is None and at.published is not None:
        date = cal.shift(at.published, unit, -count)
    return None if date is None else (k + length, date, EVE)


def _amount(at: At, k: int) -> tuple[int, str, int] | None:
    """So many days, weeks, months, or about that many: (words, unit, count)."""
    if (at.word(k).removeprefix("ب"), at.word(k + 1)) in cal.PARTS_OF_CENTURY:
        return 2, cal.YEAR, cal.PARTS_OF_CENTURY[at.word(k).removeprefix("ب"), at.word(k + 1)]
    about = 2 if (at.word(k), at.word(k + 1)) in _ABOUT_TWO else 1 if at.word(k).removeprefix("ب") in _ABOUT else 0
    if about:
        found = _amount(at, k + about)
        return found and (about + found[0], cal.SOME_DAYS if found[1] == cal.DAY else found[1], found[2])
    word = at.word(k).removeprefix("ب") if at.word(k) not in cal.UNITS else at.word(k)
    if word in _DUALS:
        return 1, cal.UNITS[word], 2
    if word in _ONE and not _is_named(at, k + 1):
        return 1, cal.UNITS[word], 1
    count = cal.number(word)
    if count is not None and count <= MANY and at.word(k + 1) in cal.UNITS:
        return 2, cal.UNITS[at.word(k + 1)], count
    return None


def _is_named(at: At, k: int) -> bool:
    """Whether a weekday, a number or a month stands at `k`: منذ يوم الخميس counts no day."""
    word, pair = at.word(k), (at.word(k), at.word(k + 1))
    months = cal.MONTHS.keys() | cal.HIJRI_MONTHS.keys()
    return word in cal.WEEKDAYS or word.isdecimal() or (word,) in months or pair in months


def _ago(at: At) -> Match | None:
    """`قبل عامين`، `منذ ثلاثة أشهر`، `قبل أسابيع`."""
    if at.published is None or at.first() not in ("قبل", "منذ"):
        return None
    k = 1 + (at.word(1) in _SOME)
    if at.word(k) in _FEW:
        return k + 1, cal.few(at.published, cal.UNITS[at.word(k)]), "relative"
    found = _amount(at, 1)
    if found is None or _year(at.word(1 + found[0])) is not None:
        return None
    if at.first() == "قبل" and at.word(1 + found[0]) in _COUNTED_FROM:
        return None  # قبل عام على الانتخابات counts from these
    length, unit, count = found
    return 1 + length, cal.shift(at.published, unit, -count), "relative"


def _season(at: At) -> Match | None:
    """`في الصيف`، `أواخر الربيع الماضي`، `الخريف المقبل`: the year of the one that is meant."""
    k = at.word(0) in _PARTS or at.word(0) in ("خلال", "منذ", "في", "بحلول")
    name = at.word(k) if k else at.first()
    month = cal.SEASONS.get(name)
    if month is None or at.published is None:
        return None
    direction = _direction(at.word(k + 1))
    if not k and direction is None and name == at.word(0):
        return None  # الربيع العربي
    if at.word(k + 1) in _NO_SEASON:
        return None
    running = at.published.month >= month
    if direction == 1:
        year = at.published.year + running
    else:
        year = at.published.year - (not running)
        if direction == -1 and (at.published.month - month) % 12 < 3:
            year -= 1
    return k + 1 + (direction is not None), PartialDate(year), "relative"


def _last_hours(at: At) -> Match | None:
    """`خلال الساعات الأربع والعشرين الماضية`: since yesterday; longer ago is told by the month."""
    if at.published is None or at.first() not in ("الساعات", "الايام"):
        return None
    k = _behind_counts(at)
    if k == 1 or _direction(at.word(k)) != -1:
        return None
    day = at.published - dt.timedelta(days=1)
    whole_day = at.first() == "الساعات" and at.word(k - 1) in ("24", "ال24", "والعشرين")
    return k + 1, PartialDate.of(day) if whole_day else PartialDate(day.year, day.month), "relative"


def _behind_counts(at: At) -> int:
    """Where the words behind an amount begin: الساعات الأربع والعشرين | الماضية."""
    k = 1
    while at.word(k) in _COUNTS or at.word(k).removeprefix("ال").isdecimal():
        k += 1
    return k


def _eve(at: At) -> Match | None:
    """`غداة الهجوم`، `عشية القمة`: the day before or after what is dated; `غداة هذا الهجوم`: the day after it."""
    days = {"غداة": -1, "عشية": 1}.get(at.first())
    if days is None or at.last is None:
        return None
    pointed = at.word(1) in ("هذا", "هذه", "ذلك", "تلك")
    if not pointed and (_month_at(at, 1) is not None or at.word(1) in _OPENERS):
        return None
    date = cal.shifted(at.last, cal.DAY, -days if pointed else days)
    return None if date is None else (1, date, "anaphoric" if pointed else EVE)


def _hijri(at: At) -> Match | None:
    """`26 شوال 1436`، `الخامس عشر من رمضان 1445`."""
    k, day = _day(at) or (0, None)
    k += k > 0 and at.word(k) == "من"
    for names in ((at.word(k), at.word(k + 1)), (at.word(k),)):
        month = cal.HIJRI_MONTHS.get(names)
        year = at.word(k + len(names))
        if month is None or not (year.isdecimal() and 1318 <= int(year) <= 1500):
            continue
        length = k + len(names) + 1 + (at.word(k + len(names) + 1) in ("ه", "هجرية"))
        try:
            there = Hijri(int(year), month, day or 1).to_gregorian()
        except (ValueError, OverflowError):
            return None
        date = PartialDate(there.year, there.month, there.day if day else None)
        return length, date, "absolute"
    return None


RULES: tuple[Callable[[At], Match | None], ...] = (
    _entry,
    _numeric,
    _hijri,
    _day_month,
    _month,
    _bare_year,
    _same_unit,
    _yesterday,
    _from_then,
    _since,
    _last_hours,
    _last_unit,
    _weekday,
    _ago,
    _season,
    _eve,
)

_DAYS: tuple[tuple[tuple[str, ...], int], ...] = (
    (("اول", "من", "امس"), -2),
    (("امس", "الاول"), -2),
    (("اول", "امس"), -2),
    (("بعد", "غد"), 2),
    (("امس",), -1),
    (("البارحة", "الاولي"), -2),
    (("البارحة",), -1),
    (("الامس",), -1),
    (("الليلة", "الماضية"), -1),
    (("الليلة", "قبل", "الماضية"), -2),
    (("اليوم",), 0),
    (("غدا",), 1),
    (("غد",), 1),
)
_NOWADAYS = frozenset(["هو", "هي", "وهو", "وهي", "صار", "صارت", "بات", "باتت", "اصبح", "اصبحت", "الي", "حتي", "مثل"])
_NOT_TODAY = frozenset(
    [
        *("التالي", "السابق", "الواحد", "نفسه", "ذاته", "عينه", "الذي", "الاخير", "الختامي", "الوطني", "العالمي"),
        *("الدولي", "الحادي"),
    ]
)
_NO_YESTERDAY = frozenset([("الامس", "القريب"), ("امس", "الحاجة")])
_NEXT = frozenset(["التالي", "التالية"])
_VERY, _THAT = frozenset(["نفس", "ذات"]), frozenset(["ذلك", "تلك"])
_AT = frozenset(["في", "من", "منذ", "حتي", "وفي", "ومن"])
_PAPERS = frozenset(["روسيا", "المصري", "عين", "العربي"])
_MEDIA = frozenset(["قناة", "موقع", "صحيفة", "شبكة", "جريدة", "وكالة", "مراسل"])
"""What comes before اليوم in names of papers, and what comes before these."""
_WAYS = {"بعد": 1, "قبل": -1, "بعدها": 1, "قبلها": -1, "بعده": 1, "قبله": -1}
_ONE = frozenset(["يوم", "اسبوع", "شهر", "سنة", "عام"])
_ABOUT = frozenset(["نحو", "حوالي", "زهاء", "قرابة"])
_ABOUT_TWO = frozenset([("اكثر", "من"), ("اقل", "من"), ("باكثر", "من"), ("باقل", "من")])
_SOON = frozenset(
    [
        *("سوف", "المقرر", "المرجح", "المتوقع", "المنتظر", "المزمع", "المرتقب"),
        *("المقررة", "المتوقعة", "المنتظرة", "المزمعة", "المرتقبة"),
    ]
)
_PARTS = frozenset(["مطلع", "بداية", "نهاية", "منتصف", "اواخر", "اواءل", "اخر"])
_ATTACKS = frozenset(["هجمات", "احداث", "اعتداءات", "تفجيرات"])
_SOME = frozenset(["عدة", "بضعة", "بضع"])
_AFTER = frozenset(["بعد", "بعدما", "منذ", "اثر", "عقب", "غداة"])
"""Words before what has happened, whatever verb stands before them."""
_WAS = frozenset(["كان", "كانت", "وكان", "وكانت"])
_THIS_MONTH = frozenset(["الشهر", "هذا"]) | _PRESENT
_COUNTED_FROM = frozenset(["من", "علي"])
"""Words behind an amount that is counted from an event: بعد يومين من الهجوم."""
_DAY_OPENERS = frozenset(["في", "يوم", "منذ", "حتي"])
_DASHES = frozenset("-–—:")
_BRACKETS = {"(": ")", "«": "»", '"': '"'}
"""What sets off the weekday behind a day that is told by its distance: بعد غد «الثلاثاء»."""
_FEW = frozenset(["ايام", "اسابيع", "اشهر", "شهور"])
_RECENT = frozenset(["الايام", "اليومين", "الاسابيع", "الاسبوعين", "الساعات"])
_MONTH_OPENERS = _PARTS | {"في", "شهر", "منذ", "حتي", "من", "خلال"}
_YEAR_OPENERS = frozenset(
    [
        "في",
        "عام",
        "سنة",
        "منذ",
        "حتي",
        "(",
        "و",
        "خلال",
        "بين",
        "وعام",
        "لعام",
        "مطلع",
        "نهاية",
        "اواخر",
        "اواءل",
        "منتصف",
        "حرب",
        "ثورة",
        "انقلاب",
        "اتفاق",
        "اتفاقية",
        "معاهدة",
        "انتخابات",
    ]
)
_COUNTS = frozenset(
    [
        "القليلة",
        "الثلاثة",
        "الاربعة",
        "الخمسة",
        "الستة",
        "السبعة",
        "الثمانية",
        "التسعة",
        "العشرة",
        "الثلاث",
        "الاربع",
        "الخمس",
        "الست",
        "السبع",
        "الثماني",
        "العشر",
        "والعشرين",
        "والثلاثين",
        "والاربعين",
        "والسبعين",
        "ال",
    ]
)
_NO_SEASON = frozenset(["العربي", "العربية", "الدافء", "الاول", "الثاني", "الاخر"])
_NOT_BEFORE_WEEKDAY = frozenset(["صحيفة", "جريدة", "قبل"])
_OPENERS = frozenset(
    {w for phrase, _ in _DAYS for w in phrase[:1]}
    | set(cal.WEEKDAYS)
    | set(_SINGLE)
    | _RECENT
    | _WAYS.keys()
    | _PARTS
    | set(cal.SEASONS)
    | {"يوم", "عام", "سنة", "قبل", "منذ", "الاشهر", "هذا", "هذه", "مساء", "صباح", "ليلة", "فجر"}
    | {"التاريخ", "الليلة", "المساء", "الفترة", "غداة", "عشية", "مرور"}
    | _VERY
    | _THAT
)
_FIRST = frozenset(
    set(_OPENERS)
    | _YEAR_WORDS
    | cal.ORDINALS.keys()
    | {first for first, _ in cal.LONG_ORDINALS}
    | {name[0] for name in (*cal.MONTHS, *cal.HIJRI_MONTHS)}
    | {"ليل", "ظهر", "نهار", "خلال", "في", "بحلول"}
)
