"""Third parties of a tie in words, in Arabic and English."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from tashabuk.model import PartialDate
from tashabuk.relate.explain import Pull, Reason
from tashabuk.report.words import date_in_words

_ARABIC = {
    Pull.COMMON_ENEMY: "كلاهما خصم {to_third}",
    Pull.COMMON_FRIEND: "كلاهما متعاون مع {third}",
    Pull.FRIEND_OF_FIRST: "{to_third} تعاون مع {first} وخصومة مع {second}",
    Pull.FRIEND_OF_SECOND: "{to_third} تعاون مع {second} وخصومة مع {first}",
}
_ENGLISH = {
    Pull.COMMON_ENEMY: ("both are opponents of {third}", "both have been opponents of {third} since {since}"),
    Pull.COMMON_FRIEND: ("both cooperate with {third}", "both have cooperated with {third} since {since}"),
    Pull.FRIEND_OF_FIRST: (
        "{third} cooperates with {first} and opposes {second}",
        "{third} has cooperated with {first} and opposed {second} since {since}",
    ),
    Pull.FRIEND_OF_SECOND: (
        "{third} cooperates with {second} and opposes {first}",
        "{third} has cooperated with {second} and opposed {first} since {since}",
    ),
}


def reason_in_words(
    reason: Reason, pair: tuple[str, str], since: PartialDate | None, name: Callable[[str, str], str], language: str
) -> str:
    """One sentence; `name` gives an actor's name in a language, `since` the day from which both links are told."""
    names = {k: name(v, language) for k, v in (("third", reason.third), ("first", pair[0]), ("second", pair[1]))}
    if language == "ar":
        forms = {k: isolated_name(v, rtl=True) for k, v in names.items()}
        said = _ARABIC[reason.pull].format(**forms, to_third=with_li(names["third"]))
        return said if since is None else f"{said} منذ {date_in_words(since, language)}"
    forms = {k: isolated_name(with_the(v), rtl=False) for k, v in names.items()}
    plain, dated = _ENGLISH[reason.pull]
    return plain.format(**forms) if since is None else dated.format(**forms, since=date_in_words(since, language))


def with_li(name: str) -> str:
    """A name after the Arabic preposition li-, which melts into the article.

    >>> with_li("الولايات المتحدة"), with_li("اللجنة الرباعية"), with_li("تنظيم داعش")
    ('للولايات المتحدة', 'للجنة الرباعية', 'لتنظيم داعش')
    """
    if name.startswith("الل"):
        return "لل" + name[3:]
    if name.startswith("ال"):
        return "لل" + name[2:]
    return "ل" + name if "\u0621" <= name[:1] <= "\u064a" else f"ل {isolated_name(name, rtl=True)}"


def with_the(name: str) -> str:
    """An English name with the article that names of unions have.

    >>> with_the("United States"), with_the("Kenya")
    ('the United States', 'Kenya')
    """
    return f"the {name}" if name.startswith("United ") else name


def isolated_name(name: str, *, rtl: bool) -> str:
    """A name within a sentence: kept in one piece (FSI … PDI) where it runs in the other direction."""
    strong = next((d for c in name if (d := unicodedata.bidirectional(c)) in ("L", "R", "AL")), None)
    return name if strong is None or (strong != "L") == rtl else f"\u2068{name}\u2069"
