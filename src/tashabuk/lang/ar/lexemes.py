"""The lexicon in memory: every listed predicate, verb of saying and light verb, with its inflected forms.

`Lexemes.load` reads `lexicon/`, `cues/attribution.tsv` and `cues/support.tsv`; `look_up` says what a folded word can
be. One lexeme may be all three: أعلن is a verb of saying and carries event nouns (أعلن انسحابه).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tashabuk.engine.frames import Frame
from tashabuk.lang.ar.morphology import Analysis, Dictionary, Entry
from tashabuk.lang.ar.particles import PREPOSITIONS
from tashabuk.lang.ar.tables import Row, rows, table
from tashabuk.model import EventType, Sign
from tashabuk.text.fold import fold_for_reading

_FIXED_FORM = "w"


@dataclass(slots=True)
class Lexeme:
    """One listed word with everything that the tables say of it."""

    lemma: str
    frames: list[Frame] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    cues: list[tuple[str, str]] = field(default_factory=list)


class Lexemes:
    """All lexemes and the dictionary of their forms."""

    def __init__(self) -> None:
        self._lexemes: dict[tuple[str, str, str], int] = {}
        self.all: list[Lexeme] = []
        self._entries: dict[int, Entry] = {}
        self.fixed: dict[str, Lexeme] = {}

    @classmethod
    def load(cls) -> Lexemes:
        """Read every table."""
        made = cls()
        for row in rows("lexicon"):
            made._lexeme(row).frames.append(frame_of(row))
        for row in table("cues/attribution.tsv"):
            made._attribution(row)
        for row in table("cues/support.tsv"):
            made._lexeme(row).cues.append(("carrier", row.cells["effect"] or "none"))
        made.dictionary = Dictionary.build(made._entries.values())
        return made

    dictionary: Dictionary

    def _lexeme(self, row: Row) -> Lexeme:
        cells = row.cells
        key = (cells["lemma"], cells["root"], cells["form"])
        if key not in self._lexemes:
            self._lexemes[key] = len(self.all)
            self.all.append(Lexeme(cells["lemma"]))
        number = self._lexemes[key]
        before = self._entries.get(number)
        nouns = tuple(dict.fromkeys((*(before.nouns if before else ()), *row.list("nouns"))))
        self._entries[number] = Entry(number, cells["lemma"], cells["root"], cells["form"], nouns)
        return self.all[number]

    def _attribution(self, row: Row) -> None:
        cells = row.cells
        if cells["form"] == _FIXED_FORM:
            lexeme = self.fixed.setdefault(fold_for_reading(cells["lemma"]), Lexeme(cells["lemma"]))
        else:
            lexeme = self._lexeme(row)
        lexeme.says.append(cells["kind"])
        if cells.get("strength"):
            lexeme.cues.append(("strength", cells["strength"]))

    def look_up(self, folded: str) -> list[tuple[Lexeme, Analysis]]:
        """The lexemes that a folded word can be a form of."""
        return [(self.all[a.entry], a) for a in self.dictionary.analyse(folded)]


def frame_of(row: Row) -> Frame:
    """The frame that a row of the lexicon describes."""
    cells = row.cells
    companions = row.list("with")
    identity = f"{cells['lemma']}:{cells['event']}"
    if companions:
        identity = f"{cells['lemma']} {companions[0]}:{cells['event']}"
    flags = row.list("flags")
    if "negated" in flags:
        identity = f"لا {identity}"
    return Frame(
        id=identity,
        lemma=cells["lemma"],
        event=EventType(cells["event"]),
        sign=Sign(int(cells["sign"])),
        actor=_places(cells["actor"]),
        recipient=_places(cells["recipient"]),
        mode=cells["mode"] or None,
        companions=frozenset(fold_for_reading(w) for w in companions),
        reciprocal="recip" in flags,
        weak="weak" in flags,
        negated="negated" in flags,
        openness=next((f for f in flags if f in ("covert", "overt")), None),
    )


def _places(cell: str) -> tuple[str, ...]:
    folded = [fold_for_reading(p) for p in cell.split("|") if p and p != "-"]
    return tuple(dict.fromkeys(PREPOSITIONS.get(p, p) for p in folded))
