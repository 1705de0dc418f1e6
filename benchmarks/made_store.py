"""A large store of made-up reporting, the same at every run: `python benchmarks/made_store.py STORE [STATEMENTS]`.

Actors are real ones, and pairs, words, publishers and days are as uneven as in newspapers; every tenth document is
reprinted by another publisher a day or two later. Nothing is read: statements are made beside their sentences.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from tashabuk.actors.catalogue import Catalogue
from tashabuk.model import ActorKind, EventType
from tashabuk.store import Store
from tashabuk.store.connection import opened

STATEMENTS = 1_000_000
A_DOCUMENT = 10
"""Statements of one document, each in a sentence of its own."""
_VERBS = {
    EventType.AGREE: ("اتفق", 1),
    EventType.CONSULT: ("التقى", 1),
    EventType.SUPPORT: ("أيد", 1),
    EventType.COOPERATE: ("نسق", 1),
    EventType.AID: ("زود", 1),
    EventType.REQUEST: ("طالب", 0),
    EventType.ACCUSE: ("اتهم", -1),
    EventType.REJECT: ("رفض", -1),
    EventType.THREATEN: ("هدد", -1),
    EventType.SANCTION: ("عاقب", -1),
    EventType.MOBILIZE: ("حشد", -1),
    EventType.ASSAULT: ("قصف", -1),
    EventType.STANCE: ("ناصر", 1),
}
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_COLUMNS = (
    "hash", "a", "b", "event", "sign", "date", "holder", "certainty", "openness", "start", "word", "first", "last",
    "confidence",
)  # fmt: skip


def make(path: Path, statements: int = STATEMENTS) -> None:
    """Write the store; some 15 s and 500 MB of memory for 100,000 statements at a time."""
    Store(path).check()
    chance = random.Random(20)
    world = _World(chance)
    for done in range(0, statements, 100_000):
        documents, said = world.chunk(min(100_000, statements - done) // A_DOCUMENT)
        with opened(path, write=True) as connection:
            connection.register("documents_made", documents)
            connection.register("statements_made", said)
            connection.execute("BEGIN")
            connection.execute(
                "INSERT INTO documents SELECT hash, id, title, published::DATE, publisher, '', 'ar', '', text, 'made' "
                "FROM documents_made"
            )
            connection.execute(
                "INSERT INTO statements SELECT sha256(concat_ws(chr(31), hash, start, start + length(word), event, "
                "sign, a, b))[1:16], hash, [a], CASE b WHEN '' THEN [] ELSE [b] END, event, NULL, sign, "
                "nullif(date, ''), holder, certainty, nullif(openness, ''), start, start + length(word), word, first, "
                "last, confidence, ['made'] FROM statements_made"
            )
            connection.execute("COMMIT")


class _World:
    """Who is told of, and in which words."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._names = Catalogue.load()
        kinds = (ActorKind.STATE, ActorKind.GROUP, ActorKind.ORGANISATION)
        self._actors = sorted(a.id for a in self._names if a.kind in kinds)
        chance.shuffle(self._actors)
        self._actor_shares = [1 / (n + 3) for n in range(len(self._actors))]
        self._words = ["".join(chance.choices(_LETTERS, k=chance.randint(3, 7))) for _ in range(30_000)]
        self._word_shares = [1 / (n + 10) for n in range(len(self._words))]
        self._publishers = [f"صحيفة {w}" for w in self._words[:40]]
        self._number = 0
        self._latest: list[tuple[str, int, list[tuple[Any, ...]]]] = []

    def chunk(self, size: int) -> tuple[dict[str, Any], dict[str, Any]]:
        """Columns of `size` documents and of their statements."""
        documents: list[tuple[Any, ...]] = []
        said: list[tuple[Any, ...]] = []
        first, last = np.datetime64("2008-01-01").astype(int), np.datetime64("2025-12-31").astype(int)
        for _ in range(size):
            if self._latest and self._chance.random() < 0.1:
                text, day, own = self._chance.choice(self._latest)
                day += self._chance.randint(1, 2)
            else:
                day = self._chance.randint(int(first), int(last))
                text, own = self._text(day)
                self._latest = [*self._latest[-50:], (text, day, own)]
            published, title = str(np.datetime64(day, "D")), f"{text[:40]} {self._number}"
            content_hash = hashlib.sha256(f"{title}\x1f{published}\x1f{text}".encode()).hexdigest()
            publisher = self._chance.choice(self._publishers[: self._chance.randint(1, 40)])
            documents.append((content_hash, f"made-{self._number:06d}", title, published, publisher, text))
            said += [(content_hash, *one) for one in own]
            self._number += 1
        return _columns(documents, ("hash", "id", "title", "published", "publisher", "text")), _columns(said, _COLUMNS)

    def _text(self, day: int) -> tuple[str, list[tuple[Any, ...]]]:
        chance = self._chance
        actors = chance.choices(self._actors, self._actor_shares, k=2 * A_DOCUMENT)
        events = chance.choices(list(_VERBS), k=A_DOCUMENT)
        words = iter(chance.choices(self._words, self._word_shares, k=10 * A_DOCUMENT))
        text, said = "", []
        for a, b, event in zip(actors[::2], actors[1::2], events, strict=True):
            verb, sign = _VERBS[event]
            first = len(text)
            names = self._names.name(a, "ar"), self._names.name(b, "ar")
            text += f"{verb} {names[0]} {next(words)} {names[1]} {' '.join(next(words) for _ in range(9))}."
            whom = "" if a == b else b
            told = str(np.datetime64(day - 1, "D"))[: chance.choice((0, 0, 0, 4, 7, 10))]
            said.append(
                (a, whom, str(event), sign, told, *self._qualities(), first, verb, first, len(text), chance.random())
            )
            text += " "
        return text.strip(), said

    def _qualities(self) -> tuple[str, str, str]:
        holder = self._chance.choices(("author", "unnamed", self._chance.choice(self._actors)), (6, 1, 3))[0]
        certainty = self._chance.choices(("asserted", "hedged", "negated", "future", "question"), (70, 12, 6, 9, 3))[0]
        return holder, certainty, self._chance.choices(("", "covert", "overt"), (85, 5, 10))[0]


def _columns(rows: list[tuple[Any, ...]], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: np.array(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}


if __name__ == "__main__":
    started = time.perf_counter()
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else STATEMENTS)
    print(f"{Store(Path(sys.argv[1])).counts()} in {time.perf_counter() - started:.0f} s")
