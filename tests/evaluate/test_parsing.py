"""Fitting the parser: it learns what it is shown, its gradients are those of autograd, a bad treebank is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tashabuk.errors import DataError
from tashabuk.evaluate import fit, parsing
from tashabuk.evaluate.dyads import Census
from tashabuk.evaluate.gold import load_gold
from tashabuk.evaluate.treebank import TREES, load_trees
from tashabuk.read.pipeline import prepare

VERBS, NOUNS = ("قصف", "زار", "دعم"), ("الجيش", "الوزير", "الحزب", "الوفد")


def lesson(verb: str, noun: str, other: str) -> parsing.Lesson:
    """A verb, its subject, its object."""
    rows = [tuple([word] * len(parsing.PARSED_COLUMNS)) for word in (verb, noun, other)]
    return parsing.Lesson(rows, np.array([-1, 0, 0]), "rso")


def test_a_parser_learns_what_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "EPOCHS", 30)
    lessons = [lesson(v, n, o) for v in VERBS for n in NOUNS for o in NOUNS if n != o]
    parser = parsing.fit_parser(lessons)
    heads, labelled = parsing.agreement(parser, lessons)
    assert heads > 0.95
    assert labelled > 0.9


def test_a_fit_is_repeatable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "EPOCHS", 1)
    lessons = [lesson(v, n, "الحزب") for v in VERBS for n in NOUNS]
    one, other = parsing.fit_parser(lessons), parsing.fit_parser(lessons)
    assert all(np.array_equal(array, other.parameters[name]) for name, array in one.parameters.items())


def test_slopes_are_those_of_autograd() -> None:
    from autograd import make_vjp

    from tashabuk.evaluate.gradients import traced

    rng = np.random.default_rng(0)
    p = {name: rng.normal(size=(3, 3)) for name in "abc"}

    def run(q):  # type: ignore[no-untyped-def]
        return (q["a"] @ q["b"] + q["a"]) * q["b"]

    slope = rng.normal(size=(3, 3))
    back, out = traced(run, p)
    wanted, same = make_vjp(run)(p)
    np.testing.assert_array_equal(out, same)
    got = back(slope)
    for name, array in wanted(slope).items():
        np.testing.assert_allclose(got[name], array)


def test_no_document_is_parsed_by_a_parser_that_was_fitted_on_it(
    pack, unparsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "EPOCHS", 1)
    gold = load_gold(Path("tests/gold/own.jsonl"))[:6]
    said: list[str] = []
    parser, aside = fit.fit_parsers(gold, unparsed, said.append)
    assert list(aside) == [one.document.id for one in [*gold[0::2], *gold[1::2]]]
    assert len({id(one) for one in aside.values()} | {id(parser)}) == 3
    assert sum(line.startswith("parser, fold") for line in said) == 2
    [(_, one)] = fit.Share({0: gold[0]}, unparsed, Census(gold), aside).prepared([0])
    assert any(head >= 0 for tree in one.reading.trees.values() for head in tree.heads)


@pytest.mark.parametrize(
    "line",
    ['{"id": "a"}', '{"id": "a", "sentences": [{"n": 0, "heads": [0, 7], "labels": "rs"}]}', "no json"],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "trees.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"trees\.jsonl:1"):
        load_trees(path)


def test_the_treebank_fits_our_texts(pack) -> None:
    trees = load_trees(TREES)
    ours = [one for one in load_gold(Path("tests/gold/own.jsonl")) if one.document.id in trees]
    assert len(ours) == 48
    for one in ours[:6]:
        reading = prepare(one.document, pack)
        assert len(parsing.lessons_of(reading, trees[one.document.id])) == len(trees[one.document.id])


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=6))
def test_every_word_of_any_text_gets_a_head_in_its_sentence(lengths: list[int]) -> None:
    parser = _untrained()
    words = np.zeros((sum(lengths), len(parsing.PARSED_COLUMNS)), dtype=np.int32)
    found = list(parser.parse(words, lengths))
    assert [len(heads) for heads, _ in found] == lengths
    for heads, labels in found:
        assert all(-1 <= head < len(heads) and head != at for at, head in enumerate(heads))
        assert len(labels) == len(heads)


def _untrained() -> parsing.Parser:
    rng = np.random.default_rng(0)
    vocabulary = {f"word.{column}": {} for column in parsing.PARSED_COLUMNS} | {"label": {"r": 1, "s": 2}}
    return parsing.Parser(vocabulary, parsing._fresh(vocabulary, rng))


def test_without_a_parser_words_hang_nowhere(unparsed) -> None:
    reading = prepare(load_gold(Path("tests/gold/own.jsonl"))[0].document, unparsed)
    assert reading.trees
    assert all(head == -1 for tree in reading.trees.values() for head in tree.heads)
