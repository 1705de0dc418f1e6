"""How many independent witnesses an event has, and what that weighs.

A report speaks for a witness group (documents that are copies of one another: `relate.repeats`) and with a voice: the
actor whose word it gives, else its publisher, else, where neither is known, the document itself. Two reports are
independent when they differ in both. The number of witnesses n is the size of the largest set of reports that are
independent of one another: a maximum matching between groups and voices. So ten prints of one agency's text are one
witness, ten texts of one paper are one, and ten papers that quote the same minister are one.

An event weighs 1 + log2 n in all, shared by its statements.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from tashabuk.model import Event


def independent(reports: Iterable[tuple[str, str]]) -> int:
    """The number of independent witnesses among reports, each given as (witness group, voice).

    >>> independent([("text 1", "Paper A"), ("text 1", "Paper B"), ("text 2", "Paper A")])
    2
    """
    edges = sorted(set(reports))
    groups = {g: n for n, g in enumerate(dict.fromkeys(g for g, _ in edges))}
    voices = {v: n for n, v in enumerate(dict.fromkeys(v for _, v in edges))}
    if min(len(groups), len(voices)) <= 1:
        return min(len(groups), len(voices))
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import maximum_bipartite_matching

    cells = ([groups[g] for g, _ in edges], [voices[v] for _, v in edges])
    graph = csr_matrix((np.ones(len(edges), np.int8), cells), (len(groups), len(voices)))
    return int(np.count_nonzero(maximum_bipartite_matching(graph) >= 0))


def evidence_weights(events: Iterable[Event]) -> dict[str, float]:
    """The evidence weight of each statement by its id: those of one event sum to 1 + log2 of its witnesses."""
    return {
        statement: (1 + math.log2(event.witnesses)) / len(event.statements)
        for event in events
        for statement in event.statements
    }
