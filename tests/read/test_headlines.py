"""A title that is no part of the text is read before it, and nothing that it says itself is told."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tashabuk.model import Document
from tashabuk.read import read
from tashabuk.read.candidates import candidates
from tashabuk.read.pipeline import landmarks, prepare

TITLE = "روسيا تقصف مواقع في أوكرانيا"
TEXT = "استمر القصف يوما كاملا. وقتل خمسة جنود."
TITLES = [
    (TITLE, TEXT, 1),
    ("  " + TITLE + ". لا هدنة قريبة", TEXT, 2),
    (TITLE, TITLE + "\n\n" + TEXT, 0),
    ("", TEXT, 0),
    (" \n", TEXT, 0),
]


@pytest.mark.parametrize(("title", "text", "sentences"), TITLES)
def test_a_title_is_read_once(pack, title: str, text: str, sentences: int) -> None:
    reading = prepare(Document(id="x", title=title, text=text), pack)
    assert reading.headlines == sentences
    for sentence in reading.sentences:
        assert (sentence.start < 0) is (sentence.index < sentences)
        assert all(sentence.start <= word.start < word.end <= sentence.end for word in sentence.words)


def test_who_is_named_in_the_title_can_be_meant_in_the_text(pack) -> None:
    reading = prepare(Document(id="x", title=TITLE, text=TEXT), pack)
    trigger = next(t for t in reading.triggers if reading.is_told(t.sentence))
    found = {actor for one in candidates(reading, trigger) for actor in one.group.actors}
    assert {"RUS", "UKR"} <= found
    assert [reading.profile((actor,)).headline for actor in ("RUS", "UKR", "ISR")] == [0, 1, 3]


def test_a_title_gives_no_statement_and_no_landmark(pack) -> None:
    document = Document(id="x", title="قصفت روسيا أوكرانيا في أيار 2022.", text="كان الطقس جميلا.")
    assert read(document, pack) == ()
    marks = landmarks(document, pack)
    assert (marks.mentions, marks.dates) == ((), ())


PIECES = st.lists(st.sampled_from(["قصفت", "روسيا", "أوكرانيا", "«", "»", ".", "\n", "أمس", "🙂", "\x00"]), max_size=8)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES.map(" ".join), PIECES.map(" ".join))
def test_whatever_the_title_triggers_are_where_they_say(pack, title: str, text: str) -> None:
    for s in read(Document(id="x", title=title, text=text), pack):
        assert s.trigger == text[s.span.start : s.span.end] != ""
