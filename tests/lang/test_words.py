"""What a word of running text is: its tag, what is attached to it, whom it refers to."""

import pytest

from tashabuk.engine.words import claims
from tashabuk.model import Document
from tashabuk.read.pipeline import prepare


@pytest.mark.parametrize(
    ("word", "tag", "conj", "refers"),
    [
        ("فهما", "O", "ف", "d"),
        ("فهم", "O", "ف", "mp"),
        ("وهي", "O", "و", "fs"),
        ("منهما", "P", "", "d"),
        ("فيه", "P", "", "ms"),
        ("فلهم", "P", "ف", "mp"),
        ("لكنهما", "S", "", "d"),
    ],
)
def test_pronouns_and_what_they_hang_on(pack, word: str, tag: str, conj: str, refers: str) -> None:
    reading = prepare(Document(id="x", text=f"زارت روسيا البلد {word} أيضا."), pack)
    found = reading.sentences[0].words[3]
    assert (str(found.tag), found.conj, found.refers) == (tag, conj, refers)


def test_a_denied_predicate_has_a_sense_of_its_own(pack) -> None:
    def events(text: str) -> set[str]:
        reading = prepare(Document(id="x", text=text), pack)
        return {str(hit.frame.event) for trigger in reading.triggers for hit in trigger.hits}

    assert "REJECT" in events("لن تقبل طهران شروط واشنطن.")
    assert "REJECT" not in events("ستقبل طهران شروط واشنطن.")


def test_what_folding_makes_alike_is_told_apart_by_its_hamza(pack) -> None:
    reading = prepare(Document(id="x", text="هنأ رئيس روسيا نظيره الصيني هنا في موسكو."), pack)
    words = {word.folded + str(word.tag) for word in reading.sentences[0].words}
    assert {"هناV", "هناA"} <= words


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("أمني", "N"),  # not "they trusted me"
        ("الأمني", "N"),
        ("داخلي", "N"),  # not "inside me"
        ("معنى", "N"),
        ("وحث", "V"),
        ("سيرد", "V"),
        ("بعدم", "G"),
    ],
)
def test_short_words_and_adjectives_are_not_cut_up(pack, word: str, tag: str) -> None:
    reading = prepare(Document(id="x", text=f"أعلنت روسيا {word} أمس."), pack)
    assert str(reading.sentences[0].words[2].tag) == tag


@pytest.mark.parametrize(
    ("text", "event", "fires"),
    [
        ("لا تعرف روسيا كيف تقبل الشروط.", "REJECT", False),  # the knowing is denied
        ("أرادت تركيا إسقاط الحكومة السورية.", "STANCE", True),  # a helping verb that tells an event in company
        ("تعد تركيا شريكا مهما.", "AGREE", False),  # "counts as", not "promises"
        ("أكدت فرنسا ضرورة القضاء على داعش.", "ASSAULT", True),  # not the judiciary
    ],
)
def test_which_senses_a_word_has_beside_others(pack, text: str, event: str, fires: bool) -> None:
    reading = prepare(Document(id="x", text=text), pack)
    events = {str(hit.frame.event) for trigger in reading.triggers for hit in trigger.hits}
    assert (event in events) is fires, events


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("انضم إلى «داعش» شبان.", "VP'N'N."),  # marks around a name
        ("قال: «سلام» وغادر.", "V,«N»V."),  # somebody's word
        ("كتبت «لن تعود» وغادرت.", "V«GV»V."),  # a sentence
    ],
)
def test_marks_around_a_few_words_are_not_speech(pack, text: str, tags: str) -> None:
    words = prepare(Document(id="x", text=text), pack).sentences[0].words
    assert "".join(str(w.tag) for w in words) == tags


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("أعلن أوباما رفع الحظر.", "رفع", "V"),  # a name between them leaves it open
        ("أعلن رفع الحظر عن كوبا.", "رفع", "N"),
        ("كان رفع الحظر.", "رفع", "V"),
        ("رفع الحظر عن كوبا.", "رفع", "V"),
        ("صرخوا وتظاهروا وغادوا.", "غادوا", "V"),
    ],
)
def test_a_verb_or_a_noun(pack, text: str, word: str, tag: str) -> None:
    words = prepare(Document(id="x", text=text), pack).sentences[0].words
    assert str(next(w.tag for w in words if w.folded.endswith(word))) == tag


@pytest.mark.parametrize(
    ("word", "conj", "refers"),
    [
        ("ولاية", "", ""),
        ("واحدة", "", ""),
        ("وسفيرها", "و", "fs"),
        ("رجاله", "", "ms"),
        ("مياه", "", ""),
        ("نصرالله", "", ""),
    ],
)
def test_what_hangs_on_a_noun_that_the_lexicon_has_not(pack, word: str, conj: str, refers: str) -> None:
    found = prepare(Document(id="x", text=f"زارت روسيا {word} أمس."), pack).sentences[0].words[2]
    assert (found.conj, found.refers) == (conj, refers)


@pytest.mark.parametrize(
    ("text", "claimed"), [("غير أن روسيا قصفت المدينة.", False), ("ربما قصفت روسيا المدينة.", True)]
)
def test_a_set_phrase_claims_nothing(pack, text: str, claimed: bool) -> None:
    words = prepare(Document(id="x", text=text), pack).sentences[0].words
    assert bool(claims(words[0])) is claimed
