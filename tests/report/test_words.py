"""Counted nouns in Arabic, which has four forms."""

import pytest

from tashabuk.report.words import counted

COUNTED = [
    (1, "coded_event", "حدث مرمز واحد"),
    (2, "coded_event", "حدثان مرمزان"),
    (3, "coded_event", "3 أحداث مرمزة"),
    (11, "coded_event", "11 حدثا مرمزا"),
    (100, "coded_event", "100 حدث مرمز"),
    (1002, "witness", "1,002 شاهد مستقل"),
    (100, "document", "100 وثيقة"),
    (200, "statement", "200 قول"),
]


@pytest.mark.parametrize(("number", "noun", "wanted"), COUNTED)
def test_counted_nouns_keep_their_adjective(number: int, noun: str, wanted: str) -> None:
    assert counted(number, noun, "ar") == wanted
