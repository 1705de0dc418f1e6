"""What a tree says of who does what: trees are written by hand, one word a line: word, tag, head, label."""

from __future__ import annotations

import pytest

from tashabuk.engine.words import Tag, Word
from tashabuk.read.trees import Tree, length


def tree_of(*rows: tuple[str, Tag, int, str]) -> Tree:
    words = [Word(n, n, n + 1, word, word, tag) for n, (word, tag, _, _) in enumerate(rows)]
    return Tree(words, [head for _, _, head, _ in rows], [label for _, _, _, label in rows])


V, N, P, S, C = Tag.VERB, Tag.NOUN, Tag.PREPOSITION, Tag.SUBORDINATOR, Tag.COMMA

RESOLVED = tree_of(  # قررت الحكومة العراقية أن تطرد السفير واستدعت الجيش
    ("قررت", V, -1, "r"),
    ("الحكومة", N, 0, "s"),
    ("العراقية", N, 1, "m"),
    ("ان", S, 4, "x"),
    ("تطرد", V, 0, "k"),
    ("السفير", N, 4, "o"),
    ("واستدعت", V, 0, "c"),
    ("الجيش", N, 6, "o"),
)
RAIDED = tree_of(  # شن الطيران الروسي غارات على مواقع الفصائل
    ("شن", V, -1, "r"),
    ("الطيران", N, 0, "s"),
    ("الروسي", N, 1, "m"),
    ("غارات", N, 0, "o"),
    ("علي", P, 5, "x"),
    ("مواقع", N, 0, "n"),
    ("الفصاءل", N, 5, "i"),
)
SEIZED = tree_of(  # المدينة التي سيطرت عليها الحركة
    ("المدينة", N, -1, "r"),
    ("التي", Tag.RELATIVE, 2, "x"),
    ("سيطرت", V, 0, "l"),
    ("عليها", P, 2, "n"),
    ("الحركة", N, 2, "s"),
)
FOUGHT = tree_of(  # المسلحون الذين قاتلوا الجيش
    ("المسلحون", N, -1, "r"),
    ("الذين", Tag.RELATIVE, 2, "x"),
    ("قاتلوا", V, 0, "l"),
    ("الجيش", N, 2, "o"),
)


@pytest.mark.parametrize(
    ("tree", "predicate", "doer", "by"),
    [
        (RESOLVED, 0, 1, "s"),
        (RESOLVED, 4, 1, "ks"),  # who resolves also does it
        (RESOLVED, 6, 1, "cs"),  # one subject for both verbs
        (RAIDED, 3, 1, "os"),  # the light verb has the doer
        (SEIZED, 2, 4, "s"),
        (FOUGHT, 2, 0, "l"),  # the noun of a relative clause without a subject
        (RAIDED, 5, 1, "ns"),
    ],
)
def test_who_does_what_a_predicate_says(tree: Tree, predicate: int, doer: int, by: str) -> None:
    assert tree.doer(predicate) == (doer, by)


@pytest.mark.parametrize(
    ("tree", "trigger", "last", "way", "place", "how"),
    [
        (RESOLVED, 4, 2, "<k>s", "s", "ksm"),
        (RESOLVED, 4, 5, ">o", "o", "o"),
        (RAIDED, 3, 2, "<o>s", "s", "osm"),
        (RAIDED, 3, 6, "<o>nعلي", "علي", "upi"),
        (SEIZED, 2, 0, "<l", "", ""),
        (FOUGHT, 2, 0, "<l", "s", "l"),
    ],
)
def test_bond_of_a_trigger_with_a_phrase(tree: Tree, trigger: int, last: int, way: str, place: str, how: str) -> None:
    bond = tree.bond(trigger, last)
    assert (bond.way, bond.place, bond.how) == (way, place, how)


def test_the_phrase_of_a_name_is_headed_by_its_noun() -> None:
    assert RESOLVED.top(2) == (1, "m")
    assert RAIDED.top(6) == (5, "i")


def test_heads_in_a_circle_end() -> None:
    tree = tree_of(("قال", V, 1, "k"), ("دعا", V, 0, "k"))
    assert tree.doer(0) == (-1, "")
    assert tree.way(0, 1) in ("<k", ">k")


def test_a_mark_is_nobodys_doer() -> None:
    tree = tree_of(("قال", V, -1, "r"), ("،", C, 0, "s"))
    assert tree.doer(0) == (-1, "")


def test_what_is_far_is_longer_than_any_way() -> None:
    assert length("far") > length("<k<k<k<k>s>i>i")
