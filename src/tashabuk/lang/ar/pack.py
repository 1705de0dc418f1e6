"""Arabic as a `LanguagePack`: the parts of this folder put together."""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

from tashabuk.actors.catalogue import Alias
from tashabuk.engine.collector import collector_rests
from tashabuk.engine.dyads import Dyads
from tashabuk.engine.names import Name
from tashabuk.engine.network import Network
from tashabuk.engine.pack import TimeExpression
from tashabuk.engine.parser import Parser
from tashabuk.engine.ranker import Model, Tables
from tashabuk.engine.words import Word
from tashabuk.lang.ar.lexemes import Lexemes
from tashabuk.lang.ar.names import Memory, NameFinder
from tashabuk.lang.ar.search import SearchKeys
from tashabuk.lang.ar.time import EVE, find_times, is_anniversary
from tashabuk.lang.ar.words import Annotator
from tashabuk.model import PartialDate

T = TypeVar("T")
RANKERS = ("first", "statement")
QUALITIES = ("mutual", "certainty", "holder", "date", "openness")


@dataclass(slots=True)
class ArabicMemory(Memory):
    """What is remembered through one document: names, the last date, whether it tells what this day was before."""

    last_date: PartialDate | None = None
    anniversary: bool = False


class ArabicPack:
    """The `LanguagePack` of Arabic."""

    code = "ar"

    def __init__(
        self,
        aliases: Iterable[Alias],
        tables: Tables,
        qualities: Mapping[str, Model],
        network: Network | None,
        parser: Parser | None,
        dyads: Dyads,
    ) -> None:
        known = tuple(aliases)
        self.sorts = {a.actor: a.sort for a in known if ":" not in a.actor}
        self.states = frozenset(actor for actor, sort in self.sorts.items() if sort == "state")
        self.homes = {a.actor: a.home for a in known if a.home and ":" not in a.actor}
        self._lexemes = Lexemes.load()
        self._names = tuple(a.text for a in known if a.language == self.code)
        self._annotator = Annotator(self._lexemes)
        self._finder = NameFinder(known, self.states)
        self.network = network
        self.parser = parser
        self.dyads = dyads
        self.tables = tables
        self.models = {**qualities, **dict(zip(RANKERS, tables.models(), strict=True))}
        self.version = version()

    def annotate(self, text: str, start: int, end: int) -> list[Word]:
        """See `LanguagePack`."""
        return self._annotator.annotate(text, start, end)

    def new_memory(self, published: dt.date | None = None) -> ArabicMemory:
        """See `LanguagePack`."""
        return ArabicMemory(published)

    def names(self, words: list[Word], memory: ArabicMemory) -> list[Name]:
        """See `LanguagePack`."""
        return self._finder.find(words, memory)

    def times(self, words: list[Word], published: dt.date | None, memory: ArabicMemory) -> list[TimeExpression]:
        """See `LanguagePack`."""
        memory.anniversary = memory.anniversary or is_anniversary(words)
        found = find_times(words, published, memory.last_date, anniversary=memory.anniversary)
        memory.last_date = next((t.date for t in reversed(found) if t.kind != EVE), memory.last_date)
        return found

    @cached_property
    def _search(self) -> SearchKeys:
        return SearchKeys(self._lexemes, self._names)  # reading does not need it

    def search_keys(self, word: str) -> dict[str, float]:
        """See `LanguagePack`; `tashabuk.lang.ar.search` says which keys there are."""
        return self._search.keys(word)


def load(aliases: Iterable[Alias]) -> ArabicPack:
    """The pack with its committed models; it is to stay, so the collector of cycles need not look at it again."""
    with collector_rests():
        tables = Tables(map(_model, RANKERS))  # first, since what loading them takes for a while is then used again
        qualities = {name: _model(name) for name in QUALITIES}
        network, parser = _committed("network.json", Network.load), _committed("parser.json", Parser.load)
        dyads = _committed("dyads.tsv", Dyads.load) or Dyads({})
        made = ArabicPack(aliases, tables, qualities, network, parser, dyads)
        gc.freeze()
    return made


def _model(name: str) -> Model:
    """A committed model; one that was never fitted is empty."""
    return _committed(f"{name}.json", Model.load) or Model({}, {"threshold": 0.5})


def _committed(name: str, load: Callable[[Path], T]) -> T | None:
    """What was fitted and is kept in a file of the model's folder, if it is there."""
    with as_file(files("tashabuk.lang.ar").joinpath("model")) as folder:
        path = folder / name
        return load(path) if path.exists() else None


def version() -> str:
    """A digest over all data and code of this folder: any change may change a reading."""
    digest = hashlib.sha256()
    root = files("tashabuk.lang.ar")
    for folder in ("", "lexicon", "cues", "model", "morphology", "time"):
        for path in sorted(root.joinpath(folder).iterdir(), key=lambda p: p.name):
            if path.is_file() and path.name.endswith((".py", ".tsv", ".json", ".npz")):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]
