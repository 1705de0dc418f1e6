"""Names in Arabic sentences: known actors in every inflected form, class nouns, people introduced by a title.

Order of steps in `NameFinder.find`: the longest known name at each word; class nouns (اللاجئين الأفغان, الحركة);
then unknown names after a title or an affiliation, which are kept for the rest of the document (`Memory`).
What an open reference stands for is decided in `read.references`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.resources import files
from itertools import pairwise

from tashabuk.actors.catalogue import Alias
from tashabuk.engine.names import Name, Wants
from tashabuk.engine.words import Tag, Word, unmarked
from tashabuk.lang.ar.particles import (
    ALSO_ADJECTIVES,
    ARMED,
    ARTICLE,
    BELONGING,
    FORCES,
    GROUP_SORTS,
    MASCULINE_STATES,
    NO_ORGAN,
    REALMS,
    THIRD_PERSON,
    split_proclitics,
)
from tashabuk.lang.ar.persons import SONS, TITLES, nameable, tells
from tashabuk.lang.ar.words import agreement_of
from tashabuk.model import MentionKind, Sector
from tashabuk.text.fold import fold_for_reading
from tashabuk.text.tokens import tokenize

# What a form is when it could be several: روسيا is the name, not the adjective روسي with an ending.
_KIND_ORDER = (
    MentionKind.NAME,
    MentionKind.CAPITAL,
    MentionKind.OFFICE,
    MentionKind.LEADER,
    MentionKind.PEOPLE,
    MentionKind.ADJECTIVE,
    MentionKind.PLACE,
)
SECTORS = frozenset(Sector)
COMMON = 20
"""Names of leaders that begin with a given name, from which on it is too common to stand for one of them."""
KEPT = 30_000
"""Word forms of which it is kept what can begin with them; beyond that the table starts anew."""
_NAMES = frozenset(("علي",))
"""Prepositions that are also names."""
_LIKE = "مثل"
"""The attached ك: what begins with it is hardly a city (كسرت)."""
_TOWNS = (MentionKind.CAPITAL, MentionKind.PLACE)
_NISBA = ("ي", "ية", "ون")
"""How nisbas end, as the lists have them."""
_DASH = " - "
"""What parts a branch from the group's name; a dash elsewhere parts two names."""
_BARE_NAMES = frozenset((MentionKind.NAME, *_TOWNS))
_ARTICLE_KINDS = (MentionKind.ADJECTIVE, MentionKind.PEOPLE)


@dataclass(frozen=True, slots=True)
class Reading:
    """One alias in one inflected form."""

    rest: tuple[str, ...]
    alias: Alias
    certain: bool
    number: str = ""
    gender: str = ""


_Form = tuple[tuple[str, ...], Alias, str, str]
"""The words behind the first one of an alias in one form, number and gender as far as the form tells them."""


@dataclass(frozen=True, slots=True)
class _Reference:
    """A class noun with what is attached to it: conjunction, preposition, article."""

    attached: tuple[str, str, bool]
    kinds: tuple[str, ...]
    form: str
    certain: bool
    pronoun: str = ""

    def name(self, at: int) -> Name:
        """The reference at a place in a sentence."""
        wants, sectors = _wants(self.kinds, self.attached[2])
        return Name(
            at,
            at,
            (),
            MentionKind.CLASS if sectors else MentionKind.REFERENCE,
            "f" if self.form.endswith("ة") else "m",
            "d" if "pair" in self.kinds else "p" if self.form.endswith(("ين", "ون")) else "s",
            wants,
            generic=self.form,
            sectors=sectors,
            certain=self.certain,
            others=tuple(kind for kind in self.kinds if kind.isupper() and kind not in SECTORS),
            owner=THIRD_PERSON.get(self.pronoun, ""),
            among=REALMS.get(self.form, frozenset()),
            sorts=ARMED if Sector.REBELS in sectors else GROUP_SORTS.get(self.form, frozenset()),
        )


Split = tuple[str, str, str]
"""Attached conjunction, attached preposition, rest."""


@dataclass(frozen=True, slots=True)
class _Start:
    """What can begin with a word form, whatever the document: aliases by the way of peeling it, and a class noun."""

    splits: tuple[Split, ...]
    known: tuple[tuple[str, str, str, dict[str, list[Reading]]], ...]
    reference: _Reference | None
    possible: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "possible", bool(self.known) or self.reference is not None)


@dataclass(slots=True)
class Memory:
    """What a document has introduced so far: people by surname, certain actors, and class words used with groups.

    `published` decides for whom a person acts who has changed sides.
    """

    published: dt.date | None = None
    surnames: dict[str, tuple[str, ...]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    generic: dict[str, str] = field(default_factory=dict)


def class_nouns() -> dict[str, tuple[str, ...]]:
    """Folded class noun → the kinds that it can have (`CVL`, `organ`, `group`, …)."""
    out: dict[str, tuple[str, ...]] = {}
    table = files("tashabuk.lang.ar").joinpath("classnouns.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#") and not line.startswith("kind\t"):
            kind, words = line.split("\t")
            for word in words.split():
                key = fold_for_reading(word)
                if kind not in out.get(key, ()):
                    out[key] = (*out.get(key, ()), kind)
    return out


def _words_of(text: str) -> tuple[str, ...]:
    if text.replace(" ", "").isalpha():  # nothing but words, as nearly all names
        return tuple(fold_for_reading(text).split())
    return tuple(t.folded for t in tokenize(text) if t.is_word)


def _forms(words: tuple[str, ...], kind: MentionKind) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """The forms of an alias: (words, number, gender). The words of a nisba are inflected in step (الكوريين الشماليين),
    behind another word it is inflected alone (الجنوب أفريقيين)."""
    if kind not in _ARTICLE_KINDS:
        yield words, "", ""
        return
    nisba = len(words) == 1 or words[0].endswith(_NISBA)
    lead, turned = ((), words) if nisba else (words[:-1], words[-1:])
    for cut, ending, number, gender in _endings(turned[0], kind):
        some = tuple(word.removesuffix(cut) + ending if word.endswith(cut) else word for word in turned)
        yield (*lead, *some), number, gender
        if lead:
            yield (ARTICLE + lead[0], *lead[1:], *some), number, gender
        else:
            yield (ARTICLE + some[0], *(w if w.startswith(ARTICLE) else ARTICLE + w for w in some[1:])), number, gender


def _endings(word: str, kind: MentionKind) -> Iterator[tuple[str, str, str, str]]:
    """How a nisba is inflected: (what is cut off, what is put there, number, gender). The data give them without an
    article; an initial ال is part of the word (ألباني)."""
    feminine = word.endswith("ة")
    yield "", "", "p" if kind is MentionKind.PEOPLE else "s", "f" if feminine else "m"
    if kind is MentionKind.ADJECTIVE and feminine:
        yield from (("ة", "ات", "p", "f"), ("ة", "تان", "d", "f"), ("ة", "تين", "d", "f"))
    elif kind is MentionKind.ADJECTIVE:
        yield from (("", "ا", "s", "m"), ("", "ان", "d", "m"), ("", "ين", "p", "m"), ("", "ون", "p", "m"))
    elif word.endswith("ون"):
        yield from (("ون", "ين", "p", "m"), ("ون", "", "s", "m"))
    else:
        yield "", "ا", "p", "m"


class NameFinder:
    """Finds names in the words of a sentence. Built once a run from a catalogue's aliases.

    `_by_first` has the aliases by the form of their first word, then by their second word (empty if there is none):
    many begin with the same first name. It is filled as words are asked for, from the `_forms` of all aliases: a run
    meets few of them.
    """

    def __init__(self, aliases: Iterable[Alias], states: frozenset[str]) -> None:
        self._states = states
        self._by_first: dict[str, dict[str, list[Reading]]] = {}
        self._forms: dict[str, list[_Form]] = {}
        self._class_nouns = class_nouns()
        self._titles = TITLES | {noun for noun, kinds in self._class_nouns.items() if "office" in kinds}
        self._starts: dict[str, _Start] = {}
        given: Counter[str] = Counter()
        aliases = tuple(aliases)
        self._genders = self._genders_of(aliases)
        terms: dict[str, list[Alias]] = {}
        bearers: dict[tuple[str, ...], list[Alias]] = {}
        for alias in aliases:
            if alias.language != "ar":
                continue
            words = _words_of(alias.text)
            if not words:
                continue
            if alias.kind is MentionKind.LEADER:
                if len(words) > 1:
                    given[words[0]] += 1
                terms.setdefault(alias.text, []).append(alias)
            else:
                bearers.setdefault(words, []).append(alias)
            for spelled in _spellings(words):
                self._add(spelled, alias)
            if _DASH in alias.text:
                self._add(tuple(w for part in alias.text.split(_DASH) for w in ("-", *_words_of(part)))[1:], alias)
        self._rivals = {words: some for words, some in bearers.items() if len({a.actor for a in some}) > 1}
        self._terms = {text: some for text, some in terms.items() if len({a.actor for a in some}) > 1}
        self._surnames = {a.text.split()[-1] for a in aliases if a.kind is MentionKind.LEADER and a.language == "ar"}
        self._common = {name for name, count in given.items() if count >= COMMON}

    def _genders_of(self, aliases: Iterable[Alias]) -> dict[str, set[str]]:
        """The genders of the class words that each actor's names begin with: حركة طالبان makes طالبان feminine."""
        out: dict[str, set[str]] = {}
        for alias in aliases:
            if alias.language == "ar" and alias.kind is MentionKind.NAME and not alias.state:
                first = alias.text.split()[0].removeprefix(ARTICLE)
                if fold_for_reading(first) in self._class_nouns:
                    out.setdefault(alias.actor, set()).add(agreement_of(fold_for_reading(first))[0])
        return out

    def _agreement(self, words: tuple[str, ...], alias: Alias) -> tuple[str, str]:
        """Gender and number that a bare name takes; empty where neither its form nor its class word tells."""
        if alias.kind not in (MentionKind.NAME, *_TOWNS):
            return alias.gender, ""
        first = words[0].removeprefix(ARTICLE)
        if alias.state or alias.kind in _TOWNS:
            return ("m" if words[0] in MASCULINE_STATES else "f"), "s"
        gender, number = agreement_of(first)
        if first in self._class_nouns or (gender, number) != ("m", "s"):
            return gender, number
        if len(words) > 1 and words[1].startswith(ARTICLE) and words[1].endswith("ة"):
            return "f", "s"
        genders = self._genders.get(alias.actor, set())
        return (next(iter(genders)) if len(genders) == 1 else ""), "s"

    def _add(self, words: tuple[str, ...], alias: Alias) -> None:
        for form, number, gender in _forms(words, alias.kind):
            self._forms.setdefault(form[0], []).append((form[1:], alias, number, gender))

    def _beginning(self, first: str) -> dict[str, list[Reading]]:
        """The aliases whose first word has this form."""
        known = self._by_first.get(first)
        if known is not None or first not in self._forms:
            return known or {}
        found: dict[str, list[Reading]] = {}
        for rest, alias, number, gender in self._forms[first]:
            own_gender, own_number = self._agreement((first, *rest), alias)
            certain = alias.certain and not (not rest and first.removeprefix(ARTICLE) in alias.doubtful)
            reading = Reading(rest, alias, certain, number or own_number, gender or own_gender)
            found.setdefault(rest[0] if rest else "", []).append(reading)
        for readings in found.values():
            readings.sort(key=_longest_first)
        self._by_first[first] = found  # whole: somebody else may be reading with the same names
        return found

    def find(self, words: list[Word], memory: Memory) -> list[Name]:
        """The names in one sentence, in order, without overlaps; learns into `memory`."""
        names: list[Name] = []
        at = 0
        starts = self._starts
        while at < len(words):
            start = starts.get(words[at].folded) or self._start(words[at].folded)
            name = None
            if start.possible or memory.surnames:
                name = self._named(words, at, start, memory)
            if name is None:
                at += 1
                continue
            names.append(name)
            at = name.last + 1
        for before, name in zip([None, *names], names, strict=False):
            if name.kind is MentionKind.PEOPLE and _modifies(words, name, before):
                name.kind = MentionKind.ADJECTIVE
        names = self._persons(words, names, memory)
        return self._sectors(words, names)

    def _start(self, folded: str) -> _Start:
        """What can begin with a word form; worked out once and kept."""
        splits = split_proclitics(folded)
        known = tuple((*split, aliases) for split in splits if (aliases := self._beginning(split[2])))
        found = _Start(splits, known, self._class_of(splits))
        if len(self._starts) >= KEPT:
            self._starts.clear()
        self._starts[folded] = found
        return found

    def _named(self, words: list[Word], at: int, start: _Start, memory: Memory) -> Name | None:
        word = words[at]
        if word.tag in (Tag.COMMA, Tag.STOP, Tag.NUMBER):
            return None
        longer = word.tag is Tag.PREPOSITION and word.folded not in _NAMES  # it can only begin a name: جنوب أفريقيا
        best = self._known(words, at, start, memory, longer=longer)
        if longer and best is None:
            return None
        best = best or self._surname(word, at, start, memory)
        if best is not None:
            if best.certain:
                memory.seen.update(best.actors)
            return best
        if start.reference is None or not _is_somebody(words, at, start.reference):
            return None
        word.conj, word.prep, word.definite = start.reference.attached
        return start.reference.name(at)

    def _known(self, words: list[Word], at: int, start: _Start, memory: Memory, *, longer: bool) -> Name | None:
        """The longest known name that begins with a word; `longer`: one that begins with a preposition, and goes on."""
        if not start.known:
            return None
        behind = _next_word(words, at)
        after = words[behind].folded if behind >= 0 else ""
        for conj, prep, rest, by_next in start.known:
            bare = () if longer else by_next.get("", ())
            for reading in (*by_next.get(after, ()), *bare) if after else bare:
                kind, last = reading.alias.kind, _last_word(words, at, reading.rest)
                if (
                    last >= 0
                    and not (prep == _LIKE and kind is MentionKind.PLACE)
                    and not (longer and prep)
                    and (
                        self._allowed(words, at, last, reading, memory)
                        or self._is_no_adjective(words, at, prep, reading)
                    )
                    and not self._is_given_name(words, at, reading, rest)
                ):
                    alias, word = self._meant(reading, rest, memory), words[at]
                    word.conj, word.prep, word.definite = conj, prep, rest.startswith(ARTICLE)
                    return Name(
                        at,
                        last,
                        (alias.actor,),
                        alias.kind,
                        reading.gender,
                        reading.number,
                        generic=self._generic(rest),
                        others=alias.others,
                        certain=reading.certain and (rest, *reading.rest) not in self._rivals,
                    )
        return None

    def _meant(self, reading: Reading, first: str, memory: Memory) -> Alias:
        """Whom a name stands for that several bear: a person's side at the time, or whom the text names otherwise."""
        if reading.alias.kind is MentionKind.LEADER:
            return self._in_term(reading.alias, memory.published)
        rivals = self._rivals.get((first, *reading.rest), ())
        return next((a for a in rivals if a.actor in memory.seen), reading.alias)

    def _in_term(self, alias: Alias, published: dt.date | None) -> Alias:
        """Of the terms of somebody who acted for several, the one that a text of this date means."""
        terms = self._terms.get(alias.text, ())
        if not terms or published is None:
            return alias
        begun = [(t.since.first(), t) for t in terms if t.since is not None and t.since.first() <= published]
        running = [(day, t) for day, t in begun if t.until is None or published <= t.until.last()]
        return max(running or begun, key=lambda pair: pair[0], default=(None, alias))[1]

    def _generic(self, first: str) -> str:
        """The class word that a name begins with (حزب in حزب الله), else empty."""
        bare = first.removeprefix(ARTICLE)
        return bare if {"group", "body"} & set(self._class_nouns.get(bare, ())) else ""

    def _is_given_name(self, words: list[Word], at: int, reading: Reading, form: str) -> bool:
        """Whether a nisba is somebody's given name: الأمير تركي الفيصل, تركي بن محمد."""
        if reading.rest or reading.alias.kind not in _ARTICLE_KINDS or form.startswith(ARTICLE):
            return False
        if at + 1 < len(words) and words[at + 1].folded in SONS:
            return True
        before = words[at - 1].folded if at else ""
        return before.startswith(ARTICLE) and before.removeprefix(ARTICLE) in self._titles

    def _allowed(self, words: list[Word], at: int, last: int, reading: Reading, memory: Memory) -> bool:
        alias = reading.alias
        if reading.certain or (alias.kind is MentionKind.NAME and _is_marked(words, at, last)):
            return True
        if alias.kind is MentionKind.LEADER:
            short = " ".join((words[at].folded, *reading.rest))
            if alias.actor in memory.surnames.get(short, ()):
                return True
            return short not in self._common and self._in_term(alias, memory.published).actor in memory.seen
        return alias.actor in memory.seen and ":" not in alias.actor  # السفير is an ambassador, «السفير» a newspaper

    def _is_no_adjective(self, words: list[Word], at: int, prep: str, reading: Reading) -> bool:
        """Whether a state's name that is an adjective too stands where none can: قال إن مالي, لمالي, not دعم مالي."""
        before = words[at - 1] if at else None
        alone = not prep and (before is None or before.tag not in (Tag.PREPOSITION, Tag.SUBORDINATOR))
        if alone or reading.rest or reading.alias.kind is not MentionKind.NAME:
            return False
        alias = reading.alias
        alike = self._beginning(fold_for_reading(alias.text)).get("", ())
        return any(r.alias.kind is MentionKind.ADJECTIVE and r.alias.text == alias.text for r in alike)

    @staticmethod
    def _surname(word: Word, at: int, start: _Start, memory: Memory) -> Name | None:
        if word.tag is not Tag.NOUN:
            return None  # على is no one called علي
        for conj, prep, rest in start.splits:
            actors = memory.surnames.get(rest)
            if actors:
                word.conj, word.prep = conj, prep
                return Name(at, at, actors, MentionKind.LEADER, "m", "s")
        return None

    def _class_of(self, splits: tuple[Split, ...]) -> _Reference | None:
        for conj, prep, rest in splits:
            definite = rest.startswith(ARTICLE)
            bare = rest[2:] if definite else rest
            for form, pronoun in ((rest, ""), (bare, ""), *_without_pronoun(bare)):
                kinds = self._class_nouns.get(form)
                if kinds:
                    certain = definite or form != bare
                    return _Reference((conj, prep, definite), kinds, form, certain, pronoun)
        return None

    def _persons(self, words: list[Word], names: list[Name], memory: Memory) -> list[Name]:
        """Learn surnames: `وزير الخارجية الأميركي جون كيري` teaches كيري."""
        taken = {i for n in names for i in range(n.first, n.last + 1)}
        offices = {n.first for n in names if n.generic and "office" in self._class_nouns.get(n.generic, ())}
        for name in names:
            if not name.actors or name.kind in (MentionKind.LEADER, MentionKind.PEOPLE):
                if name.kind is MentionKind.LEADER and name.last > name.first and tells(words, name.last):
                    memory.surnames.setdefault(words[name.last].folded, name.actors)
                continue
            if not any(o in offices for o in range(max(0, name.first - 5), name.first)):
                continue
            end = name.last
            while end + 1 < len(words) and end - name.last < 4 and nameable(words[end + 1], end + 1 in taken):
                end += 1
            least = 1 if words[end].folded in self._surnames else 2
            if end - name.last >= least and tells(words, end):
                surname = words[end].folded
                if len(surname) > 2:
                    memory.surnames.setdefault(surname, name.actors)
                if end - name.last >= 2:
                    memory.surnames.setdefault(" ".join(w.folded for w in words[name.last + 1 : end + 1]), name.actors)
                name.last = end
        return names

    def _sectors(self, words: list[Word], names: list[Name]) -> list[Name]:
        """Join class nouns with the state beside them: اللاجئين الأفغان → AFG:CVL; الحكومة السورية → SYR."""
        out: list[Name] = []
        for name in reversed(names):
            joined = self._join(words, name, out[-1] if out else None)
            if joined is not None:
                out[-1] = joined
            else:
                out.append(name)
        out.reverse()
        for before, name in pairwise(out):
            self._inherit(words, before, name)
        return out

    def _inherit(self, words: list[Word], before: Name, name: Name) -> None:
        """Give a second nisba the class of the first: شركات الطيران السعودية والإماراتية."""
        if name.kind is not MentionKind.ADJECTIVE or before.kind is not MentionKind.CLASS or not before.actors:
            return
        sector = before.actors[0].partition(":")[2]
        if sector and name.first == before.last + 1 and words[name.first].conj and name.actors[0] in self._states:
            name.actors, name.kind = (f"{name.actors[0]}:{sector}",), MentionKind.CLASS

    def _join(self, words: list[Word], name: Name, after: Name | None) -> Name | None:
        if after is None or name.actors or name.wants is Wants.PAIR:
            return None
        if not after.actors:
            return _construct(words, name, after)

        def whole(actors: tuple[str, ...], kind: MentionKind, others: tuple[str, ...] = ()) -> Name:
            return Name(
                name.first,
                after.last,
                actors,
                kind,
                name.gender,
                name.number,
                generic=name.generic,
                others=others,
            )

        if self._belongs(words, name, after) or self._is_part(words, name, after):
            return whole(after.actors, after.kind, after.others)
        between = unmarked(words[name.last + 1 : after.first])
        if len(between) == 2 and between[1].folded == "باسم" and between[0].definite:
            between.pop()  # المتحدث الرسمي باسم فلان
        if len(between) > 1 or _are_parted(words, between, after) or _is_other_phrase(words, name, between, after):
            return None
        if not between and words[name.first].definite and after.kind in _BARE_NAMES:
            return None  # ضربت الحركة كابول
        actors = after.actors
        if not name.sectors or actors[0] not in self._states:
            return whole(actors, after.kind, after.others)
        if name.sectors[0] == Sector.REBELS and after.kind is MentionKind.PEOPLE:
            return whole(actors, after.kind)
        first, *more = (tuple(f"{a}:{sector}" for a in actors if ":" not in a) for sector in name.sectors)
        return whole(first, MentionKind.CLASS, tuple(other for others in more for other in others))

    def _is_part(self, words: list[Word], name: Name, after: Name) -> bool:
        """Whether fighters or members are told by their group: مسلحون من حزب العمال, عناصر في «داعش»."""
        if not {"REB", "group"} & set(self._class_nouns.get(name.generic, ())) or after.actors[0] in self._states:
            return False
        if ":" in after.actors[0] or after.kind is MentionKind.PLACE:
            return False
        between = unmarked(words[name.last + 1 : after.first])
        return len(between) == 1 and between[0].tag is Tag.PREPOSITION and between[0].bare in ("من", "في")

    def _belongs(self, words: list[Word], name: Name, after: Name) -> bool:
        """Whether forces are told by whom they serve: القوات الموالية للحكومة اليمنية."""
        if not {"organ", "REB"} & set(self._class_nouns.get(name.generic, ())) or after.first - name.last > 4:
            return False
        between = words[name.last + 1 : after.first]
        links = [w for w in between if w.bare.removeprefix(ARTICLE).removesuffix("ة").removesuffix("ين") in BELONGING]
        return bool(links) and (words[after.first].prep == "ل" or between[-1].bare == "ل")


def _are_parted(words: list[Word], between: list[Word], after: Name) -> bool:
    """Whether a preposition, a conjunction, or what is no noun stands between two names, or begins the second: قتل جنود
    جنوب كردفان."""
    begins = words[after.first]
    if begins.prep or begins.conj or (begins.tag is Tag.PREPOSITION and after.kind is MentionKind.PLACE):
        return True
    return any(w.prep or w.conj or w.tag is not Tag.NOUN for w in between)


def _is_other_phrase(words: list[Word], name: Name, between: list[Word], after: Name) -> bool:
    """Whether what follows a definite noun begins another phrase: اقتحم الجنود منازل الفلسطينيين, أغلق الأمن مكتب قناة
    الجزيرة. It goes on with adjectives that are definite too, and with a name that is in apposition."""
    if not words[name.last].definite or (between and between[-1].folded == "باسم"):
        return False
    if not all(_is_definite(word) for word in between):
        return True
    named = after.kind is MentionKind.LEADER or (after.kind in _BARE_NAMES and not after.generic)
    return not (named or _is_definite(words[after.first]))


def _is_definite(word: Word) -> bool:
    return word.definite or word.folded.startswith(ARTICLE)  # short words that nobody lists keep their article: الحر


def _modifies(words: list[Word], name: Name, before: Name | None) -> bool:
    """Whether a nisba that can be a noun is the adjective of what stands before it: الرئيس السوري, حزب الله اللبناني.

    An adjective is definite if its noun is; قتل السوري is the killing of a Syrian, and قصف سوري may be of one.
    """
    word = words[name.first]
    noun = next(reversed(unmarked(words[: name.first])), None)
    if noun is None or word.prep or word.conj:
        return False
    if before is not None and before.last == noun.index and before.actors:
        return word.definite
    if noun.tag is not Tag.NOUN:
        return False
    if word.definite:
        return noun.definite or bool(noun.pronoun)
    return not noun.definite and not noun.pronoun and not noun.hits


def _longest_first(reading: Reading) -> tuple[int, bool, int, str]:
    alias = reading.alias
    return -len(reading.rest), not reading.certain, _KIND_ORDER.index(alias.kind), alias.actor


def _spellings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name as the lists have it, with عبد glued to what follows, and with the cases of أبو."""
    cases = ("ابو", "ابي", "ابا") if words[0] == "ابو" and len(words) > 1 else words[:1]
    for first in cases:
        spelled = first, *words[1:]
        yield spelled
        if "عبد" in spelled[:-1]:
            yield _glue(spelled)


def _glue(words: tuple[str, ...]) -> tuple[str, ...]:
    at = words.index("عبد")
    return (*words[:at], words[at] + words[at + 1], *words[at + 2 :])


def _construct(words: list[Word], name: Name, after: Name) -> Name | None:
    """Two references that are one: قوات النظام, عناصر التنظيم, وزير الداخلية; it stands for what the second does."""
    first, second = words[name.first], words[after.first]
    if (
        after.first != name.last + 1
        or first.definite
        or name.owner
        or not second.definite
        or second.prep
        or second.conj
    ):
        return None
    if after.wants not in (Wants.GROUP, Wants.STATE, Wants.KNOWN):
        return None
    return replace(after, first=name.first, gender=name.gender, number=name.number)


def _next_word(words: list[Word], at: int) -> int:
    """The place of the next word of a name, -1 if there is none; past a hyphen without spaces or an opening mark:
    أنتي-بالاكا, حركة «حسم»."""
    behind = at + 1
    if behind < len(words) and (_joins(words, behind) or _opens(words, behind)):
        behind += 1
    return behind if behind < len(words) else -1


def _joins(words: list[Word], at: int) -> bool:
    """Whether a word is a hyphen that nothing parts from what it joins."""
    if words[at].folded != "-" or at + 1 == len(words):
        return False
    return words[at - 1].end == words[at].start and words[at].end == words[at + 1].start


def _opens(words: list[Word], at: int) -> bool:
    """Whether a word is a mark that opens: of straight ones every other."""
    mark = words[at]
    if mark.tag is not Tag.MARK or mark.folded in ("»", "”"):
        return False
    return mark.folded != '"' or sum(word.folded == '"' for word in words[:at]) % 2 == 0


def _last_word(words: list[Word], at: int, rest: tuple[str, ...]) -> int:
    """The place of the last word of a name that goes on with `rest`, -1 if other words follow."""
    for wanted in rest:
        at = _next_word(words, at)
        if at < 0 or words[at].folded != wanted:
            return -1
    return at


def _is_marked(words: list[Word], first: int, last: int) -> bool:
    """Whether these words alone stand between marks, as names do that are words too: «القاعدة», «النهضة»."""
    return first > 0 and last + 1 < len(words) and words[first - 1].tag is Tag.MARK and words[last + 1].tag is Tag.MARK


def _is_somebody(words: list[Word], at: int, noun: _Reference) -> bool:
    """Whether a noun for people or an organ is one here: not in القضاء على, الشؤون الداخلية, تعزيز الأمن."""
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and after.folded in NO_ORGAN.get(noun.form, ()):
        return False
    if noun.form == "امن" and not noun.pronoun:
        return before is not None and before.bare in FORCES
    if noun.form in ALSO_ADJECTIVES and before is not None and before.tag is Tag.NOUN and not noun.attached[1]:
        return before.definite != noun.attached[2] or before.bare.removeprefix(ARTICLE) in FORCES
    return True


def _without_pronoun(bare: str) -> Iterator[tuple[str, str]]:
    for pronoun in ("ه", "ها", "هم", "هما", "نا"):
        if bare.endswith(pronoun) and len(bare) - len(pronoun) > 2:
            stem = bare[: -len(pronoun)]
            yield stem, pronoun
            if stem.endswith("ت"):
                yield stem[:-1] + "ة", pronoun


def _wants(kinds: tuple[str, ...], definite: bool) -> tuple[Wants, tuple[str, ...]]:
    sectors = tuple(k for k in kinds if k in SECTORS)
    if "pair" in kinds:
        return Wants.PAIR, ()
    if "person" in kinds or "last" in kinds:
        return Wants(kinds[0]), ()
    if "body" in kinds and definite:
        return Wants.KNOWN, sectors
    if "group" in kinds and definite and "organ" not in kinds:
        return Wants.GROUP, sectors
    if "state" in kinds or "organ" in kinds or "office" in kinds:
        return Wants.STATE, sectors
    return (Wants.SOMEBODY if sectors else Wants.GROUP), sectors
