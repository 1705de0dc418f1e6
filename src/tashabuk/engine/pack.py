"""What a language must bring so that the reader can read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from tashabuk.engine.dyads import Dyads
from tashabuk.engine.names import Name
from tashabuk.engine.network import Network
from tashabuk.engine.parser import Parser
from tashabuk.engine.ranker import Model, Tables
from tashabuk.engine.words import Word
from tashabuk.model import PartialDate


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words `first..last` (inclusive) that tell a date; `kind` is `absolute`, `relative`, `anaphoric`, `eve` (of what
    is named behind it) or `entry` (of what a chronicle tells)."""

    first: int
    last: int
    date: PartialDate
    kind: str


class LanguagePack(Protocol):
    """One language. Everything that it returns is about one sentence of one document, in order."""

    @property
    def code(self) -> str:
        """ISO 639-1 code."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same text could be read differently."""
        ...

    @property
    def states(self) -> frozenset[str]:
        """The ids of all states."""
        ...

    @property
    def sorts(self) -> Mapping[str, str]:
        """What kind of actor each named id is: a `state`, a `party`, an `organisation`…"""
        ...

    @property
    def homes(self) -> Mapping[str, str]:
        """The state whose each named id is, as far as it is some state's; a state is its own."""
        ...

    @property
    def models(self) -> Mapping[str, Model]:
        """The fitted models by name: `first`, `statement`, `certainty`, `holder`, `date`, `openness`."""
        ...

    @property
    def network(self) -> Network | None:
        """The fitted network that tells which triggers are none, and adds to the scores of the model `statement`; None
        where none was fitted."""
        ...

    @property
    def parser(self) -> Parser | None:
        """What gives sentences their trees; None where none was fitted."""
        ...

    @property
    def dyads(self) -> Dyads:
        """What is known beforehand of who acts on whom."""
        ...

    @property
    def tables(self) -> Tables:
        """What bundles of features weigh in the models `first` and `statement`."""
        ...

    def annotate(self, text: str, start: int, end: int) -> list[Word]:
        """The words of `text[start:end]` with tags, predicates and cues; offsets count in `text`."""
        ...

    def new_memory(self, published: dt.date | None = None) -> Any:
        """A fresh memory for one document of this date, to be handed to `names` and `times` again and again."""
        ...

    def names(self, words: list[Word], memory: Any) -> list[Name]:
        """The names and references in the words, without overlaps."""
        ...

    def times(self, words: list[Word], published: dt.date | None, memory: Any) -> list[TimeExpression]:
        """The time expressions in the words."""
        ...

    def search_keys(self, word: str) -> Mapping[str, float]:
        """The keys under which search finds a word, folded or not, each with how sure it is, above 0 and at most 1.

        Keys below .5 are for words of texts; a word that is asked for is looked up by its surer keys.
        """
        ...


class Altered:
    """A pack some of whose parts are others: the same language read by another model."""

    def __init__(self, pack: LanguagePack, **parts: object) -> None:
        self._pack = pack
        self.__dict__ |= parts

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pack, name)
