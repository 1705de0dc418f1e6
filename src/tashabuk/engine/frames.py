"""What a lexicon says of a predicate: its event type and the grammatical places of its actors."""

from __future__ import annotations

from dataclasses import dataclass

from tashabuk.model import EventType, Sign


@dataclass(frozen=True, slots=True)
class Frame:
    """One sense of one predicate.

    `actor` and `recipient` list places, best first: `s` subject, `o` object, `g` genitive, or a preposition in its
    folded spelling. `companions` are the words of which one must follow for a phrase to fire; a `negated` sense is
    what the predicate means where it is denied (لا يقبل: rejects). `id` is `lemma:EVENT` (with the phrase's first
    companion, or لا, where there is one) and names the rule in a statement.
    """

    id: str
    lemma: str
    event: EventType
    sign: Sign
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mode: str | None = None
    companions: frozenset[str] = frozenset()
    reciprocal: bool = False
    weak: bool = False
    negated: bool = False
    openness: str | None = None
