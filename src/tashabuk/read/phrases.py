"""Stage 4: noun phrases around names, their coordination into groups, and the path symbols of each sentence.

A symbol is one letter a word (see `Tag`), `T` for a word that may carry an event, `M` for a name, `P…` for a
preposition; conjunctions and prepositions that are attached come before their word. Paths between a trigger and a
group are made of these symbols.
"""

from __future__ import annotations

from dataclasses import replace

from tashabuk.engine.names import Name
from tashabuk.engine.words import Sentence, Tag, Word, unmarked
from tashabuk.model import MentionKind, Sector
from tashabuk.read.state import Group, Reading
from tashabuk.read.trees import Tree

MAX_PHRASE = 7
"""Words that a noun phrase may hold before its name."""
_UNADORNED = frozenset((MentionKind.NAME, MentionKind.CAPITAL, MentionKind.PLACE))
"""Names of which a definite noun before them is no part: it is not the first of a construct, nor their title."""
_INSIDE = (Tag.NOUN, Tag.NUMBER)
_ALL = frozenset(("كل", "كلا", "جميع", "ساءر", "معظم", "بعض"))
"""Words behind which a noun is still one of several: قطر وكل دول الخليج."""


def find_groups(reading: Reading) -> None:
    """Fill `symbols`, `groups`, and `together`: in how many sentences two actors are named."""
    for sentence, names in zip(reading.sentences, reading.names, strict=True):
        reading.symbols.append([_symbol(w) for w in sentence.words])
        singles = [_group(sentence, n) for n in names]
        for name in names:
            if name.kind in _BARE and name.gender and len(name.actors) == 1:
                reading.genders.setdefault(name.actors[0], name.gender)
        reading.groups.append(_coordinate(sentence, singles, reading.pack.states))
        actors = {a for n in names for a in n.actors}
        for a in actors:
            beside = reading.together.setdefault(a, {})
            for b in actors:
                if a != b:
                    beside[b] = beside.get(b, 0) + 1
    reading.most_together = max((count for beside in reading.together.values() for count in beside.values()), default=1)


def _symbol(word: Word) -> str:
    tag = word.tag
    if word.mention >= 0:
        core = "M"
    elif word.hits:
        core = "V" if tag is Tag.VERB else "T"
    elif tag is Tag.NUMBER:
        core = "N"
    elif tag in (Tag.ADVERB, Tag.MARK):
        core = ""
    elif tag is Tag.PREPOSITION:
        core = "P" + word.bare + ("~" if word.pronoun else "")
    else:
        core = str(tag)
    return ("C" if word.conj else "") + ("P" + word.prep if word.prep else "") + core


def _group(sentence: Sentence, name: Name) -> Group:
    words = sentence.words
    head = name.first
    located = name.kind is MentionKind.PLACE and words[head].tag is Tag.PREPOSITION  # شرق الفرات is a place and in it
    while not located and head > 0 and name.first - head < MAX_PHRASE and not words[head].prep and not words[head].conj:
        before = _before(words, head)
        if before is None or not _continues(before, name):
            break
        head = before.index
    gender, number = _agreement(name, words[head])
    return Group(
        name.actors,
        sentence.index,
        head,
        name.first,
        name.last,
        name.kind,
        _governor(words, head) if not located else words[head].bare,
        gender,
        number,
        name.generic,
        joined=len(name.actors) > 1,
        others=name.others,
        option=name.option,
        options=name.options,
    )


_BARE = (MentionKind.NAME, MentionKind.CAPITAL, MentionKind.LEADER)


def _agreement(name: Name, head: Word) -> tuple[str, str]:
    """What verbs and pronouns agree with: the noun that heads the phrase, or a bare name's own gender."""
    if head.index == name.first and name.kind in _BARE and not name.generic:
        return name.gender, name.number or "s"
    return head.gender, name.number if name.number == "d" else head.number or name.number


def _continues(before: Word, name: Name) -> bool:
    if before.tag not in _INSIDE or before.mention >= 0 or before.hits or before.pronoun:
        return False
    return not (before.definite and name.kind in _UNADORNED)


def _before(words: list[Word], at: int) -> Word | None:
    """The word before a place, past the marks around a name; None at the beginning."""
    return next(reversed(unmarked(words[max(0, at - 2) : at])), None)


def _governor(words: list[Word], head: int) -> str:
    word = words[head]
    if word.prep:
        return word.prep
    if word.conj:
        return "C"
    before = _before(words, head)
    if before is None:
        return "^"
    if before.mention >= 0:
        return "M"
    if before.tag is Tag.PREPOSITION:
        return str(Tag.PRONOUN) if before.pronoun else before.bare  # وافقت عليه الحكومة: it has its object
    if before.hits:
        return "V" if before.tag is Tag.VERB else "T"
    return str(before.tag)


def _coordinate(sentence: Sentence, singles: list[Group], states: frozenset[str]) -> list[Group]:
    """All groups: each name, a people also as its state's civilians, and each run of coordinated names together."""
    out: list[Group] = []
    at = 0
    while at < len(singles):
        run = [singles[at]]
        while at + len(run) < len(singles) and _joins(
            sentence.words, run, singles[at + len(run)], singles, at + len(run)
        ):
            run.append(singles[at + len(run)])
        for group in run:
            out.append(group)
            if group.kind is MentionKind.PEOPLE and group.actors[0] in states and len(group.actors) == 1:
                out.append(replace(group, actors=(f"{group.actors[0]}:{Sector.CIVILIANS}",), kind=MentionKind.CLASS))
        if len(run) > 1:
            out.append(_merge(run))
        at += len(run)
    return out


def _joins(words: list[Word], run: list[Group], new: Group, singles: list[Group], index: int) -> bool:
    last = run[-1]
    gap = unmarked(words[last.last + 1 : new.head])
    if words[new.head].prep and words[new.head].prep != words[run[0].head].prep:
        return False
    linked = bool(words[new.head].conj)
    if gap and gap[-1].tag is Tag.CONJUNCTION and len(gap[-1].bare) == 1:  # "and", cut off by a mark
        linked = True
        gap.pop()
    if linked:
        if _begins_clause(words, new):
            return False
        if len(gap) == 1 and gap[0].tag is Tag.COMMA:
            return new.kind is last.kind
        return not gap or (len(gap) <= 2 and all(w.tag is Tag.NOUN and not w.hits for w in gap))
    both_adjectives = new.kind is last.kind is MentionKind.ADJECTIVE
    if both_adjectives and new.first - last.last <= 2:
        between, word = words[last.last + 1 : new.first], words[new.first]
        if not between and word.definite != words[last.last].definite:
            return False  # أوقفت الشرطة الماليزية فلبينيا: one is the other's object
        return all(w.folded in ("-", "–", "/") for w in between) and not word.prep
    if len(gap) == 1 and gap[0].folded in ("،", ","):
        following = singles[index + 1 : index + 4]
        return any(words[g.head].conj and g.head - new.last < 9 for g in following)
    return False


def _begins_clause(words: list[Word], group: Group) -> bool:
    """Whether a group behind "and" is the subject of a verb of its own: غينيا وواشنطن تطالب."""
    verb = words[group.last + 1] if group.last + 1 < len(words) else None
    return verb is not None and verb.tag is Tag.VERB and verb.form is not None and verb.form.number == "s"


def _merge(run: list[Group]) -> Group:
    first = run[0]
    actors = tuple(dict.fromkeys(a for g in run for a in g.actors))
    return Group(
        actors,
        first.sentence,
        first.head,
        first.first,
        run[-1].last,
        first.kind,
        first.governor,
        "m" if any(g.gender == "m" for g in run) else first.gender,
        "d" if len(actors) == 2 else "p",
        first.generic,
        joined=True,
    )


def with_coordinated(tree: Tree, groups: list[Group]) -> list[Group]:
    """Groups, and those together that the tree of their sentence coordinates across other words: قطر وكل دول الخليج."""
    runs: dict[int, dict[int, Group]] = {}
    for group in groups:
        if not group.joined and group.kind is not MentionKind.PLACE:
            runs.setdefault(_first_of_several(tree, group), {}).setdefault(group.head, group)
    known = {group.actors for group in groups}
    merged = [_merge(list(run.values())) for run in runs.values() if len(run) > 1]
    more = [group for group in merged if len(group.actors) > 1 and group.actors not in known]
    return sorted([*groups, *more], key=lambda g: g.head) if more else groups


def _first_of_several(tree: Tree, group: Group) -> int:
    """The word that heads the first of the phrases with which the tree coordinates a group, else its own head."""
    words, at = tree.words, group.last
    for here in tree.above(group.last):
        head, at = tree.heads[here], here
        inside = group.head <= head <= group.last
        if not inside and tree.labels[here] != "c" and not (head >= 0 and words[head].bare in _ALL):
            break
    return at


def path(symbols: list[str], start: int, end: int, limit: int = 6) -> str:
    """The symbols of words `start..end-1`, runs of nouns and names collapsed, shortened in the middle.

    >>> path(["N", "N", "M", "M", "Pعلي", "N"], 0, 6)
    'N M Pعلي N'
    """
    return " ".join(path_steps(symbols, start, end, limit))


def path_steps(symbols: list[str], start: int, end: int, limit: int = 6) -> list[str]:
    """The symbols of `path`, one by one."""
    out: list[str] = []
    last = ""
    for symbol in symbols[start:end]:
        if symbol and (symbol != last or symbol not in ("N", "M")):
            out.append(symbol)
            last = symbol
    if len(out) > limit:
        return [*out[: limit // 2], "…", *out[-(limit // 2) :]]
    return out


def verbs_between(words: list[Word], first: int, last: int) -> int:
    """Verbs between two words, at most two."""
    return min(sum(w.tag is Tag.VERB for w in words[first + 1 : last]), 2)
