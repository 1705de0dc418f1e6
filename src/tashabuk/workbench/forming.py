"""Use case: bring the events of a store, and the evidence weights that they give, up to date."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from tashabuk.model import Event
from tashabuk.relate.credibility import events
from tashabuk.relate.events import Report, Vocabulary, words_of
from tashabuk.relate.observations import Dated
from tashabuk.relate.witnesses import evidence_weight
from tashabuk.store import Store, Stored
from tashabuk.store.kept_events import KeptEvents, Member, Words
from tashabuk.workbench.repeats import Progress, witness_groups

CELLS = 20_000
"""Cells whose statements are in memory together."""
SENTENCES = 200_000
"""Statements whose sentences are counted for the weights of words: more would not change them."""
GROWTH = 0.1
"""By what share of its documents a store must have changed before words are counted anew."""


def up_to_date(store: Store, on_progress: Progress | None = None) -> KeptEvents:
    """The events of a store as it is now; `on_progress` is told how many are done of how many there are to do.

    Of a store that changed only what the changes touch is worked out again. The words are weighed by a count that is
    taken again when the store has grown or shrunk by a tenth: one more text among many moves no weight to speak of.
    """
    kept = KeptEvents(store)
    while (state := kept.stale()) is not None:
        groups = witness_groups(store.path, on_progress)
        words = _words(store, kept)
        changed = kept.changed(words, groups)
        cells = changed.cells
        vocabulary = Vocabulary(kept.counts(), words.sentences) if cells else None
        for start in range(0, len(cells), CELLS):
            some = cells[start : start + CELLS]
            kept.replace(some, _formed(kept.members(some, changed, words, groups), groups, vocabulary))
            if on_progress is not None:
                on_progress(min(start + CELLS, len(cells)), len(cells))
        kept.finish(state)
    return kept


def _words(store: Store, kept: KeptEvents) -> Words:
    """The count of words to use: the one that is kept, unless the store has outgrown it."""
    words, documents = kept.words(), store.counts()["documents"]
    if words is not None and abs(documents - words.documents) <= GROWTH * words.documents:
        return words
    sentences = kept.sentences(SENTENCES)
    words = Words(uuid.uuid4().hex, len(sentences), documents)
    kept.keep_counts(words, Counter(word for sentence in sentences for word in words_of(sentence)))
    return words


def _formed(
    members: Sequence[Member], groups: Mapping[str, str], vocabulary: Vocabulary | None
) -> Iterator[tuple[Event, float, str, list[int]]]:
    by_id = {m.stored.id: m for m in members}
    for event in events(reports([m.stored for m in members], groups), vocabulary):
        own = [by_id[s] for s in event.statements]
        yield event, evidence_weight(event), own[0].cell, [m.print for m in own]


def reports(stored: Sequence[Stored], groups: Mapping[str, str]) -> list[Report]:
    """Statements with what their weight as evidence depends on; `groups` are those of `witness_groups`."""
    return [
        Report(
            Dated(s.statement, s.id, s.published),
            s.statement.document,
            groups.get(s.statement.document, s.statement.document),
            s.publisher or (urlsplit(s.url).hostname or "" if s.url else ""),
            s.sentence,
        )
        for s in stored
    ]
