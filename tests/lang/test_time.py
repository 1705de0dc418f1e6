"""Which date a time expression means, in a text of Sunday 9 August 2015."""

import datetime as dt

import pytest

from tashabuk.model import Document
from tashabuk.read.pipeline import landmarks

SUNDAY = dt.date(2015, 8, 9)


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("أمس", "2015-08-08"),
        ("أول من أمس", "2015-08-07"),
        ("أمس السبت", "2015-08-08"),
        # A paper is dated the day after it was written: the weekday knows better.
        ("اليوم السبت", "2015-08-08"),
        ("أمس الجمعة", "2015-08-07"),
        ("أمس (الجمعة)", "2015-08-07"),
        ("غدا الاثنين", "2015-08-10"),
        ("الخميس", "2015-08-06"),
        ("الخميس المقبل", "2015-08-13"),
        ("مطلع سبتمبر", "2015-09"),
        ("في تموز/يوليو الماضي", "2015-07"),
        ("عام 2013", "2013"),
        ("منذ عامين", "2013"),
        ("العام المقبل", "2016"),
    ],
)
def test_what_a_time_expression_means(pack, phrase: str, date: str) -> None:
    found = landmarks(Document(id="x", text=f"زارت روسيا الصين {phrase} ثم عادت.", published=SUNDAY), pack).dates
    assert [str(when) for _, when in found] == [date]
