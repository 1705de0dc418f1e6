"""Third parties of a tie in words, in Arabic and English."""

from __future__ import annotations

from collections.abc import Callable

from tashabuk.model import PartialDate
from tashabuk.relate.explain import Pull, Reason

_WORDS = {
    Pull.COMMON_ENEMY: ("كلاهما خصم {to_third}", "both are opponents of {third}"),
    Pull.COMMON_FRIEND: ("كلاهما متعاون مع {third}", "both cooperate with {third}"),
    Pull.FRIEND_OF_FIRST: (
        "{to_third} تعاون مع {first} وخصومة مع {second}",
        "{third} cooperates with {first} and opposes {second}",
    ),
    Pull.FRIEND_OF_SECOND: (
        "{to_third} تعاون مع {second} وخصومة مع {first}",
        "{third} cooperates with {second} and opposes {first}",
    ),
}


def reason_in_words(
    reason: Reason, pair: tuple[str, str], since: PartialDate | None, name: Callable[[str, str], str], language: str
) -> str:
    """One sentence; `name` gives an actor's name in a language, `since` the day from which both links are told."""
    names = {k: name(v, language) for k, v in (("third", reason.third), ("first", pair[0]), ("second", pair[1]))}
    pattern = _WORDS[reason.pull][0 if language == "ar" else 1]
    text = pattern.format(**names, **{f"to_{k}": with_li(v) for k, v in names.items()})
    if since is None:
        return text
    return f"{text} منذ {since}" if language == "ar" else f"{text} since {since}"


def with_li(name: str) -> str:
    """A name after the Arabic preposition li-, which melts into the article.

    >>> with_li("الولايات المتحدة"), with_li("تنظيم داعش")
    ('للولايات المتحدة', 'لتنظيم داعش')
    """
    if name.startswith("ال"):
        return "لل" + name[2:]
    return "ل" + name if "\u0621" <= name[:1] <= "\u064a" else f"ل {name}"
