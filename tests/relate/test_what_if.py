"""What-if by hand: the numbers of `docs/methods/what-if.md`, and changes that cannot be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tashabuk.errors import UsageError
from tashabuk.model import Sign
from tashabuk.relate.graph import SignedGraph
from tashabuk.relate.whatif import Added, SetTie, Without, changed, what_if

SQUARE = SignedGraph.of(
    {
        ("A", "B"): (1, 0),
        ("A", "C"): (0, 1),
        ("A", "D"): (1, 0),
        ("B", "C"): (0, 1),
        ("B", "D"): (1, 0),
        ("C", "D"): (1, 0),
    }
)


def pairs(strains):
    return [(s.a, s.b, int(s.sign)) for s in strains]


def test_what_if_page() -> None:
    found = what_if(SQUARE, [SetTie("A", "B", 0, 1)])
    assert (found.before.index, found.after.index) == (1, 2)
    assert (found.triads_before.balanced, found.triads_after.balanced) == (2, 0)
    assert [t.actors for t in found.unbalanced] == [("A", "B", "C"), ("A", "B", "D")]
    assert found.released == ()
    assert (found.crossed, pairs(found.strained), pairs(found.eased)) == ((), [("A", "B", -1)], [])
    assert found.turnings.complete
    assert [(t.a, t.b, t.gain) for t in found.turnings.ties] == [
        (a, b, 1) for a, b in ("AB", "AC", "AD", "BC", "BD", "CD")
    ]


def test_an_actor_leaves() -> None:
    found = what_if(SQUARE, [Without("D")])
    assert (found.before.index, found.after.index, found.after.unique) == (1, 0, True)
    assert [b.members for b in found.after.blocs] == [("A", "B"), ("C",)]
    assert pairs(found.eased) == [("C", "D", 1)]
    assert found.turnings.ties == ()


def test_an_actor_comes_and_others_cross() -> None:
    changes = [
        Added("E"),
        SetTie("C", "E", 1, 0),
        SetTie("D", "E", 1, 0),
        SetTie("A", "D", 0, 1),
        SetTie("B", "D", 0, 1),
    ]
    found = what_if(SQUARE, changes)
    assert (found.after.index, found.crossed) == (0, ("D",))
    assert [b.members for b in found.after.blocs] == [("A", "B"), ("C", "D", "E")]


def test_newcomers_do_not_make_the_others_cross() -> None:
    enemies = SignedGraph.of({("A", "B"): (0, 1)})
    found = what_if(enemies, [*map(Added, "CDE"), *(SetTie("B", other, 1, 0) for other in "CDE")])
    assert (found.crossed, found.after.index, found.after.unique) == ((), 0, True)
    assert [b.members for b in found.before.blocs] == [("A",), ("B",)]
    assert [b.members for b in found.after.blocs] == [("A",), ("B", "C", "D", "E")]


def test_an_entangled_tie_is_strained_whoever_crosses() -> None:
    graph = SignedGraph.of({("A", "B"): (1, 1), ("A", "C"): (1, 0), ("B", "C"): (1, 0)})
    found = what_if(graph, [SetTie("B", "C", 0, 1)])
    assert (found.crossed, found.before.index, found.after.index) == (("B",), 1, 1)
    assert found.strained == found.eased == ()


def test_a_tie_becomes_both_or_none() -> None:
    both = what_if(SQUARE, [SetTie("D", "C", 1, 1)])
    assert (both.after.index, both.after.entangled, both.triads_after.entangled) == (1, 1, 2)
    assert changed(SQUARE, [SetTie("C", "D", 1, 1)]).edges[-1].sign is Sign.NEUTRAL
    none = what_if(SQUARE, [SetTie("C", "D", 0, 0)])
    assert (none.after.index, len(changed(SQUARE, [SetTie("C", "D", 0, 0)]).edges)) == (0, 5)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([Without("Z")], "Z is not in the network"),
        ([Without("A"), Without("A")], "twice"),
        ([Added("A")], "already"),
        ([Added("E"), Added("E")], "twice"),
        ([Without("A"), SetTie("A", "B", 1, 0)], "cannot leave and have a tie"),
        ([SetTie("A", "B", 1, 0), SetTie("B", "A", 0, 1)], "set twice"),
        ([SetTie("A", "E", 1, 0)], "E is not in the network"),
        ([SetTie("A", "A", 1, 0)], "itself"),
        ([SetTie("A", "B", -1, 0)], "below zero"),
    ],
)
def test_changes_that_cannot_be(changes, said) -> None:
    with pytest.raises(UsageError, match=said):
        what_if(SQUARE, changes)


def test_near_names_are_offered() -> None:
    graph = SignedGraph.of({("TALIBAN", "IRN"): (1, 0)})
    with pytest.raises(UsageError, match="Did you mean TALIBAN"):
        changed(graph, [Without("TALEBAN")])


@settings(max_examples=30, deadline=None)
@given(st.permutations([Added("E"), SetTie("A", "E", 1, 0), Without("B"), SetTie("C", "D", 0, 2)]))
def test_the_order_of_changes_does_not_matter(changes) -> None:
    graph = changed(SQUARE, changes)
    assert graph.nodes == ("A", "C", "D", "E")
    assert [(e.a, e.b, int(e.sign)) for e in graph.edges] == [
        ("A", "C", -1),
        ("A", "D", 1),
        ("A", "E", 1),
        ("C", "D", -1),
    ]


def test_no_change_changes_nothing() -> None:
    found = what_if(SQUARE, [])
    assert found.before == found.after
    assert found.strained == found.eased == found.unbalanced == found.released == found.crossed == ()
