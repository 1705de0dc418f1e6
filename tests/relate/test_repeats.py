"""Which documents are copies: kinds of reprints, near topics, the exact rule, and what holds for every text."""

import itertools
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashabuk.relate.repeats import candidates, compare, is_copy, shingles, signature, witnesses

from .reprints import DISPATCHES, made_set

MADE = made_set()
SETS = [shingles(m.text) for m in MADE]


SIGNATURES = np.array([signature(m.text) for m in MADE])
NAMES = [f"{n:03d}" for n in range(len(MADE))]


def _groups(proposed: Iterable[tuple[int, int]]) -> list[str]:
    return list(witnesses(NAMES, [(NAMES[i], NAMES[j]) for i, j in proposed if is_copy(SETS[i], SETS[j])]).values())


GROUPS = _groups(candidates(SIGNATURES))


@pytest.mark.parametrize(
    "how",
    ["exact", "spelling", "headline", "translated headline", "appended paragraph", "cut", "agency line", "edited"],
)
def test_every_reprint_of_this_kind_is_one_witness_with_its_dispatch(how: str) -> None:
    first = {m.origin: g for m, g in zip(MADE, GROUPS, strict=True) if m.how == "dispatch"}
    assert [m.origin for m, g in zip(MADE, GROUPS, strict=True) if m.how == how and g != first[m.origin]] == []


def test_dispatches_of_one_topic_are_different_witnesses() -> None:
    groups = {g for m, g in zip(MADE, GROUPS, strict=True) if m.how == "dispatch"}
    assert len(groups) == len(DISPATCHES)


def test_precision_and_recall_on_the_made_set_do_not_fall() -> None:
    both = itertools.combinations(zip(MADE, GROUPS, strict=True), 2)
    pairs = [(a.origin == b.origin, g == h) for (a, g), (b, h) in both]
    right = sum(same and found for same, found in pairs)
    assert right / sum(found for _, found in pairs) >= 0.99
    assert right / sum(same for same, _ in pairs) >= 0.97


def test_the_bands_lead_to_the_groups_that_comparing_every_pair_gives() -> None:
    assert _groups(itertools.combinations(range(len(MADE)), 2)) == GROUPS


def test_a_pair_that_is_proposed_in_error_does_not_count() -> None:
    telegrams = [
        n for n, m in enumerate(MADE) if m.origin in (len(DISPATCHES), 0) and m.how in ("telegram", "dispatch")
    ]
    assert _groups([tuple(telegrams)]) == NAMES


FIVE, SIX = "رحبت بنين أمس بقرار توغو", "رحبت بنين أمس بقرار توغو الأخير"


def test_resemblance_and_containment_by_hand() -> None:
    """Five words make two runs of four, six make three; two are shared: 2/3 and 2/2."""
    assert compare(shingles(FIVE), shingles(SIX)) == (pytest.approx(2 / 3), 1.0)
    assert compare(shingles(FIVE), shingles("")) == (0.0, 0.0)


def test_formulas_of_other_days_need_more_than_reprints() -> None:
    a, b = shingles(FIVE), shingles(SIX)
    assert [is_copy(a, b, days) for days in (None, 0, 4, -5, 30)] == [True, True, True, False, False]
    assert is_copy(a, a, 400)


def test_copies_of_copies_are_one_witness_whatever_the_order() -> None:
    pairs = [("d", "c"), ("b", "d"), ("x", "y")]
    for ordered in itertools.permutations(pairs):
        assert witnesses("abcdxy", ordered) == {"a": "a", "b": "b", "c": "b", "d": "b", "x": "x", "y": "x"}


def test_only_pairs_with_a_fresh_document_are_proposed_again() -> None:
    fresh = np.arange(len(MADE)) >= 40
    everything = candidates(SIGNATURES)
    assert candidates(SIGNATURES, fresh) == [(i, j) for i, j in everything if fresh[i] or fresh[j]]


@given(st.text(max_size=200))
def test_a_signature_depends_on_the_words_alone(text: str) -> None:
    assert np.array_equal(signature(text), signature(f"  {text}\n."))
    own = shingles(text)
    assert not len(own) or compare(own, own) == (1.0, 1.0)


def test_no_document_has_no_pairs() -> None:
    assert candidates(np.zeros((0, 126), np.uint32)) == []
