"""Stage 8c: when a chosen statement happened: the possible dates, and what is seen of each.

No date; every time expression of the sentence; where it has none, the last one before it; the day that the text begins
with.
"""

from __future__ import annotations

from tashabuk.engine.pack import TimeExpression
from tashabuk.engine.words import Tag, Word
from tashabuk.model import Certainty
from tashabuk.read.candidates import speech_at
from tashabuk.read.choice import Choice
from tashabuk.read.phrases import path, verbs_between
from tashabuk.read.scene import part_of
from tashabuk.read.state import Reading, Speech
from tashabuk.read.trees import Tree, length
from tashabuk.read.values import stem_of

BACK = 5
"""Sentences before within which a date can go on."""
LEAD = 3
"""Sentences at the head of a text whose first day can be that of what follows."""
_RESUMED = frozenset(
    (
        "لقاء",
        "اجتماع",
        "جلسة",
        "مباحثات",
        "محادثات",
        "قمة",
        "زيارة",
        "مءتمر",
        "هجوم",
        "غارة",
        "حادث",
        "عملية",
        "استقبال",
    )
)
"""Nouns for what is told on, of which the date was told before."""
_LINKS = frozenset(
    (
        "فيه",
        "فيها",
        "خلاله",
        "خلالها",
        "حينها",
        "يومها",
        "وقتها",
        "انذاك",
        "عندما",
        "حين",
        "حينما",
        "حيث",
        "اذ",
        "اثناءها",
    )
)
"""Words that link a clause back to a time."""
_CLAUSE_MARKS = frozenset(";؛")
_LIMITS = frozenset(("منذ", "حتي", "قبل", "بعد"))
"""Words that make a time the beginning or end of something."""


def date_options(
    reading: Reading, choice: Choice, certainty: Certainty
) -> tuple[list[TimeExpression | None], list[list[str]]]:
    """The possible dates and their features: none, every time expression of the sentence, the last one before it, and
    the day that the text begins with."""
    index, at = choice.trigger.sentence, choice.trigger.word
    part, frame = part_of(choice.hit), choice.hit.frame
    times, tree = reading.times[index], reading.trees[index]
    speech = speech_at(reading, index, at)
    ways = [tree.way(at, tree.top(time.first)[0]) for time in times]
    many = min(len(times), 3)
    said = _told_inside(speech, times)
    link = _link(tree.words, at)
    own = any(_nearest_head(tree.words, time) == at for time in times)
    best = min((length(way) for way in ways), default=-1)
    options: list[TimeExpression | None] = [None]
    features = [
        [
            "D|none",
            f"D|none|{many}",
            f"D|none|{part}",
            f"D|none|{frame.event}",
            f"D|none|{many}|{part}",
            f"D|none|{part}|{choice.hit.form.tense}",
            f"D|none|{certainty}",
            f"D|none|{certainty}|{many}",
            f"D|none|{said}|{frame.event}",
            f"D|none|{said}|self={_is_self(choice, speech)}|{frame.event.quad}",
            f"D|none|link={link}|{many > 0}",
            f"D|none|own={own}|{part}",
            f"D|none|best={best}",
        ]
    ]
    for order, expression in enumerate(times):
        options.append(expression)
        features.append(_time_features(reading, choice, times, ways, order))
        features[-1] += _speech_features(choice, speech, expression, certainty)
        side = "L" if expression.last < at else "R"
        features[-1].append(f"D|link={link}|{side}")
    known = {str(time.date) for time in times}
    for way, back, expression in _told_before(reading, index, bool(times)):
        if str(expression.date) not in known:
            known.add(str(expression.date))
            options.append(expression)
            features.append(_carried_date_features(reading, choice, way, back, expression))
    return options, features


def _told_before(reading: Reading, index: int, dated: bool) -> list[tuple[str, int, TimeExpression]]:
    """The dates of other sentences that can go on: the last before, and the day of the lead."""
    found = []
    if not dated:
        for back in range(1, min(BACK, index) + 1):
            if reading.times[index - back]:
                found.append(("before", back, reading.times[index - back][-1]))
                break
    leading = reading.times[: min(LEAD + reading.headlines, index)]
    lead = next((t for times in leading for t in times if t.date.precision == "day"), None)
    if lead is not None:
        found.append(("lead", min(index, 4), lead))
    return found


def _carried_date_features(
    reading: Reading, choice: Choice, way: str, back: int, expression: TimeExpression
) -> list[str]:
    """What is seen of a date of another sentence; `way` is `before` or `lead`, `back` how many sentences it is away."""
    index, at = choice.trigger.sentence, choice.trigger.word
    words = reading.sentences[index].words
    word, first = words[at], words[0]
    published = reading.document.published
    date = str(expression.date)
    recent = published is not None and date[:7] == published.isoformat()[:7] and len(date) == 10
    part, tense, event = part_of(choice.hit), choice.hit.form.tense, choice.hit.frame.event
    verb = next((w for w in words if w.tag is Tag.VERB), None)
    opens = verb.form.tense if verb is not None and verb.form else "-"
    back = min(back, 3)
    resumes = any(w.definite and stem_of(w) in _RESUMED for w in words[max(0, at - 4) : at + 1])
    return [
        f"D|{way}",
        f"D|{way}|{part}|def={word.definite}",
        f"D|{way}|{event}",
        f"D|{way}|{expression.kind}",
        f"D|{way}|back={back}|recent={recent}",
        f"D|{way}|{part}|{tense}|recent={recent}",
        f"D|{way}|conj={first.conj}|opens={opens}",
        f"D|{way}|first={first.bare if first.tag is not Tag.NOUN else 'N'}",
        f"D|{way}|resumes={resumes}|{part}",
        f"D|{way}|times={min(len(reading.times[index]), 2)}|{part}",
        f"D|{way}|{expression.date.precision}",
        f"D|{way}|crossed={any(w.tag is Tag.COMMA for w in words[:at])}|{part}",
    ]


def _link(words: list[Word], at: int) -> str:
    """What links a trigger back to a time before it: فيه, خلالها, حيث, عندما."""
    near = words[max(0, at - 3) : at] + words[at + 1 : at + 4]
    return next((w.bare for w in near if w.bare in _LINKS), "-")


def _is_self(choice: Choice, speech: Speech | None) -> bool:
    """Whether who speaks around a trigger is who acts."""
    return speech is not None and bool(set(speech.speaker) & set(choice.actor.group.actors))


def _speech_features(
    choice: Choice, speech: Speech | None, expression: TimeExpression, certainty: Certainty
) -> list[str]:
    """Whether a date stands in the same speech as a trigger, and what is claimed of the event."""
    inside = "free" if speech is None else "in" if speech.first <= expression.first <= speech.last else "out"
    return [
        f"D|speech={inside}",
        f"D|speech={inside}|{choice.hit.frame.event}",
        f"D|{certainty}|{part_of(choice.hit)}",
        f"D|{certainty}|{inside}",
        f"D|speech={inside}|self={_is_self(choice, speech)}|{choice.hit.frame.event.quad}",
    ]


def _told_inside(speech: Speech | None, times: list[TimeExpression]) -> str:
    """Whether a trigger stands in a speech, and all dates before it: they tell when it was said."""
    if speech is None:
        return "free"
    return "said" if all(t.last < speech.first for t in times) else "inside"


def _time_features(
    reading: Reading, choice: Choice, times: list[TimeExpression], ways: list[str], order: int
) -> list[str]:
    """What is seen of one date of a sentence; `ways` lead from the trigger to each of them in the tree."""
    expression = times[order]
    index, at = choice.trigger.sentence, choice.trigger.word
    words = reading.sentences[index].words
    part, tense = part_of(choice.hit), choice.hit.form.tense
    low, high = sorted((expression.first, at))
    side = "L" if expression.last < at else "R"
    between = words[low + 1 : high]
    commas = sum(w.tag is Tag.COMMA for w in between)
    verbs = verbs_between(words, low, high)
    clauses = sum(w.tag in (Tag.SUBORDINATOR, Tag.RELATIVE) for w in between)
    heads = min(sum(bool(w.hits) for w in between), 3)
    nearest = expression is min(times, key=lambda t: abs(t.first - at))
    distance = abs(expression.first - at)
    own = _nearest_head(words, expression) == at
    way, rivals = ways[order], [*ways[:order], *ways[order + 1 :]]
    nearer = any(length(other) < length(way) for other in rivals)
    hung = "own" if length(way) == 1 and way[0] == ">" else "above" if way.count(">") == 1 else way[:1]
    seen = _owned_features(reading.trees[index], choice, expression, side, commas, not rivals)
    first = not any(w.tag is Tag.VERB for w in words[:at])
    clause = _clause(words, expression.first)
    fronted = side == "L" and not any(w.tag is Tag.VERB for w in words[clause : expression.first])
    return [
        *seen,
        f"D|first-verb={first}|{side}|verbs={verbs}|only={not rivals}|{part}",
        f"D|fronted={fronted}|{part}",
        f"D|fronted={fronted}|verbs={verbs}|inner={clause > 0}|{part}",
        f"D|way={way}",
        f"D|way={way}|{part}",
        f"D|hung={hung}|{part}",
        f"D|hung={hung}|{side}|heads={heads}",
        f"D|hung={hung}|nearer={nearer}",
        f"D|hung={hung}|only={not rivals}",
        f"D|ups={way.count('<')}|downs={way.count('>')}|{part}",
        "D|time",
        f"D|{side}|nearest={nearest}",
        f"D|{side}|d={distance // 3 if distance < 18 else 6}",
        f"D|{side}|verbs={verbs}|clauses={min(clauses, 2)}",
        f"D|{side}|heads={heads}",
        f"D|{side}|commas={min(commas, 2)}",
        f"D|{side}|heads={heads}|commas={min(commas, 2)}|{part}",
        f"D|{side}|{expression.kind}|{part}",
        f"D|{expression.date.precision}|{choice.hit.frame.event}",
        f"D|{side}|only={len(times) == 1}|heads={heads}",
        f"D|{side}|start={expression.first <= 2}|heads={heads}",
        f"D|{side}|{part}|tense={tense}|verbs={verbs}",
        f"D|{side}|{path(reading.symbols[index], low + 1, high, 4)}",
        f"D|order={min(order, 2)}",
        f"D|own={own}|{side}",
        f"D|own={own}|{part}",
    ]


def _clause(words: list[Word], at: int) -> int:
    """The first word of the clause of a word, as far as marks tell."""
    return next((w.index + 1 for w in reversed(words[:at]) if w.tag is Tag.STOP or w.bare in _CLAUSE_MARKS), 0)


def _owned_features(
    tree: Tree, choice: Choice, expression: TimeExpression, side: str, commas: int, alone: bool
) -> list[str]:
    """Which predicate a date hangs on, and how the trigger stands to that one."""
    at, part, tense = choice.trigger.word, part_of(choice.hit), choice.hit.form.tense
    words, owner = tree.words, tree.predicate(tree.above(tree.top(expression.first)[0])[1:])
    owns = "-" if owner < 0 else "own" if owner == at else "says" if words[owner].says else "other"
    form = words[owner].form if owner >= 0 else None
    same = form is not None and form.tense == tense
    near = words[max(0, expression.first - 2) : expression.first + 1]
    opener = next((w.bare for w in reversed(near) if w.bare in _LIMITS), "-")
    joined = words[at].conj if side == "L" else "-"
    return [
        f"D|owner={owns}|{part}",
        f"D|owner={owns}|{side}|only={alone}",
        f"D|owner={owns}|label={tree.labels[at]}|{part}",
        f"D|owner={owns}|relative={_in_relative(tree, expression, at)}|{part}",
        f"D|owner={owns}|conj={joined}|tense={same}|commas={min(commas, 2)}",
        f"D|opener={opener}|{side}|{tense}",
        f"D|opener={opener}|{choice.hit.frame.event}",
        f"D|opener={opener}|owner={owns}",
        *(f"D|owner={owns}|small={small.bare}" for small in tree.small(at)),
    ]


def _in_relative(tree: Tree, expression: TimeExpression, at: int) -> bool:
    """Whether a time stands in a relative clause of a trigger."""
    above = tree.above(expression.first)
    return at in above and any(tree.labels[n] == "l" for n in above[: above.index(at)])


def _nearest_head(words: list[Word], expression: TimeExpression) -> int:
    """The word with an event that stands nearest before a time expression in its clause, else the nearest behind it."""
    for word in reversed(words[: expression.first]):
        if word.hits:
            return word.index
        if word.tag is Tag.STOP:
            break
    return next((w.index for w in words[expression.last + 1 :] if w.hits), -1)
