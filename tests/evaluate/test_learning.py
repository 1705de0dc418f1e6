"""The network and its fitting: gradients, texts taken together, repeatability, reading as fitting."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice, product
from pathlib import Path

import numpy as np
import pytest

from tashabuk.engine import encoder, network
from tashabuk.engine.encoder import Numeric
from tashabuk.engine.network import PLAIN, QUESTIONS, TAG, Hunch, Network, Sight, Text, answered, encoded, judged
from tashabuk.engine.ranker import UNIT, spelled
from tashabuk.evaluate import training
from tashabuk.evaluate.corpus import corpus_documents
from tashabuk.evaluate.gold import GoldDocument
from tashabuk.evaluate.gradients import traced
from tashabuk.evaluate.instances import examples_of
from tashabuk.evaluate.learning import (
    TRACED,
    UNTOLD,
    Lesson,
    Material,
    Numbering,
    answer_gradient,
    choice_gradient,
    fit_together,
    fresh,
    joined,
    material_of,
    option_scores,
)
from tashabuk.evaluate.training import Bags, Elsewhere, Sums, fit_factored
from tashabuk.model import Certainty, Document, EventType, Sign
from tashabuk.read import hunches, spelling
from tashabuk.read.choice import gather
from tashabuk.read.holders import STANDINGS
from tashabuk.read.hunches import look
from tashabuk.read.pipeline import prepare
from tashabuk.read.qualities import CERTAINTIES
from tashabuk.read.sight import sight_of, text_of

TEXT = (
    "قصفت روسيا مواقع تنظيم داعش في سوريا. واتهمت تركيا روسيا بدعم الحكومة السورية، ورفضت موسكو الاتهام. "
    "وأعلنت إيران أنها ستزود دمشق بالوقود."
)
CLASSES = {(str(event), int(sign)): n for n, (event, sign) in enumerate(product(EventType, Sign), 1)}
STEP = 1e-6
"""So small that hardly any unit comes to its kink at zero between the two sides of a slope."""


@pytest.fixture(scope="module")
def learnt(pack) -> tuple[list[Material], list[Lesson], Bags, dict[str, dict[str, int]]]:
    """Forty of the yes/no sentences and a text of three sentences, ready to be learnt from."""
    bags, materials = Bags(), []
    texts = [*islice(corpus_documents(pack), 40)]
    document = Document(id="x", text=TEXT)
    start = TEXT.index("قصفت")
    told = {"actor": ["RUS"], "recipient": ["ISIS"], "event": "ASSAULT", "sign": -1, "start": start, "end": start + 4}
    told |= {"holder": "TUR", "certainty": "hedged"}
    texts.append((GoldDocument(document, (told,)), prepare(document, pack)))
    for gold, reading in texts:
        whole = gold if gold.document is document else None  # of the yes/no sentences less is known
        material = material_of(examples_of(reading, gold, bags), whole, CLASSES)
        if material is not None:
            materials.append(material)
    lessons, numbering = _met(materials)
    vocabulary, lessons = numbering.settled(lessons)
    return materials, lessons, bags, vocabulary


def _met(materials: list[Material]) -> tuple[list[Lesson], Numbering]:
    numbering = Numbering()
    return [numbering.lesson(one) for one in materials], numbering


def _hunch(p: Mapping[str, np.ndarray], lesson: Lesson, via: Numeric = PLAIN) -> Hunch:
    return judged(p, encoded(p, lesson.text, via=via), lesson.sight, via=via)


def _doubles(vocabulary: dict[str, dict[str, int]]) -> dict[str, np.ndarray]:
    return {n: a.astype(np.float64) for n, a in fresh(vocabulary, 3, np.random.default_rng(5)).items()}


def test_a_bag_has_the_features_of_its_bundles_in_its_role() -> None:
    bags, bundles = Bags(), [(spelling.kind, "state", "AGREE", "+"), (spelling.uncontrolled, "verb")]
    actor, recipient = bags.row(bundles, "A"), bags.row(bundles, "R")
    assert actor == bags.row(bundles, "A") != recipient
    features, counts = bags.features(np.array([actor, recipient]))
    assert [bags.names[n] for n in features] == spelled(bundles, "A") + spelled(bundles, "R")
    assert counts.tolist() == [3, 3]


def test_bags_shed_elsewhere_are_taken_over_with_numbers_of_their_own() -> None:
    here, there, numbers = Bags(), Bags(), Elsewhere()
    here.row([(spelling.kind, "state", "AGREE", "+")], "A")
    bags = [
        [(spelling.uncontrolled, "verb")],
        [(spelling.kind, "state", "AGREE", "+")],
        [(spelling.uncontrolled, "noun")],
    ]
    for some in (bags[:2], bags[1:]):  # features that are known by now keep their numbers
        there.new_text()
        rows = np.array([there.row(bag, "A") for bag in some])
        wanted = [spelled(bag, "A") for bag in some]
        first = here.take_over(there.shed(), numbers)
        features, counts = here.features(rows + first)
        assert [here.names[n] for n in features] == [name for names in wanted for name in names]
        assert counts.tolist() == [len(names) for names in wanted]
    assert len(here.names) == len(set(here.names))


def test_a_text_is_numbered_as_by_the_vocabulary_that_is_known_only_later(learnt) -> None:
    materials, lessons, _, vocabulary = learnt
    rare = 0
    for material, lesson in zip(materials, lessons, strict=True):
        text, sight = text_of(material.words, vocabulary), sight_of(material.shown, vocabulary)
        for name in ("words", "marks", "mark_counts", "lengths"):
            np.testing.assert_array_equal(getattr(lesson.text, name), getattr(text, name))
        for name in ("senses", "sense_words", "candidates", "candidate_words", "pairs"):
            np.testing.assert_array_equal(getattr(lesson.sight, name), getattr(sight, name))
        rare += int((text.words == 0).sum()) + sum(map(len, material.words.marks)) - len(text.marks)
        assert [one.bags.tolist() for one in lesson.examples()] == [one.bags.tolist() for one in material.examples]
    assert rare


def test_factored_choices_are_learnt_and_repeatable(learnt, monkeypatch: pytest.MonkeyPatch) -> None:
    materials, _, bags, _ = learnt
    monkeypatch.setattr(training, "BATCH", 500)
    examples = [one for material in materials for one in material.examples]
    weights = fit_factored(examples, bags, least=2)
    assert weights == fit_factored(examples, bags, least=2)
    numbers = np.array([weights.get(name, 0.0) for name in bags.names])
    right = 0
    for one in examples:
        sums = Sums.of(one.bags, bags, np.arange(len(bags.names)), len(bags.names))
        scores = sums.scores(numbers)
        best = int(scores.argmax())
        right += one.right[best] if scores[best] > 0 else not one.right.any()
    assert right > 0.9 * len(examples)


def test_a_gradient_is_the_slope_of_the_loss(learnt) -> None:
    _, lessons, _, vocabulary = learnt
    lesson, p = joined(lessons), _doubles(vocabulary)

    def scores(parameters: dict[str, np.ndarray]):
        return option_scores(_hunch(parameters, lesson, TRACED), lesson.options, TRACED)

    back, out = traced(scores, p)
    gradient = back(choice_gradient(out, lesson)[1].astype(np.float64))
    rng = np.random.default_rng(2)
    for name in (
        "in",
        "mix.1",
        "mix.2.scale",
        "pair.candidate",
        "suffers.out",
        "trigger.in",
        "word.4",
        "mark",
        "role.bias",
    ):
        at = tuple(rng.integers(0, n) for n in p[name].shape)
        if name == "word.4":
            at = (1, 0)  # the commonest tag
        up, down = (p | {name: p[name].copy()} for _ in range(2))
        up[name][at] += STEP
        down[name][at] -= STEP
        rise = choice_gradient(scores(up), lesson)[0] - choice_gradient(scores(down), lesson)[0]
        assert gradient[name][at] == pytest.approx(rise / (2 * STEP), rel=2e-3, abs=1e-6), name


def test_reading_computes_what_fitting_computes(learnt) -> None:
    _, lessons, _, vocabulary = learnt
    p = fresh(vocabulary, 3, np.random.default_rng(5))
    for lesson in lessons[-3:]:
        one = option_scores(_hunch(p, lesson, TRACED), lesson.options, TRACED)
        other = option_scores(_hunch(p, lesson), lesson.options, PLAIN)
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5)


def test_texts_taken_together_score_as_each_alone(learnt) -> None:
    _, lessons, _, vocabulary = learnt
    p, several = fresh(vocabulary, 3, np.random.default_rng(5)), lessons[-4:]
    alone = [option_scores(_hunch(p, one), one.options, PLAIN) for one in several]
    together = joined(several)
    scores = option_scores(_hunch(p, together), together.options, PLAIN)
    np.testing.assert_allclose(scores, np.concatenate(alone), rtol=1e-4, atol=1e-5)
    assert together.triggers == sum(one.triggers for one in several)


def test_the_network_does_not_look_across_sentences(learnt) -> None:
    _, lessons, _, vocabulary = learnt
    p, text = fresh(vocabulary, 3, np.random.default_rng(5)), lessons[-1].text
    first = text.lengths[0]
    assert len(text.lengths) == 3
    others = text.words.copy()
    others[first:] = 0
    before, after = encoded(p, text), encoded(p, replace(text, words=others))
    np.testing.assert_array_equal(before[:first], after[:first])
    assert not np.allclose(before[first:], after[first:])


def test_learning_lowers_the_loss_and_is_repeatable(learnt, monkeypatch: pytest.MonkeyPatch) -> None:
    materials, _, bags, _ = learnt
    monkeypatch.setattr(training, "BATCH", 500)
    told: list[str] = []
    weights, made = fit_together(*_met(materials), len(CLASSES), bags, least=2, say=told.append)
    again, same = fit_together(*_met(materials), len(CLASSES), bags, least=2)
    losses = [float(line.split("loss ")[1].split()[0]) for line in told]
    assert losses[-1] < losses[0] - 0.2
    assert weights == again
    assert all(np.array_equal(made.parameters[n], same.parameters[n]) for n in made.parameters)


def test_what_is_saved_is_what_was_fitted_in_half_precision(learnt, tmp_path: Path) -> None:
    _, lessons, _, vocabulary = learnt
    made = Network(vocabulary, fresh(vocabulary, 3, np.random.default_rng(5)))
    made.save(tmp_path / "network.json")
    found = Network.load(tmp_path / "network.json")
    assert found.vocabulary == made.vocabulary
    last = lessons[-1]
    one, other = (network.look(network.encode(last.text), last.sight) for network in (found, made))
    np.testing.assert_allclose(one.senses, other.senses, rtol=0.02, atol=0.01)


def test_a_text_without_words_or_triggers_is_no_trouble(learnt) -> None:
    _, _, _, vocabulary = learnt
    p = fresh(vocabulary, 3, np.random.default_rng(5))
    columns = [sum(1 for name in vocabulary if name.startswith(kind)) for kind in ("word.", "sense.", "candidate.")]
    none = [np.zeros((0, n), dtype=np.int32) for n in (*columns, 4, 2)]
    flat = np.zeros(0, dtype=np.int32)
    text, nothing = Text(none[0], flat, flat, []), Sight(none[1], flat, none[2], none[3], none[4])
    network = Network(vocabulary, p)
    for words in (encoded(p, text), network.encode(text)):
        assert len(words) == len(network.chances(words, TAG)) == 0
        for hunch in (judged(p, words, nothing), network.look(words, nothing)):
            assert len(hunch.senses) == len(hunch.roles) == len(hunch.acts) == 0


def test_a_long_text_is_looked_at_in_portions_to_the_same_end(learnt, monkeypatch: pytest.MonkeyPatch) -> None:
    _, lessons, _, vocabulary = learnt
    p, lesson = fresh(vocabulary, 3, np.random.default_rng(5)), lessons[-1]
    monkeypatch.setattr(network, "AT_ONCE", 7)
    monkeypatch.setattr(encoder, "TOGETHER", 1)
    assert len(lesson.text.lengths) == 3
    assert len(lesson.sight.candidates) > 2 * network.AT_ONCE
    assert len(lesson.sight.pairs) % network.AT_ONCE
    made = Network(vocabulary, p)
    words = made.encode(lesson.text)
    np.testing.assert_allclose(words, encoded(p, lesson.text), rtol=1e-5, atol=1e-5)
    whole, parts = judged(p, words, lesson.sight), made.look(words, lesson.sight)
    for name in ("senses", "roles", "acts", "suffers"):
        np.testing.assert_allclose(getattr(parts, name), getattr(whole, name), rtol=1e-5, atol=1e-5)


def test_one_of_the_answers_about_a_word_is_right(learnt) -> None:
    _, lessons, _, vocabulary = learnt
    p = fresh(vocabulary, 3, np.random.default_rng(5))
    words = encoded(p, lessons[-1].text)
    for question in QUESTIONS:
        raised = np.exp(answered(p, words, question))
        chances = np.exp(Network(vocabulary, p).chances(words, question))
        np.testing.assert_allclose(chances, raised / raised.sum(axis=1, keepdims=True), rtol=1e-4)


def test_only_the_words_that_gold_answers_for_teach_their_answers() -> None:
    scores, right = np.zeros((3, 2), dtype=np.float32), np.array([1, UNTOLD, 1], dtype=np.int8)
    np.testing.assert_allclose(answer_gradient(scores, right, 0.5), [[0.125, -0.125], [0, 0], [0.125, -0.125]])
    assert not answer_gradient(scores, np.full(3, UNTOLD, dtype=np.int8), 0.5).any()


def test_gold_says_of_its_triggers_how_certain_and_whose_word_they_are(learnt) -> None:
    materials, *_ = learnt
    assault = CLASSES["ASSAULT", -1]
    told = [tuple(row) for row in materials[-1].answers.tolist()]
    assert told[0] == (assault, CERTAINTIES.index(Certainty.HEDGED), STANDINGS.index("other"))
    assert set(told[1:]) == {(0, UNTOLD, UNTOLD)}  # the other words are no triggers


def test_senses_hear_what_the_network_says_of_their_options(pack, learnt, monkeypatch: pytest.MonkeyPatch) -> None:
    *_, vocabulary = learnt
    network = Network(vocabulary, fresh(vocabulary, 3, np.random.default_rng(5)))
    monkeypatch.setattr(pack, "network", network)
    document = Document(id="x", text=TEXT)
    gold, bags = GoldDocument(document, ()), Bags()
    reading = prepare(document, pack)
    examples = examples_of(reading, gold, bags)
    material = material_of(examples, gold, CLASSES)
    assert material is not None
    assert all(e.telling for e in examples)
    words = network.encode(text_of(material.words, vocabulary))
    wanted = option_scores(network.look(words, sight_of(material.shown, vocabulary)), material.options, PLAIN)

    monkeypatch.setattr(hunches, "UNLIKELY", 0.0)
    reading = prepare(document, pack)
    reading.evidence = gather(reading, pack.tables)
    kept = [t for t in reading.triggers if t.number not in reading.evidence.dropped]
    look(reading, kept)
    compared = 0
    numbers = [e.trigger.number for e in examples]
    senses = [s for e in examples for s in reading.senses.get(e.trigger.number, [None] * len(e.trigger.hits))]
    for score, (number, actor, recipient, trigger) in zip(wanted, material.options, strict=True):
        sense = senses[number]
        if numbers[trigger] not in reading.senses or sense is None:
            continue
        first = material.options[material.options[:, 0] == number, 1].min()
        a, r = actor - first, recipient - first
        heard = sense.hunch + sense.hunch_actors[a]
        if recipient >= 0:
            heard += sense.hunch_recipients[r] + sense.hunch_pairs[a][r]
        assert heard / UNIT == pytest.approx(float(score), abs=1e-3)
        compared += 1
    assert compared > 20
