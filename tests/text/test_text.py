"""Folding, tokens and sentences keep their place in the raw text, whatever the text holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashabuk.model import Span
from tashabuk.text.fold import fold, fold_for_reading, fold_with_map
from tashabuk.text.sentences import LONGEST, sentences
from tashabuk.text.tokens import tokenize

TASHKEEL = "\N{ARABIC FATHA}\N{ARABIC SHADDA}\N{ARABIC KASRATAN}\N{ARABIC LETTER SUPERSCRIPT ALEF}"
ODDITIES = (
    TASHKEEL,
    "\N{ARABIC TATWEEL}",
    "\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}\N{ARABIC LETTER YEH FINAL FORM}",
    "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}",
    "\N{RIGHT-TO-LEFT MARK}\N{LEFT-TO-RIGHT ISOLATE}\N{POP DIRECTIONAL ISOLATE}\N{ZERO WIDTH NON-JOINER}",
    "\r\n",
    "\x00",
    "\N{GRINNING FACE}\N{REGIONAL INDICATOR SYMBOL LETTER E}",
    "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}",
    "٣٫٥ ۱۲ 3.5",
    '«قالت» (إيران)، "نعم"؛ هل؟!',
)
arabic = st.text(st.characters(min_codepoint=0x0621, max_codepoint=0x064A), max_size=8)
texts = st.lists(st.one_of(arabic, st.sampled_from(ODDITIES), st.text(max_size=5), st.just(" ")), max_size=30).map(
    "".join
)

FOLDED = [
    ("الأُمَّةُ", "الامه"),
    ("إلى", "الي"),
    ("مس\N{ARABIC TATWEEL}ؤول", "مسءول"),
    ("مسئول", "مسءول"),
    ("آذار", "اذار"),
    ("\N{ARABIC LETTER KEHEH}ابل", "كابل"),
    ("\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}", "لا"),
    ("٢٠١٨", "2018"),
    ("NATO", "nato"),
]


@pytest.mark.parametrize(("raw", "folded"), FOLDED)
def test_writers_variants_fold_together(raw, folded):
    assert fold(raw) == folded


def test_reading_keeps_teh_marbuta():
    assert fold_for_reading("ضربة") != fold_for_reading("ضربه")
    assert fold("ضربة") == fold("ضربه")


@given(texts)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_map_agrees_with_fold_and_stays_in_bounds(text):
    folded, places = fold_with_map(text)
    assert folded == fold(text)
    assert len(places.starts) == len(places.ends) == len(folded)
    assert all(0 <= s < e <= len(text) for s, e in zip(places.starts, places.ends, strict=True))
    assert list(places.starts) == sorted(places.starts)


@given(texts, st.data())
def test_a_folded_span_comes_back_to_the_words_it_covers(text, data):
    folded, places = fold_with_map(text)
    start = data.draw(st.integers(0, len(folded)))
    end = data.draw(st.integers(start, len(folded)))
    raw = places.to_raw(Span(start, end))
    assert fold(raw.of(text)).find(folded[start:end]) >= 0
    back = places.to_folded(raw)
    if start < end:
        assert back.start <= start
        assert back.end >= end


@given(texts)
def test_tokens_slice_the_raw_text_and_lose_only_space(text):
    at = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.raw
        assert token.folded == fold_for_reading(token.raw)
        assert text[at : token.start].strip() == ""
        at = token.end
    assert text[at:].strip() == ""


@given(texts)
def test_sentences_are_ordered_and_cover_everything_but_space(text):
    at = 0
    for span in sentences(text):
        assert span.start >= at
        assert text[at : span.start].strip() == ""
        assert span.of(text) == span.of(text).strip()
        assert len(span) <= 2 * LONGEST
        at = span.end
    assert text[at:].strip() == ""


TOKENS = [
    ("قالت طهران: نعم", ["قالت", "طهران", ":", "نعم"]),
    ("25.5% من 1,000", ["25.5", "%", "من", "1,000"]),
    ("تبعد60 كلم", ["تبعد", "60", "كلم"]),
    ("مُحمَّد و\N{ARABIC TATWEEL}علي", ["محمد", "وعلي"]),
    ("«داعش»", ["«", "داعش", "»"]),
    (
        "\N{RIGHT-TO-LEFT MARK}حزب \N{RIGHT-TO-LEFT MARK}الله في \N{LEFT-TO-RIGHT MARK}2015",
        ["حزب", "الله", "في", "2015"],
    ),
]


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_tokens(text, tokens):
    assert [t.folded for t in tokenize(text)] == tokens


SENTENCES = [
    ("وصل الوفد. ثم غادر.", ["وصل الوفد.", "ثم غادر."]),
    ("بلغت 3.5 مليار. هل يكفي؟ لا", ["بلغت 3.5 مليار.", "هل يكفي؟", "لا"]),
    ("عنوان\nنص", ["عنوان", "نص"]),
    ("قال: «لن نعود.» وخرج", ["قال: «لن نعود.»", "وخرج"]),
    ("إيران وروسيا.. علاقة قديمة", ["إيران وروسيا.. علاقة قديمة"]),
    ("وصل.\N{RIGHT-TO-LEFT MARK} هل يعود؟\N{RIGHT-TO-LEFT MARK} ربما", ["وصل.\u200f", "هل يعود؟\u200f", "ربما"]),
    ("رفض د. سامي ثم أ. هدى العرض. ثم غادرا.", ["رفض د. سامي ثم أ. هدى العرض.", "ثم غادرا."]),
    ("وقع في عام 2011م. ثم انتهى.", ["وقع في عام 2011م.", "ثم انتهى."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text, expected):
    assert [s.of(text) for s in sentences(text)] == expected
