"""What the stages of the reader hand to each other: one `Reading` for one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tashabuk.engine.encoder import Floats
from tashabuk.engine.names import Name
from tashabuk.engine.pack import LanguagePack, TimeExpression
from tashabuk.engine.words import Hit, Sentence
from tashabuk.model import Document, MentionKind, Statement
from tashabuk.read.discourse import Evidence
from tashabuk.read.trees import NO_BOND, Tree

if TYPE_CHECKING:
    from tashabuk.read.pairs import Sense

Sourced = tuple[tuple[tuple[str, ...], str], ...]
"""Sets of actors that are candidates everywhere, and why."""
ARMED = "group"
"""The kind of armed groups (see `LanguagePack.sorts`)."""
LEAST_RANK = 4
"""Rank by frequency below which actors are not told apart."""
LEAST_HOME = 3
"""Rank by frequency below which countries are not told apart."""
NO_HEADLINE = 3
"""The place in the first sentence of whoever it does not name; later places are not told apart from the one before."""
HOMELESS = LEAST_HOME + 1
"""The rank of whoever is of no country."""


@dataclass(slots=True)
class Group:
    """One or more actors that stand together in a sentence (`روسيا وإيران`): a candidate for a role.

    Words `head..last` are the noun phrase, `first` the first name in it. `governor` is what stands before it: a
    preposition's place, or a tag. `source` says how the candidate came in: `here`, or from where it was carried;
    `option` by which rule a reference was taken to stand for it (see `Name`).
    """

    actors: tuple[str, ...]
    sentence: int
    head: int
    first: int
    last: int
    kind: MentionKind
    governor: str = ""
    gender: str = ""
    number: str = ""
    generic: str = ""
    joined: bool = False
    source: str = "here"
    others: tuple[str, ...] = ()
    option: str = ""
    options: tuple[str, ...] = ()


@dataclass(slots=True)
class Speech:
    """Words `first..last` (inclusive) of a sentence are `speaker`'s; `kind` says by which construction."""

    sentence: int
    first: int
    last: int
    speaker: tuple[str, ...]
    kind: str
    verb: int = -1
    strength: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """The predicate above a predicate: its word and `kind`, how it is linked, who its subject and object seem to be."""

    word: int
    kind: str
    link: str
    subject: tuple[str, ...]
    object: tuple[str, ...]


@dataclass(slots=True)
class Trigger:
    """A word that may carry an event, with its possible frames; `number` counts the document's triggers."""

    number: int
    sentence: int
    word: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another trigger beside one: `where` (before, last of the sentence before, after, up), what links the two, and its
    number."""

    where: str
    link: str
    number: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What a document makes of a set of actors: the kind of the first one (`state`, a sector, `party`, … `other`),
    their best rank by frequency, the set itself, the states whose they are (`homes`), and the best rank of these by how
    often the text names anybody of theirs, and the first one's place in the first sentence (`headline`), which is the
    title where there is one, and in how many texts that the reader was fitted on the least known of them is a party
    (`known`)."""

    kind: str
    salience: int
    members: frozenset[str]
    homes: frozenset[str]
    home_rank: int
    headline: int
    known: int


class Candidate:
    """A group as seen from one trigger. `slot` is the grammatical place that it seems to hold, `bond` what the tree of
    the sentence says of both."""

    __slots__ = ("bond", "distance", "group", "path", "profile", "side", "slot")

    def __init__(self, group: Group, side: str, path: str, slot: str, distance: int, profile: Profile) -> None:
        self.group = group
        self.side = side
        self.path = path
        self.slot = slot
        self.distance = distance
        self.profile = profile
        self.bond = NO_BOND

    def shares_words(self, other: Candidate) -> bool:
        """Whether both are what the same words of the trigger's sentence can mean: either the one or the other."""
        mine, its = self.group, other.group
        return mine.first == its.first and mine.last == its.last and self.side == other.side != "X"

    def is_branch_of(self, other: Candidate) -> bool:
        """Whether this is named as a branch of an armed group that the other is: داعش في خراسان of داعش."""
        group = self.group
        branch = not group.option and bool(group.others) and self.profile.kind == other.profile.kind == ARMED
        return branch and not other.profile.members.isdisjoint(group.others)


@dataclass(slots=True)
class Reading:
    """A document on its way through the stages; each stage fills one more field. The first `headlines` sentences are
    its title, where that is no part of the text."""

    document: Document
    pack: LanguagePack
    sentences: list[Sentence] = field(default_factory=list)
    headlines: int = 0
    names: list[list[Name]] = field(default_factory=list)
    symbols: list[list[str]] = field(default_factory=list)
    groups: list[list[Group]] = field(default_factory=list)
    subjects: list[dict[int, Group]] = field(default_factory=list)
    controls: list[dict[int, Control]] = field(default_factory=list)
    values: dict[int, list[tuple[str, ...]]] = field(default_factory=dict)
    together: dict[str, dict[str, int]] = field(default_factory=dict)
    speeches: list[list[Speech]] = field(default_factory=list)
    times: list[list[TimeExpression]] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    seen: Floats | None = None
    unlikely: set[int] = field(default_factory=set)
    trees: dict[int, Tree] = field(default_factory=dict)
    taken: dict[int, str] = field(default_factory=dict)
    salience: dict[str, int] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)
    home_ranks: dict[str, int] = field(default_factory=dict)
    headline_places: dict[str, int] = field(default_factory=dict)
    profiles: dict[tuple[str, ...], Profile] = field(default_factory=dict)
    most_together: int = 1
    genders: dict[str, str] = field(default_factory=dict)
    everywhere: Sourced = ()
    most_joined: Sourced | None = None
    wide_groups: dict[int, list[Group]] = field(default_factory=dict)
    carried: dict[tuple[int, tuple[str, ...]], list[Candidate]] = field(default_factory=dict)
    candidates: dict[int, list[Candidate]] = field(default_factory=dict)
    senses: dict[int, list[Sense]] = field(default_factory=dict)
    evidence: Evidence | None = None
    neighbours: dict[int, list[Neighbour]] = field(default_factory=dict)
    lands: dict[int, str] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)

    def is_told(self, sentence: int) -> bool:
        """Whether a sentence is one of the text, rather than of the title above it."""
        return sentence >= self.headlines

    def profile(self, actors: tuple[str, ...]) -> Profile:
        """The profile of a set of actors, once all names are found."""
        found = self.profiles.get(actors)
        if found is None:
            first = actors[0]
            kind = first.split(":")[1] if ":" in first else self.pack.sorts.get(first, "other")
            salience = min((self.ranks[a] for a in actors if a in self.ranks), default=LEAST_RANK)
            homes = frozenset(home for actor in actors if (home := self.home(actor)))
            home_rank = min((self.home_ranks.get(home, LEAST_HOME) for home in homes), default=HOMELESS)
            headline = min(self.headline_places.get(actor, NO_HEADLINE) for actor in actors)
            known = self.pack.dyads.texts(actors)
            found = self.profiles[actors] = Profile(
                kind, salience, frozenset(actors), homes, home_rank, headline, known
            )
        return found

    def home(self, actor: str) -> str:
        """The state whose an actor is, empty if it is nobody's."""
        base, _, sector = actor.partition(":")
        return base if sector else self.pack.homes.get(actor, "")

    def shared(self, one: tuple[str, ...], other: tuple[str, ...]) -> int:
        """The largest number of sentences that name an actor of each."""
        if len(one) == len(other) == 1:
            return self.together.get(one[0], _NOBODY).get(other[0], 0)
        return max([self.together.get(a, _NOBODY).get(b, 0) for a in one for b in other])


_NOBODY: dict[str, int] = {}
